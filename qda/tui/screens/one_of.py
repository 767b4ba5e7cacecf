"""A small dialog: one of a few, by arrows, Enter, a digit or a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from qda.language import gettext as _
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

_DIGITS = 9


class OneOfScreen(Dialog[str | None]):
    """Asks for one of a few; gives its key, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("enter", "take", "take", show=False),
        Binding("down,j", "step(1)", "down", show=False),
        Binding("up,k", "step(-1)", "up", show=False),
        Binding("pagedown", "step(10)", "ten down", show=False),
        Binding("pageup", "step(-10)", "ten up", show=False),
        *(Binding(str(n), f"digit({n})", "digit", show=False) for n in range(1, _DIGITS + 1)),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, Content]]) -> None:
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The question and the list."""
        with Box():
            yield Static(Content(self._question), classes="title")
            yield PlainList(id="choices")
            yield Static(
                Content(_("A digit or Enter takes one · Esc leaves everything as it is")),
                classes="quiet",
            )

    def on_mount(self) -> None:
        """Show the choices."""
        rows = [
            Content.assemble((f"{n} " if n <= _DIGITS else "  ", "bold $accent"), row)
            for n, (_key, row) in enumerate(self._choices, start=1)
        ]
        self._list.add_options([Option(row) for row in rows])
        self._list.highlighted = 0 if rows else None

    @property
    def _list(self) -> PlainList:
        return self.query_one(PlainList)

    def on_option_list_option_selected(self, event: PlainList.OptionSelected) -> None:
        """Take what was clicked."""
        event.stop()
        self.dismiss(self._choices[event.option_index][0])

    def action_take(self) -> None:
        """Take the highlighted one."""
        if self._list.highlighted is not None:
            self.dismiss(self._choices[self._list.highlighted][0])

    def action_digit(self, number: int) -> None:
        """Take the one with this number."""
        if number <= len(self._choices):
            self.dismiss(self._choices[number - 1][0])

    def action_step(self, direction: int) -> None:
        """Go up or down."""
        if self._choices:
            place = (self._list.highlighted or 0) + direction
            self._list.highlighted = max(0, min(place, len(self._choices) - 1))

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
