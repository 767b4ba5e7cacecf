"""A field for one line, in which no character can act on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Input

from qda.tui.widgets.drawing import safe

if TYPE_CHECKING:
    from textual import events

STEP = 64
"""Columns by which a line to write in grows."""


class WritingLine(Input):
    """A line to write in; control characters show as visible signs, and stay what they are."""

    @property
    def content_width(self) -> int:
        """Columns that can be scrolled over: the screen is laid out anew where they change.

        None beyond the field as long as the text fits; beyond it they grow in steps.
        """
        width: int = super().content_width
        field = self.size.width
        if not field:  # it is not laid out yet
            return width
        return field if width <= field else -(-width // STEP) * STEP

    def _on_paste(self, event: events.Paste) -> None:
        """Take all lines that are pasted as one; Textual's own field takes the first alone."""
        event.prevent_default()
        event.stop()
        lines = event.text.splitlines()
        if len(lines) > 1:
            lines = [line.strip() for line in lines if line.strip()]
        self.replace(" ".join(lines), *self.selection)

    @property
    def _value(self) -> Text:
        # The pinned version draws the line from this; each character by one sign, so places stay.
        return Text(safe(self.value), no_wrap=True, overflow="ignore", end="")
