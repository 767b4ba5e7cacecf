"""The words before and after a correction, side by side: what stayed, what went, what is new."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.differing import matches
from qda.domain.text import Span
from qda.errors import NotFound
from qda.language import gettext as _
from qda.storage import interviews, reviews

if TYPE_CHECKING:
    from qda.services.project import Project
    from qda.services.reviewing import Review

_WORD = re.compile(r"[^\W_]+")

AROUND = 160
"""Characters of context on each side."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the marked words."""

    text: str
    kept: bool
    """Whether it stands in the other text as well."""


@dataclass(frozen=True, slots=True)
class Side:
    """The words in one of the two texts, with what stands around them."""

    before: str
    pieces: tuple[Piece, ...]
    """The marked words; none where they are gone."""
    after: str


def both_sides(project: Project, review: Review) -> tuple[Side, Side]:
    """The words of a review in the earlier text and in the present one.

    Something gone is shown where its words stand now, or else where they were.

    Raises:
        NotFound: It has been decided meanwhile.
    """
    with project.reading():
        interview = project.interview(review.appendix)
        row = next(
            (row for row in reviews.open_reviews(project.db, interview.id)
             if row["uid"] == review.uid),
            None,
        )  # fmt: skip
        if row is None:
            raise NotFound(_("This has been decided already."))
        old = interviews.transcript_text(project.db, row["old_transcript_id"])
        new = interviews.transcript_text(project.db, interview.transcript_id)
    then = Span(row["old_start"], row["old_stop"])
    there = review.new or review.elsewhere
    mine, theirs = pieces_of(then.of(old), there.of(new) if there else "")
    start, stop = (there.start, there.stop) if there else (review.place, review.place)
    return (
        Side(_before(old, then.start), mine, _after(old, then.stop)),
        Side(_before(new, start), theirs, _after(new, stop)),
    )


def pieces_of(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces; what both hold is kept in both, whole words at a time."""
    partner = {match.a + i: match.b + i for match in matches(old, new) for i in range(match.size)}
    _without_halves(old, new, partner)
    back = set(partner.values())
    return (
        tuple(_pieces(old, [place in partner for place in range(len(old))])),
        tuple(_pieces(new, [place in back for place in range(len(new))])),
    )


def _without_halves(old: str, new: str, partner: dict[int, int]) -> None:
    """Take out of the pairs those in words of which a part has changed: half a word reads badly."""
    words = [match.span() for match in _WORD.finditer(old)]
    others = [match.span() for match in _WORD.finditer(new)]
    before = -1
    while len(partner) != before:
        before = len(partner)
        for start, stop in words:
            if any(place not in partner for place in range(start, stop)):
                for place in range(start, stop):
                    partner.pop(place, None)
        origin = {there: here for here, there in partner.items()}
        for start, stop in others:
            if any(place not in origin for place in range(start, stop)):
                for place in range(start, stop):
                    partner.pop(origin.get(place, -1), None)


def _pieces(text: str, kept: list[bool]) -> list[Piece]:
    found: list[Piece] = []
    start = 0
    for stop in range(1, len(text) + 1):
        if stop == len(text) or kept[stop] != kept[start]:
            found.append(Piece(text[start:stop], kept[start]))
            start = stop
    return found


def _before(text: str, stop: int) -> str:
    start = max(0, stop - AROUND)
    words = text[start:stop]
    return words if start == 0 else "… " + words.partition(" ")[2]


def _after(text: str, start: int) -> str:
    words = text[start : start + AROUND]
    return words if start + AROUND >= len(text) else words.rpartition(" ")[0] + " …"
