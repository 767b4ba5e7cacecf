"""What becomes text in a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.documents import Cell
from qda.formats.word import WORD_ENDINGS, read_word
from tests.word_files import (
    W_STRICT,
    W,
    members,
    para,
    part,
    read,
    relations,
    run,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r>"
)
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
FIELD = (
    MARK("begin")
    + "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    + MARK("separate")
    + run("syv")
    + MARK("end")
)


def lines(folder: Path, body: str) -> list[str]:
    return [paragraph.text for paragraph in read(folder, body).paragraphs]


def test_paragraphs_are_read_in_order_and_empty_ones_are_kept(tmp_path: Path) -> None:
    body = para("I: Hvordan går det?") + para() + para("IP: Fint, ", run("tak."))
    assert lines(tmp_path, body) == ["I: Hvordan går det?", "", "IP: Fint, tak."]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:br/>", "før\nefter"),
        ('<w:br w:type="textWrapping"/>', "før\nefter"),
        ('<w:br w:type="column"/>', "før\nefter"),
        ("<w:cr/>", "før\nefter"),
        ("<w:tab/>", "før\tefter"),
        ("<w:ptab/>", "før\tefter"),
        ("<w:noBreakHyphen/>", "før\u2011efter"),
        ("<w:softHyphen/>", "førefter"),
        ('<w:br w:type="page"/>', "før\nefter"),
        ('<w:sym w:font="Wingdings" w:char="F04A"/>', "før☺efter"),
        ('<w:sym w:font="Symbol" w:char="F0AE"/>', "før→efter"),
        ('<w:sym w:font="Arial" w:char="00E5"/>', "føråefter"),
        ('<w:sym w:font="Wingdings" w:char="F0FF"/>', "før\ufffdefter"),
        ('<w:sym w:font="Arial" w:char="nej"/>', "før\ufffdefter"),
        ("<w:lastRenderedPageBreak/>", "førefter"),
        ("<w:unheardOf/>", "førefter"),
    ],
)
def test_an_element_in_a_run_has_its_sign(tmp_path: Path, inside: str, text: str) -> None:
    body = f"<w:p><w:r><w:t>før</w:t>{inside}<w:t>efter</w:t></w:r></w:p>"
    assert lines(tmp_path, body) == [text]


def test_line_breaks_at_the_end_of_a_paragraph_say_nothing(tmp_path: Path) -> None:
    assert lines(tmp_path, para("slut", "<w:r><w:br/><w:br/></w:r>")) == ["slut"]


def test_blanks_are_kept_as_they_are(tmp_path: Path) -> None:
    assert lines(tmp_path, para(" to  blanke\u00a0", " ")) == [" to  blanke\u00a0 "]


@pytest.mark.parametrize(
    "body",
    [
        para("<w:ins>" + run("ordet") + "</w:ins>"),
        para("<w:moveTo>" + run("ordet") + "</w:moveTo>"),
        para("<w:smartTag><w:smartTag>" + run("ordet") + "</w:smartTag></w:smartTag>"),
        para("<w:hyperlink>" + run("ordet") + "</w:hyperlink>"),
        para('<w:fldSimple w:instr="DATE">' + run("ordet") + "</w:fldSimple>"),
        para("<w:sdt><w:sdtPr/><w:sdtContent>" + run("ordet") + "</w:sdtContent></w:sdt>"),
        "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>" + para("ordet")
        + "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
        "<w:customXml><w:customXmlPr/>" + para("ordet") + "</w:customXml>",
        "<w:unheardOf>" + para("ordet") + "</w:unheardOf>",
        para("<w:r><w:ruby><w:rubyPr/><w:rt>" + run("op") + "</w:rt><w:rubyBase>" + run("ordet")
             + "</w:rubyBase></w:ruby></w:r>"),
        para("<m:oMath><m:r><m:t>ordet</m:t></m:r></m:oMath>"),
        para("<w:bdo>" + run("or") + "<w:dir>" + run("det") + "</w:dir></w:bdo>"),
        para("<w:r><w:t>or<!-- bemærkning -->d<?pi x?><![CDATA[et]]></w:t></w:r>"),
        "<w:r><w:t>ordet</w:t></w:r>",
    ],
)  # fmt: skip
def test_text_inside_a_wrapper_is_read_once(tmp_path: Path, body: str) -> None:
    assert lines(tmp_path, body) == ["ordet"]


@pytest.mark.parametrize(
    "out",
    [
        "<w:del><w:r><w:delText>væk</w:delText></w:r></w:del>",
        "<w:moveFrom>" + run("væk") + "</w:moveFrom>",
        run("væk", "<w:vanish/>"),
        "<w:r><w:instrText>væk</w:instrText></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>væk</w:t><w:tab/><w:br/></w:r>",
    ],
)
def test_what_is_not_shown_is_left_out(tmp_path: Path, out: str) -> None:
    assert lines(tmp_path, para("her ", out, "bliver")) == ["her bliver"]


def test_text_that_is_marked_as_not_hidden_is_read(tmp_path: Path) -> None:
    assert lines(tmp_path, para(run("synlig", '<w:vanish w:val="false"/>'))) == ["synlig"]


def test_a_deleted_name_and_its_pseudonym_leave_the_pseudonym(tmp_path: Path) -> None:
    body = para(
        "Hun hedder ",
        "<w:del><w:r><w:delText>Grethe</w:delText></w:r></w:del>",
        "<w:ins>" + run("Nanna") + "</w:ins>",
        ".",
    )
    assert lines(tmp_path, body) == ["Hun hedder Nanna."]


def test_the_result_of_a_field_is_read_and_its_instruction_is_not(tmp_path: Path) -> None:
    assert lines(tmp_path, para("side ", FIELD, " af ni")) == ["side syv af ni"]


def test_a_field_inside_an_instruction_stays_out(tmp_path: Path) -> None:
    body = para(MARK("begin"), FIELD, MARK("separate"), run("ude"), MARK("end"), run(" igen"))
    assert lines(tmp_path, body) == ["ude igen"]


def test_a_field_without_its_end_does_not_swallow_what_follows(tmp_path: Path) -> None:
    assert lines(tmp_path, para(MARK("begin")) + para("interviewet går videre")) == [
        "",
        "interviewet går videre",
    ]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = para("IP: Det var ", properties=gone) + para("en aften.") + para("I: Ja.")
    assert lines(tmp_path, body) == ["IP: Det var en aften.", "I: Ja."]


def test_a_paragraph_that_is_deleted_whole_leaves_nothing(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>linjen</w:delText></w:r></w:del>"
    body = para("før") + para(gone, properties="<w:rPr><w:del/></w:rPr>") + para("efter")
    assert lines(tmp_path, body) == ["før", "efter"]


def test_a_last_paragraph_that_is_deleted_whole_leaves_nothing(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>linjen</w:delText></w:r></w:del>"
    body = para("før") + para(gone, properties="<w:rPr><w:del/></w:rPr>")
    assert lines(tmp_path, body) == ["før"]


def test_joining_stops_at_a_table(tmp_path: Path) -> None:
    body = para("før", properties="<w:rPr><w:del/></w:rPr>") + (
        "<w:tbl><w:tr><w:tc>" + para("celle") + "</w:tc></w:tr></w:tbl>"
    )
    assert lines(tmp_path, body) == ["før", "celle"]


def test_a_table_is_read_row_by_row_with_its_cells_marked(tmp_path: Path) -> None:
    cells = "<w:tc><w:tcPr><w:gridSpan w:val='{}'/></w:tcPr>{}</w:tc>".format
    body = (
        "<w:tbl><w:tblPr/><w:tr>" + cells(2, para("a") + para("b")) + cells(1, para("c"))
        + "</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cells(1, para("d"))
        + "</w:tr></w:tbl>"
    )  # fmt: skip
    found = [(paragraph.text, paragraph.cell) for paragraph in read(tmp_path, body).paragraphs]
    assert found == [
        ("a", Cell(0, 0, 0)),
        ("b", Cell(0, 0, 0)),
        ("c", Cell(0, 0, 2)),
        ("d", Cell(0, 1, 1)),
    ]


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    table = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>".format
    body = table(para("ude") + table(para("inde")) + para("ude igen")) + para("efter")
    found = [(paragraph.text, paragraph.cell) for paragraph in read(tmp_path, body).paragraphs]
    assert found == [
        ("ude", Cell(0, 0, 0)),
        ("inde", Cell(1, 0, 0)),
        ("ude igen", Cell(0, 0, 0)),
        ("efter", None),
    ]


def test_rows_and_cells_inside_content_controls_are_read(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    cell = control("<w:tc>" + para("celle") + "</w:tc>")
    body = "<w:tbl>" + control("<w:tr>" + cell + cell + "</w:tr>") + "</w:tbl>"
    found = [paragraph.cell for paragraph in read(tmp_path, body).paragraphs]
    assert found == [Cell(0, 0, 0), Cell(0, 0, 1)]


def test_a_deleted_row_and_a_deleted_cell_are_left_out(tmp_path: Path) -> None:
    cell = "<w:tc>{}{}</w:tc>".format
    gone = "<w:tcPr><w:cellDel/></w:tcPr>"
    body = (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell("", para("væk")) + "</w:tr><w:tr>"
        + cell(gone, para("også væk")) + cell("", para("her")) + "</w:tr></w:tbl>"
    )  # fmt: skip
    document = read(tmp_path, body)
    assert document.text == "her"
    assert document.paragraphs[0].cell == Cell(0, 0, 1)
    assert document.skipped["deletion"].characters == 11


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it(tmp_path: Path) -> None:
    box = BOX.format(para("i boksen"))
    both = (
        "<w:r><mc:AlternateContent><mc:Choice>" + box + "</mc:Choice><mc:Fallback>" + box
        + "</mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    document = read(tmp_path, para("før ", both, "efter") + para("næste"))
    assert document.text == "før efter\ni boksen\nnæste"
    assert document.notes["text box"] == 1
    assert document.skipped["second copy"].characters == 8


def test_the_fallback_is_read_where_the_choice_holds_no_text(tmp_path: Path) -> None:
    both = (
        "<mc:AlternateContent><mc:Choice><w:r/></mc:Choice><mc:Fallback>" + run("reserve")
        + "</mc:Fallback></mc:AlternateContent>"
    )  # fmt: skip
    assert lines(tmp_path, para(both)) == ["reserve"]


def test_a_text_box_in_a_text_box_is_read(tmp_path: Path) -> None:
    inner = BOX.format(para("inderst"))
    body = para("ude", BOX.format(para("inde", inner))) + para("efter")
    assert lines(tmp_path, body) == ["ude", "inde", "inderst", "efter"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (run("løs") + para("fast") + run("igen"), ["løs", "fast", "igen"]),
        ("<w:p>" + run("yderst") + para("inderst") + run(" igen") + "</w:p>",
         ["yderst igen", "inderst"]),
        ("<w:p><w:r><w:t>a<w:t>b</w:t>c</w:t></w:r></w:p>", ["acb"]),
        (para("før") + "<w:tc>" + para("uden tabel") + "</w:tc>", ["før", "uden tabel"]),
        (para(MARK("separate"), MARK("end"), "ord"), ["ord"]),
    ],
)  # fmt: skip
def test_text_in_strange_places_is_read(tmp_path: Path, body: str, found: list[str]) -> None:
    assert lines(tmp_path, body) == found


def test_all_bodies_of_a_file_with_several_are_read(tmp_path: Path) -> None:
    body = para("en") + "</w:body><w:body>" + para("to")
    assert lines(tmp_path, body) == ["en", "to"]


def test_text_is_canonical(tmp_path: Path) -> None:
    body = para("A\u030arhus i tu\u00adsindvis", "<w:r><w:t>&#13;&#x85;ny linje</w:t></w:r>")
    assert lines(tmp_path, body) == ["Århus i tusindvis\n\nny linje"]


def test_an_accent_in_a_run_of_its_own_joins_its_letter(tmp_path: Path) -> None:
    assert lines(tmp_path, para("bla", "\u030abær")) == ["blåbær"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_of_word_is_read(tmp_path: Path, encoding: str) -> None:
    xml = part("document", "<w:body>" + para("blåbærgrød") + "</w:body>")
    declared = xml.replace("UTF-8", encoding[:6].upper().rstrip("-"))
    parts = {**members(""), "word/document.xml": declared.encode(encoding)}
    assert read_word(write(tmp_path / "a.docx", parts)).text == "blåbærgrød"


def test_strict_files_are_read(tmp_path: Path) -> None:
    parts = members(para(run("fed", "<w:b/>"), run(" og "), run("skjult", "<w:vanish/>")))
    strict = str(parts["word/document.xml"]).replace(W, W_STRICT)
    document = read_word(write(tmp_path / "a.docx", {**parts, "word/document.xml": strict}))
    assert document.text == "fed og "
    assert len(document.paragraphs[0].bold) == 1
    assert document.skipped["hidden text"].characters == 6


@pytest.mark.parametrize(
    "target", ["word/other.xml", "/word/other.xml", "word\\other.xml", "x/../word/OTHER.xml"]
)
def test_a_renamed_main_part_is_found(tmp_path: Path, target: str) -> None:
    parts = members("")
    parts["word/other.xml"] = part("document", "<w:body>" + para("fundet") + "</w:body>")
    parts["_rels/.rels"] = relations(("officeDocument", target))
    assert read_word(write(tmp_path / "a.docx", parts)).text == "fundet"


@pytest.mark.parametrize("name", ["a.docx", "a.DOCX", "a.docm", "a.dotx"])
def test_the_ending_does_not_matter_for_reading(tmp_path: Path, name: str) -> None:
    assert name[1:].lower() in WORD_ENDINGS
    assert read_word(write(tmp_path / name, members(para("ord")))).text == "ord"


@pytest.mark.parametrize(
    ("body", "count"), [("", 0), ("<w:p/>", 1), (para() + para(), 2), (para(" "), 1)]
)
def test_a_file_without_text_is_a_document(tmp_path: Path, body: str, count: int) -> None:
    document = read(tmp_path, body)
    assert len(document.paragraphs) == count
    assert document.text.strip() == ""


def test_a_file_without_a_body_is_a_document_without_paragraphs(tmp_path: Path) -> None:
    parts = {**members(""), "word/document.xml": part("document", "")}
    assert read_word(write(tmp_path / "a.docx", parts)).paragraphs == ()
