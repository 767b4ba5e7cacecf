"""The ways to the screens about people: informants, names, approvals; and recording a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services import read_throughs
from qda.tui.screens.approvals import ApprovalsScreen
from qda.tui.screens.names import NamesScreen
from qda.tui.screens.people import PeopleScreen
from qda.tui.screens.preview import PreviewScreen

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
        self.push_screen(PeopleScreen())

    def action_names(self) -> None:
        """Show what identifies people."""
        self.push_screen(NamesScreen())

    def action_approvals(self) -> None:
        """Show the excerpts of all informants."""
        self.show_approvals("")

    def show_approvals(self, informant: str) -> None:
        """Show the excerpts of an informant; an empty id is all."""
        self.push_screen(ApprovalsScreen(informant))

    def show_preview(self, appendix: str, segment: int = 0) -> None:
        """Show an interview beside what a profile sees of it, beginning with a segment."""
        self.push_screen(PreviewScreen(appendix, segment))

    def action_read_to_end(self) -> None:
        """Record that the interview on the screen was read to its end."""
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
