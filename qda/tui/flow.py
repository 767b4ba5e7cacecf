"""How a transcript flows down the screen: rows of text between speaker lines and page marks.

Everything is wrapped once for a width. A row knows its segment, a segment knows its rows, so
neither drawing nor finding one's way depends on how long the transcript is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from qda.domain.interviews import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.domain.text import Span
    from qda.services.screens import ScreenTranscript


class RowKind(Enum):
    """What a row of the screen shows."""

    SPEECH = "speech"
    """Characters `start` to `stop` of a segment."""
    HEADING = "heading"
    """Characters `start` to `stop` of a title or heading."""
    SPEAKER = "speaker"
    """Who speaks; `start` is the ordinal of the turn."""
    PAGE = "page"
    """A page begins; `start` is its number."""
    HELD_BACK = "held back"
    """A restricted passage begins; `start` is its place among the restrictions."""
    FREE_AGAIN = "free again"
    """It has ended."""
    BLANK = "blank"


class Row(NamedTuple):
    """One row of the screen."""

    kind: RowKind
    segment: int
    """Index of the segment that it shows or leads to."""
    start: int = 0
    stop: int = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """A transcript wrapped for a width."""

    rows: tuple[Row, ...]
    first: tuple[int, ...]
    """For each segment its first row of text."""
    last: tuple[int, ...]
    """For each segment its last row of text."""

    def segment_at(self, row: int) -> int:
        """The segment that a row shows or leads to."""
        return self.rows[max(0, min(row, len(self.rows) - 1))].segment


# Signs that fill one column each, so that their number is their width: what Danish and its
# neighbours are written with, and the signs that `display` puts in. Others are measured.
_MEASURED = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2015\u2018-\u2022\u2024-\u2026\u2030-\u203a"
    "\u20ac\u2400-\u2426\ufffd]"
)


def flow(transcript: ScreenTranscript, text: str, width: int) -> Flow:
    """Wrap a transcript for a width in columns.

    Args:
        transcript: What to show.
        text: Its text, made safe for a terminal; as long as the original.
        width: Columns for text.
    """
    return _Builder(transcript, text, max(8, width)).build()


def wrapped(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    """The rows of `text[start:stop]` as offsets, without blanks at their ends.

    Breaks at blanks and line feeds; a longer word is cut where the row is full.
    """
    measured = _MEASURED.search(text, start, stop) is not None
    while start < stop:
        end = text.find("\n", start, stop)
        if end < 0:
            end = stop
        rows = _measured_rows if measured else _plain_rows
        yield from rows(text, start, end, width)
        start = end + 1


def _plain_rows(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    while True:
        while start < stop and text[start] == " ":
            start += 1
        if start >= stop:
            return
        cut = start + width
        if cut >= stop:
            cut = stop
        else:
            blank = text.rfind(" ", start + 1, cut + 1)
            if blank > 0:
                cut = blank
        end = cut
        while end > start and text[end - 1] == " ":
            end -= 1
        yield start, end
        start = cut


def _measured_rows(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    begin = end = -1
    for match in _WORD.finditer(text, start, stop):
        first, last = match.span()
        if begin >= 0:
            near = last - begin <= _SIGNS_PER_COLUMN * width
            if near and cell_len(text[begin:last]) <= width:
                end = last
                continue
            yield begin, end
        cut = _fitting(text, first, last, width)
        while cut < last:
            yield first, cut
            first, cut = cut, _fitting(text, cut, last, width)
        begin, end = first, last
    if begin >= 0:
        yield begin, end


_WORD = re.compile("[^ ]+")
_SIGNS_PER_COLUMN = 4
"""More signs than this in one column are not measured: a hostile "word" may have a million."""


def _fitting(text: str, start: int, stop: int, width: int) -> int:
    """Where a row of one word is full; at least one sign beyond its start."""
    cut = min(stop, start + width)
    while cut > start + 1 and cell_len(text[start:cut]) > width:
        cut -= 1
    most = min(stop, start + _SIGNS_PER_COLUMN * width)
    while cut < most and cell_len(text[start : cut + 1]) <= width:
        cut += 1
    return cut


class _Builder:
    def __init__(self, transcript: ScreenTranscript, text: str, width: int) -> None:
        self.transcript = transcript
        self.text = text
        self.width = width
        self.rows: list[Row] = []
        self.first: list[int] = []
        self.last: list[int] = []
        self.pages = [(start.offset, start.number) for start in transcript.pages.starts]
        self.next_page = 0
        self.held_back = _segments_held_back(transcript)

    def build(self) -> Flow:
        """All rows, in the order of the text."""
        by_turn = _segments_by_turn(self.transcript)
        headings = [
            (block.span.start, -1, block.span)
            for block in self.transcript.blocks
            if block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        ]
        turns = [
            (turn.span.start, ordinal, turn.span)
            for ordinal, turn in enumerate(self.transcript.turns)
        ]
        for _start, ordinal, span in sorted(headings + turns, key=lambda item: item[:2]):
            if ordinal < 0:
                self._heading(span)
            else:
                self._turn(ordinal, by_turn[ordinal])
        if not self.rows:
            self.rows.append(Row(RowKind.BLANK, 0))
        return Flow(tuple(self.rows), tuple(self.first), tuple(self.last))

    def _heading(self, span: Span) -> None:
        coming = min(len(self.first), len(self.transcript.segments) - 1)
        self._page_marks(span.start, coming)
        found = list(wrapped(self.text, span.start, span.stop, self.width))
        if found and self.rows and self.rows[-1].kind is not RowKind.PAGE:
            self.rows.append(Row(RowKind.BLANK, coming))
        self.rows += [Row(RowKind.HEADING, coming, start, stop) for start, stop in found]

    def _turn(self, ordinal: int, segments: Sequence[int]) -> None:
        if not segments:
            return
        begin = segments[0]
        self._page_marks(self.transcript.turns[ordinal].span.start, begin)
        if self.rows and self.rows[-1].kind is not RowKind.PAGE:
            self.rows.append(Row(RowKind.BLANK, begin))
        if self._speaks_anew(ordinal):
            self.rows.append(Row(RowKind.SPEAKER, begin, ordinal))
        for index in segments:
            self._segment(index)

    def _speaks_anew(self, ordinal: int) -> bool:
        # Where a transcript names nobody, one line at the top says so.
        turn = self.transcript.turns[ordinal]
        return bool(turn.label or turn.time or ordinal == 0)

    def _segment(self, index: int) -> None:
        span = self.transcript.segments[index].span
        before = self.held_back.get(index - 1)
        here = self.held_back.get(index)
        if here is not None and here != before:
            self.rows.append(Row(RowKind.HELD_BACK, index, here))
        self._page_marks(span.start, index)
        self.first.append(len(self.rows))
        start, empty = span.start, True
        while start < span.stop:
            cut = self._next_page_before(span.stop)
            for row in wrapped(self.text, start, cut, self.width):
                self.rows.append(Row(RowKind.SPEECH, index, *row))
                empty = False
            if cut < span.stop:
                self._page_marks(cut, index)
            start = cut
        if empty:
            self.rows.append(Row(RowKind.SPEECH, index, span.start, span.start))
        self.last.append(len(self.rows) - 1)
        if here is not None and self.held_back.get(index + 1) != here:
            self.rows.append(Row(RowKind.FREE_AGAIN, index, here))

    def _page_marks(self, offset: int, segment: int) -> None:
        """Mark the pages that begin up to an offset."""
        while self.next_page < len(self.pages) and self.pages[self.next_page][0] <= offset:
            number = self.pages[self.next_page][1]
            self.next_page += 1
            if self.rows and self.rows[-1].kind is RowKind.PAGE:
                self.rows.pop()  # a page without any speech
            self.rows.append(Row(RowKind.PAGE, segment, number))

    def _next_page_before(self, stop: int) -> int:
        if self.next_page < len(self.pages):
            return min(stop, self.pages[self.next_page][0])
        return stop


def _segments_by_turn(transcript: ScreenTranscript) -> list[list[int]]:
    by_turn: list[list[int]] = [[] for _turn in transcript.turns]
    for index, segment in enumerate(transcript.segments):
        by_turn[segment.turn].append(index)
    return by_turn


def _segments_held_back(transcript: ScreenTranscript) -> dict[int, int]:
    """Which segments a restriction touches, and which one comes first."""
    touched: dict[int, int] = {}
    if not transcript.restrictions:
        return touched
    for index, segment in enumerate(transcript.segments):
        for place, restriction in enumerate(transcript.restrictions):
            if restriction.span.overlaps(segment.span):
                touched[index] = place
                break
    return touched
