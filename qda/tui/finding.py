"""Finding words in the interview on the screen."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from qda.domain.text import Span

if TYPE_CHECKING:
    from qda.services.screens import ScreenTranscript
    from qda.storage.interviews import SegmentRow


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

    def add(self, start: int, stop: int) -> None:
        """Add a place behind the others."""
        self._starts.append(start)
        self._stops.append(stop)


def places(transcript: ScreenTranscript, wanted: str) -> Places:
    """Where words stand in what is said; capitals do not count, nor does how lines are broken."""
    words = unicodedata.normalize("NFC", wanted).split()
    segments = transcript.segments
    found = Places(segments)
    if not words or not segments:
        return found
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    coming = iter(segments)
    begin, end = -1, -1
    for match in pattern.finditer(transcript.text):
        start, stop = match.span()
        while start >= end:
            segment = next(coming, None)
            if segment is None:
                return found
            begin, end = segment.span.start, segment.span.stop
        if start >= begin:
            found.add(start, stop)
    return found
