"""How the parts of a transcript look: the style sheet, and the colours of themes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from qda.tui.widgets.own_lines import OwnLines

TINT = 0.16
"""Share of a theme's colour in the ground of its words: seen, and no harder to read on."""


class TranscriptStyles:
    """The styles of a transcript, each made once for an appearance."""

    def __init__(self, view: OwnLines) -> None:
        self._view = view
        self._known: dict[str, Style] = {}
        self.tone = view.tone
        """What a style looks like over a ground."""

    def forget(self) -> None:
        """Make all anew: colours have changed."""
        self._known.clear()

    def part(self, name: str) -> Style:
        """The style of a part of the transcript."""
        if name not in self._known:
            component = f"transcript-view--{name}"
            self._known[name] = self._view.get_component_rich_style(component, partial=True)
        return self._known[name]

    def theme(self, colour: str) -> Style:
        """The style behind a style variable for themes."""
        if colour not in self._known:
            self._known[colour] = Style(color=self._view.app.theme_variables[colour])
        return self._known[colour]

    def tint(self, colour: str, *, current: bool) -> Style:
        """The ground of words that have a theme, as of a marker pen."""
        name = f"tint {colour} {current}"
        if name not in self._known:
            variables = self._view.app.theme_variables
            ground = Color.parse(variables["current" if current else "background"])
            blended = ground.blend(Color.parse(variables[colour]), TINT)
            self._known[name] = Style(bgcolor=blended.rich_color)
        return self._known[name]
