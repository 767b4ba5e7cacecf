"""A transcript as it is read: segments with speaker, page, themes and restrictions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.text import Span
from qda.errors import NotFound
from qda.language import gettext as _
from qda.storage import codings, interviews

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.domain.interviews import Role
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class Line:
    """One segment as it is read."""

    number: int
    turn: int
    label: str
    role: Role
    time: str
    span: Span
    text: str
    """Without white space at its ends."""
    page: int | None
    line: int | None
    themes: tuple[str, ...]
    """Keys of the themes of codings that touch it, in the order of their place."""
    restricted: bool

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "segment": self.number,
            "turn": self.turn + 1,
            "speaker": self.label,
            "role": str(self.role),
            "time": self.time,
            "start": self.span.start,
            "stop": self.span.stop,
            "page": self.page,
            "line": self.line,
            "themes": list(self.themes),
            "restricted": self.restricted,
            "text": self.text,
        }


def lines_of(project: Project, interview: InterviewRow, number: int | None = None) -> list[Line]:
    """The segments of an interview in order, or one of them.

    Raises:
        NotFound: There is no segment with this number.
    """
    with project.reading():
        return _lines_of(project, interview, number)


def _lines_of(project: Project, interview: InterviewRow, number: int | None) -> list[Line]:
    transcript = interview.transcript_id
    text = interviews.transcript_text(project.db, transcript)
    turns = interviews.turns(project.db, transcript)
    coded = codings.codings(project.db, transcript)
    withheld = [
        Span(row["start"], row["stop"]) for row in codings.restrictions(project.db, transcript)
    ]
    rows = interviews.segments(project.db, transcript)
    if number is not None:
        if not 1 <= number <= len(rows):
            raise NotFound(
                _("{appendix} has no segment {number}.").format(
                    appendix=interview.appendix, number=number
                ),
                _("Its segments are numbered 1–{last}.").format(last=len(rows)),
            )
        rows = [rows[number - 1]]
    return [
        Line(
            number=row.number,
            turn=row.turn,
            label=turns[row.turn].label,
            role=turns[row.turn].role,
            time=turns[row.turn].time,
            span=row.span,
            text=row.span.of(text).strip(),
            page=row.page,
            line=row.line,
            themes=_themes_of(row.span, coded),
            restricted=any(span.overlaps(row.span) for span in withheld),
        )
        for row in rows
    ]


def _themes_of(span: Span, coded: list[Coding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.theme for c in coded if c.span.overlaps(span)))
