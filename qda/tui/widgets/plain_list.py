"""A list whose keys belong to the screen; the mouse still chooses in it."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList


class PlainList(OptionList, can_focus=False):
    """Rows of safe text, one of them highlighted: by a bar, not by its colour alone."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"plain-list--bar"}  # noqa: RUF012  (declared so in the base class)

    def __init__(self, id: str, classes: str = "") -> None:
        super().__init__(id=id, classes=classes, markup=False)

    def render_line(self, y: int) -> Strip:
        """One line of the screen; the style sheet leaves its first column free for the bar."""
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        # The lines are those of the pinned version, which tells them to nobody.
        if line >= len(self._lines) or self._lines[line][0] != self.highlighted:
            return strip
        bar = self.get_component_rich_style("plain-list--bar", partial=True)
        ground = next((segment.style for segment in strip if segment.style), None)
        style = ground + bar if ground else bar
        return Strip.join([Strip([Segment("▌", style)]), strip.crop(1)])
