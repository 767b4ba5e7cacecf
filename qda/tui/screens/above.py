"""What the screens about people share: they stand above the list of interviews, and go back to it.

They are confidential working views, like the transcript: names and words are shown to the coders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from qda.services import screens
from qda.tui.columns import laid_out
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from qda.services.screens import State
    from qda.tui.app import CodingApp
    from qda.tui.columns import Table
    from qda.tui.commands import Place

_SCROLL = 4
"""Columns beside the rows: the bar, a blank, the scroll bar."""


class Rows(PlainList):
    """The list of such a screen: its columns follow its width."""

    def on_resize(self) -> None:
        """Have the columns laid out anew."""
        if isinstance(self.screen, AboveScreen):
            self.screen.fit()


class AboveScreen(Screen[None]):
    """A list with details, that Esc leaves."""

    app: CodingApp
    place: Place
    HORIZONTAL_BREAKPOINTS = [(0, "-usual"), (130, "-wide")]  # noqa: RUF012  (as in the base class)

    def __init__(self) -> None:
        super().__init__()
        self._state: State | None = None
        """The state of the project that was read last; None before the first time."""
        self._fitted = 0
        """The width for which the columns were laid out."""

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

    def frame(
        self, rows: str, details: str, *, classes: str = "", warnings: bool = False,
        heads: bool = False,
    ) -> ComposeResult:  # fmt: skip
        """Compose the list with the chosen one beside or below it, and the keys.

        Args:
            rows: The id of the list.
            details: The id of what is shown of the chosen one.
            classes: How the two share the screen.
            warnings: There is a place for warnings above.
            heads: The columns have headings.
        """
        yield TwoSides(id="heading")
        if warnings:
            yield Static(id="warnings")
        with Vertical(classes=f"pair {classes}"):
            with Vertical(classes="pair-list"):
                if heads:
                    yield Static(classes="heads")
                yield Rows(id=rows, classes="rows")
            with VerticalScroll(classes="details", can_focus=False):
                yield Static(id=details)
        yield Static(id="nothing")
        yield StatusLine(id="status")
        yield KeyBar(self.place)

    def fit(self) -> None:
        """Lay the columns out for a new width: the list was hidden, or the window changed."""
        if self._state is not None and self._list.size.width != self._fitted:
            self.fill(self._list.highlighted)

    def table(self) -> Table:
        """The columns of the list, and for each row its cells."""
        raise NotImplementedError

    def fill(self, at: int | None) -> None:
        """Lay the list out for its present width, with the cursor on a row."""
        self._fitted = self._list.size.width
        width = max(20, self._fitted - _SCROLL)
        heads, rows = laid_out(*self.table(), width)
        for headings in self.query(".heads").results(Static):
            headings.update(heads)
        self._list.clear_options()
        self._list.add_options([Option(row) for row in rows])
        self._list.highlighted = at if rows else None

    @property
    def chosen(self) -> int | None:
        """The row of the cursor; None before there are rows."""
        return self._list.highlighted if self.is_mounted else None

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
