"""The transcript: text with its speakers, pages and codings, one segment of it the current one.

Drawn by the line API: rows come from `flow`, and drawn lines are kept; only those of segments that
changed are drawn anew. So a key press costs the same however long the transcript is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qda.tui.flow import RowKind, flow
from qda.tui.widgets.drawing import safe
from qda.tui.widgets.transcript_lines import Columns, TranscriptLines

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from textual import events
    from textual.binding import BindingType

    from qda.domain.text import Span
    from qda.services.screens import ScreenTranscript
    from qda.tui.margin import Face, Mark

KEPT_LINES = 4_000
"""Drawn lines that are kept: far more than a screen, far less than a long transcript."""

CONTEXT = 2
"""Rows that stay visible above and below the current segment."""


class TranscriptView(ScrollView, inherit_bindings=False):
    """A transcript that a user reads and codes."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"transcript-view--{name}"
        for name in ("bar", "current", "found", "found-here", "heading", "interviewer",
                     "interviewer-name", "memo", "number", "page", "partly", "restricted",
                     "restriction", "role", "speaker", "speaks")
    }  # fmt: skip

    current: reactive[int] = reactive(0, repaint=False)
    """Index of the current segment."""

    @dataclass
    class Moved(Message):
        """Another segment is the current one."""

        segment: int

    def __init__(self, transcript: ScreenTranscript, current: int, id: str) -> None:
        super().__init__(id=id)
        self.transcript = transcript
        self.set_reactive(TranscriptView.current, self._within(current))
        self._drawer = TranscriptLines(transcript, safe(transcript.text), self)
        self._width = 0
        self._kept: LRUCache[int, Strip] = LRUCache(KEPT_LINES)
        self._styles: dict[str, Style] = {}

    def show_marks(self, marks: Sequence[Sequence[Mark]], faces: Mapping[str, Face]) -> None:
        """Show codings; only segments whose marks changed are drawn anew."""
        before, self._drawer.marks = self._drawer.marks, marks
        if faces != self._drawer.faces or len(before) != len(marks):
            self._drawer.faces = faces
            self._redraw_all()
            return
        for index, (old, new) in enumerate(zip(before, marks, strict=True)):
            if old != new:
                self._redraw(index)

    def show_found(self, found: Sequence[Span], here: Span | None) -> None:
        """Show the places of words that are looked for."""
        self._drawer.found, self._drawer.found_here = found, here
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
        self.transcript = transcript
        self._drawer = TranscriptLines(transcript, safe(transcript.text), self)
        self.set_reactive(TranscriptView.current, self._within(self.current))
        self._width = 0
        self._wrap()

    def move(self, direction: int) -> None:
        """Go to the next segment (1) or the previous one (-1)."""
        if not self._reads_on(direction):
            self.current += direction

    def move_turn(self, direction: int) -> None:
        """Go to the beginning of the next turn (1), of this one or the one before (-1)."""
        segments = self.transcript.segments
        if not segments:
            return
        index = self.current
        if direction > 0:
            while index < len(segments) and segments[index].turn == segments[self.current].turn:
                index += 1
        else:
            index = max(0, index - 1)
            while index > 0 and segments[index - 1].turn == segments[index].turn:
                index -= 1
        if index < len(segments):
            self.current = index

    def move_screen(self, direction: int) -> None:
        """Go down (1) or up (-1) by a screen."""
        flow = self._drawer.flow
        if not flow.first or self._reads_on(direction):
            return
        step = max(1, self.size.height - CONTEXT) * direction
        target = flow.segment_at(flow.first[self.current] + step)
        self.scroll_to(y=self.scroll_offset.y + step, animate=False)
        self.current = target if target != self.current else target + direction

    def _reads_on(self, direction: int) -> bool:
        """Whether there is more to see of a segment that is higher than the screen; shows it."""
        flow, top, height = self._drawer.flow, self.scroll_offset.y, self.size.height
        if not flow.first:
            return False
        first, last = flow.first[self.current], flow.last[self.current]
        if last - first < height or first >= top + height or last < top:
            return False
        if direction > 0 and last >= top + height:
            self.scroll_to(y=min(last - height + 1, top + height - CONTEXT), animate=False)
            return True
        if direction < 0 and first < top:
            self.scroll_to(y=max(first, top - height + CONTEXT), animate=False)
            return True
        return False

    def validate_current(self, current: int) -> int:
        """Stay within the transcript."""
        return self._within(current)

    def watch_current(self, before: int, now: int) -> None:
        """Draw both segments anew and keep the current one visible."""
        self._redraw(before)
        self._redraw(now)
        self._show_current()
        self.post_message(self.Moved(now))

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._wrap()

    def on_click(self, event: events.Click) -> None:
        """Make the segment under the mouse the current one."""
        event.stop()
        if self.transcript.segments:
            self.current = self._drawer.flow.segment_at(event.y + self.scroll_offset.y)

    def notify_style_update(self) -> None:
        """Forget all drawn lines: colours have changed."""
        super().notify_style_update()
        self._styles.clear()
        self._redraw_all()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = y + self.scroll_offset.y
        ground = self.rich_style
        if line >= len(self._drawer.flow.rows):
            return Strip.blank(self._width, ground)
        kept = self._kept.get(line)
        if kept is None:
            kept = self._drawer.draw(line, self._width, current=self.current, ground=ground)
            self._kept[line] = kept
        return kept

    def part(self, name: str) -> Style:
        """The style of a part of the transcript."""
        if name not in self._styles:
            component = f"transcript-view--{name}"
            self._styles[name] = self.get_component_rich_style(component, partial=True)
        return self._styles[name]

    def theme(self, colour: str) -> Style:
        """The style behind a style variable for themes."""
        if colour not in self._styles:
            self._styles[colour] = Style(color=self.app.theme_variables[colour])
        return self._styles[colour]

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

    def _show_current(self) -> None:
        """Scroll as little as it takes to see the whole segment, its speaker, and some context."""
        flow = self._drawer.flow
        if not flow.first:
            return
        first, last = flow.first[self.current], flow.last[self.current]
        while first > 0 and flow.rows[first - 1].kind not in (RowKind.SPEECH, RowKind.BLANK):
            first -= 1
        top, height = self.scroll_offset.y, self.size.height
        context = CONTEXT if last - first + 2 * CONTEXT < height else 0
        wanted = top
        if first - context < top:
            wanted = first - context
        elif last + context >= top + height:
            wanted = min(first, last + context - height + 1)
        if wanted != top:
            self.scroll_to(y=max(0, wanted), animate=False)

    def _redraw(self, segment: int) -> None:
        flow = self._drawer.flow
        if segment < len(flow.first):
            first, last = flow.first[segment], flow.last[segment]
            for line in range(first, last + 1):
                self._kept.discard(line)
            self.refresh_lines(first, last - first + 1)

    def _redraw_all(self) -> None:
        self._kept.clear()
        self.refresh()
