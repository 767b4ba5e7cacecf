"""The matrix: cells, references, roll-up, the gate, and every form it is written in."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.interviews import Role
from qda.domain.matrix import Cells, Head, Matrix, build_cells
from qda.domain.permission import Permitted
from qda.domain.quotes import Quote, Source
from qda.errors import NotFound, Refused
from qda.formats import matrix_text
from qda.formats.matrix_workbook import matrix_workbook
from qda.formats.reading import read_document
from qda.formats.workbook import CELL_LIMIT, pieces_of
from qda.services import coding, matrices, matrix_files
from qda.services.choosing import Choice
from qda.services.matrices import Layout
from qda.services.matrix_files import Form
from qda.storage import codings, interviews
from tests.projects import add_interview

if TYPE_CHECKING:
    from qda.services.project import Project


def code(project: Project, appendix: str, quote: str, theme: str, coder: str = "sofie") -> None:
    row = project.interview(appendix)
    coding.add(project, row, coding.span_of_quote(project, row, quote), theme, coder=coder)


def cell(matrix: Matrix, appendix: str, theme: str) -> list[str]:
    return [f"{q.text} {q.reference}" for q in matrix.cells.get((appendix, theme), ())]


def restrict(project: Project, appendix: str, quote: str) -> None:
    row = project.interview(appendix)
    span = coding.span_of_quote(project, row, quote)
    with project.action() as db:
        codings.insert_restriction(
            db,
            {
                "uid": "r1",
                "transcript_id": row.transcript_id,
                "start": span.start,
                "stop": span.stop,
                "kind": "off_record",
                "source": "test",
                "at": "2025-03-20",
                "until": None,
                "quote_hash": "",
            },
        )


def test_quotes_stand_in_their_cell_with_their_page(interviewed: Project) -> None:
    code(interviewed, "Bilag 6", "når lægen og buschaufføren mødes", "forstaaelse")
    code(interviewed, "Bilag 6", "børnene, de leger jo sammen", "effekter")
    built = matrices.matrix(interviewed).value
    assert cell(built, "Bilag 6", "forstaaelse") == ["når lægen og buschaufføren mødes (Bilag 6:1)"]
    assert cell(built, "Bilag 6", "effekter") == ["børnene, de leger jo sammen (Bilag 6:2)"]
    assert built.total == 2


def test_rows_are_in_the_order_of_appendix_numbers(project: Project) -> None:
    for appendix in ("Bilag 10", "Bilag 2", "Bilag 1"):
        add_interview(project, appendix)
    built = matrices.matrix(project).value
    assert [row.key for row in built.rows] == ["Bilag 1", "Bilag 2", "Bilag 10"]
    assert [column.key for column in built.columns] == [
        "forstaaelse", "forventninger", "effekter", "udfordringer", "hvorfor", "andet",
    ]  # fmt: skip


def test_two_coders_of_the_same_words_make_one_quote(interviewed: Project) -> None:
    code(interviewed, "Bilag 6", "Selv tak.", "andet")
    code(interviewed, "Bilag 6", "Selv tak.", "andet", coder="mikkel")
    (quote,) = matrices.matrix(interviewed).value.cells["Bilag 6", "andet"]
    assert quote.coders == ("mikkel", "sofie")
    only = matrices.matrix(interviewed, Layout(Choice(coders=("mikkel",)))).value
    assert only.cells["Bilag 6", "andet"][0].coders == ("mikkel",)


def test_a_quote_over_several_turns_names_no_speaker(interviewed: Project) -> None:
    over = "i vaskekælderen. Æbletræerne er fælles.\nI: Og hvad så med skolen?\nIP: Skolen er"
    code(interviewed, "Bilag 6", over, "forstaaelse")
    (quote,) = matrices.matrix(interviewed).value.cells["Bilag 6", "forstaaelse"]
    assert quote.text == "i vaskekælderen. Æbletræerne er fælles.\n[...]\nSkolen er"
    (asked,) = matrices.matrix(interviewed, Layout(Choice(interviewer=True))).value.cells[
        "Bilag 6", "forstaaelse"
    ]
    assert asked.text.splitlines()[1] == "[I: Og hvad så med skolen?]"


def test_a_passage_under_two_sub_codes_names_both(interviewed: Project) -> None:
    code(interviewed, "Bilag 6", "Selv tak.", "midler")
    code(interviewed, "Bilag 6", "Selv tak.", "ghettoudspil")
    built = matrices.matrix(interviewed).value
    (quote,) = built.cells["Bilag 6", "andet"]
    assert built.sub_code(built.columns[-1], quote) == (
        "Det nye ghettoudspil, Midler til social mix"
    )


def test_a_coder_who_is_not_there_is_named(interviewed: Project) -> None:
    with pytest.raises(NotFound, match='no codings by "anna"'):
        matrices.matrix(interviewed, Layout(Choice(coders=("anna",))))


def test_interviewer_speech_is_left_out_unless_asked_for(interviewed: Project) -> None:
    code(interviewed, "Bilag 6", "Hvad forstår I ved en blandet by?", "forstaaelse")
    assert matrices.matrix(interviewed).value.total == 0
    asked = matrices.matrix(interviewed, Layout(Choice(interviewer=True))).value
    (quote,) = asked.cells["Bilag 6", "forstaaelse"]
    assert quote.speaker == Role.INTERVIEWER


def test_sub_codes_are_rolled_up_or_stand_apart(interviewed: Project) -> None:
    code(interviewed, "Bilag 6", "Selv tak.", "midler")
    assert cell(matrices.matrix(interviewed).value, "Bilag 6", "andet") == ["Selv tak. (Bilag 6:2)"]
    apart = matrices.matrix(interviewed, Layout(apart=True)).value
    assert cell(apart, "Bilag 6", "midler") == ["Selv tak. (Bilag 6:2)"]
    assert cell(apart, "Bilag 6", "andet") == []


def test_the_list_names_the_sub_code(interviewed: Project, tmp_path: Path) -> None:
    code(interviewed, "Bilag 6", "Selv tak.", "midler")
    path = tmp_path / "matrix.xlsx"
    matrix_files.write_matrix(matrices.matrix(interviewed), path, Form.XLSX, Cells.QUOTES)
    line = [cell.value for cell in openpyxl.load_workbook(path)["List"][5]]
    assert line[4:6] == ["Andet", "Midler til social mix"]
    assert line[7:9] == ["Selv tak.", "(Bilag 6:2)"]


def test_only_the_themes_that_were_asked_for(interviewed: Project) -> None:
    code(interviewed, "Bilag 6", "Selv tak.", "effekter")
    code(interviewed, "Bilag 6", "Tak skal du have", "andet")
    built = matrices.matrix(
        interviewed, Layout(Choice(themes=("effekter",), interviewer=True))
    ).value
    assert [column.key for column in built.columns] == ["effekter"]
    assert built.total == 1


def test_a_restricted_passage_vanishes_with_all_its_codings(project: Project) -> None:
    add_interview(project, "Bilag 6")
    code(project, "Bilag 6", "når lægen og buschaufføren mødes", "effekter")
    without = {
        form: as_bytes(matrices.matrix(project), form)
        for form in (Form.CSV, Form.JSON, Form.MARKDOWN)
    }
    code(project, "Bilag 6", "det må I ikke skrive", "effekter")
    code(project, "Bilag 6", "– det må I ikke skrive. Men", "andet")
    assert matrices.matrix(project).value.total == 3
    restrict(project, "Bilag 6", "det må I ikke skrive")
    permitted = matrices.matrix(project)
    assert permitted.withheld == {"restricted": 2}
    assert {form: as_bytes(permitted, form) for form in without} == without


def as_bytes(permitted: Permitted[Matrix], form: Form) -> bytes:
    if form is Form.CSV:
        return matrix_text.as_csv(permitted, Cells.QUOTES)
    if form is Form.JSON:
        return matrix_text.as_json(permitted, Cells.QUOTES)
    return matrix_text.as_markdown(permitted, Cells.QUOTES)


@pytest.mark.parametrize("form", list(Form))
def test_every_file_is_headed_as_internal(interviewed: Project, tmp_path: Path, form: Form) -> None:
    code(interviewed, "Bilag 6", "Selv tak.", "andet")
    path = tmp_path / f"matrix.{form}"
    matrix_files.write_matrix(matrices.matrix(interviewed), path, form, Cells.QUOTES)
    text = written_text(path)
    assert "Internal – not for publication" in text
    assert "Selv tak." in text
    assert path.stat().st_mode & 0o777 == 0o600


def written_text(path: Path) -> str:
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in read_document(path).paragraphs)
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row
    )


def test_the_workbook_has_a_frozen_header_and_wrapped_text(
    interviewed: Project, tmp_path: Path
) -> None:
    code(interviewed, "Bilag 6", "Selv tak.", "andet")
    path = tmp_path / "matrix.xlsx"
    matrix_files.write_matrix(matrices.matrix(interviewed), path, Form.XLSX, Cells.QUOTES)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Overview", "Quotes", "1 Forståelse af social mix", "2 Forventninger til social mix",
        "3 Effekter af social mix", "4 Udfordringer ved at skabe…", "5 Hvorfor ønske social mix…",
        "6 Andet", "List",
    ]  # fmt: skip
    assert {sheet.freeze_panes for sheet in book} == {"B5"}
    quotes = book["Quotes"]
    found = [
        c for row in quotes.iter_rows() for c in row if c.value and "Selv tak." in str(c.value)
    ]
    assert len(found) == 1
    assert found[0].alignment.wrap_text


def quote(text: str, place: int = 0) -> Quote:
    source = Source("Bilag 1", "=role", {"area": "+area"})
    return Quote(
        source, ("a",), place, place + 1, text, (1,), "(Bilag 1:1)", ("x",), "informant", 1
    )


def permitted_with(texts: list[str]) -> Permitted[Matrix]:
    placed = [("Bilag 1", "a", quote(text, place)) for place, text in enumerate(texts)]
    rows, columns = (Head("Bilag 1", "Bilag 1", "=role"),), (Head("a", "+theme"),)
    built = Matrix("T", rows, columns, build_cells(rows, columns, placed))
    return Permitted(built, "internal")


HOSTILE = ["=1+1", "=HYPERLINK(\"x\")", "+45 20", "-nej", "@SUM(A1)", "{=1+1}", "http://x.dk",
           "mailto:a@b.dk", "\tx", "<script>", "[utydeligt]", "*a*|b"]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_quote_becomes_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    contents, _split = matrix_workbook(permitted_with([text]))
    (tmp_path / "m.xlsx").write_bytes(contents)
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert [c for c in cells if c.value == text]
    assert not [c for c in cells if c.data_type == "f" or c.hyperlink]


@pytest.mark.parametrize("text", ["=1+1", "+45 20", "-nej", "@SUM(A1)"])
def test_csv_for_excel_guards_what_looks_like_a_formula(text: str) -> None:
    assert matrix_text.guarded(text) == "'" + text
    raw = matrix_text.as_csv(permitted_with([text]), Cells.QUOTES, raw=True).decode()
    assert list(csv.reader(io.StringIO(raw)))[2][2] == f"”{text}” (Bilag 1:1)"
    guarded = matrix_text.as_csv(permitted_with([text]), Cells.COUNTS).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(guarded)))[2][1] == "'=role"


def test_json_gives_the_quotes_with_their_places(interviewed: Project) -> None:
    code(interviewed, "Bilag 6", "Selv tak.", "midler")
    values = json.loads(matrix_text.as_json(matrices.matrix(interviewed), Cells.QUOTES))
    (quote,) = values["rows"][0]["quotes"]["andet"]
    assert quote["text"] == "Selv tak."
    assert quote["themes"] == ["midler"]
    text = interviews.transcript_text(interviewed.db, 1)
    assert text[quote["start"] : quote["stop"]] == "Selv tak."


@pytest.mark.parametrize(
    ("text", "shown"),
    [("<b>", "&lt;b&gt;"), ("[x](y)", "\\[x\\](y)"), ("a|b", "a\\|b"), ("*a*", "\\*a\\*")],
)
def test_markdown_shows_signs_as_they_are(text: str, shown: str) -> None:
    assert matrix_text.escaped(text) == shown


def test_a_quote_too_long_for_a_cell_is_split_and_whole(tmp_path: Path) -> None:
    long = " ".join(["ord"] * 20_000)
    contents, split = matrix_workbook(permitted_with([long]))
    assert split == 3  # among the quotes, on its theme's sheet and in the list
    (tmp_path / "m.xlsx").write_bytes(contents)
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx")["List"]
    cells = [str(row[7].value) for row in sheet.iter_rows(min_row=5) if row[7].value]
    assert len(cells) == 3
    assert all(len(words) <= CELL_LIMIT for words in cells)
    assert " ".join(words.removeprefix("(continued) ") for words in cells) == long


@given(st.text(alphabet="ab \n𝄞", max_size=400))
def test_pieces_fit_and_lose_no_word(text: str) -> None:
    long = text * 200
    pieces = pieces_of(long)
    assert all(len(piece.encode("utf-16-le")) // 2 <= CELL_LIMIT for piece in pieces)
    assert "".join(pieces).split() == "".join(pieces).split()
    assert "".join("".join(pieces).split()) == "".join(long.split())


def test_the_same_matrix_gives_the_same_bytes(interviewed: Project) -> None:
    code(interviewed, "Bilag 6", "Selv tak.", "andet")
    first, _split = matrix_workbook(matrices.matrix(interviewed))
    second, _split = matrix_workbook(matrices.matrix(interviewed))
    assert len(first) > 5_000
    assert first == second


def test_an_unknown_ending_is_refused() -> None:
    with pytest.raises(Refused, match="ending"):
        matrix_files.form_of(Path("matrix.pdf"))


def test_only_the_gate_makes_a_permission() -> None:
    """A `Permitted(...)` outside the gate would be a way around it."""
    package = Path(matrices.__file__).parents[1]
    makers = [
        path.relative_to(package).as_posix()
        for path in sorted(package.rglob("*.py"))
        if re.search(r"\bPermitted\(", path.read_text("utf-8")) and path.name != "permission.py"
    ]
    assert makers == ["services/consenting.py"]


def test_a_sub_code_that_is_asked_for_has_its_column(project: Project) -> None:
    add_interview(project, "Bilag 6")
    code(project, "Bilag 6", "børnene, de leger jo sammen", "midler")
    code(project, "Bilag 6", "det må I ikke skrive", "andet")
    only = matrices.matrix(project, Layout(Choice(themes=("midler",)))).value
    assert [column.key for column in only.columns] == ["midler"]
    assert only.total == 1
    both = matrices.matrix(project, Layout(Choice(themes=("andet", "midler")))).value
    assert [both.column_total(column) for column in both.columns] == [1, 1]


def test_what_a_matrix_leaves_out_is_counted(project: Project) -> None:
    add_interview(project, "Bilag 6")
    code(project, "Bilag 6", "Hvad forstår I ved en blandet by?", "andet")
    code(project, "Bilag 6", "det må I ikke skrive", "effekter")
    book = project.paths.codebook
    book.write_text(book.read_text("utf-8").replace("  effekter:", "  virkning:"), "utf-8")
    project.reload_codebook()
    permitted = matrices.matrix(project)
    assert permitted.value.total == 0
    assert permitted.withheld == {"interviewer": 1, "no theme": 1}


def test_a_theme_title_is_no_formula_in_the_header() -> None:
    permitted = permitted_with(["ja"])
    head = list(csv.reader(io.StringIO(matrix_text.as_csv(permitted, Cells.QUOTES).decode())))
    assert head[1][2] == "'+theme"
