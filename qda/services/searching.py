"""Finding words in all interviews, with the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from qda.domain.text import Span, canonical
from qda.domain.visible import Visible
from qda.services.seeing import Seeing
from qda.storage import interviews, search, transcripts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qda.domain.interviews import Role
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

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


def find(
    project: Project,
    words: str,
    interview: str | None = None,
    limit: int = 50,
    *,
    restricted: bool = False,
) -> list[Hit]:
    """Segments that hold all the words, by appendix number and place.

    Args:
        project: An open project.
        words: Whole words; `byg*` also finds longer ones. Case does not count, å, æ, ø do.
        interview: An appendix number, to search in one interview only.
        limit: At most so many hits.
        restricted: Hits in passages that may not be used too, and those passages around other
            hits; for the coders' own eyes.
    """
    words = transcripts.searchable(canonical(words)[0])  # as the texts are stored and indexed
    inside = project.interview(interview) if interview else None
    rows = {row.transcript_id: row for row in project.interviews()}
    seeing = Seeing(project)
    # Hits that are left out must not take the places of others.
    spare = (
        0 if restricted else sum(_hidden_segments(project, seeing, row) for row in rows.values())
    )
    ids = search.search(
        project.db,
        words,
        transcript_id=inside.transcript_id if inside else None,
        limit=limit + spare,
    )
    found = _hits(project, words, ids, rows, seeing, restricted=restricted)
    order = {row.appendix: place for place, row in enumerate(rows.values())}
    return sorted(islice(found, limit), key=lambda hit: (order[hit.appendix], hit.span))


def _hits(
    project: Project,
    words: str,
    ids: list[int],
    rows: Mapping[int, InterviewRow],
    seeing: Seeing,
    *,
    restricted: bool,
) -> Iterator[Hit]:
    """Segments with what may be shown of them; without those that may not be used."""
    texts: dict[int, str] = {}
    for transcript_id, number, start, stop, page in search.segment_places(project.db, ids):
        if transcript_id not in texts:
            texts[transcript_id] = interviews.transcript_text(project.db, transcript_id)
        row, span = rows[transcript_id], Span(start, stop)
        withheld = seeing.hides(row, span)
        if withheld and not restricted:
            continue
        left = Visible() if restricted else seeing.of(row)
        before, match, after = _in_context(texts[transcript_id], span, words, left)
        yield Hit(
            appendix=row.appendix,
            segment=number,
            span=span,
            page=page,
            reference=project.codebook.reference.of(row.appendix, () if page is None else (page,)),
            speaker=_speaker_at(project, transcript_id, start),
            before=before,
            match=match,
            after=after,
            restricted=withheld,
        )


def _in_context(text: str, span: Span, words: str, left: Visible) -> tuple[str, str, str]:
    """The first of the words in a segment, with what may be shown before and after it."""
    place = _first_match(span.of(text), words)
    first, last = span.start + place[0], span.start + place[1]
    return left.before(text, first, CONTEXT), text[first:last], left.after(text, last, CONTEXT)


def _speaker_at(project: Project, transcript_id: int, offset: int) -> Role:
    return next(
        turn.role
        for turn in interviews.turns(project.db, transcript_id)
        if turn.span.start <= offset < turn.span.stop
    )


def _hidden_segments(project: Project, seeing: Seeing, row: InterviewRow) -> int:
    if not seeing.of(row).cuts:
        return 0
    segments = interviews.segments(project.db, row.transcript_id)
    return sum(seeing.hides(row, segment.span) for segment in segments)


def _first_match(text: str, words: str) -> tuple[int, int]:
    """Where the first of the words stands; the beginning where folding hides it."""
    for word in words.split():
        opened = word.endswith("*")
        pattern = rf"(?<!\w){re.escape(word.rstrip('*'))}" + (r"\w*" if opened else r"(?!\w)")
        match = re.search(pattern, text, re.IGNORECASE)
        if match and match.end() > match.start():
            return match.start(), match.end()
    return 0, min(len(text), 1)
