"""The appearances of the screen, and the colours of the themes in each.

Every theme colour is readable as text on its background: a contrast of 4.5 or more, and of 7 or
more with high contrast (WCAG 2.2, 1.4.3 and 1.4.6). A colour is never the only sign of anything.
"""

from __future__ import annotations

from textual.theme import Theme

from qda.domain.codebook import PALETTE
from qda.domain.palette import ON_DARK, ON_LIGHT

_ON_BLACK = (
    "#9cc4ff", "#ffb870", "#7fe39a", "#ffaca6", "#d6bcff", "#c9d1dc",
    "#5fe6da", "#ffb8d2", "#e8c096", "#ffe27a", "#8fe3ff", "#f8b0fa",
)  # fmt: skip


def _variables(colours: dict[str, str]) -> dict[str, str]:
    return {variable(name): colour for name, colour in colours.items()}


def variable(colour: str) -> str:
    """The name of the style variable behind a colour of the palette."""
    return f"theme-{colour if colour in PALETTE else PALETTE[5]}"


DARK = Theme(
    name="qda-dark",
    primary="#7aa8f5",
    secondary="#9aa5b8",
    accent="#f0b866",
    warning="#ffb16b",
    error="#ff8a8a",
    success="#8fd694",
    foreground="#e3e1dc",
    background="#15171c",
    surface="#1b1e25",
    panel="#262a33",
    dark=True,
    variables={
        **_variables(ON_DARK),
        "quiet": "#959dab",
        "text-disabled": "#959dab",
        "dimmed": "#929aa8",
        "input-selection-background": "#3a4d78",
        "scroll": "#6d7583",
        "current": "#252f4a",
        "heat": "#2d5a94",
        "restricted": "#d9a25f",
        "found": "#6b5716",
        "found-here": "#f0b866",
    },
)
LIGHT = Theme(
    name="qda-light",
    primary="#2457a6",
    secondary="#5a6472",
    accent="#8a5000",
    warning="#9a4a00",
    error="#b3261e",
    success="#2b6f33",
    foreground="#24272d",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#eae8e3",
    dark=False,
    variables={
        **_variables(ON_LIGHT),
        "quiet": "#575e69",
        "text-disabled": "#575e69",
        "dimmed": "#5f6671",
        "input-selection-background": "#c3d5f3",
        "scroll": "#857f70",
        "current": "#dfecf9",
        "heat": "#9dc3ee",
        "restricted": "#8a5200",
        "found": "#f5dfa0",
        "found-here": "#9a5b00",
    },
)
CONTRAST = Theme(
    name="qda-contrast",
    primary="#9ccbff",
    secondary="#d5dbe6",
    accent="#ffd166",
    warning="#ffc48a",
    error="#ffb0b0",
    success="#a6f0ab",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        **_variables(dict(zip(PALETTE, _ON_BLACK, strict=True))),
        "quiet": "#d0d0d0",
        "text-disabled": "#d0d0d0",
        "dimmed": "#c0c0c0",
        "input-selection-background": "#1f4f94",
        "scroll": "#a8a8a8",
        "current": "#162f5c",
        "heat": "#1f4f94",
        "restricted": "#ffc27a",
        "found": "#5c4a00",
        "found-here": "#ffd166",
    },
)
APPEARANCES = (DARK, LIGHT, CONTRAST)
"""In the order in which one key goes through them."""
