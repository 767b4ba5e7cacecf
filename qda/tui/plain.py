"""The screen without any colour, for those who have set NO_COLOR."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color as Ink
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

if TYPE_CHECKING:
    from rich.color import Color as RichColor

_STRONG = 3.0
"""A ground that stands out this much from the screen's is a sign, and is turned around."""

_BARE = Style(color=Ink.default(), bgcolor=Ink.default())


class Plain(LineFilter):
    """Takes the colours away; what a strong ground said is said by turning light and dark."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line without colours."""
        return [
            Segment(text, style and _without(style, background.rich_color), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _without(style: Style, background: RichColor) -> Style:
    bare = style + _BARE
    if style.bgcolor is None or style.reverse:
        return bare
    one, other = _light(style.bgcolor), _light(background)
    strong = (max(one, other) + 0.05) / (min(one, other) + 0.05) >= _STRONG
    return bare + Style(reverse=True) if strong else bare


def _light(colour: RichColor) -> float:
    """Relative luminance, near enough: WCAG 2.2 with a power of 2.2 for the steps of sRGB."""
    red, green, blue = (part**2.2 for part in Color.from_rich_color(colour).normalized)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
