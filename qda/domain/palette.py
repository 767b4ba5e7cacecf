"""The colours of themes, for a light and for a dark background.

Each is readable as text on its background (a contrast of 4.5 or more, WCAG 2.2, 1.4.3). A colour
is never the only sign of anything.
"""

from __future__ import annotations

from qda.domain.codebook import PALETTE

_ON_LIGHT = (
    "#1d5bbf", "#9a4d00", "#1f722f", "#bf2a2a", "#6b3fb5", "#59616d",
    "#0a6e65", "#b32f70", "#7a4f24", "#7d6000", "#006c8c", "#98209f",
)  # fmt: skip
_ON_DARK = (
    "#7fb0ff", "#ffa657", "#6fcf87", "#ff7b72", "#c3a0ff", "#a9b1bd",
    "#4fd1c5", "#ff9ec2", "#d6a878", "#ecd06f", "#79d8f7", "#ee92f2",
)  # fmt: skip

ON_LIGHT = dict(zip(PALETTE, _ON_LIGHT, strict=True))
"""By name of the palette."""

ON_DARK = dict(zip(PALETTE, _ON_DARK, strict=True))
"""By name of the palette."""
