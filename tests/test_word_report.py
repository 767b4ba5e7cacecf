"""What the reader of Word files reports beside the text: nothing is lost silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.documents import Skipped
from qda.domain.text import canonical
from qda.formats.word import read_with_account, read_word
from qda.formats.word_report import Left, made_canonical
from tests.word_files import members, para, part, read, relations, run, write

if TYPE_CHECKING:
    from pathlib import Path

DELETED = "<w:del w:author='A'><w:r><w:delText>væk</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    ("inside", "kind", "skipped"),
    [
        (DELETED, "deletion", Skipped(1, 3)),
        (DELETED + DELETED, "deletion", Skipped(2, 6)),
        ("<w:del>" + run("a\u030a") + "</w:del>", "deletion", Skipped(1, 1)),
        ("<w:r><w:delText>løs</w:delText></w:r>", "deletion", Skipped(1, 3)),
        ("<w:moveFrom>" + run("flyttet") + "</w:moveFrom>", "moved away", Skipped(1, 7)),
        (run("gemt", "<w:vanish/>"), "hidden text", Skipped(1, 4)),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:pict><w:txbxContent>" + para("gemt")
            + "</w:txbxContent></w:pict></w:r>",
            "hidden text", Skipped(1, 4),
        ),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "field instruction", Skipped(1, 4)),
        ("<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + run("?"), "field instruction",
         Skipped(1, 1)),
        ("<w:ruby><w:rt>" + run("op") + "</w:rt></w:ruby>", "ruby text", Skipped(1, 2)),
        ("<w:r><w:softHyphen/></w:r>", "soft hyphen", Skipped(1, 1)),
        (run("u\u00adge\u00ad"), "soft hyphen", Skipped(2, 2)),
        (run("a\ufeffb\u0084"), "control character", Skipped(2, 2)),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FF'/></w:r>", "unknown symbol", Skipped(1)),
        ("<w:r><w:drawing><a:blip/></w:drawing></w:r>", "picture", Skipped(1)),
        ("<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>", "picture", Skipped(1)),
        ("<w:r><w:drawing><wp:docPr descr='en sol'/></w:drawing></w:r>", "drawing text",
         Skipped(1, 6)),
        ("<w:r><w:drawing><a:t>skilt</a:t></w:drawing></w:r>", "drawing text", Skipped(1, 5)),
        ("<w:r><w:pict><v:textpath string='KLADDE'/></w:pict></w:r>", "drawing text",
         Skipped(1, 6)),
        ("<w:unheardOf/>", "unknown element", Skipped(1)),
        ("<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox/></w:ffData></w:fldChar>"
         "</w:r>", "form field", Skipped(1)),
        ("<w:r><w:br><w:t>forkert sted</w:t></w:br></w:r>", "misplaced text", Skipped(1, 12)),
    ],
)  # fmt: skip
def test_what_is_left_out_is_counted(
    tmp_path: Path, inside: str, kind: str, skipped: Skipped
) -> None:
    assert read(tmp_path, para("ord ", inside)).skipped[kind] == skipped


@pytest.mark.parametrize(
    ("body", "kind", "skipped"),
    [
        (para("a", properties="<w:rPr><w:del/></w:rPr>") + para("b"), "deleted paragraph mark",
         Skipped(1)),
        (para("a", properties="<w:rPr><w:moveFrom/></w:rPr>") + para("b"),
         "deleted paragraph mark", Skipped(1)),
        (para("a", properties="<w:numPr><w:numId w:val='3'/></w:numPr>"), "automatic number",
         Skipped(1)),
        ('<w:altChunk r:id="r1"/>', "embedded document", Skipped(1)),
        ('<w:subDoc r:id="r1"/>', "subdocument", Skipped(1)),
    ],
)  # fmt: skip
def test_what_stands_between_paragraphs_is_counted(
    tmp_path: Path, body: str, kind: str, skipped: Skipped
) -> None:
    assert read(tmp_path, body).skipped == {kind: skipped}


def test_a_picture_that_is_stored_in_two_ways_counts_once(tmp_path: Path) -> None:
    picture = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:inline><a:blip/></wp:inline>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:imagedata/></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(tmp_path, para("ord", picture)).skipped == {"picture": Skipped(1)}


def test_a_plain_file_has_nothing_to_report(tmp_path: Path) -> None:
    body = para("I: ", run("Hej", "<w:b/>"), properties="<w:numPr><w:numId w:val='0'/></w:numPr>")
    document = read(tmp_path, body + "<w:bookmarkStart/><w:proofErr/><w:sectPr/>")
    assert document.text == "I: Hej"
    assert document.skipped == {}
    assert document.notes == {}


@pytest.mark.parametrize(
    ("inside", "notes"),
    [
        ("<w:ins>" + run("ny") + "</w:ins>", {"insertion": 1}),
        ("<w:moveTo>" + run("her") + "</w:moveTo>", {"move": 1}),
        ("<w:r><w:pict><w:txbxContent/></w:pict></w:r>", {"text box": 1}),
        ("<w:r><w:sym w:font='Symbol' w:char='F061'/></w:r>", {"symbol": 1}),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", {"formula": 1}),
        ("<w:ins w:author='A'/><w:ins w:author='B'/><w:del w:author='A'/>",
         {"insertion": 2, "author name": 2}),
    ],
)  # fmt: skip
def test_what_deserves_mention_is_noted(tmp_path: Path, inside: str, notes: dict[str, int]) -> None:
    assert read(tmp_path, para("ord", inside)).notes == notes


def test_comments_and_notes_are_counted_with_their_characters(tmp_path: Path) -> None:
    rule = '<w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    extra = {
        "comments.xml": part(
            "comments", f'<w:comment w:author="A">{para("Hvem?")}{para("Nu")}</w:comment>'
        ),
        "footnotes.xml": part("footnotes", f"{rule}<w:footnote>{para('fod')}</w:footnote>"),
        "endnotes.xml": part("endnotes", f"<w:endnote>{para('slut')}</w:endnote>"),
    }
    document = read(tmp_path, para("ord"), extra)
    assert document.skipped == {
        "comment": Skipped(1, 7),
        "footnote": Skipped(1, 3),
        "endnote": Skipped(1, 4),
    }
    assert document.notes == {"author name": 1}


def test_headers_and_footers_count_when_they_hold_text(tmp_path: Path) -> None:
    extra = {
        "header1.xml": part("hdr", para("Bilag 6")),
        "header2.xml": part("hdr", para()),
        "footer1.xml": part("ftr", para("1")),
    }
    document = read(tmp_path, para("ord"), extra)
    assert document.skipped == {"header": Skipped(1, 7), "footer": Skipped(1, 1)}


def test_authors_in_the_properties_are_counted_once_each(tmp_path: Path) -> None:
    core = "<p><creator>Nanna</creator><lastModifiedBy>Bo</lastModifiedBy></p>"
    document = read(tmp_path, para("<w:ins w:author='Bo'/>"), {"docProps/core.xml": core})
    assert document.notes == {"insertion": 1, "author name": 2}


@pytest.mark.parametrize(
    ("extra", "kind", "count"),
    [
        ({"word/vbaProject.bin": b"\0"}, "macro", 1),
        ({"../x.xml": "x", "/y.xml": "y", "C:/z.xml": "z"}, "unsafe part name", 3),
        ({"word/_rels/document.xml.rels": relations(("image", "gone.png"))}, "missing part", 1),
        (
            {"word/_rels/document.xml.rels": relations(
                ("image", "http://example.dk/a.png"), ("hyperlink", "http://example.dk/"),
                external=True)},
            "external content", 1,
        ),
        ({"docProps/app.xml": "<Properties>"}, "damaged part", 1),
        (
            {"word/_rels/document.xml.rels": relations(("oleObject", "o.bin")),
             "word/o.bin": b"\0"},
            "embedded object", 1,
        ),
    ],
)  # fmt: skip
def test_oddities_of_the_package_are_counted(
    tmp_path: Path, extra: dict[str, str | bytes], kind: str, count: int
) -> None:
    document = read(tmp_path, para("ord"), extra)
    assert document.text == "ord"
    assert document.skipped == {kind: Skipped(count)}


def test_every_character_of_the_main_part_has_one_place(tmp_path: Path) -> None:
    body = para(
        "ordet", DELETED, run("gemt", "<w:vanish/>"), "<w:r><w:tab/><w:br/></w:r>", "e", "\u0301"
    )
    document, account = read_with_account(write(tmp_path / "a.docx", members(body)))
    assert document.text == "ordet\t\né"
    assert (account.written, account.left_out, account.signs, account.merged) == (7, 7, 2, 1)


def test_a_report_names_only_kinds_that_are_known(tmp_path: Path) -> None:
    document = read(tmp_path, para(DELETED, run("\u00ad")))
    assert set(document.skipped) == {Left.DELETION, Left.SOFT_HYPHEN}
    assert {type(kind) for kind in document.skipped} == {str}


@pytest.mark.parametrize("first", ["a", "\u00e5", "\u02ff", "\u00ad", "\u0300", "\n", "\x85", "“"])
@pytest.mark.parametrize("second", ["a", "\u030a", "\u0323\u0301", "\u200b", "\r", "\x1f", "…"])
def test_the_short_way_for_plain_text_changes_nothing(first: str, second: str) -> None:
    assert made_canonical(first + second) == canonical(first + second)


def test_every_character_that_counts_as_plain_is_canonical() -> None:
    plain = "".join(
        chr(code) for code in (9, 10, *range(32, 127), *range(160, 173), *range(174, 768),
                               *range(0x2010, 0x2028))
    )  # fmt: skip
    assert len(plain) == 2 + 95 + 13 + 594 + 24
    assert canonical(plain + plain[::-1]) == (plain + plain[::-1], {})


def test_the_same_part_linked_twice_counts_once(tmp_path: Path) -> None:
    parts = members(para("ord"), {"header1.xml": part("hdr", para("top"))})
    parts["word/_rels/document.xml.rels"] = relations(
        ("header", "header1.xml"), ("header", "../word/header1.xml")
    )
    document = read_word(write(tmp_path / "a.docx", parts))
    assert document.skipped == {"header": Skipped(1, 3)}
