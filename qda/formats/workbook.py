"""Excel workbooks: sheets with a heading, and texts that stay texts.

Every text is written with `write_string`, so that nothing becomes a formula or a link, and
every return code is looked at, for XlsxWriter drops what is too long without an error.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qda.formats.matrix_text import notice
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from qda.domain.permission import Permitted

CELL_LIMIT = 32_767
"""Characters that Excel holds in one cell (Microsoft, "Excel specifications and limits")."""

SHEET_NAME = 31
"""Characters of a sheet's name (the same source)."""

PAGE = 150
"""Widths of columns that a printed page holds so that one can read it."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

ROOM = 200
"""Characters of a cell that pieces of a text leave free, for the mark that it continues."""

FIXED_TIME = datetime(2000, 1, 1)
"""Written as the time of creation, so that the same matrix gives the same file."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The looks of cells."""

    notice: Format
    title: Format
    head: Format
    label: Format
    count: Format
    text: Format
    place: Format


class Book:
    """A workbook in memory that is the same for the same contents."""

    def __init__(self, permitted: Permitted[Any], title: str) -> None:
        """Begin one; every sheet is headed with the title and the notice of its profile."""
        import xlsxwriter

        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._book.set_properties({"title": "", "author": "", "company": "", "created": FIXED_TIME})
        self.styles = _styles(self._book)
        self.split = 0
        """Cells that were too long for one cell and continue below."""
        self._title = title
        self._notice = notice(permitted)
        self._names: set[str] = set()

    def sheet(self, name: str) -> Worksheet:
        """A new sheet with its heading; its name is made one that Excel takes."""
        sheet = self._book.add_worksheet(self._sheet_name(name))
        write_text(sheet, 0, 0, fitting(self._title), self.styles.title)
        write_text(sheet, 1, 0, self._notice, self.styles.notice)
        sheet.set_header("&C" + self._notice.replace("&", "&&"))
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        return sheet

    def _sheet_name(self, wanted: str) -> str:
        """Excel takes 31 characters without some signs, each name once, in any case."""
        plain = " ".join(_NOT_IN_NAMES.sub(" ", wanted).split()).strip("'") or "–"
        name, number = _short(plain, SHEET_NAME), 2
        while name.casefold() in self._names:
            name = f"{_short(plain, SHEET_NAME - len(str(number)) - 1)} {number}"
            number += 1
        self._names.add(name.casefold())
        return name

    def pieces(self, text: str) -> list[str]:
        """A text in pieces that fit into a cell each; counts those that had to be split."""
        found = pieces_of(text)
        self.split += len(found) > 1
        return found

    def lines(self, texts: Sequence[str]) -> Iterator[list[str]]:
        """The lines of a row: what fits is repeated on each, what is too long goes on below."""
        cells = [self.pieces(text) for text in texts]
        for part in range(max(map(len, cells))):
            yield [
                cell[0]
                if part == 0 or len(cell) == 1
                else _("(continued) {words}").format(words=cell[part])
                if part < len(cell)
                else ""
                for cell in cells
            ]

    def contents(self) -> bytes:
        """Finish it."""
        self._book.close()
        return self._out.getvalue()


def fitting(title: str) -> str:
    """A title or label, cut where no cell could hold it; quotes go through `Book.pieces`."""
    return title if len(title) < CELL_LIMIT // 2 else _cut(title, CELL_LIMIT // 2) + " …"


def _short(title: str, limit: int) -> str:
    """A title within a limit, shortened after a word where there is one."""
    if _cut(title, limit) == title:
        return title
    shortened = _cut(title, limit - 1)
    return f"{shortened.rpartition(' ')[0] or shortened}…"


def _cut(text: str, limit: int) -> str:
    """At most so many UTF-16 units, as Excel counts."""
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore").rstrip()


def _styles(book: Workbook) -> Styles:
    def style(**values: Any) -> Format:
        return book.add_format({"valign": "top", "font_name": "Calibri", **values})

    return Styles(
        notice=style(bold=True, font_color="#9C0006"),
        title=style(bold=True, font_size=14),
        head=style(bold=True, text_wrap=True, bg_color="#E7E6E6", border=1, valign="vcenter"),
        label=style(bold=True, text_wrap=True, border=1),
        count=style(align="center", border=1, num_format="#,##0"),
        text=style(text_wrap=True, border=1),
        place=style(border=1),
    )


def write_heads(
    sheet: Worksheet, line: int, heads: Sequence[str], widths: Sequence[int], styles: Styles
) -> None:
    """Write the row of heads, which stays in sight and is repeated on every printed page."""
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        write_text(sheet, line, place, fitting(head), styles.head)
        sheet.set_column(place, place, width)
    sheet.set_row(line, height(heads, widths))
    sheet.freeze_panes(line + 1, 1)
    sheet.repeat_rows(line)
    # What is wider goes over several pages side by side, each with the first column.
    sheet.fit_to_pages(max(1, round(sum(widths) / PAGE)), 0)
    sheet.repeat_columns(0)


def height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Points that wrapped texts need; said outright, for not every program works it out.

    A column's width is in digits of the standard font; a tenth less leaves room for words that
    wrap early and for a wider font. Excel's tallest row has 409 points.
    """
    lines = 1
    for text, width in zip(texts, widths, strict=True):
        if len(text) * 10 > 9 * width or "\n" in text:
            lines = max(
                lines, sum(max(1, -(-10 * len(line) // (9 * width))) for line in text.split("\n"))
            )
    return min(409.0, 15.0 * lines + 3)


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
