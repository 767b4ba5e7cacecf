"""What a coder has had before them, and where they left off.

Cheap and often, so it is no step of the journal and nothing that undo takes back. A segment that
nobody has seen is missing where coders are compared, and not a *no*.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from qda.domain.carrying import carry
from qda.storage import interviews, seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


def remember(project: Project, transcript: int, spans: Iterable[Span]) -> None:
    """Remember passages of a transcript as seen by the project's coder, the last one last."""
    with project.action() as db:
        seen.add_seen(db, transcript, project.coder, spans)


def segments_seen(project: Project, interview: InterviewRow, coder: str | None = None) -> set[int]:
    """Numbers of the segments that a coder has seen, the project's coder when None.

    A segment is seen where the middle of it was: segments that were cut or joined since then
    count as far as they were on the screen.
    """
    passages = seen.seen(project.db, interview.transcript_id, coder or project.coder)
    starts = [span.start for span in passages]
    found = set()
    for segment in interviews.segments(project.db, interview.transcript_id):
        middle = (segment.span.start + segment.span.stop) // 2
        place = bisect_right(starts, middle) - 1
        if place >= 0 and passages[place].stop > middle:
            found.add(segment.number)
    return found


def left_off(project: Project, interview: InterviewRow) -> int | None:
    """The offset at which the project's coder was last; None where they never were."""
    last = seen.last_seen(project.db, interview.transcript_id, project.coder)
    return last[0] if last else None


def last_interview(project: Project) -> str | None:
    """The appendix number of the interview that the project's coder had before them last."""
    with project.reading() as db:
        lasts = [
            (last[1], row.appendix)
            for row in project.interviews()
            if (last := seen.last_seen(db, row.transcript_id, project.coder))
        ]
    return max(lasts)[1] if lasts else None


def carry_seen(project: Project, interview: InterviewRow, transcript: int, text: str) -> None:
    """Take over to a corrected text what was seen of the earlier one; inside `project.action()`.

    Args:
        project: An open project.
        interview: The interview as it was before the correction.
        transcript: The new version.
        text: Its text.
    """
    rows = seen.seen_by_all(project.db, interview.transcript_id)
    if not rows:
        return
    old = interviews.transcript_text(project.db, interview.transcript_id)
    spans = [span for _coder, span, _at in rows]
    for (coder, _span, at), carried in zip(rows, carry(old, text, spans), strict=True):
        if carried.new is not None:
            seen.copy_seen(project.db, transcript, coder, [carried.new], at)
