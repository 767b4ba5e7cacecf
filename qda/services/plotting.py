"""What the plots of the overview show, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.services.counting import Layout, counted
from qda.services.progress import progress_of
from qda.storage import codings, interviews

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.counting import Counted
    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class Share:
    """How far one interview is coded."""

    appendix: str
    label: str
    coded: int
    """Segments that a coding touches."""
    segments: int
    codings: int


def shares(project: Project) -> list[Share]:
    """How far each interview is coded, in their order."""
    return [
        Share(one.appendix, one.informant, one.coded, one.segments, one.codings)
        for one in progress_of(project).interviews
    ]


def by_theme(project: Project) -> Counted:
    """Codings by theme and interview; sub-codes apart."""
    return counted(project, Layout(apart=True))


def positions(project: Project, appendix: str, steps: int) -> dict[str, list[float]]:
    """How much of each part of an interview is coded with each theme, 0 to 1.

    Args:
        project: An open project.
        appendix: The interview.
        steps: How many parts of equal length.
    """
    with project.reading() as db:
        transcript = project.interview(appendix).transcript_id
        length = len(interviews.transcript_text(db, transcript))
        found: dict[str, list[float]] = {}
        for one in codings.codings(db, transcript):
            parts = found.setdefault(one.theme, [0.0] * steps)
            first = one.span.start * steps // length
            last = min(steps - 1, (one.span.stop - 1) * steps // length)
            for part in range(first, last + 1):
                begin, end = part * length / steps, (part + 1) * length / steps
                inside = min(one.span.stop, end) - max(one.span.start, begin)
                parts[part] = min(1.0, parts[part] + inside / (end - begin))
        return found


def days(project: Project) -> dict[str, Mapping[str, int]]:
    """Codings by day, then by coder; days without any are left out."""
    found: dict[str, dict[str, int]] = {}
    with project.reading() as db:
        for day, coder, count in codings.days(db):
            found.setdefault(day, {})[coder] = count
    return dict(found)
