"""What the screen for coding holds and shows: one interview, its codings, where one is.

The parts of the screen that act, move and find build on it; what a service has stored is read
back here and handed to the widgets.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from textual.screen import Screen

from qda.domain.text import Span, one_line
from qda.language import gettext as _
from qda.services import screens
from qda.tui import words
from qda.tui.finding import Places, places
from qda.tui.margin import Margin, faces
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.theme_panel import PanelValues, ThemePanel
from qda.tui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qda.domain.codebook import Codebook
    from qda.domain.codings import Coding
    from qda.services.screens import ScreenTranscript
    from qda.storage.interviews import SegmentRow
    from qda.tui.app import CodingApp
    from qda.tui.margin import Face, Mark
    from qda.tui.selecting import Selection


class TranscriptBase(Screen[None]):
    """One interview with its codings, as it was read last."""

    app: CodingApp

    def __init__(self, transcript: ScreenTranscript, segment: int) -> None:
        super().__init__()
        self._transcript = transcript
        self._start = segment
        self._codebook: Codebook | None = None
        self._revision = 0
        self._faces: dict[str, Face] = {}
        self._margin = Margin(())
        self._counts: Counter[str] = Counter()
        self._everywhere: Counter[str] = Counter()
        self._chosen: str | None = None
        self._found = Places()
        self._found_at: int | None = None
        self._wanted = ""
        self._acting = False
        """Whether something is being done that changes the project."""
        self._moved_on = False
        """Whether the current segment is another one than was shown last."""

    # What is where

    @property
    def appendix(self) -> str:
        """Which interview it is."""
        return self._transcript.interview.appendix

    @property
    def segment(self) -> SegmentRow | None:
        """The current segment; None in an interview without any."""
        return self._transcript.segments[self._view.current] if self._transcript.segments else None

    @property
    def selection(self) -> Selection | None:
        """The words that are selected."""
        return self._view.selection

    @property
    def chosen(self) -> Coding | None:
        """The coding that is chosen, as it is now."""
        return self._margin.codings.get(self._chosen) if self._chosen else None

    # Its widgets stay as long as the screen, and keys ask for them often.

    @cached_property
    def _view(self) -> TranscriptView:
        return self.query_one(TranscriptView)

    @cached_property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    @cached_property
    def _heading(self) -> TwoSides:
        return self.query_one("#heading", TwoSides)

    @cached_property
    def _panel(self) -> ThemePanel:
        return self.query_one(ThemePanel)

    @cached_property
    def _key_bar(self) -> KeyBar:
        return self.query_one(KeyBar)

    def marks_here(self) -> Sequence[Mark]:
        """The codings beside the current segment."""
        return self._margin.at(self._view.current)

    # Reading

    def read_codings(self) -> None:
        """Read the codings as they are now, and show them."""
        project = self.app.project
        found = screens.codings_for_screen(project, self._transcript)
        self._codebook, self._revision = project.codebook, found.revision
        self._faces = faces(project.codebook, found.titles)
        self._counts = Counter(one.theme for one in found.codings)
        self._everywhere = Counter(found.everywhere)
        order = {key: position for position, key in enumerate(self._faces)}
        spans = [segment.span for segment in self._transcript.segments]
        before, self._margin = self._margin, Margin(spans, order, project.coder)
        changed = self._margin.change((), found.codings)
        self._show_codings(changed | before.beside.keys())

    def read_again(self, *, others: bool) -> None:
        """Read the project again after a change.

        Args:
            others: Another program may have changed more than codings.
        """
        news = screens.news(self.app.project, self._revision)
        if news.whole or (others and news.revision == self._revision):
            again = screens.transcript_for_screen(self.app.project, self.appendix)
            if again != self._transcript:
                self._take(again)
            self.read_codings()
        elif self.app.project.codebook is not self._codebook or not self._knows(news.come):
            self.read_codings()
        else:
            self._revision = news.revision
            self._show_codings(self._change(news))

    def _take(self, again: ScreenTranscript) -> None:
        """Show another state of the text; the place and the selected words stay where they can."""
        before, place = self._transcript, self.segment
        self._transcript = again
        same_text = before.interview.transcript_id == again.interview.transcript_id
        if not same_text:
            self._view.select(None)
            self._chosen = None
            self._key_bar.chosen = False
        self._view.show_transcript(again)
        if same_text and place is not None and before.segments != again.segments:
            self._view.current = self._view.words.segment_at(place.span.start)
        self._found, self._found_at = places(again, self._wanted), None

    def _knows(self, codings: Collection[Coding]) -> bool:
        """Whether few codings have come, and only of themes and texts that are shown."""
        return len(codings) < _MANY and all(
            one.theme in self._faces and one.transcript == self._transcript.interview.transcript_id
            for one in codings
        )

    def _change(self, news: screens.News) -> set[int]:
        """Take in a few codings; returns the segments with other marks."""
        for one in news.gone:
            if one.uid in self._margin.codings:
                self._counts[one.theme] -= 1
            self._everywhere[one.theme] -= 1
        for one in news.come:
            self._counts[one.theme] += 1
            self._everywhere[one.theme] += 1
        return self._margin.change([one.uid for one in news.gone], news.come)

    # Showing

    def _show_codings(self, changed: Collection[int]) -> None:
        self._view.show_marks(self._margin.beside, self._faces, changed)
        if self._chosen is not None and self.chosen is None:
            self.choose(None)
            self._status.say(_("The coding that was chosen is gone."))
        self._show_heading()
        self._show_segment()

    def choose(self, coding: Coding | None) -> None:
        """Make a coding the chosen one and select its words, or let go of it."""
        if coding is None and self._chosen is None and self.selection is None:
            return
        touched: set[int] = set()
        for one in (self.chosen, coding):
            if one is not None:
                touched |= self._segments_of(one.span)
        self._chosen = None if coding is None else coding.uid
        self._key_bar.chosen = coding is not None
        self._view.show_chosen(self._chosen, touched)
        self._view.select(None if coding is None else self._view.words.selected(coding.span))
        self._show_segment()

    def _segments_of(self, span: Span) -> set[int]:
        words_ = self._view.words
        return set(range(words_.segment_at(span.start), words_.segment_at(span.stop - 1) + 1))

    def _show_heading(self) -> None:
        parts = [self.appendix, one_line(self._transcript.informant)]
        if self._transcript.withdrawn:
            parts.append(_("CONSENT WITHDRAWN"))
        self._heading.left = ("  ".join(one_line(part) for part in parts if part),)
        self._heading.right = _("{percent} coded").format(
            percent=words.percent(len(self._margin.beside), len(self._transcript.segments))
        )

    def _show_segment(self) -> None:
        """Show what is known of the current segment."""
        self._moved_on = False
        self._panel.show(
            PanelValues(
                faces=[
                    one for one in self._faces.values() if not one.retired or self._counts[one.key]
                ],
                here=dict(self._counts),
                everywhere=dict(self._everywhere),
                marks=self.marks_here(),
                chosen=self._chosen,
            )
        )
        self.app.noticing.saw(self._transcript, self._view.current)
        if self._transcript.segments:
            self._status.left = words.whereabouts(
                self._transcript, self._view.current, self.app.project.coder
            )

    def say_round(self, before: int, now: int, direction: int) -> None:
        """Say that going on to the next of something has led past an end of the interview."""
        if (now - before) * direction <= 0:
            self._status.say(
                _("from the beginning again") if direction > 0 else _("from the end again")
            )

    def moved(self, segment: int) -> None:
        """Show the new segment's themes, and remember the place."""
        self.app.left_off[self.appendix] = segment
        self._status.forget()
        if self._acting:
            self._moved_on = True  # what the act leads to is shown with it
        else:
            self._show_segment()


_MANY = 500
"""From so many new codings on, reading all anew is no slower."""
