"""Finding words in the interview on the screen."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.text import Span

if TYPE_CHECKING:
    from qda.services.screens import ScreenTranscript


@dataclass(frozen=True, slots=True)
class Place:
    """Words that were found."""

    span: Span
    segment: int
    """Index of the segment in which they begin."""


def places(transcript: ScreenTranscript, wanted: str) -> list[Place]:
    """Where words stand in what is said; capitals do not count, nor does how lines are broken."""
    words = unicodedata.normalize("NFC", wanted).split()
    if not words or not transcript.segments:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    starts = [segment.span.start for segment in transcript.segments]
    found = []
    for match in pattern.finditer(transcript.text):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and match.start() < transcript.segments[index].span.stop:
            found.append(Place(Span(*match.span()), index))
    return found
