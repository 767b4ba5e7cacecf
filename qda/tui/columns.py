"""Rows in columns as wide as what they hold; where space is scarce, some columns give way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from qda.tui.widgets.drawing import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell = tuple[str, str]
"""Safe text, and its style."""

LEAST = 16
"""Columns of the terminal that the growing column keeps as long as others can give way."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    head: str = ""
    gives_way: int = 0
    """Columns with a higher number are left out earlier; 0 stays."""
    right: bool = False
    grows: bool = False
    """It takes the room that is left; one column does."""


Table = tuple[list[Column], list[list[Cell]]]
"""The columns, and the cells of each row."""


def laid_out(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int
) -> tuple[Content, list[Content]]:
    """The headings and the rows, each on one line of at most so many columns of the terminal."""
    widths = _widths(columns, rows, width)
    heads = _line(columns, widths, [(column.head, "$quiet") for column in columns])
    return heads, [_line(columns, widths, row) for row in rows]


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    full = [
        max([cell_len(column.head), *(cell_len(row[place][0]) for row in rows)])
        for place, column in enumerate(columns)
    ]
    growing = next((place for place, column in enumerate(columns) if column.grows), 0)
    room = width
    for level in [*sorted({c.gives_way for c in columns if c.gives_way}, reverse=True), 0]:
        others = sum(wide + 2 for place, wide in enumerate(full) if wide and place != growing)
        room = width - others
        if level == 0 or room >= min(full[growing], LEAST):
            break
        full = [0 if columns[place].gives_way >= level else w for place, w in enumerate(full)]
    full[growing] = max(0, min(full[growing], room))
    return full


def _line(columns: Sequence[Column], widths: Sequence[int], row: Sequence[Cell]) -> Content:
    parts: list[Content | str | tuple[str, str]] = []
    for column, wide, (text, style) in zip(columns, widths, row, strict=True):
        if not wide:
            continue
        shown = fitted(text, wide)
        if column.right:
            shown = " " * (wide - cell_len(shown.rstrip())) + shown.rstrip()
        parts += ["  "] if parts else []
        parts.append((shown, style) if style else shown)
    return Content.assemble(*parts)
