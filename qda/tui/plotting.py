"""Bars and strips of block signs: length tells, colour only helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from qda.tui.widgets.drawing import fitted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EIGHTHS = "▏▎▍▌▋▊▉█"
HEIGHTS = " ▁▂▃▄▅▆▇█"
FILLS = "█▒▚░▓▞"
"""One for each coder."""

Styled = tuple[str, str]


def bar(value: float, most: float, width: int) -> str:
    """A bar as long as a value, in eighths of a column; something where there is something."""
    if value <= 0 or most <= 0:
        return ""
    eighths = max(1, round(value / most * width * 8))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (EIGHTHS[rest - 1] if rest else "")


def heights(values: Sequence[float], most: float) -> str:
    """A column for each value."""
    last = len(HEIGHTS) - 1
    return "".join(
        HEIGHTS[max(1, round(value / most * last))] if value > 0 and most else "·"
        for value in values
    )


def strip(parts: Sequence[float]) -> str:
    """Where along a line something stands: the higher, the more of the part."""
    return "".join(
        "·" if not part else HEIGHTS[max(2, round(part * (len(HEIGHTS) - 1)))] for part in parts
    )


def shares_of_bar(counts: Mapping[str, int], coders: Sequence[str], most: int, width: int) -> str:
    """A bar in parts, with another fill for each coder."""
    found = ""
    for place, coder in enumerate(coders):
        if counts.get(coder):
            length = max(1, round(counts[coder] / most * width))
            found += FILLS[place % len(FILLS)] * length
    return found


def label(text: str, width: int) -> str:
    """A label in so many columns, with a blank behind it."""
    return fitted(text, width - 1) + " "


def widest(labels: Sequence[str], most: int) -> int:
    """Columns that the labels take, at most so many."""
    return min(most, max((cell_len(one) for one in labels), default=0) + 1)
