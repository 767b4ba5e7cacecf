"""A small dialog: one question, one line as the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, Static

from qda.language import gettext as _
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.widgets.writing import WritingLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class AskWords(Dialog[str | None]):
    """Gives what was typed without blanks at its ends, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", show=False)]

    def __init__(self, question: str, answer: str = "") -> None:
        super().__init__()
        self._question = question
        self._answer = answer

    def compose(self) -> ComposeResult:
        """The question and the field."""
        with Box():
            yield Static(Content(self._question), classes="title")
            yield WritingLine(self._answer, compact=True, id="answer")
            yield Static(Content(_("Enter goes on · Esc leaves")), classes="quiet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer; an empty one is none."""
        event.stop()
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Give no answer."""
        self.dismiss(None)
