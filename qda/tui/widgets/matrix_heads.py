"""The heads of a matrix's columns: names above them, or short signs with a list of the names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style

from qda.tui.flow import wrapped
from qda.tui.widgets.drawing import Piece, fitted, shortened
from qda.tui.widgets.matrix_measures import BLANKS, HEAD_LINES, list_widths

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """What stands for a column."""

    sign: str
    name: str
    """Above the column; safe to show, on one line."""
    listed: str
    """In the list, where more can be said."""
    colour: Style
    """Of the theme."""
    style: Style
    """Of the name: another one where the cursor is."""
    here: bool
    """Whether the cursor is in the column."""


def names_above(heads: Sequence[ColumnHead], line: int, width: int) -> list[Piece]:
    """One line of the names that stand above their columns, at the bottom of the lines there are.

    Args:
        heads: The columns.
        line: 0 is the first line.
        width: Columns of the terminal for each.
    """
    found: list[Piece] = []
    for head in heads:
        name = " ".join(shortened(word, width - 1) for word in head.name.split())
        rows = [name[a:b] for a, b in wrapped(name, 0, len(name), width - 1)]
        if len(rows) > HEAD_LINES:
            rows = [*rows[: HEAD_LINES - 1], rows[HEAD_LINES - 1] + " …"]
        at = line - HEAD_LINES + len(rows)
        said = fitted(rows[at] if at >= 0 else "", width - 1)
        found += [(" ", Style.null()), (said, head.style)]
    return found


def names_listed(
    heads: Sequence[ColumnHead], line: int, lines: int, beside: int, width: int
) -> list[Piece]:
    """One line of the list of names with their signs.

    Args:
        heads: The columns in sight.
        line: 0 is the first line.
        lines: How many there are.
        beside: How many names stand beside each other.
        width: Columns of the terminal in all.
    """
    found: list[Piece] = []
    sign = max((cell_len(head.sign) for head in heads), default=0)
    widths = list_widths([head.listed for head in heads], sign, beside, width)
    for place, wide in zip(range(line, len(heads), lines), widths, strict=False):
        head = heads[place]
        found += [
            (f" {fitted(head.sign, sign)}", head.colour),
            (f" {fitted(head.listed, wide - sign - BLANKS)} ", head.style),
        ]
    return found


def rule(heads: Sequence[ColumnHead], width: int, *, signs: bool) -> list[Piece]:
    """A line in the colours of the themes, with the cursor's column marked.

    Args:
        heads: The columns.
        width: Columns of the terminal for each.
        signs: The line holds their signs.
    """
    found: list[Piece] = []
    for head in heads:
        said = f" {head.sign} " if signs else ""
        line = ("━" if head.here else "─") * (width - 1 - cell_len(said))
        half = len(line) // 2
        found += [(" ", Style.null()), (line[:half] + said + line[half:], head.colour)]
    return found
