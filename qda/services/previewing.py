"""A transcript beside its rendering for a profile, segment by segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.text import Span
from qda.services.anonymising import Renderer
from qda.storage import interviews

if TYPE_CHECKING:
    from qda.domain.permission import Profile
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class Line:
    """A segment as it stands, and as a profile sees it."""

    number: int
    original: str
    rendered: str
    replaced: int
    undecided: int
    places: tuple[Span, ...] = ()
    """What is replaced, in the original."""
    shown: tuple[Span, ...] = ()
    """What stands instead, in the rendering."""

    @property
    def changed(self) -> bool:
        """Whether anything is replaced."""
        return self.replaced > 0

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in values.items() if name not in ("places", "shown")}


def lines(project: Project, interview: InterviewRow, profile: Profile) -> list[Line]:
    """The segments of an interview, each with its rendering."""
    text = interviews.transcript_text(project.db, interview.transcript_id)
    renderer = Renderer(project, profile)
    found = []
    for segment in interviews.segments(project.db, interview.transcript_id):
        rendered = renderer.rendered(text, segment.span)
        found.append(
            Line(
                segment.number,
                segment.span.of(text),
                rendered.text,
                len(rendered.pieces),
                rendered.undecided,
                tuple(_within(piece.span, segment.span) for piece, _at in rendered.pieces),
                tuple(
                    Span(at, at + len(piece.text)) for piece, at in rendered.pieces if piece.text
                ),
            )
        )
    return found


def _within(piece: Span, segment: Span) -> Span:
    """What of a replaced stretch stands in a segment, counted from its beginning."""
    start, stop = max(piece.start, segment.start), min(piece.stop, segment.stop)
    return Span(start - segment.start, stop - segment.start)
