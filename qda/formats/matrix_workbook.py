"""The matrix as an Excel workbook: an overview, the quotes in cells, a sheet for each theme, and
a row per quote to sort and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.formats.matrix_text import attribute_name, corner, head_text, quoted
from qda.formats.quote_text import by_theme, values_of
from qda.formats.workbook import Book, fitting, height, write_heads, write_text
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet

    from qda.domain.matrix import Head, Matrix
    from qda.domain.permission import Permitted

FRAMED = 9
"""Columns of a list that have their lines where they are empty, too: those that are printed."""

FIRST = 4
"""The row below the heads; above are title, notice and a blank row."""


def matrix_workbook(permitted: Permitted[Matrix]) -> tuple[bytes, int]:
    """Write the workbook.

    Returns:
        Its bytes, and the number of cells that were split because they were too long.
    """
    matrix = permitted.value
    book = Book(permitted, matrix.title)
    _overview(book, matrix)
    _cells(book, book.sheet(_("Quotes")), matrix, lambda row, column: [
        quoted(quote) for quote in matrix.quotes(row, column)
    ])  # fmt: skip
    if matrix.summaries:
        _cells(book, book.sheet(_("Summaries")), matrix, lambda row, column: [
            text for text in [matrix.summary(row, column)] if text
        ])  # fmt: skip
    for number, theme in enumerate(matrix.themes, start=1):
        theme_sheet(book, matrix, theme, f"{number} {theme.title}")
    quote_list(book, matrix)
    return book.contents(), book.split


def quotes_workbook(permitted: Permitted[Matrix]) -> tuple[bytes, int]:
    """Write the quotes alone, a row each; returns what `matrix_workbook` does."""
    matrix = permitted.value
    book = Book(permitted, matrix.title)
    quote_list(book, matrix)
    return book.contents(), book.split


def _row_label(row: Head) -> str:
    return f"{row.title}\n{row.label}" if row.label else head_text(row)


def _overview(book: Book, matrix: Matrix) -> None:
    sheet, styles = book.sheet(_("Overview")), book.styles
    widths = [34, *[16] * len(matrix.columns), 10]
    heads = [corner(matrix), *map(head_text, matrix.columns), _("Total")]
    write_heads(sheet, FIRST - 1, heads, widths, styles)
    for line, row in enumerate(matrix.rows, start=FIRST):
        write_text(sheet, line, 0, fitting(_row_label(row)), styles.label)
        for place, column in enumerate(matrix.columns, start=1):
            sheet.write_number(line, place, matrix.count(row, column), styles.count)
        sheet.write_number(line, len(matrix.columns) + 1, matrix.row_total(row), styles.count)
        sheet.set_row(line, height([_row_label(row)], widths[:1]))
    last = FIRST + len(matrix.rows)
    write_text(sheet, last, 0, _("Total"), styles.label)
    for place, column in enumerate(matrix.columns, start=1):
        sheet.write_number(last, place, matrix.column_total(column), styles.count)
    sheet.write_number(last, len(matrix.columns) + 1, matrix.total, styles.count)
    if matrix.rows and matrix.columns:
        heat = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#9BC2E6"}
        sheet.conditional_format(FIRST, 1, last - 1, len(matrix.columns), heat)


def _cells(
    book: Book, sheet: Worksheet, matrix: Matrix, texts: Callable[[Head, Head], Sequence[str]]
) -> None:
    """Columns side by side; a row has as many lines as its fullest cell has texts."""
    widths = [24, *[46] * len(matrix.columns)]
    heads = [corner(matrix), *map(head_text, matrix.columns)]
    write_heads(sheet, FIRST - 1, heads, widths, book.styles)
    line = FIRST
    for row in matrix.rows:
        cells = [
            [piece for text in texts(row, column) for piece in book.pieces(text)]
            for column in matrix.columns
        ]
        for part in range(max(1, *map(len, cells)) if cells else 1):
            words = [cell[part] if part < len(cell) else "" for cell in cells]
            shown = [fitting(_row_label(row)), *words]
            write_text(sheet, line, 0, shown[0], book.styles.label)
            for place, text in enumerate(words, start=1):
                write_text(sheet, line, place, text, book.styles.text)
            sheet.set_row(line, height(shown, widths))
            line += 1


def theme_sheet(book: Book, matrix: Matrix, theme: Head, name: str) -> None:
    """The quotes of one theme, to read and to print."""
    heads = [_("Informant"), _("Quote"), _("Reference"), _("Sub-code"), _("Coder"), _("Memo")]
    rows = [
        [
            f"{quote.appendix}\n{quote.source.label}",
            quote.printed or quote.text,
            quote.reference,
            matrix.sub_code(theme, quote),
            ", ".join(quote.coders),
            quote.memo,
        ]
        for quote in matrix.of_theme(theme)
    ]
    _list(book, book.sheet(name), heads, (24, 72, 13, 16, 10, 18), rows)


def quote_list(book: Book, matrix: Matrix) -> None:
    """A row per quote, with all that is known of it, to sort and filter."""
    quotes = list(by_theme(matrix))
    attributes = list(dict.fromkeys(name for _t, q in quotes for name in q.source.attributes))
    heads = [_("Appendix"), _("Informant"), _("Page"), _("Line"), _("Theme"), _("Sub-code"),
             _("Coder"), _("Quote"), _("Reference"), _("Printed form"), _("Context before"),
             _("Context after"), _("Memo"), *map(attribute_name, attributes)]  # fmt: skip
    widths = [9, 20, 7, 7, 20, 14, 10, 66, 13, 40, 46, 46, 30, *[18] * len(attributes)]
    rows = [
        [
            *values_of(matrix, theme, quote),
            *(quote.source.attributes.get(name, "") for name in attributes),
        ]
        for theme, quote in quotes
    ]
    sheet = book.sheet(_("List"))
    last = _list(book, sheet, heads, widths, rows)
    # Printed are the columns that one reads; context, memos and attributes are for the screen.
    shown = heads.index(_("Printed form"))
    sheet.print_area(0, 0, last, shown - (0 if any(quote.printed for _t, quote in quotes) else 1))
    sheet.fit_to_pages(1, 0)


def _list(
    book: Book,
    sheet: Worksheet,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[str]],
) -> int:
    """Heads and rows; returns the last row."""
    write_heads(sheet, FIRST - 1, heads, widths, book.styles)
    line = FIRST
    for row in rows:
        for shown in book.lines(row):
            for place, text in enumerate(shown):
                if text or place < FRAMED:
                    write_text(sheet, line, place, text, book.styles.text)
            sheet.set_row(line, height(shown, widths))
            line += 1
    if line > FIRST:
        sheet.autofilter(FIRST - 1, 0, line - 1, len(heads) - 1)
    return line - 1
