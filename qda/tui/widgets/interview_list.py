"""The interviews as a list with columns that fit the width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qda.tui.widgets.drawing import strip_of
from qda.tui.widgets.interview_columns import cells_of, columns_for, heads, laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

    from qda.services.overview import Listed, Order

_HEADING_LINES = 2


class InterviewList(ScrollView, inherit_bindings=False):
    """A list of interviews with one of them under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"interview-list--{name}"
        for name in (
            "bar", "current", "heading", "informant", "no", "number", "quiet", "restricted",
            "review", "share", "yes",
        )
    }  # fmt: skip

    cursor: reactive[int] = reactive(0, repaint=False)
    """Index of the interview under the cursor."""

    @dataclass
    class Chosen(Message):
        """An interview is to be opened."""

        appendix: str

    @dataclass
    class HeadingClicked(Message):
        """The headings were clicked: another order is wanted."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._interviews: Sequence[Listed] = ()
        self._order: Order | None = None
        self._columns: list[int] = []

    @property
    def appendix(self) -> str | None:
        """The interview under the cursor."""
        return self._interviews[self.cursor].appendix if self._interviews else None

    @property
    def alone(self) -> bool:
        """Whether a single interview is shown."""
        return len(self._interviews) == 1

    def show(self, interviews: Sequence[Listed], order: Order, at: str | None) -> None:
        """Show other numbers; the cursor stays with its interview, or goes to an appendix."""
        at = at or self.appendix
        self._interviews, self._order = interviews, order
        places = [place for place, one in enumerate(interviews) if one.appendix == at]
        self.cursor = places[0] if places else self.cursor
        self._lay_out()

    def choose(self) -> None:
        """Open the interview under the cursor."""
        if self._interviews:
            self.post_message(self.Chosen(self._interviews[self.cursor].appendix))

    def validate_cursor(self, cursor: int) -> int:
        """Stay within the list."""
        return max(0, min(cursor, len(self._interviews) - 1))

    def watch_cursor(self) -> None:
        """Keep the cursor visible."""
        line, top, height = self.cursor + _HEADING_LINES, self.scroll_offset.y, self.size.height
        if self.cursor == 0:
            self.scroll_to(y=0, animate=False)
        elif line < top:
            self.scroll_to(y=line, animate=False)
        elif height and line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False)
        self.refresh()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._columns = columns_for(self._interviews, width)
        self.virtual_size = Size(width, _HEADING_LINES + len(self._interviews))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to an interview; a second click opens it."""
        event.stop()
        offset = event.get_content_offset(self)
        place = -1 if offset is None else offset.y + self.scroll_offset.y - _HEADING_LINES
        if place == -_HEADING_LINES:
            self.post_message(self.HeadingClicked())
        if 0 <= place < len(self._interviews):
            again = place == self.cursor
            self.cursor = place
            if again:
                self.choose()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = y + self.scroll_offset.y
        width, ground = self.scrollable_content_region.width, self.rich_style
        columns = self._columns
        if line == 0:
            style = self._part("heading")
            return strip_of(
                laid_out(columns, [(head, style) for head in heads(self._order)]), width, ground
            )
        place = line - _HEADING_LINES
        if not 0 <= place < len(self._interviews):
            return Strip.blank(width, ground)
        current = place == self.cursor
        if current:
            ground += self._part("current")
        cells = [(text, self._part(part)) for text, part in cells_of(self._interviews[place])]
        cells[0] = (cells[0][0], Style(bold=True))
        pieces = laid_out(columns, cells)
        return strip_of([("▌" if current else " ", self._part("bar")), *pieces[1:]], width, ground)

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"interview-list--{name}", partial=True)
