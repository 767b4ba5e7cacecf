"""Finding words in the interview on the screen, and the segments to go to."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.interviews import Role
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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


def next_uncoded(
    transcript: ScreenTranscript, marks: Sequence[Collection[object]], current: int
) -> int | None:
    """The next segment of an informant without a coding, from the top again after the last one.

    Where nobody is known as informant, all speech but an interviewer's counts. Segments with a
    passage that is held back are left out: no export would show their codings.
    """
    total = len(transcript.segments)
    roles = {turn.role for turn in transcript.turns}
    wanted = {Role.INFORMANT} if Role.INFORMANT in roles else {Role.OTHER}
    for step in range(1, total + 1):
        index = (current + step) % total
        segment = transcript.segments[index]
        if (
            transcript.turns[segment.turn].role in wanted
            and not marks[index]
            and transcript.text[segment.span.start : segment.span.stop].strip()
            and not any(one.span.overlaps(segment.span) for one in transcript.restrictions)
        ):
            return index
    return None
