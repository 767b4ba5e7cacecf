"""The matrix as an Excel workbook: an overview, the quotes by cell, and a row per quote.

Every text is written with `write_string`, so that nothing becomes a formula or a link, and
every return code is looked at, for XlsxWriter drops what is too long without an error.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qda.formats.matrix_text import notice, quoted
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from qda.domain.matrix import Column, Matrix, Row
    from qda.domain.permission import Permitted

CELL_LIMIT = 32_767
"""Characters that Excel holds in one cell (Microsoft, "Excel specifications and limits")."""

ROOM = 200
"""Characters of a cell that pieces of a text leave free, for the mark that it continues."""

FIXED_TIME = datetime(2000, 1, 1)
"""Written as the time of creation, so that the same matrix gives the same file."""


@dataclass(frozen=True, slots=True)
class _Styles:
    notice: Format
    title: Format
    head: Format
    label: Format
    count: Format
    text: Format
    place: Format


def matrix_workbook(permitted: Permitted[Matrix]) -> tuple[bytes, int]:
    """Write the workbook.

    Returns:
        Its bytes, and the number of cells that were split because they were too long.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "", "author": "", "company": "", "created": FIXED_TIME})
    styles = _styles(book)
    _overview(book.add_worksheet(_("Overview")), permitted, styles)
    split = _quotes_by_cell(book.add_worksheet(_("Quotes")), permitted, styles)
    split += _list(book.add_worksheet(_("List")), permitted, styles)
    book.close()
    return out.getvalue(), split


def _styles(book: Workbook) -> _Styles:
    def style(**values: Any) -> Format:
        return book.add_format({"valign": "top", "font_name": "Calibri", **values})

    return _Styles(
        notice=style(bold=True, font_color="#9C0006"),
        title=style(bold=True, font_size=14),
        head=style(bold=True, text_wrap=True, bg_color="#E7E6E6", border=1, valign="vcenter"),
        label=style(bold=True, text_wrap=True, border=1),
        count=style(align="center", border=1),
        text=style(text_wrap=True, border=1),
        place=style(border=1),
    )


def _heading(sheet: Worksheet, permitted: Permitted[Matrix], styles: _Styles) -> None:
    write_text(sheet, 0, 0, permitted.value.title, styles.title)
    write_text(sheet, 1, 0, notice(permitted), styles.notice)
    sheet.set_header("&C" + notice(permitted).replace("&", "&&"))
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _row_label(row: Row) -> str:
    return f"{row.appendix}\n{row.label}" if row.label else row.appendix


