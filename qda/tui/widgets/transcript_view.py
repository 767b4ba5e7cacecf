"""The transcript: text with its speakers, pages and codings, one segment of it the current one.

Drawn by the line API: rows come from `flow`, and drawn lines are kept; only those of segments that
changed are drawn anew. So a key press costs the same however long the transcript is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from qda.domain.text import Span
from qda.tui.flow import flow
from qda.tui.selecting import Selection, Words, between, segments_of
from qda.tui.widgets.drawing import safe
from qda.tui.widgets.margin_lines import Columns
from qda.tui.widgets.transcript_lines import TranscriptLines
from qda.tui.widgets.transcript_scrolling import TranscriptScrolling
from qda.tui.widgets.transcript_styles import TranscriptStyles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from textual import events
    from textual.binding import BindingType

    from qda.services.screens import ScreenTranscript
    from qda.tui.focus import Focus
    from qda.tui.margin import Face, Mark

KEPT_LINES = 4_000
"""Drawn lines that are kept: far more than a screen, far less than a long transcript."""


class TranscriptView(TranscriptScrolling, inherit_bindings=False):
    """A transcript that a user reads and codes."""

    BINDINGS: ClassVar[list[BindingType]] = []
    TAKES_NO_KEYS = True
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"transcript-view--{name}"
        for name in ("bar", "current", "dimmed", "found", "found-here", "heading", "interviewer",
                     "interviewer-name", "memo", "number", "page", "partly", "restricted",
                     "restriction", "role", "selected", "speaker", "speaks")
    }  # fmt: skip

    @dataclass
    class Selected(Message):
        """The mouse has selected words, or nothing any more."""

        selection: Selection | None

    @dataclass
    class Chosen(Message):
        """A coding was clicked in the margin."""

        uid: str

    def __init__(self, transcript: ScreenTranscript, current: int, id: str) -> None:
        super().__init__(id=id)
        self.transcript = transcript
        self.words = Words(transcript)
        self.selection: Selection | None = None
        """The words that are selected; change it with `select`."""
        self.set_reactive(TranscriptView.current, self._within(current))
        self._styles = TranscriptStyles(self)
        self._drawer = TranscriptLines(transcript, safe(transcript.text), self._styles)
        self._dragged_from: Span | None = None
        self._dragged = False
        self._width = 0
        self._kept: dict[int, Strip] = {}

    # What is shown

    def show_marks(
        self,
        marks: Mapping[int, Sequence[Mark]],
        faces: Mapping[str, Face],
        changed: Collection[int],
    ) -> None:
        """Show codings; only segments whose marks changed are drawn anew.

        Args:
            marks: The codings beside each segment that has some.
            faces: How themes look.
            changed: Segments whose codings have changed since they were shown.
        """
        self._drawer.marks = marks
        if faces != self._drawer.faces:
            self._drawer.faces = faces
            self._redraw_all()
            return
        for index in changed:
            self._redraw(index)

    def show_found(self, found: Sequence[Span], here: Span | None) -> None:
        """Show the places of words that are looked for."""
        drawer, top = self._drawer, self.scroll_offset.y
        lines = drawer.speech(top, top + self.high)
        before = drawer.found_on(lines)
        drawer.found, drawer.found_here = found, here
        other = drawer.touched(lines, before ^ drawer.found_on(lines))
        self._kept = {
            line: self._kept[line]
            for line in range(top, top + self.high)
            if line in self._kept and line not in other
        }
        if other:
            self.refresh_lines(min(other), max(other) - min(other) + 1)

    def show_chosen(self, uid: str | None, segments: Collection[int]) -> None:
        """Show which coding is chosen.

        Args:
            uid: The coding; None for none.
            segments: Where it stands, or stood.
        """
        self._drawer.chosen = uid
        for index in segments:
            self._redraw(index)

    def show_focus(self, focus: Focus) -> None:
        """Dim what the eye is not to look at."""
        self._drawer.focus = focus
        self._redraw_all()

    def show_speaking(self, speaking: Callable[[int], Sequence[Span]] | None) -> None:
        """Underline words that speak for a theme; a segment's are asked for when it is drawn."""
        self._drawer.speaking = speaking
        self._redraw_all()

    def show_memos(self, segments: Collection[int]) -> None:
        """Show a sign beside segments that have memos."""
        before, self._drawer.memos = self._drawer.memos, segments
        for index in set(before) ^ set(segments):
            self._redraw(index)

    def show_transcript(self, transcript: ScreenTranscript) -> None:
        """Show another state of the transcript, such as speakers that were settled anew."""
        before, self.transcript = self._drawer, transcript
        self.words = Words(transcript)
        self._drawer = TranscriptLines(transcript, safe(transcript.text), self._styles)
        self._drawer.focus, self._drawer.chosen = before.focus, before.chosen
        self._drawer.marks, self._drawer.faces = before.marks, before.faces
        self._drawer.selected = before.selected
        self._drawer.speaking, self._drawer.memos = before.speaking, before.memos
        self.set_reactive(TranscriptView.current, self._within(self.current))
        self._width = 0
        self._wrap()

    def select(self, selection: Selection | None) -> None:
        """Select words, or nothing; the segment of the moving end becomes the current one."""
        before, self.selection = self.selection, selection
        self._drawer.selected = selection.span if selection else None
        for index in segments_of((before, selection), self.words):
            self._redraw(index)
        if selection is not None:
            self.current = self.words.segment_at(selection.head.start)
            self.show_place(selection.head.start)

    def validate_current(self, current: int) -> int:
        """Stay within the transcript."""
        return self._within(current)

    def watch_current(self, before: int, now: int) -> None:
        """Draw both segments anew and keep the current one visible."""
        self._redraw(before)
        self._redraw(now)
        self._show_current()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select words."""
        place = self._place_under(event)
        if event.button == 1 and place is not None:
            self._dragged_from, self._dragged = place, False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button went down."""
        place = self._place_under(event)
        if self._dragged_from is not None and place not in (None, self._dragged_from):
            assert place is not None
            self._dragged = True
            selection = between(self.words, self._dragged_from, place)
            self.post_message(self.Selected(selection))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Stop selecting."""
        self._dragged_from = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Make the segment under the mouse the current one; twice selects a word."""
        event.stop()
        line = event.y + self.scroll_offset.y
        if self._dragged or not self.transcript.segments or line >= len(self._drawer.flow.rows):
            return
        named = self._drawer.marks_named_on(line) if self._in_margin(event.x) else []
        offset = self._drawer.offset_at(line, event.x)
        if named:
            self.post_message(self.Chosen(named[0].uid))
        elif event.chain >= 2 and offset is not None:
            word = self.words.bare_word_at(offset)
            if word is not None:
                self.post_message(self.Selected(Selection(word, word)))
        else:
            self.post_message(self.Selected(None))
            self.current = self._drawer.flow.segment_at(line)

    def _place_under(self, event: events.MouseEvent) -> Span | None:
        if self._in_margin(event.x):
            return None
        offset = self._drawer.offset_at(event.y + self.scroll_offset.y, event.x)
        return None if offset is None else Span(offset, offset + 1)

    def _in_margin(self, column: int) -> bool:
        columns = self._drawer.columns
        return column > columns.before_text + columns.text

    # Drawing

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._wrap()

    def notify_style_update(self) -> None:
        """Forget all drawn lines: colours have changed."""
        super().notify_style_update()
        self._styles.forget()
        self._redraw_all()

    def line(self, line: int) -> Strip:
        """One line of the transcript."""
        if line >= len(self._drawer.flow.rows):
            return self.finished(Strip.blank(self._width, self.ground))
        kept = self._kept.get(line)
        if kept is None:
            if len(self._kept) >= KEPT_LINES:
                self._kept.clear()
            drawn = self._drawer.draw(line, self._width, current=self.current, ground=self.ground)
            kept = self._kept[line] = drawn
        return kept

    def _within(self, index: int) -> int:
        return max(0, min(index, len(self.transcript.segments) - 1))

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        if width != self._width:
            self._width = width
            self._drawer.columns = Columns.of(width)
            self._drawer.flow = flow(self.transcript, self._drawer.text, self._drawer.columns.text)
            self._redraw_all()
            self.virtual_size = Size(width, len(self._drawer.flow.rows))
        self.call_after_refresh(self._show_current)

    def _redraw(self, segment: int) -> None:
        flow = self._drawer.flow
        if segment < len(flow.first):
            first, last = flow.first[segment], flow.last[segment]
            self._drawer.forget(segment)
            for line in range(first, last + 1):
                self._kept.pop(line, None)
            top, height = self.scroll_offset.y, self.high
            if first < top + height and last >= top:
                self.refresh_lines(first, last - first + 1)

    def _redraw_all(self) -> None:
        self._drawer.forget()
        self._kept.clear()
        self.refresh()
