"""What the screens about people share: they stand above the list of interviews, and go back to it.

They are confidential working views, like the transcript: names and words are shown to the coders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.screen import Screen

from qda.services import screens
from qda.tui.widgets.bars import StatusLine
from qda.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.services.screens import State
    from qda.tui.app import CodingApp


class AboveScreen(Screen[None]):
    """A list with details, that Esc leaves."""

    app: CodingApp
    HORIZONTAL_BREAKPOINTS = [(0, "-usual"), (130, "-wide")]  # noqa: RUF012  (as in the base class)

    def __init__(self) -> None:
        super().__init__()
        self._state: State | None = None
        """The state of the project that was read last; None before the first time."""

    def on_mount(self) -> None:
        """Begin."""
        self.begin()

    def begin(self) -> None:
        """Read what there is for the first time."""
        self._read_now()

    def on_screen_resume(self) -> None:
        """Read again what was changed on a screen above this one."""
        if self._state is not None and self._state != screens.state(self.app.project):
            self._read_now()

    def read_again(self, *, others: bool) -> None:
        """Read again, unless another screen stands above this one; then it is read on return."""
        del others
        if self.is_current and self._state is not None:
            self._read_now()

    def _read_now(self) -> None:
        if self not in self.app.screen_stack:
            return  # left again before it was drawn
        with self.app.explaining():
            self._state = screens.state(self.app.project)
            self.read()

    def read(self) -> None:
        """Read what there is, and stay where one was."""
        raise NotImplementedError

    @property
    def _list(self) -> PlainList:
        return self.query_one(".rows", PlainList)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    def do(self, act: Callable[[], object]) -> None:
        """Do something that changes the project, and say what became of it."""
        self.app.act(self._status, act)

    def on_option_list_option_selected(self, event: PlainList.OptionSelected) -> None:
        """A click chooses, like the arrows."""
        event.stop()

    def action_step(self, direction: int) -> None:
        """Go down or up by so many rows."""
        count = self._list.option_count
        if count:
            place = (self._list.highlighted or 0) + direction
            self._list.highlighted = max(0, min(place, count - 1))

    def action_scroll_details(self, direction: int) -> None:
        """Scroll what is shown of the chosen one."""
        details = self.query_one(".details", VerticalScroll)
        details.scroll_relative(y=direction * max(1, details.size.height - 1), animate=False)

    def action_leave(self) -> None:
        """Go back to where one came from."""
        self.app.leave_above()
