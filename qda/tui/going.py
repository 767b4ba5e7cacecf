"""Where keys lead: the next segment without a coding, the next coding of a theme, pages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from qda.domain.interviews import Role

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from qda.domain.codings import Coding
    from qda.services.screens import ScreenTranscript


def next_uncoded(
    transcript: ScreenTranscript, coded: Container[int], current: int, direction: int = 1
) -> int | None:
    """The next segment of an informant without a coding, from the other end again after the last.

    Where nobody is known as informant, all speech but an interviewer's counts. Segments with a
    passage that is held back are left out: no export would show their codings.

    Args:
        transcript: The interview.
        coded: Indices of the segments with a coding.
        current: Where to begin.
        direction: 1 for the next, -1 for the one before.
    """
    total = len(transcript.segments)
    roles = {turn.role for turn in transcript.turns}
    wanted = {Role.INFORMANT} if Role.INFORMANT in roles else {Role.OTHER}
    for step in range(1, total + 1):
        index = (current + direction * step) % total
        segment = transcript.segments[index]
        if (
            index not in coded
            and transcript.turns[segment.turn].role in wanted
            and transcript.text[segment.span.start : segment.span.stop].strip()
            and not any(one.span.overlaps(segment.span) for one in transcript.restrictions)
        ):
            return index
    return None


def codings_of(codings: Iterable[Coding], theme: str) -> list[Coding]:
    """The codings of a theme by place."""
    found = [one for one in codings if one.theme == theme]
    return sorted(found, key=lambda one: (one.span, one.coder, one.uid))


def next_of(found: list[Coding], uid: str | None, offset: int, direction: int) -> int | None:
    """Which of some codings comes next, from the other end again after the last.

    Args:
        found: By place.
        uid: The coding where one is; otherwise the place counts.
        offset: Where one is.
        direction: 1 for the next, -1 for the one before.
    """
    if not found:
        return None
    at = next((place for place, one in enumerate(found) if one.uid == uid), None)
    if at is not None:
        return (at + direction) % len(found)
    starts = [one.span.start for one in found]
    if direction > 0:
        return bisect_left(starts, offset) % len(found)
    return (bisect_left(starts, offset) - 1) % len(found)


def segment_from(transcript: ScreenTranscript, offset: int) -> int | None:
    """Index of the first segment that ends behind a place."""
    index = bisect_right(transcript.segments, offset, key=lambda one: one.span.stop)
    return index if index < len(transcript.segments) else None


def page_beside(transcript: ScreenTranscript, current: int, direction: int) -> int | None:
    """The segment with which the next page begins, or this page, or the one before it."""
    if not transcript.segments:
        return None
    here = transcript.segments[current].span.start
    starts = [start.offset for start in transcript.pages.starts]
    if direction > 0:
        following = starts[bisect_right(starts, here) :]
        begun = (_begun_from(transcript, offset) for offset in following)
        return next((index for index in begun if index is not None), None)
    before = starts[: bisect_left(starts, here)]
    begun = (_begun_from(transcript, offset) for offset in reversed(before))
    return next((index for index in begun if index is not None and index < current), None)


def segment_of_page(transcript: ScreenTranscript, number: int) -> int | None:
    """The segment with which a page begins, or that runs into it; None where there is no such."""
    offset = next((one.offset for one in transcript.pages.starts if one.number == number), None)
    return None if offset is None else segment_from(transcript, offset)


def _begun_from(transcript: ScreenTranscript, offset: int) -> int | None:
    index = bisect_left(transcript.segments, offset, key=lambda one: one.span.start)
    return index if index < len(transcript.segments) else None
