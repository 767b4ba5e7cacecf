"""A text in which words are chosen: with arrows, Shift and arrows, or the mouse."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qda.domain.text import Span
from qda.tui.flow import wrapped
from qda.tui.widgets.drawing import Piece, safe, strip_of

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

_WORD = re.compile(r"\S+")
_GUTTER = 2
_WIDEST = 92
"""Columns of text that are pleasant to read."""
_PLAIN = Style.null()


class WordView(ScrollView, inherit_bindings=False):
    """A text with some words chosen in it; a bar marks their rows."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"word-view--chosen", "word-view--bar"}

    @dataclass
    class Chosen(Message):
        """Other words are chosen."""

        span: Span

    def __init__(self, text: str, start: Span | None, place: int, id: str) -> None:
        super().__init__(id=id)
        self._text = safe(text)
        self._words = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _stop in self._words]
        self._rows: list[tuple[int, int]] = []
        self._anchor = self._word_at(start.start if start else place)
        self._head = self._word_at(start.stop - 1) if start else self._anchor
        self._width = 0

    @property
    def span(self) -> Span | None:
        """The chosen words; None in a text without any."""
        if not self._words:
            return None
        first, last = sorted((self._anchor, self._head))
        return Span(self._words[first][0], self._words[last][1])

    def move(self, direction: int, *, extend: bool = False) -> None:
        """Go a word on (1) or back (-1), alone or with what was chosen."""
        self._go(self._head + direction, extend=extend)

    def move_row(self, direction: int, *, extend: bool = False) -> None:
        """Go to the row below (1) or above (-1), more rows for greater numbers."""
        if not self._words:
            return
        row = self._row_of(self._head)
        start = self._rows[row][0]
        column = self._words[self._head][0] - start
        target = max(0, min(row + direction, len(self._rows) - 1))
        while 0 < target < len(self._rows) - 1 and self._rows[target][0] == self._rows[target][1]:
            target += 1 if direction > 0 else -1
        first, last = self._rows[target]
        self._go(self._word_at(max(first, min(first + column, last - 1))), extend=extend)

    def move_screen(self, direction: int, *, extend: bool = False) -> None:
        """Go down (1) or up (-1) by a screen."""
        self.move_row(direction * max(1, self.size.height - 2), extend=extend)

    def _go(self, word: int, *, extend: bool) -> None:
        if self._words:
            self._head = max(0, min(word, len(self._words) - 1))
            if not extend:
                self._anchor = self._head
            self._show_head()
            self.refresh()
            assert self.span is not None
            self.post_message(self.Chosen(self.span))

    def _word_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _row_of(self, word: int) -> int:
        starts = [start for start, _stop in self._rows]
        return max(0, bisect_right(starts, self._words[word][0]) - 1)

    def _show_head(self) -> None:
        if not self._words or not self._rows:
            return
        row, top, height = self._row_of(self._head), self.scroll_offset.y, self.size.height
        if row - 2 < top:
            self.scroll_to(y=max(0, row - 2), animate=False)
        elif height and row + 2 >= top + height:
            self.scroll_to(y=row + 3 - height, animate=False)

    def show_text(self, text: str, place: int) -> None:
        """Show another text, with the word at a place chosen."""
        self._text = safe(text)
        self._words = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _stop in self._words]
        self._anchor = self._head = self._word_at(place)
        self._wrap()
        self.move(0)

    def on_mount(self) -> None:
        """Say what is chosen at first."""
        if self.span is not None:
            self.post_message(self.Chosen(self.span))

    def on_resize(self) -> None:
        """Wrap for the new width."""
        width = self.scrollable_content_region.width
        if width != self._width:
            self._width = width
            self._wrap()
        self.call_after_refresh(self._show_head)

    def _wrap(self) -> None:
        room = max(8, min(_WIDEST, self._width - _GUTTER))
        self._rows = []
        for line in re.finditer(r"[^\n]*\n?", self._text):
            found = list(wrapped(self._text, *line.span(), room)) if line[0].strip() else []
            self._rows += found or ([line.span()] if line[0] else [])
        self.virtual_size = Size(self._width, len(self._rows))
        self.refresh()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Choose the word under the mouse; with Shift, all up to it."""
        event.stop()
        self.capture_mouse()
        self._go_to_mouse(event, extend=event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Choose more while the button is held."""
        if self.app.mouse_captured is self:
            event.stop()
            self._go_to_mouse(event, extend=True)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The button was let go."""
        event.stop()
        self.release_mouse()

    def _go_to_mouse(self, event: events.MouseEvent, *, extend: bool) -> None:
        at = event.get_content_offset_capture(self)
        row = at.y + self.scroll_offset.y
        if 0 <= row < len(self._rows):
            start, stop = self._rows[row]
            offset = start
            while offset < stop and cell_len(self._text[start : offset + 1]) <= at.x - _GUTTER:
                offset += 1
            self._go(self._word_at(offset), extend=extend)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        row, ground = y + self.scroll_offset.y, self.rich_style
        width = self.scrollable_content_region.width
        if row >= len(self._rows):
            return Strip.blank(width, ground)
        start, stop = self._rows[row]
        span = self.span
        first = max(start, span.start) if span else stop
        last = min(stop, span.stop) if span else stop
        if first >= last:
            words = self._text[start:stop].rstrip("\n")
            return strip_of([("  ", _PLAIN), (words, _PLAIN)], width, ground)
        chosen = self.get_component_rich_style("word-view--chosen", partial=True)
        pieces: list[Piece] = [
            ("▌ ", self.get_component_rich_style("word-view--bar", partial=True)),
            (self._text[start:first], _PLAIN),
            (self._text[first:last], chosen),
            (self._text[last:stop].rstrip("\n"), _PLAIN),
        ]
        return strip_of(pieces, width, ground)
