"""The tables of a paper as csv and as an Excel workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.formats.matrix_text import notice, table_csv
from qda.formats.papers import Heading, Table

if TYPE_CHECKING:
    from qda.domain.permission import Permitted
    from qda.formats.papers import Paper

FIRST = 3
"""The row of the first table's head; above are title, notice and a blank row."""


def as_csv(permitted: Permitted[Paper]) -> bytes:
    """All tables below one another, each under its heading."""
    lines: list[list[Any]] = [[notice(permitted)]]
    for part in permitted.value.parts:
        if isinstance(part, Heading):
            lines += [[], [part.text]]
        elif isinstance(part, Table):
            lines += [list(part.columns), *(list(row) for row in part.rows)]
    return table_csv(lines, raw=False)


def as_xlsx(permitted: Permitted[Paper]) -> bytes:
    """A sheet for each table, named by its heading."""
    from qda.formats.workbook import PAGE, Book, height, write_heads, write_text

    paper = permitted.value
    book = Book(permitted, paper.title)
    name = paper.title
    for part in paper.parts:
        if isinstance(part, Heading):
            name = part.text
        elif isinstance(part, Table):
            sheet = book.sheet(name)
            parts = part.widths or (1,) * len(part.columns)
            whole = min(PAGE, 45 * len(parts))
            widths = [max(9, whole * width // sum(parts)) for width in parts]
            write_heads(sheet, FIRST, part.columns, widths, book.styles)
            line = FIRST + 1
            for row in part.rows:
                for shown in book.lines(row):
                    for place, text in enumerate(shown):
                        if place in part.numbers and text.isascii() and text.isdecimal():
                            sheet.write_number(line, place, int(text), book.styles.count)
                        else:
                            write_text(sheet, line, place, text, book.styles.text)
                    sheet.set_row(line, height(shown, widths))
                    line += 1
    return book.contents()
