"""The line in which words to find are typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from qda.domain.text import Span
from qda.language import gettext as _
from qda.tui.widgets.bars import TwoSides
from qda.tui.widgets.drawing import layered, safe, strip_of
from qda.tui.widgets.own_lines import OwnLines
from qda.tui.widgets.writing import WritingLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.strip import Strip

_COUNT = 18
"""Columns that the count has at least."""


class FindWords(WritingLine, OwnLines):
    """The field: drawn at each letter, it has nothing that only other fields need.

    Its value is to be watched; it sends no message when it changes, for nobody waits for one.
    """

    def __init__(self) -> None:
        super().__init__(id="find-words", compact=True, select_on_focus=True)
        self.disable_messages(Input.Changed)

    def render_line(self, y: int) -> Strip:
        """The words, with what is selected and the cursor."""
        width, left = self.outer_size.width, self.scroll_offset.x
        text = "" if y else safe(self.value) + " "  # the cursor may stand behind the words
        pieces = layered(text, Span(0, len(text)), Style.null(), self._layers()) if text else []
        return strip_of(pieces, left + width, self.ground, self.tone).crop(left, left + width)

    def _layers(self) -> list[tuple[Span, Style]]:
        if not self.has_focus:
            return []
        layers = []
        if not self.selection.is_empty:
            selected = Span(*sorted(self.selection))
            layers.append((selected, self.get_component_rich_style("input--selection")))
        if self._cursor_visible:
            cursor = Span(self.cursor_position, self.cursor_position + 1)
            layers.append((cursor, self.get_component_rich_style("input--cursor")))
        return layers


class FindBar(TwoSides):
    """Words to find, between a label and how many places there are; hidden until it is opened."""

    right_colour = "quiet"
    right_bold = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", show=False),
        Binding("down", "step(1)", "next", show=False),
        Binding("up", "step(-1)", "previous", show=False),
    ]

    @dataclass
    class Step(Message):
        """The next (1) or previous (-1) place is wanted."""

        direction: int

    @dataclass
    class Closed(Message):
        """The bar was closed."""

    def compose(self) -> ComposeResult:
        """The field."""
        yield FindWords()

    def label(self) -> str:
        """What stands before the field."""
        return _("Find:")

    def on_mount(self) -> None:
        """Hidden at first."""
        self.display = False
        self.left = (self.label(),)
        self._make_room(0)

    def open(self) -> None:
        """Show the bar and go there."""
        self.display = True
        self.query_one(FindWords).focus()

    def say(self, count: str) -> None:
        """How many places there are."""
        self.right = count
        self._make_room(cell_len(count))

    def _make_room(self, count: int) -> None:
        """Lay the field between both sides; anew only where the count needs another width."""
        right = max(_COUNT, count) + 3
        words = self.query_one(FindWords)
        if words.styles.margin.right != right:
            words.styles.margin = (0, right, 0, cell_len(self.label()) + 2)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next place."""
        event.stop()
        self.post_message(self.Step(1))

    def clear(self) -> None:
        """Forget what was typed."""
        self.query_one(FindWords).value = ""

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
