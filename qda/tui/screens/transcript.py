"""The screen for coding one interview.

Keys call services; what a service has stored is read back and handed to the widgets. The word
*saved* appears only after a service call has returned.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.screen import Screen

from qda.domain.text import one_line
from qda.errors import NotFound
from qda.language import gettext as _
from qda.services import coding, history, screens
from qda.tui import words
from qda.tui.commands import Place, bindings_of
from qda.tui.finding import next_uncoded, places
from qda.tui.margin import faces, marks_by_segment
from qda.tui.screens.chooser import Chooser
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.find_bar import FindBar
from qda.tui.widgets.theme_panel import PanelValues, ThemePanel
from qda.tui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.screens import ScreenTranscript
    from qda.tui.app import CodingApp
    from qda.tui.finding import Place as Found
    from qda.tui.margin import Face, Mark

_WIDTHS = ((0, "-narrow"), (70, "-usual"), (96, "-roomy"), (130, "-wide"), (170, "-widest"))
"""From so many columns on, this class of the style sheet holds."""


class TranscriptScreen(Screen[None]):
    """One interview, to read and code."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.TRANSCRIPT)]
    HORIZONTAL_BREAKPOINTS = list(_WIDTHS)  # noqa: RUF012  (declared so in the base class)
    place = Place.TRANSCRIPT

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

    def compose(self) -> ComposeResult:
        """The text with its themes, between two lines and the keys."""
        yield TwoSides(id="heading")
        with Horizontal(id="reading"):
            yield TranscriptView(self._transcript, self._start, id="transcript")
            yield ThemePanel(id="themes")
        yield FindBar()
        yield StatusLine(id="status")
        yield KeyBar(Place.TRANSCRIPT)

    def on_mount(self) -> None:
        """Show the codings."""
        self._view.focus()
        self._status.say(_("1–9 codes the segment"))
        with self.app.explaining():
            self.read_codings()

    @property
    def _view(self) -> TranscriptView:
        return self.query_one(TranscriptView)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    # Reading

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
        self.app.noticing.saw(transcript, index)
        if transcript.segments:
            self._status.left = words.whereabouts(transcript, index, self.app.project.coder)

    # Messages

    def on_transcript_view_moved(self, event: TranscriptView.Moved) -> None:
        """Show the new segment's themes, and remember the place."""
        self.app.left_off[self.appendix] = event.segment
        self._show_segment()

    def on_find_bar_changed(self, event: FindBar.Changed) -> None:
        """Go to the first place from here on."""
        self._wanted = event.wanted
        self._found = places(self._transcript, event.wanted)
        here = self._view.current
        after = (at for at, found in enumerate(self._found) if found.segment >= here)
        self._go_to_found(next(after, 0) if self._found else None)

    def on_find_bar_step(self, event: FindBar.Step) -> None:
        """Go on to another place."""
        self._step(event.direction)

    def on_find_bar_closed(self) -> None:
        """Show the text without marks again."""
        self._view.show_found((), None)
        self._view.focus()

    def _step(self, direction: int) -> None:
        if self._found:
            at = 0 if self._found_at is None else self._found_at + direction
            self._go_to_found(at % len(self._found))

    def _go_to_found(self, at: int | None) -> None:
        self._found_at = at
        bar = self.query_one(FindBar)
        if at is None:
            self._view.show_found((), None)
            bar.say(_("not found") if self._wanted.strip() else "")
            return
        found = self._found[at]
        self._view.show_found([one.span for one in self._found], found.span)
        self._view.current = found.segment
        bar.say(_("{number} of {last}").format(number=at + 1, last=len(self._found)))

    # Acts: one service call each

    def action_code(self, key: str) -> None:
        """Give the segment the theme with this digit, or take it away."""
        self._act(lambda: self._toggle(self._theme_on(key)))

    def action_choose_theme(self) -> None:
        """Choose a theme by its name."""
        shown = [face for face in self._faces.values() if not face.retired]
        has = {mark.theme for mark in self._marks_here() if mark.own}
        self.app.push_screen(Chooser(shown, has), self._chosen)

    def _chosen(self, theme: str | None) -> None:
        if theme is not None:
            self._act(lambda: self._toggle(theme))

    def action_undo(self) -> None:
        """Take back the last change."""
        self._act(lambda: self._go_to_change(history.undo))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._act(lambda: self._go_to_change(history.redo))

    def _act(self, act: Callable[[], None]) -> None:
        """Do something that changes the project, and say what became of it."""
        self.app.act(self._status, act)

    def _toggle(self, theme: str) -> None:
        if not self._transcript.segments:
            raise NotFound(_("There is no segment to code."))
        segment = self._transcript.segments[self._view.current]
        coding.toggle(self.app.project, self._transcript.interview, segment, theme)

    def _theme_on(self, key: str) -> str:
        theme = self.app.project.codebook.by_hotkey(key)
        if theme is None:
            raise NotFound(
                _("No theme is on the key {key}.").format(key=key),
                _("Press t to choose a theme by its name; codes.yml says which key is whose."),
            )
        return theme.key

    def _go_to_change(self, act: Callable[..., object]) -> None:
        entry = act(self.app.project)
        # Entries are storage's; this floor passes them on without looking inside.
        offset = screens.place_of(entry, self._transcript)  # type: ignore[arg-type]
        if offset is not None:
            for index, segment in enumerate(self._transcript.segments):
                if segment.span.stop > offset:
                    self._view.current = index
                    return

    def _marks_here(self) -> Sequence[Mark]:
        return self._marks[self._view.current] if self._marks else ()

    # Moving

    def action_next_segment(self) -> None:
        """Go to the next segment."""
        self._view.move(1)

    def action_previous_segment(self) -> None:
        """Go to the previous segment."""
        self._view.move(-1)

    def action_next_turn(self) -> None:
        """Go to the next turn."""
        self._view.move_turn(1)

    def action_previous_turn(self) -> None:
        """Go to the beginning of this turn or the one before."""
        self._view.move_turn(-1)

    def action_screen_down(self) -> None:
        """Go down by a screen."""
        self._view.move_screen(1)

    def action_screen_up(self) -> None:
        """Go up by a screen."""
        self._view.move_screen(-1)

    def action_first_segment(self) -> None:
        """Go to the first segment."""
        self._view.current = 0

    def action_last_segment(self) -> None:
        """Go to the last segment."""
        self._view.current = len(self._transcript.segments) - 1

    def action_next_uncoded(self) -> None:
        """Go to the informant's next segment without a coding."""
        found = next_uncoded(self._transcript, self._marks, self._view.current)
        if found is None:
            self._status.say(_("no segment without a coding"))
        else:
            self._view.current = found

    def action_find(self) -> None:
        """Look for words."""
        self.query_one(FindBar).open()
        if self._wanted:
            self._go_to_found(self._found_at)

    def action_find_again(self) -> None:
        """Go to the next place with the words looked for last."""
        if not self._wanted:
            self.action_find()
        else:
            self._step(1)

    def action_panel(self) -> None:
        """Show or hide the themes."""
        panel = self.query_one(ThemePanel)
        panel.display = not panel.display

    def action_library(self) -> None:
        """Close the line for finding, or go back to the interviews."""
        bar = self.query_one(FindBar)
        if bar.display:
            bar.action_close()
        else:
            self.app.show_library()
