"""A sentence over everything while the terminal is too small to show what keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from qda.language import gettext as _
from qda.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

COLUMNS, LINES = 44, 12
"""The smallest terminal in which the text, the line of keys and a dialog can be read."""


def fits(width: int, height: int) -> bool:
    """Whether a terminal is large enough."""
    return width >= COLUMNS and height >= LINES


class TooSmall(Dialog[None]):
    """Says how large the terminal must be; goes by itself."""

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(
            Content(
                _("qda needs {columns} columns and {lines} lines. Make the window larger.").format(
                    columns=COLUMNS, lines=LINES
                )
            )
        )
