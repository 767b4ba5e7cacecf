"""The program on the screen: two screens, one project, one place for errors.

Errors that a user can do something about become notifications. Any other error ends the program
with its kind and place only: never a value, for values hold what people said in confidence.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from rich.text import Text
from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.worker import WorkerFailed

from qda.domain.text import display
from qda.errors import QdaError
from qda.language import gettext as _
from qda.services import screens
from qda.tui.colours import DARK, LIGHT
from qda.tui.commands import Place, bindings_of, commands_in
from qda.tui.going import segment_from
from qda.tui.palette import OurCommands
from qda.tui.screens.help import HelpScreen
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.memos import MemoScreen
from qda.tui.screens.steps import StepsScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.suggesting import SuggestionHelp
from qda.tui.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.binding import BindingType
    from textual.screen import Screen

    from qda.services.project import Project

_FIRST_AND_ONE = 2
"""Screens on the stack when nothing lies above the interviews: Textual's own, and one."""

LOOK_AROUND = 1.0
"""Seconds between two looks at whether another program has changed the project."""


def run(project: Project, appendix: str | None, suggester: str = "") -> None:
    """Show the coding screen until the user leaves it.

    Args:
        project: An open project.
        appendix: The interview to open; None begins with the list of interviews.
        suggester: A suggester of another make for the panel.

    Raises:
        SystemExit: With 1, after an error that nobody expected.
    """
    app = CodingApp(project, appendix)
    app.suggestion_help.name = suggester
    app.run()
    if app.return_code:
        raise SystemExit(app.return_code)


@runtime_checkable
class ReadsAgain(Protocol):
    """A screen that shows the project, and reads it again after a change."""

    def read_again(self, *, others: bool) -> None:
        """Read the project again."""


