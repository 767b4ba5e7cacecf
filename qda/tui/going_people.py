"""The ways to the screens about people: informants, names, approvals; and recording a reading.

Each loads when it is first shown, so that the interview is on the screen sooner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services.gate_places import Room
from qda.tui.widgets.bars import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from textual.screen import Screen

    from qda.services.gate_places import Where
    from qda.services.project import Project

_FIRST_AND_ONE = 2
"""Screens on the stack when nothing lies under the present one: Textual's own, and it."""


class PeopleGoing(App[None]):
    """Screens about people stand above the one from which they were opened."""

    project: Project

    if TYPE_CHECKING:

        def explaining(self) -> AbstractContextManager[None]: ...
        def act(self, status: StatusLine, act: Callable[[], object], steps: int = 1) -> bool: ...
        def look_around(self, own_acts: int = 0) -> None: ...
        def show_library(self) -> None: ...
        def show_place(self, appendix: str, offset: int) -> None: ...
        def show_table(
            self, kind: type[Screen[None]], make: Callable[[], Screen[None]]
        ) -> None: ...

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

    def show_printed(self, uid: str) -> None:
        """Edit how the words of a coding are printed, above the present screen."""
        from qda.tui.screens.printed import PrintedScreen

        status = self.screen.query_one(StatusLine)

        def saved(yes: bool | None) -> None:
            if yes:
                self.act(status, lambda: None)

        with self.explaining():
            self.push_screen(PrintedScreen(self.project, uid), saved)

    def action_gates(self) -> None:
        """Ask the gates, or go back to them where they lie below."""
        from qda.tui.screens.gates import GatesScreen

        self.show_table(GatesScreen, GatesScreen)

    def go_and_put_right(self, where: Where) -> None:
        """Show where a finding of the gates is put right; Esc comes back."""
        if where.room is Room.PEOPLE:
            from qda.tui.screens.people import PeopleScreen

            self.push_screen(PeopleScreen(where.informant))
        elif where.room is Room.APPROVALS:
            from qda.tui.screens.approvals import ApprovalsScreen

            self.push_screen(ApprovalsScreen("", where.coding))
        elif where.room is Room.NAMES:
            self.action_names()
        elif where.room is Room.REVIEWS:
            from qda.tui.screens.review import ReviewScreen

            self.push_screen(ReviewScreen(where.appendix))
        elif where.room is Room.CODEBOOK:
            from qda.tui.screens.codebook import CodebookScreen

            self.push_screen(CodebookScreen())
        elif where.room is Room.PRINTED:
            self.show_printed(where.coding)
        else:
            self.show_place(where.appendix, where.offset)

    def show_preview(self, appendix: str, segment: int = 0) -> None:
        """Show an interview beside what a profile sees of it, beginning with a segment."""
        from qda.tui.screens.preview import PreviewScreen

        self.push_screen(PreviewScreen(appendix, segment))

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
