"""Selecting words: a selection runs from one word to another, and grows by word, sentence, segment.

It never ends inside a word, and is never empty: leaving it is the only way to have none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from qda.domain.text import Span, trimmed
from qda.services.screens import sentences_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.screens import ScreenTranscript

_WORD = re.compile(r"\S+")
_BARE = re.compile(r"\w+(?:['’\-]\w+)*")


class Unit(Enum):
    """By what a selection grows."""

    WORD = "word"
    SENTENCE = "sentence"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True)
class Selection:
    """The words from one to another, both included."""

    anchor: Span
    """The end that stays."""
    head: Span
    """The end that moves."""

    @property
    def span(self) -> Span:
        """All of it."""
        return Span(min(self.anchor.start, self.head.start), max(self.anchor.stop, self.head.stop))

    @property
    def turned(self) -> Selection:
        """The same words with the other end as the one that moves."""
        return Selection(self.head, self.anchor)


class Words:
    """The words, sentences and segments of a transcript; looks only where it is asked."""

    def __init__(self, transcript: ScreenTranscript) -> None:
        self.text = transcript.text
        self.segments = [segment.span for segment in transcript.segments]
        self._starts = [span.start for span in self.segments]

    def segment_at(self, offset: int) -> int:
        """Index of the segment that holds a place, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def units(self, index: int, unit: Unit) -> list[Span]:
        """The units of a segment in order, without blanks around them."""
        span = self.segments[index]
        piece = span.of(self.text)
        if unit is Unit.WORD:
            found = [match.span() for match in _WORD.finditer(piece)]
        elif unit is Unit.SENTENCE:
            found = sentences_of(piece)
        else:
            found = [(0, len(piece))]
        whole = (trimmed(self.text, span.start + start, span.start + stop) for start, stop in found)
        return [one for one in whole if one is not None]

    def unit_at(self, place: Span, unit: Unit) -> Span:
        """The unit that holds a place; the place itself where nobody speaks."""
        units = self.units(self.segment_at(place.start), unit)
        return next((one for one in units if one.stop > place.start), place)

    def beside(self, place: Span, unit: Unit, direction: int) -> Span | None:
        """The next unit behind a place (1) or the last one before it (-1)."""
        index = self.segment_at(place.start)
        while 0 <= index < len(self.segments):
            units = self.units(index, unit)
            if direction > 0:
                fitting = next((one for one in units if one.start >= place.stop), None)
            else:
                fitting = next((one for one in reversed(units) if one.stop <= place.start), None)
            if fitting is not None:
                return fitting
            index += direction
        return None

    def selected(self, span: Span) -> Selection:
        """A selection of exactly these characters."""
        words = [
            Span(max(span.start, span.start + start), min(span.stop, span.start + stop))
            for start, stop in (match.span() for match in _WORD.finditer(span.of(self.text)))
        ]
        if not words:
            return Selection(span, span)
        return Selection(Span(span.start, words[0].stop), Span(words[-1].start, span.stop))

    def bare_word_at(self, offset: int) -> Span | None:
        """The word at a place without the signs around it, as a double click selects it."""
        if not self.segments:
            return None
        segment = self.segments[self.segment_at(offset)]
        for match in _BARE.finditer(self.text, segment.start, segment.stop):
            if match.start() <= offset < match.end():
                return Span(*match.span())
        return None

    def first_of(self, index: int, unit: Unit, direction: int) -> Selection | None:
        """What a key that extends selects where nothing is selected yet."""
        units = self.units(index, unit) if self.segments else []
        if not units:
            return None
        selection = self.selected(units[0] if direction > 0 else units[-1])
        return selection if direction > 0 else selection.turned

    def extended(self, selection: Selection, unit: Unit, direction: int) -> Selection:
        """The selection with its moving end a unit further on (1) or back (-1)."""
        anchor, head = selection.anchor, selection.head
        here = self.unit_at(head, unit)
        forwards = head.start >= anchor.start
        if direction > 0 and forwards:
            target = here if here.stop > head.stop else self.beside(here, unit, 1)
            return selection if target is None else Selection(anchor, self._last(target))
        if direction < 0 and not forwards:
            target = here if here.start < head.start else self.beside(here, unit, -1)
            return selection if target is None else Selection(anchor, self._first(target))
        target = self.beside(here, unit, direction)
        if target is None:
            return selection
        if direction > 0:
            passed = target.start > anchor.start
            return Selection(anchor, self._last(here) if passed else self._first(target))
        if target.stop > anchor.start:
            return Selection(anchor, self._last(target))
        if head != anchor:  # back to the anchor first, before the selection turns around
            return Selection(anchor, anchor)
        whole = here if here.start < anchor.start else target
        return Selection(anchor, self._first(whole))

    def _first(self, span: Span) -> Span:
        match = _WORD.search(self.text, span.start, span.stop)
        return Span(*match.span()) if match else span

    def _last(self, span: Span) -> Span:
        return self.selected(span).head


def between(words: Words, first: Span, last: Span) -> Selection:
    """The selection from one place to another, both grown to whole words."""
    return Selection(words.unit_at(first, Unit.WORD), words.unit_at(last, Unit.WORD))


def segments_of(selections: Sequence[Selection | None], words: Words) -> set[int]:
    """Indices of the segments that selections touch."""
    touched: set[int] = set()
    for selection in selections:
        if selection is not None and words.segments:
            span = selection.span
            first, last = words.segment_at(span.start), words.segment_at(span.stop - 1)
            touched |= set(range(first, last + 1))
    return touched
