"""Codings as they are listed for the people who made them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.citation import reference_of
from qda.services import consenting
from qda.storage import codings, interviews

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class ListedCoding:
    """A coding with its words and place."""

    uid: str
    appendix: str
    reference: str
    lines: tuple[int, ...]
    """First and, if it differs, last line; empty where unknown or not to be told."""
    segment: int
    theme: str
    coder: str
    created: str
    origin: str
    start: int
    stop: int
    quote: str
    restricted: bool
    """Whether it touches a passage that may not be used; it is in no export."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {name: getattr(self, name) for name in self.__slots__}


def codings_of(
    project: Project,
    interview: InterviewRow | None = None,
    *,
    theme: str | None = None,
    coder: str | None = None,
) -> list[ListedCoding]:
    """The codings of one interview, or of all, in the order of appendix and place."""
    found: list[ListedCoding] = []
    with project.reading():
        gate = consenting.gate(project)
        for row in [interview] if interview else project.interviews():
            mine = [
                one
                for one in codings.codings(project.db, row.transcript_id)
                if theme in (None, one.theme) and coder in (None, one.coder)
            ]
            if mine:
                found += _listed(project, row, mine, gate)
    return found


def _listed(
    project: Project, row: InterviewRow, mine: list[Coding], gate: consenting.Gate
) -> list[ListedCoding]:
    text = interviews.transcript_text(project.db, row.transcript_id)
    pages = interviews.page_map(project.db, row.transcript_id)
    lines = interviews.line_map(project.db, row.transcript_id)
    starts = [segment.span.start for segment in interviews.segments(project.db, row.transcript_id)]
    return [
        ListedCoding(
            uid=one.uid,
            appendix=row.appendix,
            reference=reference_of(project.codebook.reference, row.appendix, one.span, pages,
                                   with_page=row.appendix not in gate.without_page),
            lines=lines.lines_of(one.span) if row.appendix not in gate.without_page else (),
            segment=max(1, bisect_right(starts, one.span.start)),
            theme=one.theme,
            coder=one.coder,
            created=one.created,
            origin=str(one.origin),
            start=one.span.start,
            stop=one.span.stop,
            quote=one.span.of(text),
            restricted=gate.reason(one) is not None,
        )
        for one in mine
    ]  # fmt: skip
