"""Tables as they are read and printed: heads in the user's language, pages that one can read."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from qda.domain.matrix import Cells, Head, Matrix
from qda.domain.permission import Permitted
from qda.formats import matrix_text, paper_tables, papers, quote_text
from qda.formats.matrix_workbook import matrix_workbook, quotes_workbook
from qda.formats.papers import Paper, Table
from qda.language import settle
from tests.test_matrix import permitted_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture
def danish() -> Iterator[None]:
    """Danish for one test."""
    settle("da")
    yield
    settle("en")


def heads(contents: bytes, line: int) -> list[str]:
    return list(csv.reader(io.StringIO(contents.decode("utf-8-sig"), newline="")))[line]


def sheets(contents: bytes) -> list[Worksheet]:
    return list(openpyxl.load_workbook(io.BytesIO(contents)).worksheets)


def numbers() -> Permitted[Paper]:
    table = Table(
        ("Hvad", "Antal", "År"), (("Ord", "18024", "2024"), ("A", "–", "2025")), (2, 1, 1), (1,)
    )
    return Permitted(Paper("Tal", (table,)), "internal")


def test_heads_of_csv_for_excel_are_danish_and_those_for_programs_are_not(danish: None) -> None:
    quotes = permitted_with(["Broen er lukket"])
    assert heads(quote_text.as_csv(quotes), 1)[:8] == [
        "Bilag", "Informant", "Side", "Linje", "Tema", "Underkode", "Koder", "Citat",
    ]  # fmt: skip
    assert heads(quote_text.as_csv(quotes, raw=True), 0)[:3] == ["appendix", "informant", "pages"]
    assert heads(matrix_text.as_csv(quotes, Cells.COUNTS), 1)[::3] == ["Bilag", "I alt"]
    assert heads(matrix_text.as_csv(quotes, Cells.COUNTS, raw=True), 1)[::3] == [
        "appendix", "total",
    ]  # fmt: skip


def test_every_column_of_the_list_has_a_head() -> None:
    quotes = permitted_with(["Broen er lukket"])
    assert len(heads(quote_text.as_csv(quotes), 1)) == len(
        heads(quote_text.as_csv(quotes, raw=True), 0)
    )


def test_the_list_of_quotes_prints_its_reading_columns_on_a_landscape_page() -> None:
    (sheet,) = sheets(quotes_workbook(permitted_with(["Broen er lukket", "Den er åben"]))[0])
    assert sheet.print_area == "'List'!$A$1:$I$6"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)  # one wide
    assert sheet.print_title_rows == "$4:$4"
    printed = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHI"]
    assert sum(printed) < 180


def test_a_wide_sheet_goes_over_several_pages_each_with_its_first_column() -> None:
    heads = tuple(Head(f"t{place}", f"Tema {place}") for place in range(6))
    wide = Matrix("T", (Head("Bilag 1", "Bilag 1"),), heads)
    overview, quotes, *_themes = sheets(matrix_workbook(Permitted(wide, "internal"))[0])
    assert overview.page_setup.fitToWidth is None  # one
    assert quotes.page_setup.fitToWidth == 2
    assert quotes.print_title_cols == "$A:$A"


def test_numbers_of_a_table_are_numbers_in_excel_and_digits_in_csv() -> None:
    (sheet,) = sheets(paper_tables.as_xlsx(numbers()))
    assert [cell.value for cell in sheet[5]] == ["Ord", 18024, "2024"]
    assert sheet["B5"].number_format == "#,##0"
    assert b"18024" in paper_tables.as_csv(numbers())


def test_numbers_on_paper_have_a_mark_between_thousands() -> None:
    assert "| Ord | 18,024 | 2024 |" in papers.as_markdown(numbers()).decode()


def test_the_mark_is_a_point_in_danish(danish: None) -> None:
    assert "| Ord | 18.024 | 2024 |" in papers.as_markdown(numbers()).decode()
    assert "<td>18.024</td><td>2024</td>" in papers.as_html(numbers()).decode()
