"""A question before something that cannot be missed: Enter does it, Esc leaves all as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from qda.domain.text import display
from qda.language import gettext as _
from qda.tui.screens.dialog import Box, Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Asking(Dialog[bool]):
    """Asks one question; gives whether to go on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", "do it", show=False),
        Binding("escape", "dismiss(False)", "leave", show=False),
    ]

    def __init__(self, question: str, effect: str) -> None:
        super().__init__()
        self._question = question
        self._effect = effect

    def compose(self) -> ComposeResult:
        """The question, its effect, the keys."""
        with Box():
            yield Static(Content(display(self._question)), classes="title")
            yield Static(Content(display(self._effect)))
            yield Static(
                Content(_("Enter does it · Esc leaves everything as it is")), classes="quiet"
            )
