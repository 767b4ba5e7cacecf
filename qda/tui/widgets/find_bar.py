"""The line in which words to find are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from qda.language import gettext as _
from qda.tui.widgets.writing import WritingLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

COUNT_WIDTH = 18
"""Columns that the count has at least; the style sheet says so, too, with two before it."""


class FindBar(Widget):
    """Words to find; hidden until it is opened."""

    _width = COUNT_WIDTH

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", show=False),
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "previous", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Other words are looked for."""

        wanted: str

    @dataclass
    class Step(Message):
        """The next (1) or previous (-1) place is wanted."""

        direction: int

    @dataclass
    class Closed(Message):
        """The bar was closed."""

    def compose(self) -> ComposeResult:
        """The field and the count."""
        yield Static(Content(self.label()), id="find-label")
        yield WritingLine(id="find-words", compact=True, select_on_focus=True)
        yield Static(id="find-count")

    def label(self) -> str:
        """What stands before the field."""
        return _("Find:")

    def open(self) -> None:
        """Show the bar and go there."""
        self.display = True
        self.query_one(Input).focus()

    def say(self, count: str) -> None:
        """How many places there are."""
        # A screen is laid out anew only where the count needs another width.
        width = max(COUNT_WIDTH, cell_len(count))
        before, self._width = self._width, width
        self.query_one("#find-count", Static).update(Content(count), layout=width != before)

    def on_mount(self) -> None:
        """Hidden at first."""
        self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed so far."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next place."""
        event.stop()
        self.post_message(self.Step(1))

    def clear(self) -> None:
        """Forget what was typed."""
        self.query_one(Input).value = ""

    def action_step(self, direction: int) -> None:
        """Go to the next or previous place."""
        self.post_message(self.Step(direction))

    def action_close(self) -> None:
        """Hide the bar."""
        self.display = False
        self.post_message(self.Closed())


class FilterBar(FindBar):
    """Words that the interviews shown must hold; Enter goes back to the list and keeps them."""

    @dataclass
    class Kept(Message):
        """Go on with what is left."""

    def label(self) -> str:
        """What stands before the field."""
        return _("Show:")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the words and go back to the list."""
        event.stop()
        event.prevent_default()
        self.post_message(self.Kept())

    def action_close(self) -> None:
        """Forget the words and hide the bar."""
        self.clear()
        super().action_close()
