"""OpenDocument texts: everything a person reads is read, the rest is counted, nothing else."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qda.domain.documents import Cell, Document, PageSource, Skipped
from qda.domain.text import Span
from qda.errors import BadFile
from qda.formats.reading import read_document
from tests import odt_files as odt

PUBLIC = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "docx" / "public"
BOLD = '<style:text-properties fo:font-weight="bold"/>'
HIDDEN = '<style:text-properties text:display="none"/>'
BREAK = '<style:paragraph-properties fo:break-before="page"/>'
STYLES = "".join(
    [
        odt.style("fed", "text", BOLD),
        odt.style("arving", "text", parent="fed"),
        odt.style("skjult", "text", HIDDEN),
        odt.style("P", "paragraph", BOLD),
        odt.style("side", "paragraph", BREAK),
        odt.style("ny", "paragraph", '<style:paragraph-properties style:page-number="1"/>'),
        odt.style("efter", "paragraph", '<style:paragraph-properties fo:break-after="page"/>'),
        odt.style("ark", "paragraph", more='style:master-page-name="Liggende"'),
        odt.style("ring", "text", parent="ring"),
    ]
)
CHANGE = (
    "<office:change-info><dc:creator>Nanna</dc:creator><dc:date>2026-01-05</dc:date>"
    "</office:change-info>"
)


def read(folder: Path, body: str, **extra: str) -> Document:
    parts = {f"{name}.xml": text for name, text in extra.items()}
    return read_document(odt.write(folder / "a.odt", odt.content(body, STYLES), parts))


def para(inner: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("I:<text:tab/>Hvad så?", "I:\tHvad så?"),
        ("\n  en \t to\n<text:span>\n tre</text:span>", "en to tre"),
        ('en<text:s/><text:s text:c="3"/>to', "en    to"),
        ("en<text:line-break/>to<text:line-break/>", "en\nto"),
        ("en<text:line-break/> to", "en\nto"),
        ("<text:a>et <text:span>link</text:span></text:a> her", "et link her"),
        ("<text:ruby><text:ruby-base>grund</text:ruby-base></text:ruby>", "grund"),
        ("side <text:page-number>4</text:page-number> af", "side 4 af"),
        ("<text:span><text:soft-page-break/>ord</text:span> nu", "ord nu"),
        ("bla\u030abær", "blåbær"),
        ("<!-- en note -->ord<?pi x?> to", "ord to"),
    ],
)
def test_what_stands_in_a_paragraph_is_read(tmp_path: Path, inside: str, text: str) -> None:
    document = read(tmp_path, para(inside))
    assert document.text == text
    assert document.form == "OpenDocument"
    assert document.skipped == {}


@pytest.mark.parametrize(
    ("inside", "skipped"),
    [
        ("<office:annotation><dc:creator>Bo</dc:creator><text:p>Hvem er det?</text:p>"
         "</office:annotation>", {"comment": Skipped(1, 10)}),
        ("<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
         "<text:note-body><text:p>Se bilag</text:p></text:note-body></text:note>",
         {"footnote": Skipped(1, 8)}),
        ("<text:note text:note-class='endnote'><text:p>slut</text:p></text:note>",
         {"endnote": Skipped(1, 4)}),
        ("<text:span text:style-name='skjult'>rigtigt navn<text:tab/></text:span>",
         {"hidden text": Skipped(1, 11)}),
        ("<text:hidden-text text:is-hidden='true'>væk</text:hidden-text>",
         {"hidden text": Skipped(1, 3)}),
        ("<text:ruby-text>små</text:ruby-text>", {"ruby text": Skipped(1, 3)}),
        ("<draw:frame><draw:image/><svg:desc>En gade</svg:desc></draw:frame>",
         {"picture": Skipped(1), "drawing text": Skipped(1, 6)}),
        ("<draw:frame><draw:object/><draw:image/></draw:frame>", {"embedded object": Skipped(1)}),
        ("<draw:control/>", {"form field": Skipped(1)}),
        ("<text:script>gør()</text:script>", {"field instruction": Skipped(1, 5)}),
        ("\u00ad", {"soft hyphen": Skipped(1, 1)}),
        ("<x xmlns='http://example.dk/'/>", {"unknown element": Skipped(1)}),
    ],
)  # fmt: skip
def test_what_is_kept_apart_is_counted(
    tmp_path: Path, inside: str, skipped: dict[str, Skipped]
) -> None:
    document = read(tmp_path, para(f"før{inside}efter"))
    assert document.text == "førefter"
    assert document.skipped == skipped


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    changes = (
        f"<text:changed-region><text:deletion>{CHANGE}<text:p>Solvej</text:p></text:deletion>"
        f"</text:changed-region><text:changed-region><text:insertion>{CHANGE}</text:insertion>"
        "</text:changed-region>"
    )
    document = read(
        tmp_path,
        f"<text:tracked-changes>{changes}</text:tracked-changes>"
        + para("Hun hedder <text:change/><text:change-start/>P1<text:change-end/>."),
    )
    assert document.text == "Hun hedder P1."
    assert document.skipped == {"deletion": Skipped(1, 6)}
    assert document.notes == {"insertion": 1, "author name": 1}


def test_headings_lists_and_sections_are_read_in_order(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="2">Om gården</text:h><text:list><text:list-item>'
        + para("en")
        + "<text:list><text:list-item>"
        + para("to")
        + "</text:list-item></text:list></text:list-item></text:list><text:section>"
        + para("tre")
        + '</text:section><text:section text:display="none">'
        + para("gemt")
        + "</text:section>"
    )
    document = read(tmp_path, body)
    assert [(p.text, p.heading) for p in document.paragraphs] == [
        ("Om gården", 2), ("en", 0), ("to", 0), ("tre", 0),
    ]  # fmt: skip
    assert document.skipped == {"automatic number": Skipped(2), "hidden text": Skipped(1, 4)}


def test_bold_is_known_from_the_styles(tmp_path: Path) -> None:
    body = para("<text:span text:style-name='arving'>Ida:</text:span> nej") + para("alt", "P")
    body += para("<text:span text:style-name='ring'>rundt</text:span>")
    document = read(tmp_path, body)
    assert [p.bold for p in document.paragraphs] == [(Span(0, 4),), (Span(0, 3),), ()]


def test_a_table_keeps_its_cells(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{para(text)}</table:table-cell>"

    wide = "table:number-columns-spanned='2'"
    rows = (
        f"<table:table-row>{cell('I')}{cell('Hvad?')}</table:table-row>"
        f"<table:table-row>{cell('bred', wide)}"
        f"<table:covered-table-cell/>{cell('ude')}</table:table-row>"
    )
    document = read(tmp_path, f"<table:table>{rows}</table:table>{para('bagefter')}")
    assert [(p.text, p.cell) for p in document.paragraphs] == [
        ("I", Cell(0, 0, 0)), ("Hvad?", Cell(0, 0, 1)), ("bred", Cell(0, 1, 0)),
        ("ude", Cell(0, 1, 2)), ("bagefter", None),
    ]  # fmt: skip


def test_a_text_box_follows_the_paragraph_that_holds_it(tmp_path: Path) -> None:
    box = f"<draw:frame><draw:text-box>{para('i kassen')}</draw:text-box></draw:frame>"
    document = read(tmp_path, para(f"før {box}efter") + para("sidst"))
    assert [p.text for p in document.paragraphs] == ["før efter", "i kassen", "sidst"]
    assert document.notes == {"text box": 1}


@pytest.mark.parametrize(
    ("body", "pages", "source", "starts"),
    [
        (para("en") + "<text:soft-page-break/>" + para("to"), 2, PageSource.RENDERED,
         [(), (0,)]),
        (para("en <text:soft-page-break/>to"), 2, PageSource.RENDERED, [(3,)]),
        (para("en") + para("to", "side"), 2, PageSource.HARD_BREAKS, [(), (0,)]),
        (para("en", "ark") + para("to", "ark"), 2, PageSource.HARD_BREAKS, [(), (0,)]),
        (para("en", "efter") + para("to"), 2, PageSource.HARD_BREAKS, [(), (0,)]),
        (para("en") + "<text:soft-page-break/>" + para("to", "side"), 2, PageSource.RENDERED,
         [(), (0,)]),
        (para("en") + "<text:soft-page-break/>" + para("to"), 9, PageSource.UNKNOWN, [(), ()]),
        (para("en") + para("to", "ny"), 1, PageSource.UNKNOWN, [(), ()]),
        (para("en to"), 1, PageSource.RENDERED, [()]),
    ],
)  # fmt: skip
def test_pages_come_from_marks_that_agree_with_the_facts(
    tmp_path: Path, body: str, pages: int, source: PageSource, starts: list[tuple[int, ...]]
) -> None:
    document = read(tmp_path, body, meta=odt.meta(pages, 2))
    assert document.page_source is source
    assert [p.page_starts for p in document.paragraphs] == starts


def test_headers_footers_authors_and_macros_are_counted(tmp_path: Path) -> None:
    edges = part = odt.part(
        "document-styles",
        f"<style:header>{para('Bilag 6')}</style:header><style:footer>{para('')}</style:footer>",
    )
    main = odt.content(para("ord"))
    extra = {"styles.xml": edges, "meta.xml": odt.meta(1, 1, "Nanna"), "Basic/a.xml": part}
    document = read_document(odt.write(tmp_path / "a.odt", main, extra))
    assert document.text == "ord"
    assert document.skipped == {"header": Skipped(1, 6), "macro": Skipped(1)}
    assert document.notes == {"author name": 1}


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
WHOLE = odt.content(para("ord"))


@pytest.mark.parametrize(
    ("main", "reason"),
    [
        (WHOLE.replace("?>", f"?>{ENTITY}", 1), "declares a document type"),
        (WHOLE[:-30], "is not proper XML"),
        (odt.content("<text:span>" * 300 + "</text:span>" * 300), "too deeply nested"),
        (odt.content(para('<text:s text:c="999999999999"/>')), "too large"),
        (odt.content(para("e" + "\u0301" * 300)), "too large"),
        (odt.content("<text:p/>" * 200_001), "too large"),
        (odt.part("document-content", "<office:body><office:spreadsheet/></office:body>"),
         "is an OpenDocument file, but not a text"),
    ],
    ids=["entities", "cut", "deep", "blanks", "accents", "paragraphs", "sheet"],
)  # fmt: skip
def test_a_hostile_file_is_refused_with_one_message(tmp_path: Path, main: str, reason: str) -> None:
    with pytest.raises(BadFile, match=reason) as caught:
        read_document(odt.write(tmp_path / "a.odt", main))
    assert caught.value.hint
    assert '"a.odt"' in caught.value.message


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    manifest = "<!DOCTYPE m><m><manifest:encryption-data/></m>"
    path = odt.write(tmp_path / "a.odt", "gibberish", {"META-INF/manifest.xml": manifest})
    with pytest.raises(BadFile, match="protected by a password"):
        read_document(path)


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    raw = odt.write(tmp_path / "a.odt", WHOLE).read_bytes()
    (tmp_path / "b.odt").write_bytes(raw[:-40])
    with pytest.raises(BadFile, match="cut off or damaged"):
        read_document(tmp_path / "b.odt")


def test_an_archive_inside_is_never_opened(tmp_path: Path) -> None:
    inner = odt.write(tmp_path / "inner.odt", WHOLE)
    outer = odt.write(tmp_path / "outer.odt", WHOLE)
    with zipfile.ZipFile(outer, "a") as archive:
        archive.write(inner, "Object 1/inner.odt")
        archive.write(inner, "../inner.odt")
    document = read_document(outer)
    assert document.text == "ord"
    assert document.skipped == {"unsafe part name": Skipped(1)}


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.odt"])
def test_the_contents_decide_and_not_the_ending(tmp_path: Path, name: str) -> None:
    assert read_document(odt.write(tmp_path / name, WHOLE)).form == "OpenDocument"


def test_a_text_that_was_packed_again_is_read(tmp_path: Path) -> None:
    assert read_document(odt.write(tmp_path / "a.odt", WHOLE, mime="")).text == "ord"


def in_text(path: Path) -> int:
    """Characters in the text of a file but for white space, and but for who wrote it when."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    facts = "ancestor::*[namespace-uri()='http://purl.org/dc/elements/1.1/']"
    found = root.xpath(f"//*[local-name()='text']//text()[not({facts})]")
    assert isinstance(found, list)
    texts = [unicodedata.normalize("NFC", str(text)) for text in found]
    return sum(len("".join(text.split())) for text in texts)


