"""Theses in every form, and files that are none."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from qda.domain.citation_finding import find_citations
from qda.domain.thesis import Setting, Thesis, ThesisParagraph
from qda.errors import BadFile
from qda.formats.thesis import read_thesis
from qda.formats.thesis_pdf import read_pdf
from tests import odt_files
from tests.commands import qda
from tests.conftest import ROOT, SHARED
from tests.pdf_files import laid_out, write_pdf
from tests.word_files import MC, members, para, part, run, style, styles, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = (
    (
        "Gartneren siger, at det er planterne, der kommer først, og at alt det andet fø-",
        "ger med. Hun bruger selv et andet ord: “Det er ikke et værested, det er et",
        "gartneri. Hvis tomaterne dør, så har vi ingenting at samles om.” (Bilag",
        "1:3). Den anden gartner er mere forsigtig i sit ordvalg og beskriver det sådan:",
        "",
        "> Jeg kom jo for varmen, og jeg blev for [...] kaffen, så det skal man",
        "> ikke gøre finere, end det er. (Bilag 2:4-5; Brodersen 2011:365-",
    ),
    (
        "> 368)",
        "",
        "Det er bolig- og byområder, som de begge kommer fra, og det er begge steder en",
        "del af fortællingen, at ingen har bedt om det, hvilket er værd at bemærke (jf.",
        "Bilag 3, s. 4).",
    ),
)


def test_a_pdf_is_read_by_its_text_layer_over_lines_and_pages(tmp_path: Path) -> None:
    thesis = read_thesis(write_pdf(tmp_path / "thesis.pdf", laid_out(PAGES)))
    citations = find_citations(thesis)
    assert [(c.reference.text, c.page) for c in citations.found] == [
        ("(Bilag 1:3)", 40),
        ("(Bilag 2:4-5; Brodersen 2011:365-368)", 40),
        ("(jf. Bilag 3, s. 4)", 41),
    ]
    assert [q.text for c in citations.found for q in c.quotations] == [
        "Det er ikke et værested, det er et gartneri. Hvis tomaterne dør, så har vi ingenting at"
        " samles om.",
        "Jeg kom jo for varmen, og jeg blev for [...] kaffen, så det skal man ikke gøre finere,"
        " end det er.",
    ]
    text = " ".join(p.text for p in thesis.paragraphs)
    assert "bolig- og byområder" in text
    assert "Havens folk" not in text


def test_the_draft_gives_the_same_references_in_word_and_as_text(tmp_path: Path) -> None:
    draft = ROOT / "transcripts" / "thesis-draft.docx"
    thesis = read_thesis(draft)
    (tmp_path / "t.txt").write_text("\n\n".join(p.text for p in thesis.paragraphs), "utf-8")
    word = find_citations(thesis).found
    text = find_citations(read_thesis(tmp_path / "t.txt")).found
    assert len(word) == 30
    assert {c.reference.text for c in text} == {c.reference.text for c in word}


def test_word_gives_notes_boxes_cells_styles_and_italics(tmp_path: Path) -> None:
    box = f'<w:p><w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps"><w:drawing>'
    box += f"<w:txbxContent>{para('“i en kasse” (Bilag 1:2)')}</w:txbxContent></w:drawing>"
    box += "</mc:Choice></mc:AlternateContent></w:r></w:p>"
    note = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    body = (
        para("Metode", properties='<w:pStyle w:val="heading1"/>')
        + para(run("Han siger ”nu er det slut”"), note, run(" og går."))
        + para("Citat i stil.", properties='<w:pStyle w:val="Citat"/>')
        + para(run("Det hele er sat i kursiv, og det er jo et citat.", "<w:i/>"))
        + box
        + f"<w:tbl><w:tr><w:tc>{para('Bilag 1')}</w:tc></w:tr></w:tbl>"
    )
    notes = part("endnotes", f'<w:endnote w:id="2">{para("Bilag 6, s. 4")}</w:endnote>')
    extra: dict[str, str | bytes] = {
        "endnotes.xml": notes,
        "styles.xml": styles(style("heading 1"), style("Citat")),
    }
    thesis = read_thesis(write(tmp_path / "t.docx", members(body, extra)))
    assert [(p.setting, p.quoted) for p in thesis.paragraphs if p.text] == [
        (Setting.HEADING, False), (Setting.TEXT, False), (Setting.ENDNOTE, False),
        (Setting.TEXT, True), (Setting.TEXT, True), (Setting.TEXT, False), (Setting.CELL, False),
    ]  # fmt: skip
    found = find_citations(thesis).found
    assert [(str(c.reference.kind), c.reference.text) for c in found] == [
        ("citation", "Bilag 6, s. 4"), ("citation", "(Bilag 1:2)"), ("mention", "Bilag 1"),
    ]  # fmt: skip
    assert [q.text for q in found[0].quotations] == ["nu er det slut"]


# What is listed


def test_citations_lists_references_for_programs_without_a_project(tmp_path: Path) -> None:
    path = tmp_path / "thesis.docx"
    write(path, members(para("Hun siger: ”Vi ses” (Bilag 6:13, l. 4; Bilag 7).")
                        + para("Bilag 7: Interview")))  # fmt: skip
    (value,) = json.loads(qda("citations", path, "--json").stdout)
    assert value["text"] == "(Bilag 6:13, l. 4; Bilag 7)"
    assert value["kind"] == "citation"
    assert (value["paragraph"], value["page"], value["chapter"]) == (1, None, "")
    assert value["quotation"] == "Vi ses"
    assert value["parts"] == [
        {"text": "Bilag 6:13, l. 4", "appendices": ["Bilag 6"], "informant": "",
         "pages": [[13, 13]], "lines": [[4, 4]], "time": ""},
        {"text": "Bilag 7", "appendices": ["Bilag 7"], "informant": "",
         "pages": [], "lines": [], "time": ""},
    ]  # fmt: skip
    assert len(json.loads(qda("citations", path, "--json", "--all").stdout)) == 2
    rows = qda("citations", path, "--csv").stdout.splitlines()
    assert len(rows) == 3
    assert rows[1].startswith('1,citation,"(Bilag 6:13, l. 4; Bilag 7)"')


def test_a_thesis_without_references_is_said_to_have_none(tmp_path: Path) -> None:
    path = write(tmp_path / "thesis.docx", members(para("Om havens historie.")))
    result = qda("citations", path)
    assert result.exit_code == 0
    assert '"thesis.docx" refers to no appendix; 3 words were read.' in result.stderr
    assert json.loads(qda("citations", path, "--json").stdout) == []


# What is refused


def scanned(path: Path) -> None:
    write_pdf(path, [[], [], []])


def encrypted(path: Path) -> None:
    write_pdf(path, laid_out(PAGES))
    raw = path.read_bytes().replace(
        b"trailer << ",
        b"trailer << /Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U ("
        + b"u" * 32 + b") /P -4 >> /ID [(a) (a)] ",
    )  # fmt: skip
    path.write_bytes(raw)


@pytest.mark.parametrize(
    ("name", "make", "sentence"),
    [
        ("scan.pdf", scanned, "it was scanned"),
        ("locked.pdf", encrypted, "protected by a password"),
        ("cut.pdf", lambda path: path.write_bytes(b"%PDF-1.4\n<<" * 99), "damaged"),
        ("empty.docx", lambda path: path.write_bytes(b""), "is empty"),
        ("long.txt", lambda path: path.write_text("Ord og ord. " * 900_000), "too large"),
        ("old.docx", lambda path: path.write_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
            + "EncryptedPackage".encode("utf-16-le")), "password"),
        ("none.docx", lambda path: None, "There is no file"),
        ("page.html", lambda path: path.write_text("<html><body>Bilag 1"), "web page"),
    ],
)  # fmt: skip
def test_what_is_no_thesis_is_refused_with_a_sentence(
    tmp_path: Path, name: str, make: Callable[[Path], object], sentence: str
) -> None:
    make(tmp_path / name)
    result = qda("citations", tmp_path / name)
    assert result.exit_code == 3
    assert sentence in result.stderr
    assert "Traceback" not in result.output


def test_a_pdf_that_takes_too_long_is_left(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "slow.pdf", laid_out(PAGES))
    with pytest.raises(BadFile, match="never ends"):
        read_pdf(path, seconds=0.001)


def test_a_pdf_whose_pages_contain_each_other_ends(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "loop.pdf", laid_out(PAGES))
    path.write_bytes(path.read_bytes().replace(b"/Kids [4 0 R 6 0 R]", b"/Kids [2 0 R 2 0 R]"))
    with pytest.raises(BadFile):
        read_pdf(path, seconds=20)


@pytest.mark.parametrize(
    "unit",
    ["(", "”", "”a” (Bilag 1:2) ", "bilag 1 ", "ibid. ", "(Bilag 1; A b b b ", "(Informant 1 ",
     "[a", "1, 2, "],
)  # fmt: skip
def test_a_paragraph_made_to_keep_the_finder_busy_is_read_quickly(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    begin = time.process_time()
    find_citations(Thesis("t", (ThesisParagraph(text),)))
    assert time.process_time() - begin < 10


@pytest.mark.skipif(not SHARED.exists(), reason="the shared collection of files is not there")
@pytest.mark.parametrize("folder", ["hostile", "layouts"])
def test_every_file_of_the_collection_is_read_or_refused(folder: str) -> None:
    files = sorted(p for p in (SHARED / "corpus" / "docx" / folder).iterdir()
                   if p.suffix.lower() == ".docx")  # fmt: skip
    assert len(files) > 5
    codes = {qda("citations", path, "--json").exit_code for path in files}
    assert codes <= {0, 3}


def test_a_thesis_without_words_is_refused_and_one_without_references_is_not(
    tmp_path: Path,
) -> None:
    empty = qda("citations", write(tmp_path / "a.docx", members(para(""))))
    assert (empty.exit_code, "no words" in empty.output) == (3, True)
    other = qda("citations", write(tmp_path / "b.docx", members(para(run("Ord uden kilde.")))))
    assert (other.exit_code, "refers to no appendix" in other.output) == (0, True)


def test_the_raised_number_of_a_note_in_a_pdf_stands_apart_from_its_words(tmp_path: Path) -> None:
    lines = ["Her er en linje af et afsnit, som bare fylder op, så siden ligner en side."] * 8
    page = laid_out([[*lines, "Hun siger, at haven er stor.1 Det er den også."]])[0]
    note = (72.0, 90.0, 8.0, "1Bilag 2, s. 7.")
    thesis = read_thesis(write_pdf(tmp_path / "a.pdf", [[*page[:-1], note, page[-1]]]))
    assert [c.reference.text for c in find_citations(thesis).found] == ["Bilag 2, s. 7"]


def test_a_note_is_read_without_what_was_deleted_in_it_or_remarked_on_it(tmp_path: Path) -> None:
    rtf = tmp_path / "a.rtf"
    rtf.write_text(r"{\rtf1 Ja.{\footnote Bilag 6{\deleted  og 7}, s. 3{\v x}.\par Mere.}\par}")
    odt = odt_files.write(
        tmp_path / "a.odt",
        odt_files.content(
            "<text:p>Ja.<text:note text:note-class='endnote'><text:note-citation>1"
            "</text:note-citation><text:note-body><text:p>Bilag<text:s/>6<office:annotation>"
            "<text:p>passer det?</text:p></office:annotation>, s. 3.</text:p><text:p>Mere.</text:p>"
            "</text:note-body></text:note></text:p>"
        ),
    )
    wanted = [("Bilag 6, s. 3.", (0, 3)), ("Mere.", (0, 3))]
    assert [(p.text, p.anchor) for p in read_thesis(rtf).paragraphs[1:]] == wanted
    assert [(p.text, p.anchor) for p in read_thesis(odt).paragraphs[1:]] == wanted


def test_a_paragraph_of_an_open_document_or_rtf_file_can_be_set_apart(tmp_path: Path) -> None:
    long = "Det er jo sådan, at man venter længe på den slags haver, og så kommer de ikke. "
    plain = long * 2
    rtf = tmp_path / "a.rtf"
    rtf.write_bytes(
        (r"{\rtf1\ansi " + "".join(rf"{{\pard{look} {plain}\par}}" for look in (
            "", r"\li567", r"\li567\fi-567", "", ""))
        + "}").encode("cp1252")
    )  # fmt: skip
    styles = (
        odt_files.style("Quotations", "paragraph")
        + odt_files.style("A", "paragraph", parent="Quotations")
        + odt_files.style("B", "paragraph", '<style:paragraph-properties fo:margin-left="1cm" '
                          'fo:text-indent="-1cm"/>')
    )  # fmt: skip
    body = "".join(f'<text:p text:style-name="{one}">{plain}</text:p>' for one in "xABxx")
    odt = odt_files.write(tmp_path / "a.odt", odt_files.content(body, styles))
    assert [p.quoted for p in read_thesis(rtf).paragraphs] == [False, True, False, False, False]
    assert [p.quoted for p in read_thesis(odt).paragraphs] == [False, True, False, False, False]
