"""Going from screen to screen, with what one chooses on the way.

Screens other than the interview load when they are first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services import screens, visiting
from qda.tui.memo_rows import Looked
from qda.tui.noticing import Noticing
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.suggesting import SuggestionHelp

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from qda.domain.text import Span
    from qda.services.overview import Order
    from qda.services.project import Project
    from qda.services.screens import ScreenTranscript
    from qda.services.segmenting import Speech
    from qda.storage.interviews import InterviewRow

_FIRST_AND_ONE = 2
"""Screens on the stack when nothing lies under the present one: Textual's own, and it."""


class Ways(App[None]):
    """The ways between the screens of one project."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.project = project
        project.be_impatient()
        self.left_off: dict[str, int] = {}
        """By appendix the segment where the user left off."""
        self.library_order: Order | None = None
        """What the list of interviews is sorted by, if that was chosen."""
        self.last_theme: str | None = None
        """The theme that was given last; `r` gives it again."""
        self.followed: str | None = None
        """The theme whose codings are gone through."""
        self.searched = ("", 0)
        """What was looked for in all interviews, and which hit was gone to."""
        self.memos_looked = Looked()
        """What was looked for among the memos, if one of them was gone to."""
        self.suggestion_help = SuggestionHelp(project)
        self._places: list[tuple[str, int]] = []
        """Appendix and segment before each jump."""
        self.noticing = Noticing(project)

    if TYPE_CHECKING:

        def explaining(self) -> AbstractContextManager[None]: ...
        def look_around(self, own_acts: int = 0) -> None: ...

    # Interviews

    def show_interview(self, appendix: str, segment: int | None = None) -> None:
        """Open an interview at a segment by its index, or where the user left off."""
        with self.explaining():
            transcript = screens.transcript_for_screen(self.project, appendix)
            at = self.where_left_off(transcript) if segment is None else segment
            self.switch_screen(TranscriptScreen(transcript, at))

    def where_left_off(self, transcript: ScreenTranscript) -> int:
        """The segment where the user left off, in this session or in an earlier one."""
        known = self.left_off.get(transcript.interview.appendix)
        if known is not None:
            return known
        offset = visiting.left_off(self.project, transcript.interview)
        return 0 if offset is None else screens.segment_at(transcript, offset)

    def go_to_place(self, appendix: str, offset: int) -> None:
        """Jump to a place in an interview; `go_back` comes back from there."""
        self.remember_place()
        with self.explaining():
            transcript = screens.transcript_for_screen(self.project, appendix)
            self._go(transcript, screens.segment_at(transcript, offset))

    def go_back(self) -> bool:
        """Go to the place before the last jump; False where there was none."""
        here = self._place_here()
        while self._places and self._places[-1] == here:
            self._places.pop()
        if not self._places:
            return False
        appendix, segment = self._places.pop()
        with self.explaining():
            self._go(screens.transcript_for_screen(self.project, appendix), segment)
        return True

    def remember_place(self) -> None:
        """Keep where the user is, before a jump: `go_back` comes back to it."""
        here = self._place_here()
        if here is not None and here not in self._places[-1:]:
            self._places.append(here)

    def _place_here(self) -> tuple[str, int] | None:
        here = self.screen
        if not isinstance(here, TranscriptScreen) or here.segment is None:
            return None
        return here.appendix, here.segment.number - 1

    def _go(self, transcript: ScreenTranscript, segment: int) -> None:
        here = self.screen
        self.left_off[transcript.interview.appendix] = segment
        if isinstance(here, TranscriptScreen) and here.appendix == transcript.interview.appendix:
            here.go_to(segment)
        else:
            self.switch_screen(TranscriptScreen(transcript, segment))

    # Memos and the history lie above the interviews

    def action_memos(self) -> None:
        """Show all memos."""
        if self._among_interviews():
            from qda.tui.screens.memos import MemoScreen

            self.push_screen(MemoScreen(self.memos_looked))

    def action_history(self) -> None:
        """Show every step."""
        if self._among_interviews():
            from qda.tui.screens.steps import StepsScreen

            self.push_screen(StepsScreen())

    def _among_interviews(self) -> bool:
        from qda.tui.screens.library import LibraryScreen

        return isinstance(self.screen, LibraryScreen | TranscriptScreen)

    def leave_for(self, appendix: str, segment: int | None) -> None:
        """Go from a screen above the interviews to a segment by its index."""
        self._leave_screen_above()
        self.remember_place()
        self.show_interview(appendix, segment)

    def leave_for_place(self, appendix: str, offset: int) -> None:
        """Go from a screen above the interviews to the segment that holds a character."""
        self._leave_screen_above()
        self.go_to_place(appendix, offset)

    def _leave_screen_above(self) -> None:
        while len(self.screen_stack) > _FIRST_AND_ONE:
            self.pop_screen()

    # Corrections

    def show_reviews(self, appendix: str | None) -> None:
        """Show what waits for a decision, beginning with an interview."""
        from qda.tui.screens.review import ReviewScreen

        self.switch_screen(ReviewScreen(appendix))

    def show_place(self, appendix: str, offset: int) -> None:
        """Show a place of an interview above the present screen; Esc comes back."""
        with self.explaining():
            transcript = screens.transcript_for_screen(self.project, appendix)
            self.push_screen(TranscriptScreen(transcript, screens.segment_at(transcript, offset)))

    def show_words(
        self,
        appendix: str,
        start: Span | None,
        place: int,
        was: str,
        chosen: Callable[[Span | None], None],
    ) -> None:
        """Let words of an interview be chosen.

        Args:
            appendix: The interview.
            start: What is chosen at first; None is the word at `place`.
            place: Where to begin.
            was: The words as they were.
            chosen: Called with the words, or with None.
        """
        from qda.tui.screens.words import WordsScreen

        with self.explaining():
            text = screens.transcript_for_screen(self.project, appendix).text
            self.push_screen(WordsScreen(appendix, text, start, place, was), chosen)

    # Files

    def show_import(self) -> None:
        """Choose files, import them, and say what became of each."""
        from qda.tui.screens.files import FilesScreen
        from qda.tui.screens.report import ReportScreen

        def chosen(paths: list[Path] | None) -> None:
            if paths:
                self.push_screen(ReportScreen(paths))

        self.push_screen(FilesScreen(_("Import"), self._first_folder(), single=False), chosen)

    def show_replace(self, appendix: str) -> None:
        """Choose a corrected file, show what it would change, and then change it or not."""
        from qda.services import replacing
        from qda.tui.screens.files import FilesScreen
        from qda.tui.screens.plan import PlanScreen

        def chosen(paths: list[Path] | None) -> None:
            if paths:
                with self.explaining():
                    path, row = paths[0], self.project.interview(appendix)
                    plan = replacing.plan(self.project, row, path)
                    self.push_screen(PlanScreen(plan), lambda yes: self._replace(yes, row, path))

        title = _("The corrected file of {appendix}").format(appendix=one_line(appendix))
        self.push_screen(FilesScreen(title, self._first_folder(), single=True), chosen)

    def _replace(self, yes: bool | None, row: InterviewRow, path: Path) -> None:
        if not yes:
            return
        from qda.services import replacing
        from qda.services.correcting_words import outcome
        from qda.tui.screens.review import ReviewScreen

        with self.explaining():
            done = replacing.replace(self.project, row, path)
            self.look_around(own_acts=1)
            self.notify(one_line(outcome(done, dry_run=False)), timeout=10, markup=False)
            if done.to_review and not isinstance(self.screen, ReviewScreen):
                self.show_reviews(row.appendix)

    def _first_folder(self) -> Path:
        folder = self.project.paths.transcripts
        return (folder if folder.is_dir() else self.project.paths.root).resolve()

    def show_speakers(self, appendix: str, proposal: Speech | None = None) -> None:
        """Settle who is who in an interview, beginning with a proposal or as it is now."""
        from qda.services.settling import Settlement
        from qda.tui.screens.speakers import SpeakersScreen

        with self.explaining():
            settlement = None
            if proposal is not None:
                settlement = Settlement(layout=proposal.reading.layout)
            self.push_screen(SpeakersScreen(self.project, appendix, settlement))

    def show_library(self) -> None:
        """Go to the list of interviews, or back to the list from which one came."""
        from qda.tui.screens.library import LibraryScreen

        self.noticing.write()
        if len(self.screen_stack) > _FIRST_AND_ONE:
            self.pop_screen()
            return
        left = getattr(self.screen, "appendix", None)
        self.switch_screen(LibraryScreen(left))
