"""What the screen for coding holds and shows: one interview, its codings, where one is.

The parts of the screen that act, move and find build on it; what a service has stored is read
back here and handed to the widgets.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from textual.screen import Screen

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services import screens
from qda.tui import words
from qda.tui.finding import places
from qda.tui.margin import faces, marks_by_segment
from qda.tui.widgets.bars import StatusLine, TwoSides
from qda.tui.widgets.theme_panel import PanelValues, ThemePanel
from qda.tui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.screens import ScreenTranscript
    from qda.tui.app import CodingApp
    from qda.tui.finding import Place as Found
    from qda.tui.margin import Face, Mark


class TranscriptBase(Screen[None]):
    """One interview with its codings, as it was read last."""

    app: CodingApp

    def __init__(self, transcript: ScreenTranscript, segment: int) -> None:
        super().__init__()
        self._transcript = transcript
        self._start = segment
        self._faces: dict[str, Face] = {}
        self._marks: Sequence[Sequence[Mark]] = ((),) * len(transcript.segments)
        self._counts: Counter[str] = Counter()
        self._everywhere: dict[str, int] = {}
        self._found: list[Found] = []
        self._found_at: int | None = None
        self._wanted = ""

    @property
    def appendix(self) -> str:
        """Which interview it is."""
        return self._transcript.interview.appendix

    @property
    def _view(self) -> TranscriptView:
        return self.query_one(TranscriptView)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    def _marks_here(self) -> Sequence[Mark]:
        return self._marks[self._view.current] if self._marks else ()

    def read_codings(self) -> None:
        """Read the codings as they are now, and show them."""
        project = self.app.project
        found = screens.codings_for_screen(project, self._transcript)
        self._faces = faces(project.codebook, found.titles)
        order = {key: position for position, key in enumerate(self._faces)}
        spans = [segment.span for segment in self._transcript.segments]
        self._marks = marks_by_segment(spans, found.codings, order, project.coder)
        self._counts = Counter(one.theme for one in found.codings)
        self._everywhere = dict(found.everywhere)
        self._view.show_marks(self._marks, self._faces)
        self._show_heading()
        self._show_segment()

    def read_again(self, *, others: bool) -> None:
        """Read the project again after a change.

        Args:
            others: Another program may have changed more than codings.
        """
        # The user's own undo can take a corrected text back.
        row = self.app.project.interview(self.appendix)
        if others or row.transcript_id != self._transcript.interview.transcript_id:
            again = screens.transcript_for_screen(self.app.project, self.appendix)
            if again != self._transcript:
                self._transcript = again
                self._view.show_transcript(again)
                self._found, self._found_at = places(again, self._wanted), None
        self.read_codings()

    def _show_heading(self) -> None:
        heading = self.query_one("#heading", TwoSides)
        parts = [self.appendix, one_line(self._transcript.informant)]
        if self._transcript.withdrawn:
            parts.append(_("CONSENT WITHDRAWN"))
        heading.left = ("  ".join(one_line(part) for part in parts if part),)
        coded = sum(1 for marks in self._marks if marks)
        heading.right = _("{percent} coded").format(
            percent=words.percent(coded, len(self._transcript.segments))
        )

    def _show_segment(self) -> None:
        """Show what is known of the current segment."""
        transcript, index = self._transcript, self._view.current
        marks = self._marks[index] if self._marks else ()
        used = {face.key for face in self._faces.values() if self._counts[face.key]}
        self.query_one(ThemePanel).show(
            PanelValues(
                faces=[one for one in self._faces.values() if not one.retired or one.key in used],
                here=dict(self._counts),
                everywhere=self._everywhere,
                marks=marks,
            )
        )
        if transcript.segments:
            self._status.left = words.whereabouts(transcript, index, self.app.project.coder)

    def on_transcript_view_moved(self, event: TranscriptView.Moved) -> None:
        """Show the new segment's themes, and remember the place."""
        self.app.left_off[self.appendix] = event.segment
        self._show_segment()
