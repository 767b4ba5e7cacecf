"""Undo and redo on the screens beside the transcript: one step of the project, said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from qda.services import history
from qda.tui.widgets.bars import StatusLine

if TYPE_CHECKING:
    from qda.tui.app import CodingApp


class Undoing(Screen[None]):
    """A screen with a status line, on which u takes back and Shift+U does again."""

    app: CodingApp

    def action_undo(self) -> None:
        """Take back the last change."""
        status = self.query_one(StatusLine)
        self.app.act(status, lambda: history.undo(self.app.project))

    def action_redo(self) -> None:
        """Do again what was undone."""
        status = self.query_one(StatusLine)
        self.app.act(status, lambda: history.redo(self.app.project))