class CodingApp(Tables):
    """Reading and coding interviews."""

    CSS_PATH = "qda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.EVERYWHERE)]
    COMMANDS = {OurCommands}  # noqa: RUF012  (declared so in the base class)
    COMMAND_PALETTE_BINDING = "ctrl+p"
    TITLE = "qda"

    def __init__(self, project: Project, appendix: str | None = None) -> None:
        super().__init__()
        self.project = project
        project.be_impatient()
        self.left_off: dict[str, int] = {}
        """By appendix the segment where the user left off."""
        self.last_theme: str | None = None
        """The theme that was given last; `r` gives it again."""
        self.followed: str | None = None
        """The theme whose codings are gone through."""
        self.searched = ("", 0)
        """What was looked for in all interviews, and which hit was gone to."""
        self._places: list[tuple[str, int]] = []
        """Appendix and segment before each jump."""
        self.suggestion_help = SuggestionHelp(project)
        self._first = screens.transcript_for_screen(project, appendix) if appendix else None
        self._state = screens.state(project)
        self._trouble = ""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def on_mount(self) -> None:
        """Show the first screen, and begin to look at what other programs do."""
        first = self._first
        self.push_screen(LibraryScreen(None) if first is None else TranscriptScreen(first, 0))
        self.set_interval(LOOK_AROUND, self.look_around)

    def on_app_focus(self) -> None:
        """Look at once when the user comes back to this window."""
        self.look_around()

    # Going from screen to screen

    def show_interview(self, appendix: str, segment: int | None = None) -> None:
        """Open an interview at a segment by its index, or where the user left off."""
        with self.explaining():
            transcript = screens.transcript_for_screen(self.project, appendix)
            at = self.left_off.get(appendix, 0) if segment is None else segment
            self.switch_screen(TranscriptScreen(transcript, at))

    def show_place(self, appendix: str, segment: int | None) -> None:
        """Go from a screen above the interviews to a segment by its index."""
        self._leave_screens_above()
        self._remember_place()
        self.show_interview(appendix, segment)

    def show_offset(self, appendix: str, offset: int) -> None:
        """Go from a screen above the interviews to the segment that holds a character."""
        self._leave_screens_above()
        self.go_to_place(appendix, offset)

    def _leave_screens_above(self) -> None:
        while len(self.screen_stack) > _FIRST_AND_ONE:
            self.pop_screen()

    def action_memos(self) -> None:
        """Show all memos."""
        if isinstance(self.screen, LibraryScreen | TranscriptScreen):
            self.push_screen(MemoScreen())

    def action_history(self) -> None:
        """Show every step."""
        if isinstance(self.screen, LibraryScreen | TranscriptScreen):
            self.push_screen(StepsScreen())

    def go_to_place(self, appendix: str, offset: int) -> None:
        """Jump to a place in an interview; `go_back` comes back from there."""
        self._remember_place()
        with self.explaining():
            transcript = screens.transcript_for_screen(self.project, appendix)
            segment = segment_from(transcript, offset) or 0
            self._go(transcript, segment)

    def _remember_place(self) -> None:
        here = self.screen
        if isinstance(here, TranscriptScreen):
            self._places.append((here.appendix, self.left_off.get(here.appendix, 0)))

    def go_back(self) -> bool:
        """Go to the place before the last jump; False where there was none."""
        if not self._places:
            return False
        appendix, segment = self._places.pop()
        with self.explaining():
            self._go(screens.transcript_for_screen(self.project, appendix), segment)
        return True

    def _go(self, transcript: screens.ScreenTranscript, segment: int) -> None:
        here = self.screen
        self.left_off[transcript.interview.appendix] = segment
        if isinstance(here, TranscriptScreen) and here.appendix == transcript.interview.appendix:
            here.go_to(segment)
        else:
            self.switch_screen(TranscriptScreen(transcript, segment))

    def show_library(self) -> None:
        """Go to the list of interviews, or back to where one came from."""
        if len(self.screen_stack) > _FIRST_AND_ONE:
            self.pop_screen()
            return
        left = self.screen.appendix if isinstance(self.screen, TranscriptScreen) else None
        self.switch_screen(LibraryScreen(left))

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
                for screen in self.screen_stack:
                    if isinstance(screen, ReadsAgain):
                        screen.read_again(others=others)

    # Errors

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Turn an error that a user may see into a notification."""
        try:
            yield
        except QdaError as error:
            self.complain(error)

    def complain(self, error: QdaError) -> None:
        """Say what is wrong and what to do."""
        problems = [f"· {problem}" for problem in getattr(error, "problems", ())[:3]]
        said = "\n".join([error.message, *problems, *([error.hint] if error.hint else [])])
        self.clear_notifications()
        self.notify(display(said), severity="error", timeout=10, markup=False)

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print the local variables of every frame: interview text among them.
        # The parts used here are those of the pinned version.
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.panic(Text(last_words(error)))

    # Commands

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands of the palette: ours alone, in the user's language."""
        place = getattr(screen, "place", None)
        if place is None:
            return
        for command in commands_in(place):
            if command.in_palette:
                yield SystemCommand(
                    command.description, command.help, self._doing(command.action_name, screen)
                )

    def _doing(self, action: str, screen: Screen[object]) -> Callable[[], object]:
        return partial(self.run_action, action, screen)

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        if getattr(self.screen, "place", None) is not None:  # not above another dialog
            self.push_screen(CommandPalette(placeholder=_("Which command?")))

    def action_help(self) -> None:
        """Show all keys and how coding works."""
        place = getattr(self.screen, "place", None)
        if place is not None:
            self.push_screen(HelpScreen(place))

    def action_help_quit(self) -> None:
        """Ctrl+C does not leave: say what does."""
        self.notify(_("q leaves qda. Everything is saved already."), markup=False)

    def action_appearance(self) -> None:
        """Change between a light and a dark screen."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name


def last_words(error: BaseException) -> str:
    """What is said of an error that nobody expected: its kind and place, no values."""
    if isinstance(error, WorkerFailed):
        error = error.error
    package = Path(__file__).resolve().parents[1]
    place = ""
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(package):
            place = f"{file.relative_to(package.parent).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return "\n".join(
        (
            _("qda has stopped because of an error in itself: {kind} at {place}.").format(
                kind=type(error).__name__, place=place or _("an unknown place")
            ),
            _("Your codings are saved. Start again with `qda code`."),
        )
    )
