"""Drawing lines of text for the line API, by columns of the terminal.

Nothing here reads markup: text comes in safe (`qda.domain.text.display`) and stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from qda.domain.text import display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

Piece = tuple[str, "Style"]
"""A stretch of text in one style."""


def safe(text: str) -> str:
    """`display` for a whole transcript: a line of printable signs needs no change.

    What Python calls printable holds no control, format or surrogate character, so none of the
    dangerous ones; looking is forty times faster than replacing.
    """
    if text.replace("\n", "").isprintable():
        return text  # a long one is not held twice
    return "\n".join(line if line.isprintable() else display(line) for line in text.split("\n"))


def fitted(text: str, width: int) -> str:
    """The text in so many columns: cut with an ellipsis, or filled with blanks."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def shortened(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it is wider than so many columns."""
    return text if cell_len(text) <= width else fitted(text, width).rstrip()


def strip_of(pieces: Sequence[Piece], width: int, ground: Style) -> Strip:
    """One line of pieces over a ground, exactly so many columns wide."""
    segments = [Segment(text, ground + style) for text, style in pieces if text]
    return Strip(segments).adjust_cell_length(width, ground).simplify()
