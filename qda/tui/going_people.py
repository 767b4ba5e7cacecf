"""The ways to the screens about people: informants, names, approvals; and recording a reading.

Each loads when it is first shown, so that the interview is on the screen sooner.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from textual.app import App

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services import screens
from qda.tui.screens.transcript import TranscriptScreen

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from qda.services.project import Project

_FIRST_AND_ONE = 2
"""Screens on the stack when nothing lies under the present one: Textual's own, and it."""


class PeopleGoing(App[None]):
    """Screens about people stand above the one from which they were opened."""

    project: Project

    if TYPE_CHECKING:

        def explaining(self) -> AbstractContextManager[None]: ...
        def look_around(self, own_acts: int = 0) -> None: ...
        def show_library(self) -> None: ...

    def action_people(self) -> None:
        """Show the informants and what they consent to."""
        from qda.tui.screens.people import PeopleScreen

        self.push_screen(PeopleScreen())

    def action_names(self) -> None:
        """Show what identifies people."""
        from qda.tui.screens.names import NamesScreen

        self.push_screen(NamesScreen())

    def action_approvals(self) -> None:
        """Show the excerpts of all informants."""
        self.show_approvals("")

    def show_approvals(self, informant: str) -> None:
        """Show the excerpts of an informant; an empty id is all."""
        from qda.tui.screens.approvals import ApprovalsScreen

        self.push_screen(ApprovalsScreen(informant))

    def show_preview(self, appendix: str, segment: int = 0) -> None:
        """Show an interview beside what a profile sees of it, beginning with a segment."""
        from qda.tui.screens.preview import PreviewScreen

        self.push_screen(PreviewScreen(appendix, segment))

    def look_at(self, appendix: str, offset: int) -> None:
        """Show a place of an interview above the present screen; Esc comes back."""
        with self.explaining():
            transcript = screens.transcript_for_screen(self.project, appendix)
            starts = [one.span.start for one in transcript.segments]
            at = max(0, bisect_right(starts, offset) - 1)
            self.push_screen(TranscriptScreen(transcript, at))

    def action_read_to_end(self) -> None:
        """Record that the interview on the screen was read to its end."""
        from qda.services import read_throughs

        appendix = getattr(self.screen, "appendix", None)
        if appendix is None:
            return
        with self.explaining():
            row = self.project.interview(appendix)
            read_throughs.record(self.project, row)
            self.look_around(own_acts=1)
            found = read_throughs.readings(self.project)
            done = sum(one.state == "read" for one in found)
            self.notify(
                _("{appendix}: read to its end. {done} of {count} interviews are read.").format(
                    appendix=one_line(appendix), done=done, count=len(found)
                ),
                markup=False,
            )

    def leave_above(self) -> None:
        """Go back to the screen below, or to the list of interviews."""
        if len(self.screen_stack) > _FIRST_AND_ONE:
            self.pop_screen()
        else:
            self.show_library()
