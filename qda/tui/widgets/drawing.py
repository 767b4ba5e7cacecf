"""Drawing lines of text for the line API, by columns of the terminal.

Nothing here reads markup: text comes in safe (`qda.domain.text.display`) and stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qda.domain.text import display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.text import Span

Piece = tuple[str, "Style"]
"""A stretch of text in one style."""

Tone = Callable[["Style", "Style"], "Style"]
"""What a style looks like over another one."""

_NOTHING = Style.null()
_JOINER = "\u200d"


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


def layered(
    text: str, within: Span, ground: Style, layers: Sequence[tuple[Span, Style]]
) -> list[Piece]:
    """A stretch of a text in the styles of the layers that cover its parts, the later ones on top.

    Args:
        text: The whole text.
        within: The stretch of it.
        ground: The style where no layer is.
        layers: Spans in the text, each with a style.
    """
    edges = {within.start, within.stop}
    for span, _layer in layers:
        edges |= {max(span.start, within.start), min(span.stop, within.stop)}
    pieces: list[Piece] = []
    for start, stop in pairwise(sorted(edges)):
        style = ground
        for span, layer in layers:
            if span.start <= start and stop <= span.stop:
                style += layer
        pieces.append((text[start:stop], style))
    return pieces


def strip_of(pieces: Sequence[Piece], width: int, ground: Style, tone: Tone = add) -> Strip:
    """One line of pieces over a ground, exactly so many columns wide.

    Args:
        pieces: From left to right.
        width: Columns of the terminal.
        ground: The style of the whole line.
        tone: The style of a piece over the ground, as the terminal is to show it.
    """
    segments: list[Segment] = []
    begun, before = "", None
    for text, style in pieces:
        shown = tone(ground, style)
        if text and shown is not before:
            if begun:
                segments.append(Segment(begun, before))
            begun, before = "", shown
        begun += text
    # Joined with the next one a sign may be wider or narrower, so only now they are measured.
    used = sum(cell_len(segment.text) for segment in segments) + cell_len(begun)
    shown = tone(ground, _NOTHING)
    if begun and (shown is not before or begun.endswith(_JOINER)):
        segments.append(Segment(begun, before))
        begun = ""
    begun += " " * (width - used)
    if begun:
        segments.append(Segment(begun, shown))
    if used <= width:
        return Strip(segments, width)
    kept = list(Strip(segments, used).crop(0, width))
    # A cut through joined signs may leave more than was asked for, or less.
    while (gap := width - sum(cell_len(segment.text) for segment in kept)) < 0:
        last = kept.pop()
        kept += [Segment(last.text[:-1], last.style)] if last.text[1:] else []
    return Strip([*kept, Segment(" " * gap, shown)] if gap else kept, width)
