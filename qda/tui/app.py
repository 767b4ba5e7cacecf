"""The program on the screen: one project, what others do to it meanwhile, acts and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.screen import Screen

from qda.domain.text import one_line
from qda.errors import QdaError
from qda.language import gettext as _
from qda.services import history, screens, visiting
from qda.tui.commands import Place, bindings_of
from qda.tui.complaining import Complaining
from qda.tui.fitting import Fitting
from qda.tui.garbage import Resting
from qda.tui.going_people import PeopleGoing
from qda.tui.noticing import WRITE_EVERY
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.tables import Tables
from qda.tui.tour import Tour
from qda.tui.typing_ahead import TypingAhead
from qda.tui.ways import Ways
from qda.tui.widgets.bars import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.actions import ActionParseResult
    from textual.binding import BindingType
    from textual.dom import DOMNode

    from qda.services.project import Project

LOOK_AROUND = 1.0
"""Seconds between two looks at whether another program has changed the project."""


def run(
    project: Project,
    appendix: str | None,
    suggester: str = "",
    *,
    mouse: bool = True,
    tour: bool | None = None,
) -> None:
    """Show the coding screen until the user leaves it.

    Args:
        project: An open project.
        appendix: The interview to open; None begins with the list of interviews.
        suggester: A suggester of another make for the panel.
        mouse: Whether the mouse does anything; without it the terminal selects text itself.
        tour: Whether to begin with the tour; None does so for a coder who has not seen it.

    Raises:
        SystemExit: With 1, after an error that nobody expected.
    """
    app = CodingApp(project, appendix)
    app.suggestion_help.name = suggester
    app.tour_wanted = tour
    app.run(mouse=mouse)
    if app.return_code:
        raise SystemExit(app.return_code)


@runtime_checkable
class ReadsAgain(Protocol):
    """A screen that shows the project, and reads it again after a change."""

    def read_again(self, *, others: bool) -> None:
        """Read the project again."""


class CodingApp(Complaining, Fitting, PeopleGoing, Tables, Ways, TypingAhead):
    """Reading and coding interviews."""

    CSS_PATH = ["qda.tcss", "people.tcss"]  # noqa: RUF012  (as in the base class)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.EVERYWHERE)]
    ENABLE_COMMAND_PALETTE = False
    """Textual's own one fails on keys that are typed ahead; ours is `screens.palette`."""
    TITLE = "qda"

    def __init__(self, project: Project, appendix: str | None = None) -> None:
        super().__init__(project)
        self.tour = Tour(self)
        self.tour_wanted: bool | None = False
        """Whether to begin with the tour; None does so for a coder who has not seen it."""
        self._first = screens.transcript_for_screen(project, appendix) if appendix else None
        self._state = screens.state(project)
        self._trouble = ""
        self._resting = Resting()
        self.fit()

    def on_mount(self) -> None:
        """Show the first screen, and begin to look at what other programs do."""
        self.push_screen(self._first_screen())
        self.set_interval(LOOK_AROUND, self._every_second)
        self.set_interval(WRITE_EVERY, self.noticing.write)
        self.say_key_problems()
        if self.tour_wanted:
            self.call_after_refresh(self.tour.begin)
        elif self.tour_wanted is None:
            self.call_after_refresh(self.tour.offer)

    def _first_screen(self) -> Screen[None]:
        first = self._first
        if first is not None:
            return TranscriptScreen(first, self.where_left_off(first))
        from qda.tui.screens.library import LibraryScreen

        with self.explaining():
            return LibraryScreen(visiting.last_interview(self.project))
        return LibraryScreen(None)

    def on_unmount(self) -> None:
        """Keep what was seen last."""
        self.noticing.write()

    def on_app_focus(self) -> None:
        """Look at once when the user comes back to this window."""
        self.look_around()

    def _every_second(self) -> None:
        self.look_around()
        self._resting.look(self.keys_taken)

    # What other programs do

    def look_around(self, own_acts: int = 0) -> None:
        """Read again what has changed since the last look.

        Args:
            own_acts: How many changes since then are this program's own.
        """
        others = False
        try:
            before, self._state = self._state, screens.state(self.project)
            others = self._state != screens.State(before.revision + own_acts, before.codebook)
            if self._state.codebook != before.codebook:
                self.project.reload_codebook()
            self._trouble = ""
        except QdaError as error:
            if error.message != self._trouble:  # once, not every second
                self._trouble = error.message
                self.complain(error)
        if others or own_acts:
            with self.explaining():
                if not own_acts and self._state.revision != before.revision:
                    self._tell_what_another_did()
                for screen in self.screen_stack:
                    if isinstance(screen, ReadsAgain):
                        screen.read_again(others=others)  # it may have more to say

    def _tell_what_another_did(self) -> None:
        """Say what another coder did last, where one's own last act is said otherwise."""
        newest = history.entries(self.project, 1)
        status = self.screen.query(StatusLine)
        if newest and status and newest[0].coder != self.project.coder:
            act = f"{newest[0].coder}: {history.in_words(newest[0])}"
            status.first().say(one_line(act))

    # Acts

    def act(self, status: StatusLine, act: Callable[[], object], steps: int = 1) -> bool:
        """Do something that changes the project, and say on a screen what became of it.

        Args:
            status: Where to say it.
            act: Calls a service.
            steps: How many lines of the journal it writes.

        Returns:
            Whether it was done.
        """
        try:
            act()
        except QdaError as error:
            status.refused()
            self.complain(error)
            self.look_around()
            return False
        said = ""
        with self.explaining():
            (done,) = history.entries(self.project, 1)
            said = one_line(history.in_words(done))
        status.saved(said)
        self.look_around(own_acts=steps)
        return True

    # Commands

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        below = self.screen
        place = getattr(below, "place", None)
        if place is None:
            return  # not above another dialog

        async def chosen(command: str | None) -> None:
            action = next((one.action_name for one in commands if one.id == command), "")
            if action:
                await self.run_action(action, below)

        commands = self.keys.commands_in(place)
        from qda.tui.screens.palette import Palette

        self.push_screen(Palette(commands), chosen)

    def action_help(self) -> None:
        """Show all keys and how coding works."""
        place = getattr(self.screen, "place", None)
        if place is not None:
            from qda.tui.screens.help import HelpScreen

            self.push_screen(HelpScreen(place))

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key, a click or the palette asks for; the tour looks on.

        Keys typed ahead may still stand in the queue of a screen that was left; they are void.
        Those for a screen that is being built wait for it.
        """
        if isinstance(default_namespace, Screen):
            if default_namespace not in self.screen_stack:
                return False
            if not default_namespace.is_mounted:  # to leave it now would tear it down half built
                default_namespace.call_later(self.run_action, action, default_namespace)
                return True
        self._take_back_complaint()
        if self.tour.running and isinstance(action, str):
            self.tour.did.add(action.removeprefix("app.").replace("_", "-"))
        return await super().run_action(action, default_namespace, namespaces)

    def action_tour(self) -> None:
        """Begin the tour, or go on to its next step."""
        if self.tour.running:
            self.tour.go_on()
        else:
            self.tour.begin()

    def action_tour_leave(self) -> None:
        """Leave the tour."""
        self.tour.leave()

    async def action_quit(self) -> None:
        """Leave qda; who leaves it during the tour has seen the tour."""
        if self.tour.running:
            self.tour.remember()
        await super().action_quit()

    def action_help_quit(self) -> None:
        """Ctrl+C does not leave: say what does."""
        self.notify(
            _("{key} leaves qda. Everything is saved already.").format(key=self.keys.of("quit")),
            markup=False,
        )
