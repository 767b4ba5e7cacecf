"""Lists of safe text that can take a key at any moment; one whose keys belong to the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

if TYPE_CHECKING:
    from textual import events
    from textual._widget_navigation import Direction
    from textual.widgets.option_list import Option


class RowList(OptionList):
    """Rows of safe text, one of them highlighted: by a bar, not by its colour alone.

    A key that comes before they are laid out does no harm.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"plain-list--bar"}  # noqa: RUF012  (declared so in the base class)

    def __init__(self, *rows: Option, id: str, classes: str = "") -> None:
        super().__init__(*rows, id=id, classes=classes, markup=False)

    def go(self, step: str) -> None:
        """Move the highlight: `up`, `down`, `page_up`, `page_down`, `first` or `last`."""
        action = step if step in ("first", "last") or step.startswith("page") else f"cursor_{step}"
        getattr(self, f"action_{action}")()

    def _on_click(self, event: events.Click) -> None:  # type: ignore[override]
        # What was clicked may be gone before the click is heard.
        if (event.style.meta.get("option") or 0) >= self.option_count:
            event.prevent_default()

    def _move_page(self, direction: Direction) -> None:
        # A page has no height before the rows are laid out; the pinned version would look it up.
        if (self.highlighted or 0) in self._index_to_line:
            super()._move_page(direction)

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


class PlainList(RowList, can_focus=False):
    """One whose keys belong to the screen."""