def _heads(
    sheet: Worksheet, line: int, heads: list[str], widths: Sequence[int], styles: _Styles
) -> None:
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        write_text(sheet, line, place, head, styles.head)
        sheet.set_column(place, place, width)
    sheet.set_row(line, _height(heads, widths))
    sheet.freeze_panes(line + 1, 1)
    sheet.repeat_rows(line)


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Points that wrapped texts need; said outright, for not every program works it out.

    A column's width is in digits of the standard font; a tenth less leaves room for words that
    wrap early and for a wider font. Excel's tallest row has 409 points.
    """
    lines = max(
        sum(max(1, -(-10 * len(line) // (9 * width))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(409.0, 15.0 * lines + 3)


def _column_titles(columns: tuple[Column, ...]) -> list[str]:
    return [f"– {column.title}" if column.parent else column.title for column in columns]


def _overview(sheet: Worksheet, permitted: Permitted[Matrix], styles: _Styles) -> None:
    matrix = permitted.value
    _heading(sheet, permitted, styles)
    widths = [34, *[16] * len(matrix.columns), 10]
    heads = [_("Informant"), *_column_titles(matrix.columns), _("Total")]
    _heads(sheet, 3, heads, widths, styles)
    for line, row in enumerate(matrix.rows, start=4):
        write_text(sheet, line, 0, _row_label(row), styles.label)
        for place, column in enumerate(matrix.columns, start=1):
            sheet.write_number(line, place, matrix.count(row, column), styles.count)
        sheet.write_number(line, len(matrix.columns) + 1, matrix.row_total(row), styles.count)
        sheet.set_row(line, _height([_row_label(row)], widths[:1]))
    last = 4 + len(matrix.rows)
    write_text(sheet, last, 0, _("Total"), styles.label)
    for place, column in enumerate(matrix.columns, start=1):
        sheet.write_number(last, place, matrix.column_total(column), styles.count)
    sheet.write_number(last, len(matrix.columns) + 1, matrix.total, styles.count)
    if matrix.rows and matrix.columns:
        heat = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#9BC2E6"}
        sheet.conditional_format(4, 1, last - 1, len(matrix.columns), heat)


def _quotes_by_cell(sheet: Worksheet, permitted: Permitted[Matrix], styles: _Styles) -> int:
    """Themes side by side; an informant has as many lines as its fullest theme has quotes."""
    matrix = permitted.value
    _heading(sheet, permitted, styles)
    widths = [24, *[46] * len(matrix.columns)]
    _heads(sheet, 3, [_("Informant"), *_column_titles(matrix.columns)], widths, styles)
    line = 4
    split = 0
    for row in matrix.rows:
        cells: list[list[str]] = []
        for column in matrix.columns:
            quotes = [pieces_of(quoted(quote)) for quote in matrix.quotes(row, column)]
            split += sum(len(pieces) > 1 for pieces in quotes)
            cells.append([piece for pieces in quotes for piece in pieces])
        for part in range(max(1, *map(len, cells)) if cells else 1):
            words = [cell[part] if part < len(cell) else "" for cell in cells]
            texts = [_row_label(row), *words]
            write_text(sheet, line, 0, texts[0], styles.label)
            for place, text in enumerate(words, start=1):
                write_text(sheet, line, place, text, styles.text)
            sheet.set_row(line, _height(texts, widths))
            line += 1
    return split


def pieces_of(text: str) -> list[str]:
    """A text in pieces that fit into one cell each, cut between quotes, lines or words."""
    if len(text) <= CELL_LIMIT // 2 - ROOM:
        return [text]
    pieces: list[str] = []
    # Excel counts UTF-16 units; so does this, where a text holds signs beyond 16 bits.
    wide = max(text, default=" ") > "\uffff"
    limit = (CELL_LIMIT // 2 if wide else CELL_LIMIT) - ROOM
    while len(text) > limit:
        cut = max(text.rfind("\n\n", 0, limit), 0) or max(text.rfind(" ", 0, limit), 0) or limit
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text]


def _list(sheet: Worksheet, permitted: Permitted[Matrix], styles: _Styles) -> int:
    """A row per quote, to sort and filter."""
    matrix = permitted.value
    _heading(sheet, permitted, styles)
    heads = [_("Appendix"), _("Informant"), _("Page"), _("Theme"), _("Sub-code"), _("Coder")]
    heads += [_("Quote"), _("Reference"), _("Segment")]
    widths = (10, 26, 8, 28, 20, 14, 80, 16, 9)
    _heads(sheet, 3, heads, widths, styles)
    looks = (styles.place, styles.text, styles.place, styles.text, styles.text, styles.place,
             styles.text, styles.place)  # fmt: skip
    line = 4
    split = 0
    for row, column, quote in matrix.in_order():
        pieces = pieces_of(quote.text)
        split += len(pieces) > 1
        for part, piece in enumerate(pieces):
            words = _("(continued) {words}").format(words=piece) if part else piece
            pages = "-".join(map(str, quote.pages))
            coders = ", ".join(quote.coders)
            theme = (column.title, matrix.sub_code(column, quote))
            texts = (row.appendix, row.label, pages, *theme, coders, words, quote.reference)
            for place, (text, look) in enumerate(zip(texts, looks, strict=True)):
                write_text(sheet, line, place, text, look)
            sheet.write_number(line, 8, quote.segment, styles.place)
            sheet.set_row(line, _height(texts, widths[:8]))
            line += 1
    if line > 4:
        sheet.autofilter(3, 0, line - 1, 8)
    return split


def write_text(sheet: Worksheet, line: int, place: int, text: str, style: Format) -> None:
    """Write a text as a text.

    Raises:
        ValueError: XlsxWriter did not take all of it.
    """
    outcome = (
        sheet.write_string(line, place, text, style)
        if text
        else sheet.write_blank(line, place, None, style)
    )
    if outcome != 0:
        raise ValueError("a cell of the workbook could not hold its text")
