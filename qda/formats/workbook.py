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


def _heads(sheet: Worksheet, line: int, heads: list[str], styles: _Styles) -> None:
    for place, head in enumerate(heads):
        write_text(sheet, line, place, head, styles.head)
    sheet.freeze_panes(line + 1, 1)
    sheet.repeat_rows(line)


def _column_titles(columns: tuple[Column, ...]) -> list[str]:
    return [f"– {column.title}" if column.parent else column.title for column in columns]


def _overview(sheet: Worksheet, permitted: Permitted[Matrix], styles: _Styles) -> None:
    matrix = permitted.value
    _heading(sheet, permitted, styles)
    _heads(sheet, 3, [_("Informant"), *_column_titles(matrix.columns), _("Total")], styles)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, len(matrix.columns) + 1, 16)
    for line, row in enumerate(matrix.rows, start=4):
        write_text(sheet, line, 0, _row_label(row), styles.label)
        for place, column in enumerate(matrix.columns, start=1):
            sheet.write_number(line, place, matrix.count(row, column), styles.count)
        sheet.write_number(line, len(matrix.columns) + 1, matrix.row_total(row), styles.count)
    last = 4 + len(matrix.rows)
    write_text(sheet, last, 0, _("Total"), styles.label)
    for place, column in enumerate(matrix.columns, start=1):
        sheet.write_number(last, place, matrix.column_total(column), styles.count)
    sheet.write_number(last, len(matrix.columns) + 1, matrix.total, styles.count)
    if matrix.rows and matrix.columns:
        heat = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#9BC2E6"}
        sheet.conditional_format(4, 1, last - 1, len(matrix.columns), heat)


def _quotes_by_cell(sheet: Worksheet, permitted: Permitted[Matrix], styles: _Styles) -> int:
    matrix = permitted.value
    _heading(sheet, permitted, styles)
    _heads(sheet, 3, [_("Informant"), *_column_titles(matrix.columns)], styles)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, max(1, len(matrix.columns)), 50)
    line = 4
    split = 0
    for row in matrix.rows:
        pieces = [
            pieces_of("\n\n".join(quoted(quote) for quote in matrix.quotes(row, column)))
            for column in matrix.columns
        ]
        split += sum(len(cell) > 1 for cell in pieces)
        height = max((len(cell) for cell in pieces), default=1)
        for part in range(height):
            label = _row_label(row)
            if part:
                label = _("{label} (continued)").format(label=label)
            write_text(sheet, line + part, 0, label, styles.label)
            for place, cell in enumerate(pieces, start=1):
                words = cell[part] if part < len(cell) else ""
                write_text(sheet, line + part, place, words, styles.text)
        line += height
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
    matrix = permitted.value
    _heading(sheet, permitted, styles)
    heads = [_("Appendix"), _("Informant"), _("Page"), _("Theme"), _("Coder")]
    _heads(sheet, 3, [*heads, _("Quote"), _("Reference"), _("Segment")], styles)
    for place, width in enumerate((10, 26, 8, 28, 14, 80, 16, 9)):
        sheet.set_column(place, place, width)
    line = 4
    split = 0
    for row, column, quote in matrix.in_order():
        pieces = pieces_of(quote.text)
        split += len(pieces) > 1
        for part, words in enumerate(pieces):
            write_text(sheet, line, 0, row.appendix, styles.place)
            write_text(sheet, line, 1, row.label, styles.text)
            write_text(sheet, line, 2, "-".join(map(str, quote.pages)), styles.place)
            write_text(sheet, line, 3, column.title, styles.text)
            write_text(sheet, line, 4, ", ".join(quote.coders), styles.place)
            if part:
                words = _("(continued) {words}").format(words=words)
            write_text(sheet, line, 5, words, styles.text)
            write_text(sheet, line, 6, quote.reference, styles.place)
            sheet.write_number(line, 7, quote.segment, styles.place)
            line += 1
    if line > 4:
        sheet.autofilter(3, 0, line - 1, 7)
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
