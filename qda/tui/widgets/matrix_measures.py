"""How a matrix shares the screen: columns for labels and cells, and where the names stand.

Names stand above their columns where each of their words fits there. Where one would be cut, or not
all columns would be in sight for the sake of their names, the columns have short signs, and the
names stand in a list above them, in full wherever there is room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

TOTAL = 7
"""Columns of the terminal for the totals at the right."""
HEAD_LINES = 3
"""Lines for names that stand above their columns; a list takes more only where there is room."""
_LEAST, _MOST = 9, 24
"""Columns of the terminal for a column of the matrix below its name."""
_MOST_BELOW_SIGN = 12
_BESIDE_NUMBER = 5
"""Columns of a cell beside its number: the bar, the sign of a summary, blanks."""
BLANKS = 3
"""Before a sign, after it, and after the name."""
_LEAST_LABEL = 12
_LEAST_NAME = 24
"""Columns of the terminal for a name in the list, with its sign."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Columns and lines of the terminal for the parts of a matrix."""

    side: int = 12
    """Columns for the label of a row."""
    wide: int = _LEAST
    """Columns for a column of the matrix."""
    lines: int = HEAD_LINES
    """Lines above the rule."""
    beside: int = 0
    """Names beside each other in the list; 0 where names stand above their columns."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What has to find room."""

    labels: Sequence[str]
    """Of the rows."""
    names: Sequence[str]
    """Of the columns, above them."""
    listed: Sequence[str]
    """Of the columns, in a list, where more can be said."""
    sign: int
    """Columns of the terminal for the longest sign."""
    most: int
    """The greatest number in a cell."""
    greatest: int
    """The greatest total of a column."""

    @property
    def narrowest(self) -> int:
        """The columns that a cell needs; the bar of the cursor stands before its number."""
        figures = max(len(str(self.most)) + 1, len(str(self.greatest)))
        return _BESIDE_NUMBER + max(2, self.sign, figures)


def measured(contents: Contents, width: int, height: int) -> Measures:
    """Share a screen of so many columns and lines."""
    above = _names_above(contents, width)
    words = [word for name in contents.names for word in name.split()]
    cut = any(cell_len(word) >= above.wide for word in words)
    count = len(contents.names)
    if not cut and above.wide * count <= width - 1 - TOTAL - above.side:
        return above
    room = width - 1 - TOTAL
    narrow = contents.narrowest
    if _LEAST_LABEL + narrow * count <= room:
        widest = max(map(cell_len, contents.labels), default=0) + 2
        side = max(_LEAST_LABEL, min(widest, room - narrow * count))
        wide = max(narrow, min(_MOST_BELOW_SIGN, (room - side) // count))
        seen = count
    elif cut:
        seen = max(1, (room - _usual_side(contents, width)) // narrow)
        side, wide = max(10, room - seen * narrow), narrow
    else:
        return above
    spare = height - len(contents.labels) - 2
    shown = contents.listed[:seen]
    beside = _beside(shown, contents.sign, width, max(HEAD_LINES, spare))
    return Measures(side, wide, -(-seen // beside), beside)


def _names_above(contents: Contents, width: int) -> Measures:
    count = max(1, len(contents.names))
    widest = max(map(cell_len, contents.labels), default=0)
    side = _usual_side(contents, width)
    room = width - 1 - side - TOTAL
    wide = max(_LEAST, min(_MOST, room // count))
    if wide * count > room:
        side += room % wide if room >= wide else 0
    else:
        side = min(max(side, widest + 2), side + room - wide * count)
    return Measures(side, wide)


def _usual_side(contents: Contents, width: int) -> int:
    widest = max(map(cell_len, contents.labels), default=0)
    most = 26 if width >= 100 else 18 if width >= 60 else 11
    return max(10, min(widest, most)) + 1


def _beside(names: Sequence[str], sign: int, width: int, most_lines: int) -> int:
    """How many names stand beside each other: as many as fit in full, more to save lines."""
    most = min(len(names), max(1, width // _LEAST_NAME))
    fitting = (
        beside for beside in range(most, 1, -1) if sum(list_widths(names, sign, beside)) <= width
    )
    beside = next(fitting, 1)
    while beside < most and -(-len(names) // beside) > most_lines:
        beside += 1
    return beside


def list_widths(names: Sequence[str], sign: int, beside: int, most: int | None = None) -> list[int]:
    """The widths of the columns of the list, each with a sign; the widest ones give way.

    Args:
        names: From above to below, column after column.
        sign: The width of the signs.
        beside: How many columns the list has.
        most: What they have in all; as much as they like without it.
    """
    lines = -(-len(names) // beside)
    widths = [
        max((cell_len(name) for name in names[place : place + lines]), default=0) + sign + BLANKS
        for place in range(0, len(names), lines)
    ]
    if most is not None:
        widths = [min(wide, most) for wide in widths]  # a title may be very long
        while sum(widths) > max(most, beside):
            widths[widths.index(max(widths))] -= 1
    return widths
