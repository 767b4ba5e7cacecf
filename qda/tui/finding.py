"""Finding words in the interview on the screen."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, overload

from qda.domain.text import Span

if TYPE_CHECKING:
    from qda.services.screens import ScreenTranscript
    from qda.storage.interviews import SegmentRow

NEAR = 24_000
"""Characters around a segment that are looked through at once: more than any screen shows."""

AT_ONCE = 100_000
"""Characters of a text that is looked through as a whole; two milliseconds for one letter."""

_SPACES = 200
"""Signs between words, at most, where a slice ends within what is found."""


class Places(Sequence[Span]):
    """Where words stand, in order; held as numbers, for a letter may stand in a million places."""

    def __init__(self, segments: Sequence[SegmentRow] = ()) -> None:
        self._segments = segments
        self._starts = array("q")
        self._stops = array("q")

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> Span: ...
    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...
    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        if isinstance(at, slice):
            return [Span(*ends) for ends in zip(self._starts[at], self._stops[at], strict=True)]
        return Span(self._starts[at], self._stops[at])

    def segment(self, at: int) -> int:
        """Index of the segment in which a place begins."""
        start = self._starts[at]
        return bisect_right(self._segments, start, key=lambda one: one.span.start) - 1

    def from_segment(self, index: int) -> int:
        """The first place from the beginning of a segment on; the very first after the last."""
        at = bisect_left(self._starts, self._segments[index].span.start)
        return at if at < len(self) else 0

    def at(self, start: int) -> int:
        """Which place begins at an offset, or is the first behind it."""
        return bisect_left(self._starts, start)

    @property
    def end(self) -> int:
        """Where the last place ends; 0 without any."""
        return self._stops[-1] if self._stops else 0

    def add(self, start: int, stop: int) -> None:
        """Add a place behind the others."""
        self._starts.append(start)
        self._stops.append(stop)


class Search:
    """One search in the text of an interview: what is near first, then the rest in slices.

    Capitals do not count, nor does how lines are broken; only what is said is looked through.
    """

    def __init__(self, transcript: ScreenTranscript, wanted: str) -> None:
        self._segments = transcript.segments
        self._text = transcript.text
        words = unicodedata.normalize("NFC", wanted).split()
        self.said = " ".join(words).lower()
        """What is looked for, in one form."""
        self._pattern = _pattern([word.lower() for word in words])
        self._exact = _pattern(words, re.IGNORECASE)
        self.idle = not words or not self._segments
        """Whether there is nothing to look for."""
        self._longest = len(wanted) + _SPACES  # what begins in a slice may end behind it
        self.short = len(self._text) <= AT_ONCE
        """Whether the text is looked through at once."""

    def near(self, segment: int) -> Places:
        """What stands around a segment, on the screen and a little beyond it."""
        middle = self._segments[segment].span.start
        begin, end = max(0, middle - NEAR // 2), middle + NEAR // 2
        part = self._text[begin:end]
        found = Places(self._segments)
        self._add(found, part, folded(part), begin, 0, len(part))
        return found

    def slices(self, size: int, low: str) -> Iterator[Places]:
        """All that is found so far, after each slice of the text.

        Args:
            size: Characters of a slice.
            low: The text as `folded` gives it.
        """
        found = Places(self._segments)
        place = 0
        while not self.idle and place < len(self._text):
            end = min(place + size, len(self._text))
            self._add(found, self._text, low, 0, max(place, found.end), end)
            place = end
            yield found

    def places(self, low: str) -> Places:
        """All that is found, in the text as `folded` gives it."""
        return next(iter(self.slices(len(self._text) + 1, low)), Places(self._segments))

    def _add(self, found: Places, text: str, low: str, offset: int, begin: int, end: int) -> None:
        """Add what stands in a part of a text that begins at an offset."""
        pattern, looked = (self._pattern, low) if low else (self._exact, text)
        at = bisect_right(self._segments, offset + begin, key=lambda one: one.span.start)
        coming = islice(self._segments, max(0, at - 1), None)
        first, last = -1, -1
        for match in pattern.finditer(looked, begin, end + self._longest):
            if match.start() >= end:
                return
            start, stop = offset + match.start(), offset + match.end()
            while start >= last:
                segment = next(coming, None)
                if segment is None:
                    return
                first, last = segment.span.start, segment.span.stop
            if start >= first:
                found.add(start, stop)


def folded(text: str) -> str:
    """A text without capitals in which every place stays; empty where there is none."""
    low = text.lower()
    return low if len(low) == len(text) else ""


def _pattern(words: Sequence[str], flags: int = 0) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words), flags)


def places(transcript: ScreenTranscript, wanted: str) -> Places:
    """Where words stand in what is said; capitals do not count, nor does how lines are broken."""
    return Search(transcript, wanted).places(folded(transcript.text))
