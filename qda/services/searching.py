"""Finding words in all interviews, with the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.text import Span, canonical
from qda.storage import codings, interviews, search

if TYPE_CHECKING:
    from qda.domain.interviews import Role
    from qda.services.project import Project

CONTEXT = 60
"""Characters shown on each side of a hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A segment that holds all the words."""

    appendix: str
    segment: int
    span: Span
    """The segment in the transcript."""
    page: int | None
    reference: str
    speaker: Role
    before: str
    match: str
    """The first of the words as it stands in the text."""
    after: str
    restricted: bool
    """Whether the segment touches a passage that may not be used."""


def find(project: Project, words: str, interview: str | None = None, limit: int = 50) -> list[Hit]:
    """Segments that hold all the words, by appendix number and place.

    Args:
        project: An open project.
        words: Whole words; `byg*` also finds longer ones. Case does not count, å, æ, ø do.
        interview: An appendix number, to search in one interview only.
        limit: At most so many hits.
    """
    words = interviews.searchable(canonical(words)[0])  # as the texts are stored and indexed
    inside = project.interview(interview) if interview else None
    rows = {row.transcript_id: row for row in project.interviews()}
    order = {transcript: place for place, transcript in enumerate(rows)}
    ids = search.search(
        project.db, words, transcript_id=inside.transcript_id if inside else None, limit=limit
    )
    withheld: dict[int, list[Span]] = {}
    for row in codings.restrictions(project.db):
        withheld.setdefault(row["transcript_id"], []).append(Span(row["start"], row["stop"]))
    texts: dict[int, str] = {}
    hits: list[tuple[int, Hit]] = []
    for transcript_id, number, start, stop, page in search.segment_places(project.db, ids):
        if transcript_id not in texts:
            texts[transcript_id] = interviews.transcript_text(project.db, transcript_id)
        text = texts[transcript_id]
        place = _first_match(text[start:stop], words)
        first, last = start + place[0], start + place[1]
        speaker = next(
            turn.role
            for turn in interviews.turns(project.db, transcript_id)
            if turn.span.start <= start < turn.span.stop
        )
        appendix = rows[transcript_id].appendix
        hits.append(
            (
                order[transcript_id],
                Hit(
                    appendix=appendix,
                    segment=number,
                    span=Span(start, stop),
                    page=page,
                    reference=project.codebook.reference.of(
                        appendix, (page,) if page is not None else ()
                    ),
                    speaker=speaker,
                    before=text[max(0, first - CONTEXT) : first],
                    match=text[first:last],
                    after=text[last : last + CONTEXT],
                    restricted=any(
                        span.overlaps(Span(start, stop)) for span in withheld.get(transcript_id, ())
                    ),
                ),
            )
        )
    return [hit for _place, hit in sorted(hits, key=lambda pair: (pair[0], pair[1].span))]


def _first_match(text: str, words: str) -> tuple[int, int]:
    """Where the first of the words stands; the beginning where folding hides it."""
    for word in words.split():
        opened = word.endswith("*")
        pattern = rf"(?<!\w){re.escape(word.rstrip('*'))}" + (r"\w*" if opened else r"(?!\w)")
        match = re.search(pattern, text, re.IGNORECASE)
        if match and match.end() > match.start():
            return match.start(), match.end()
    return 0, min(len(text), 1)
