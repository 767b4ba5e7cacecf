"""Choosing a queue: another order of segments than the transcript's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qda.domain.suggestions import Queue
from qda.language import gettext as _
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.suggesting import queue_name, queue_words
from qda.tui.widgets.plain_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

LEAVE = "leave"
"""Stands for leaving the queue that is being walked."""


class QueueChooser(Dialog[str | None]):
    """Asks for a queue; gives its name, `LEAVE`, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False)
    ]

    def __init__(self, back: str) -> None:
        """Ask.

        Args:
            back: Where leaving the present queue leads; empty where none is being walked.
        """
        super().__init__()
        self._back = back

    def compose(self) -> ComposeResult:
        """The queues, each with a sentence."""
        options = [
            Option(
                Content.assemble((queue_name(queue), "bold"), f"\n{queue_words(queue)}"),
                id=str(queue),
            )
            for queue in Queue
        ]
        if self._back:
            options.insert(0, Option(Content(self._back), id=LEAVE))
        with Box():
            yield Static(Content(_("Which segments, in which order?")), classes="title")
            yield RowList(*options, id="queue-list")
            yield Static(
                Content(_("Enter goes there · Esc stays with the transcript's own order")),
                classes="quiet",
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a queue."""
        event.stop()
        self.dismiss(event.option_id)
