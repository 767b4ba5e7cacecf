"""Pages that a person typed in, carried over to a corrected text: exactly, or not known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.domain.carrying import Fate, carry
from qda.domain.documents import PageSource
from qda.domain.interviews import NOWHERE, PageMap, PageStart
from qda.domain.text import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

CARRIED = frozenset({PageSource.TYPED, PageSource.PDF})
"""Pages that do not depend on the file: those of the paper that is handed in."""
_BESIDE = 40
"""Characters on either side of the place where a page begins that must be unchanged."""


def carried_pages(old: str, new: str, pages: PageMap) -> PageMap:
    """The pages of a text on its corrected version.

    A page begins where it did when the words before or behind the place are unchanged; where
    neither are, the page is unknown until the next that is known.
    """
    sides = [_sides(old, start.offset) for start in pages.starts]
    spans = [span for pair in sides for span in pair if span]
    fates = dict(zip(spans, carry(old, new, spans), strict=True))
    starts: list[PageStart] = []
    for start, (before, behind) in zip(pages.starts, sides, strict=True):
        place: int | None = None
        found = [fates[span] for span in (behind, before) if span]
        for carried in found:
            if place is None and carried.fate is Fate.EXACT and carried.new:
                place = carried.new.start if carried.old == behind else carried.new.stop
        if start.offset == 0:
            place = 0
        if place is None:
            place, start = found[0].place if found else len(new), replace(start, number=NOWHERE)
        starts.append(PageStart(place, start.number))
    return replace(pages, starts=tuple(_in_order(starts)))


def _sides(text: str, offset: int) -> tuple[Span | None, Span | None]:
    """What stands before and behind an offset."""
    return (
        trimmed(text, max(0, offset - _BESIDE), offset),
        trimmed(text, offset, min(len(text), offset + _BESIDE)),
    )


def _in_order(starts: Sequence[PageStart]) -> list[PageStart]:
    """The starts; one that does not come behind the one before is unknown, and so is no start."""
    kept: list[PageStart] = []
    for start in starts:
        if kept and start.offset <= kept[-1].offset:
            kept[-1] = replace(kept[-1], number=NOWHERE)
        elif not (kept and start.number == kept[-1].number == NOWHERE):
            kept.append(start)
    return kept
