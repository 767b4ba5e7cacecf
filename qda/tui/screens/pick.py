"""A small dialog: one of several things, found by some letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qda.language import gettext as _
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.widgets.plain_list import PlainList
from qda.tui.widgets.writing import WritingLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things."""

    key: str
    words: str
    """Safe text, on one line."""
    style: str = ""
    indent: int = 0


class PickScreen(Dialog[str | None]):
    """Gives the key of what was chosen, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("down", "step('down')", "down", show=False),
        Binding("up", "step('up')", "up", show=False),
        Binding("pagedown", "step('page_down')", "page down", show=False),
        Binding("pageup", "step('page_up')", "page up", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The field, the list, and how to use them."""
        with Box():
            yield Static(Content(self._title), classes="title")
            yield WritingLine(placeholder=_("part of the name"), compact=True, id="pick-words")
            yield PlainList(id="pick-list")
            yield Static(Content(_("Enter takes it · Esc leaves")), classes="quiet")

    def on_mount(self) -> None:
        """Show all."""
        self._fill("")

    @property
    def _list(self) -> PlainList:
        return self.query_one(PlainList)

    def _fill(self, wanted: str) -> None:
        words = wanted.casefold().split()
        fitting = [
            one for one in self._choices if all(word in one.words.casefold() for word in words)
        ]
        self._list.clear_options()
        self._list.add_options(
            [
                Option(
                    Content.assemble(" " * (0 if words else one.indent), (one.words, one.style)),
                    id=one.key,
                )
                for one in fitting
            ]
        )
        self._list.highlighted = 0 if fitting else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what holds the typed letters."""
        event.stop()
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the highlighted one."""
        event.stop()
        chosen = self._list.highlighted_option
        if chosen is not None:
            self.dismiss(chosen.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the one that was clicked."""
        event.stop()
        self.dismiss(event.option_id)

    def action_step(self, step: str) -> None:
        """Go up or down in the list."""
        self._list.go(step)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
