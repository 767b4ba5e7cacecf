"""Going up and down in a transcript, with the current segment and some context in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from qda.tui.flow import RowKind
from qda.tui.widgets.own_lines import OwnScrollView

if TYPE_CHECKING:
    from qda.services.screens import ScreenTranscript
    from qda.tui.widgets.transcript_lines import TranscriptLines

CONTEXT = 2
"""Rows that stay visible above and below the current segment."""


class TranscriptScrolling(OwnScrollView, inherit_bindings=False):
    """A transcript that is scrolled by segments."""

    transcript: ScreenTranscript
    _drawer: TranscriptLines

    current: reactive[int] = reactive(0, repaint=False)
    """Index of the current segment."""

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
        step = max(1, self.high - CONTEXT) * direction
        target = flow.segment_at(flow.first[self.current] + step)
        self.scroll_to(y=self.scroll_offset.y + step, animate=False, immediate=True)
        self.current = target if target != self.current else target + direction

    def _reads_on(self, direction: int) -> bool:
        """Whether there is more to see of a segment that is higher than the screen; shows it."""
        flow, top, height = self._drawer.flow, self.scroll_offset.y, self.high
        if not flow.first:
            return False
        first, last = flow.first[self.current], flow.last[self.current]
        if last - first < height or first >= top + height or last < top:
            return False
        if direction > 0 and last >= top + height:
            self.scroll_to(
                y=min(last - height + 1, top + height - CONTEXT), animate=False, immediate=True
            )
            return True
        if direction < 0 and first < top:
            self.scroll_to(y=max(first, top - height + CONTEXT), animate=False, immediate=True)
            return True
        return False

    def _show_current(self) -> None:
        """Scroll as little as it takes to see the whole segment, its speaker, and some context."""
        flow = self._drawer.flow
        if not flow.first:
            return
        first, last = flow.first[self.current], flow.last[self.current]
        while first > 0 and flow.rows[first - 1].kind not in (RowKind.SPEECH, RowKind.BLANK):
            first -= 1
        top, height = self.scroll_offset.y, self.high
        context = CONTEXT if last - first + 2 * CONTEXT < height else 0
        wanted = top
        if first - context < top:
            wanted = first - context
        elif last + context >= top + height:
            wanted = min(first, last + context - height + 1)
        if wanted != top:
            self.scroll_to(y=max(0, wanted), animate=False, immediate=True)

    def show_place(self, offset: int) -> None:
        """Scroll to a place in a segment that is higher than the screen."""
        flow = self._drawer.flow
        if not flow.first:
            return
        first, last = flow.first[self.current], flow.last[self.current]
        if last - first < self.high:
            return
        rows = range(first, last + 1)
        line = next((line for line in rows if flow.rows[line].stop > offset), last)
        top, height = self.scroll_offset.y, self.high
        if not top + CONTEXT <= line < top + height - CONTEXT:
            self.scroll_to(y=max(0, line - height // 2), animate=False, immediate=True)
