"""The two appearances of the screen, and the colours of the themes in each.

Every theme colour is readable as text on its background (a contrast of 4.5 or more). A colour
is never the only sign of anything.
"""

from __future__ import annotations

from textual.theme import Theme

from qda.domain.codebook import PALETTE
from qda.domain.palette import ON_DARK, ON_LIGHT


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
        "scroll": "#3d4452",
        "current": "#25304a",
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
    accent="#9a5b00",
    warning="#9a4a00",
    error="#b3261e",
    success="#2b6f33",
    foreground="#24272d",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#e6e3da",
    dark=False,
    variables={
        **_variables(ON_LIGHT),
        "quiet": "#5f6671",
        "scroll": "#c9c4b6",
        "current": "#dfe8f7",
        "heat": "#9dc3ee",
        "restricted": "#8a5200",
        "found": "#f5dfa0",
        "found-here": "#9a5b00",
    },
)