OUTSIDE = {"header", "footer"}


def accounted(document: Document) -> int:
    """Characters in the paragraphs and in the report, white space left out."""
    skipped = sum(p.characters for kind, p in document.skipped.items() if kind not in OUTSIDE)
    return len("".join(document.text.split())) + skipped


PIECES = [
    "ord", " ", "\n", "æ", "<text:tab/>", "<text:s/>", "<text:line-break/>", "<text:bookmark/>",
    "<text:span text:style-name='fed'>fed</text:span>",
    "<text:span text:style-name='skjult'>g<text:s/>emt</text:span>",
    "<text:note><text:p>note</text:p></text:note>",
    "<office:annotation><dc:creator>B</dc:creator><text:p>k</text:p></office:annotation>",
    f"<draw:text-box>{para('kasse')}</draw:text-box>", "<text:soft-page-break/>",
    "<text:ruby-text>r</text:ruby-text>", "<text:date>i dag</text:date>", "<y xmlns='z'>u</y>",
]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8), max_size=5))
def test_every_character_is_in_a_paragraph_or_in_the_report(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("odt")
    body = "\n".join(para("".join(pieces)) for pieces in paragraphs) + "løst"
    document = read(folder, body)
    assert accounted(document) == in_text(folder / "a.odt")


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the folder with shared test files is not here")
@pytest.mark.parametrize(
    ("name", "characters", "pages"),
    [
        ("QualCoder__ID2", 286, "rendered"),
        ("pandoc__trackedChanges", 35, "rendered"),
        ("tika__testFooter", 38, "rendered"),
        ("unstructured__fake", 90, "rendered"),
    ],
)
def test_real_files_are_read_whole(name: str, characters: int, pages: str) -> None:
    document = read_document(PUBLIC / f"{name}.odt")
    assert document.page_source == pages
    assert accounted(document) == in_text(PUBLIC / f"{name}.odt") == characters


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the folder with shared test files is not here")
def test_a_real_encrypted_file_is_refused() -> None:
    with pytest.raises(BadFile, match="protected by a password"):
        read_document(PUBLIC / "tika__testODTEncrypted.odt")
