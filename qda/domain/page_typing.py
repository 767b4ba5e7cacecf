"""Pages as a person types them in: numbers, each with the words with which the page begins."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from qda.domain.interviews import NOWHERE, PageStart

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class Why(StrEnum):
    """What is wrong with typed pages."""

    GAP = "gap"
    """Pages are missing between two that are given."""
    ORDER = "order"
    """A page begins before, or with, one that has a lower number."""
    MORE_FOLLOW = "more follow"
    """So much text follows the last page that there must be others."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A page that cannot stand, with the one before it."""

    why: Why
    before: int
    page: int


_PAGES_TOO_MANY = 1.8
"""The text behind the last page may be longer than the longest page by this much."""


def starts_of(
    places: Mapping[int, int], first: int | None, gaps: Collection[int] = ()
) -> tuple[PageStart, ...]:
    """Where pages begin, in order of their numbers.

    Args:
        places: The offset with which each page begins.
        first: The number of the page on which the text begins. When None it is known only where
            the first page given is page 2: what stands before that is page 1.
        gaps: Offsets from which on the page is unknown, up to the next page.
    """
    found = dict(places)
    if first is None and found and min(found) == 2 and found[2] > 0:
        first = 1
    if first is not None:
        found.setdefault(first, 0)
    starts = [PageStart(found[number], number) for number in sorted(found)]
    for gap in sorted(set(gaps) - set(found.values())):
        # Behind the last page that begins before the gap; pages in disorder stay so, to be told.
        place = sum(1 for start in starts if start.offset < gap)
        starts.insert(place, PageStart(gap, NOWHERE))
    return tuple(starts)


def problem_of(starts: Sequence[PageStart], length: int, *, last: bool = False) -> Wrong | None:
    """What is wrong with typed pages, or None.

    Args:
        starts: In order of their numbers.
        length: Characters of the text.
        last: Whether a person says that no page follows the last one.
    """
    before = NOWHERE
    for one, two in pairwise(starts):
        before = max(before, one.number)
        if two.number != NOWHERE and two.number <= before:
            return Wrong(Why.ORDER, before, two.number)
        if two.offset <= one.offset:
            return Wrong(Why.ORDER, one.number, two.number)
        if NOWHERE not in (one.number, two.number) and two.number != one.number + 1:
            return Wrong(Why.GAP, one.number, two.number)
    lengths = [two.offset - one.offset for one, two in pairwise(starts) if one.number != NOWHERE]
    if (
        lengths
        and not last
        and starts[-1].number != NOWHERE
        and length - starts[-1].offset > _PAGES_TOO_MANY * max(lengths)
    ):
        return Wrong(Why.MORE_FOLLOW, starts[-1].number, starts[-1].number + 1)
    return None
