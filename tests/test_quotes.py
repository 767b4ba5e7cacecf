"""The matrix in its other directions, which quotes are chosen, and quotes with their context."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.matrix import Cells, Matrix, transposed
from qda.domain.quotes import CONTEXT, Around
from qda.domain.text import Span
from qda.errors import NotFound, Refused
from qda.formats import matrix_text, quote_text
from qda.formats.workbook import SHEET_NAME, Book
from qda.services import coding, matrices, matrix_files, registering
from qda.services.choosing import Choice
from qda.services.matrices import Layout
from qda.services.matrix_files import Form
from qda.storage import codings, interviews
from tests.commands import qda
from tests.projects import add_interview
from tests.test_matrix import permitted_with

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

REGISTER = """
informants:
  - id: I1
    appendix: Bilag 1
    label: boligchef
    role: boligchef
    municipality: Tangsted
    attributes: {gender: f}
  - id: I2
    appendix: Bilag 2
    label: planlægger
    role: planlægger
    municipality: Birkeø
  - id: I10
    appendix: Bilag 10
    label: beboerrådgiver
    role: beboerrådgiver
    municipality: Tangsted
"""

CODED = (
    ("Bilag 1", "når lægen og buschaufføren mødes", "forstaaelse", "sofie"),
    ("Bilag 1", "Selv tak.", "midler", "sofie"),
    ("Bilag 2", "børnene, de leger jo sammen", "effekter", "mikkel"),
    ("Bilag 2", "Selv tak.", "andet", "mikkel"),
    ("Bilag 10", "Selv tak.", "ghettoudspil", "sofie"),
)


@pytest.fixture
def coded(project: Project, tmp_path: Path) -> Project:
    """Three interviews, a fourth that nobody is registered for, and five codings."""
    add_interview(project, "Bilag 1")
    add_interview(project, "Bilag 2")
    add_interview(project, "Bilag 10")
    add_interview(project, "Bilag 11")
    path = tmp_path / "informants.yml"
    path.write_text(REGISTER, "utf-8")
    registering.load_register(project, path)
    rows = {row.appendix: row for row in project.interviews()}
    for appendix, quote, theme, coder in CODED:  # the material, not the assertion
        span = coding.span_of_quote(project, rows[appendix], quote)
        coding.add(project, rows[appendix], span, theme, coder=coder)
    return project


def counts(matrix: Matrix) -> dict[tuple[str, str], int]:
    return {cell: len(quotes) for cell, quotes in matrix.cells.items()}


def chosen(project: Project, choice: Choice) -> list[tuple[str, str]]:
    built = matrices.matrix(project, Layout(choice)).value
    return [(quote.appendix, quote.text) for _r, _c, quote in built.in_order()]


def test_groups_of_informants_cross_themes(coded: Project) -> None:
    built = matrices.matrix(coded, Layout(rows="municipality")).value
    assert [head.title for head in built.rows] == ["Birkeø", "Tangsted", "not recorded"]
    assert counts(built) == {
        ("Tangsted", "forstaaelse"): 1,
        ("Tangsted", "andet"): 2,
        ("Birkeø", "effekter"): 1,
        ("Birkeø", "andet"): 1,
    }
    # The same place in two interviews stays two quotes.
    assert [quote.appendix for quote in built.cells["Tangsted", "andet"]] == ["Bilag 1", "Bilag 10"]


def test_themes_cross_informants(coded: Project) -> None:
    usual = matrices.matrix(coded).value
    turned = matrices.matrix(coded, Layout(rows="themes")).value
    assert turned.total == 5
    assert [head.key for head in turned.columns] == ["Bilag 1", "Bilag 2", "Bilag 10", "Bilag 11"]
    assert counts(turned) == {(theme, row): n for (row, theme), n in counts(usual).items()}
    assert transposed(turned) == usual


def test_themes_cross_their_sub_codes(coded: Project) -> None:
    built = matrices.matrix(coded, Layout(rows="themes", columns="sub-codes")).value
    assert counts(built) == {
        ("forstaaelse", ""): 1,
        ("effekter", ""): 1,
        ("andet", ""): 1,
        ("andet", "midler"): 1,
        ("andet", "ghettoudspil"): 1,
    }
    assert [quote.appendix for quote in built.of_theme(built.themes[-1])] == [
        "Bilag 1", "Bilag 2", "Bilag 10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "columns"),
    [("informants", "informants"), ("role", "municipality"), ("sub-codes", "informants")],
)
def test_two_sides_that_do_not_cross_are_refused(coded: Project, rows: str, columns: str) -> None:
    with pytest.raises(Refused, match="not known"):
        matrices.matrix(coded, Layout(rows=rows, columns=columns))


def test_an_attribute_that_nobody_has_is_named_with_those_there_are(coded: Project) -> None:
    with pytest.raises(NotFound, match='"shoe size"') as caught:
        matrices.matrix(coded, Layout(rows="shoe size"))
    assert "role, municipality, gender" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("choice", "appendices"),
    [
        (Choice(informants=("I2",)), ["Bilag 2", "Bilag 2"]),
        (Choice(informants=("bilag 10",)), ["Bilag 10"]),
        (Choice(informants=("boligchef", "I10")), ["Bilag 1", "Bilag 1", "Bilag 10"]),
        (Choice(where=(("municipality", "tangsted"),)), ["Bilag 1", "Bilag 1", "Bilag 10"]),
        (Choice(where=(("municipality", "Tangsted"), ("gender", "f"))), ["Bilag 1", "Bilag 1"]),
        (Choice(coders=("mikkel",)), ["Bilag 2", "Bilag 2"]),
        (Choice(themes=("andet",), coders=("sofie",)), ["Bilag 1", "Bilag 10"]),
        (Choice(themes=("midler",)), ["Bilag 1"]),
    ],
)
def test_quotes_are_chosen(coded: Project, choice: Choice, appendices: list[str]) -> None:
    assert [appendix for appendix, _words in chosen(coded, choice)] == appendices


def test_an_informant_who_is_not_there_is_named(coded: Project) -> None:
    with pytest.raises(NotFound, match='"I7"'):
        matrices.matrix(coded, Layout(Choice(informants=("I7",))))


def test_shares_are_of_a_row(coded: Project) -> None:
    built = matrices.matrix(coded, Layout(rows="municipality"))
    matrix = built.value
    birk, _, nobody = matrix.rows
    assert [matrix.share(birk, column) for column in matrix.columns] == [0, 0, 0.5, 0, 0, 0.5]
    assert matrix.share(nobody, matrix.columns[0]) is None
    line = list(csv.reader(io.StringIO(matrix_text.as_csv(built, Cells.SHARES, raw=True).decode())))
    assert line[1][0] == "municipality"
    assert line[3] == ["Tangsted", "33%", "0%", "0%", "0%", "0%", "67%", "3"]
    values = json.loads(matrix_text.as_json(built, Cells.SHARES))
    assert values["rows"][0]["shares"]["effekter"] == 0.5


def test_a_quote_brings_the_words_around_it(coded: Project) -> None:
    built = matrices.matrix(coded, Layout(Choice(themes=("effekter",)))).value
    (quote,) = built.cells["Bilag 2", "effekter"]
    assert quote.before.endswith("– det må I ikke skrive. Men")
    assert "IP:" not in quote.before
    assert quote.after == ". Tak skal du have. Selv tak."


def test_a_restricted_passage_is_no_context(coded: Project) -> None:
    row = coded.interview("Bilag 2")
    span = coding.span_of_quote(coded, row, "Skolen er »en helt anden sag« – det må I ikke skrive.")
    with coded.action() as db:
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
    built = matrices.matrix(coded, Layout(Choice(themes=("effekter",)))).value
    (quote,) = built.cells["Bilag 2", "effekter"]
    assert quote.before.endswith("Og hvad så med skolen? Men")


words = st.text(alphabet="ab \n", max_size=400)


@given(words, st.integers(1, 1300), words, words)
def test_context_is_as_if_the_restricted_had_never_been_said(
    before: str, secret: int, between: str, after: str
) -> None:
    said = f"{before} {between} Q {after}"
    place = len(before) + len(between) + 2
    full = f"{before} {'x' * secret} {between} Q {after}"
    moved = place + secret + 1
    hidden = Around(full, [Span(len(before) + 1, len(before) + 1 + secret)])
    never = Around(said, [])
    assert full[moved] == said[place] == "Q"
    assert hidden.before(moved) == never.before(place)
    assert hidden.after(moved + 1) == never.after(place + 1)
    assert len(hidden.before(moved)) <= CONTEXT + 2
    assert "x" not in hidden.before(moved)


def test_the_list_of_quotes_has_a_row_for_each(coded: Project, tmp_path: Path) -> None:
    permitted = matrices.matrix(coded)
    raw = list(csv.DictReader(io.StringIO(quote_text.as_csv(permitted, raw=True).decode())))
    assert [row["appendix"] for row in raw] == [
        "Bilag 1", "Bilag 2", "Bilag 1", "Bilag 2", "Bilag 10",
    ]  # fmt: skip
    assert raw[2]["theme"] == "Andet"
    assert raw[2]["sub_code"] == "Midler til social mix"
    assert raw[2]["municipality"] == "Tangsted"
    assert raw[2]["gender"] == "f"
    path = tmp_path / "quotes.xlsx"
    matrix_files.write_quotes(permitted, path, Form.XLSX)
    sheet = openpyxl.load_workbook(path)["List"]
    table = [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert table[0][-3:] == ["Role", "Municipality", "gender"]
    assert [row[7] for row in table[1:]] == [row["quote"] for row in raw]


def test_quotes_in_json_and_markdown_name_theme_and_informant(coded: Project) -> None:
    permitted = matrices.matrix(coded)
    values = json.loads(quote_text.as_json(permitted))["quotes"]
    assert [value["informant"] for value in values if value["theme_key"] == "andet"] == [
        "boligchef", "planlægger", "beboerrådgiver",
    ]  # fmt: skip
    text = quote_text.as_markdown(permitted).decode()
    assert "**boligchef** (Midler til social mix):\n\n> ”Selv tak.” (Bilag 1:2)" in text
    assert "## Udfordringer ved at skabe social mix\n\nNo quotes." in text


def test_sheet_names_are_ones_that_excel_takes() -> None:
    book = Book(permitted_with([]), "T")
    wanted = ["a/b", "A:B", "[x]*?" + "y" * 40, "[x]" + "y" * 40, "𝄞" * 40, "'", ""]
    names = [book.sheet(name).get_name() for name in wanted]
    assert names[:2] == ["a b", "A B 2"]
    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(len(name.encode("utf-16-le")) // 2 <= SHEET_NAME for name in names)
    assert len(book.contents()) > 1_000


@pytest.mark.parametrize("where", ["municipality", "=x", ""])
def test_a_filter_without_a_value_is_a_usage_error(coded: Project, where: str) -> None:
    result = qda("quotes", "--where", where, "--project", coded.paths.root)
    assert result.exit_code == 2
    assert "attribute=value" in result.output


def test_quotes_are_shown_by_theme_in_the_terminal(coded: Project) -> None:
    result = qda("quotes", "--theme", "andet", "--project", coded.paths.root)
    assert result.exit_code == 0
    assert "\nAndet\n" in result.stdout
    assert "  ”Selv tak.” (Bilag 10:2) beboerrådgiver · Det nye ghettoudspil\n" in result.stdout


def test_lines_stand_in_the_list_and_in_the_reference(coded: Project) -> None:
    row = coded.interview("Bilag 10")
    text = interviews.transcript_text(coded.db, row.transcript_id)
    with coded.action() as db:
        place = text.index("Selv tak.")
        starts = [(0, 1), (place, 7)]
        db.table("line").insert_all(
            {"transcript_id": row.transcript_id, "start": start, "number": number}
            for start, number in starts
        )
    book = coded.paths.codebook
    book.write_text("reference: line\n" + book.read_text("utf-8"), "utf-8")
    coded.reload_codebook()
    built = matrices.matrix(coded, Layout(Choice(informants=("I10",)))).value
    (quote,) = built.cells["Bilag 10", "andet"]
    assert quote.lines == (7,)
    assert quote.reference == "(Bilag 10, s. 2, l. 7)"
