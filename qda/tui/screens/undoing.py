"""Undo and redo on the screens: one step of the project, said in words.

One key takes back what its coder has just done. Where it would take back more than that, another
coder's work or very much at once, a question comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services import history
from qda.tui.widgets.bars import StatusLine
from qda.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.tui.app import CodingApp


def take_back(app: CodingApp, undo: Callable[[int | None], object]) -> None:
    """Undo, after a question where few would expect what it takes back.

    Args:
        app: The program.
        undo: Takes back the last step; gets the number of the one that was asked about.
    """
    with app.explaining():
        step = history.surprising(app.project)
        if step is None:
            undo(None)
            return
        from qda.tui.screens.asking import Asking

        if step.coder != app.project.coder:
            question = _("The last step is one of {coder}. Take it back?").format(
                coder=one_line(step.coder)
            )
        else:
            question = _("The last step has {count} changes. Take it back?").format(
                count=len(step.changes)
            )

        def answered(go: bool | None) -> None:
            if go:
                undo(step.id)

        app.push_screen(Asking(question, one_line(history.in_words(step))), answered)


class Undoing(Screen[None]):
    """A screen with a status line, on which u takes back and Shift+U does again."""

    app: CodingApp

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    def action_undo(self) -> None:
        """Take back the last change."""
        status = self._status
        take_back(
            self.app,
            lambda step: self.app.act(status, lambda: history.undo(self.app.project, step)),
        )

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.app.act(self._status, lambda: history.redo(self.app.project))


class UndoingList(Undoing):
    """Such a screen with one list."""

    @property
    def _list(self) -> PlainList:
        return self.query_one(PlainList)
