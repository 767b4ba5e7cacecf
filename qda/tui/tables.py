"""Ways to the matrix, the codebook and the plots, and from them to a place and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from qda.domain.text import one_line
from qda.errors import QdaError
from qda.services import history, screens
from qda.tui.going import segment_from
from qda.tui.screens.codebook import CodebookScreen
from qda.tui.screens.matrix import MatrixScreen
from qda.tui.screens.plots import PlotsScreen
from qda.tui.screens.transcript import TranscriptScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from textual.screen import Screen

    from qda.services.project import Project
    from qda.tui.widgets.bars import StatusLine


class Tables(App[None]):
    """The part of the program that leads to its tables."""

    if TYPE_CHECKING:
        project: Project

        def explaining(self) -> AbstractContextManager[None]: ...
        def look_around(self, own_acts: int = 0) -> None: ...
        def complain(self, error: QdaError) -> None: ...

    def action_matrix(self) -> None:
        """Show the matrix, at the row of the interview from which one comes."""
        self._show(MatrixScreen, lambda: MatrixScreen(getattr(self.screen, "appendix", None)))

    def action_codebook(self) -> None:
        """Show the codebook."""
        self._show(CodebookScreen, CodebookScreen)

    def action_plots(self) -> None:
        """Show the plots."""
        self._show(PlotsScreen, PlotsScreen)

    def _show(self, kind: type[Screen[None]], make: Callable[[], Screen[None]]) -> None:
        """Push a screen, or go back to it where it lies below the present one."""
        if getattr(self.screen, "place", None) is None:
            return  # a dialog waits for its answer
        if any(isinstance(one, kind) for one in self.screen_stack):
            while not isinstance(self.screen, kind):
                self.pop_screen()
            return
        self.push_screen(make())

    def look_at_place(self, appendix: str, offset: int) -> None:
        """Show a place of an interview above the present screen; Esc comes back."""
        with self.explaining():
            transcript = screens.transcript_for_screen(self.project, appendix)
            segment = segment_from(transcript, offset) or 0
            self.push_screen(TranscriptScreen(transcript, segment))

    def act_on(self, status: StatusLine, act: Callable[[], object]) -> None:
        """Do something that changes the project, and say on a screen what became of it."""
        try:
            act()
        except QdaError as error:
            status.refused()
            self.complain(error)
            self.look_around()
            return
        status.saved("")
        with self.explaining():
            (done,) = history.entries(self.project, 1)
            status.saved(one_line(history.in_words(done)))
        self.look_around(own_acts=1)
