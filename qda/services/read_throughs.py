"""Who has read which document to its end, and whether that still holds.

Descriptions without a name are found by no rule, so a document is ready only when somebody has
read it. Reading is bound to the text, to how it is rendered, and to the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.danish.identifiers import RULES
from qda.domain.permission import Profile
from qda.domain.text import text_hash
from qda.services.anonymising import Renderer
from qda.storage import entities, interviews, journal, marks
from qda.storage.journal import Change
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

PROFILE = Profile.ASSESSMENT
"""The profile whose rendering a reading is bound to."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether a document has been read to its end."""

    appendix: str
    state: str
    """`imported`, `read` or `read again`."""
    reasons: tuple[str, ...]
    """Why it must be read again: `text`, `register`, `rules`."""
    read_by: str
    read_at: str
    characters: int


def record(project: Project, interview: InterviewRow, renderer: Renderer | None = None) -> Reading:
    """Record that the person who works has read a document to its end, as it stands now."""
    text = interviews.transcript_text(project.db, interview.transcript_id)
    uid = new_uid()
    row = {
        "uid": uid,
        "interview_id": interview.id,
        "transcript_id": interview.transcript_id,
        "text_hash": text_hash(text),
        "rendered_hash": _rendered_hash(project, text, renderer),
        "rules": RULES,
        "characters": len(text),
        "read_by": project.coder,
        "read_at": now(),
    }
    change = Change("read_through", uid, None, row)
    with project.action() as db:
        marks.put(db, change.table, change.uid, change.after)
        journal.record(
            db,
            coder=project.coder,
            action="document.read",
            subject={"appendix": interview.appendix},
            changes=[change],
            undoable=True,
        )
    return reading_of(project, interview, renderer)


def reading_of(
    project: Project, interview: InterviewRow, renderer: Renderer | None = None
) -> Reading:
    """Whether a document has been read, and whether that still holds.

    Args:
        project: An open project.
        interview: The document.
        renderer: One for the profile `PROFILE`, where several documents are asked about.
    """
    rows = entities.stored(project.db, "read_through", interview_id=interview.id)
    if not rows:
        return Reading(interview.appendix, "imported", (), "", "", 0)
    newest = rows[-1]
    reasons: list[str] = []
    if newest["text_hash"] != interview.text_hash:
        reasons.append("text")
    else:
        text = interviews.transcript_text(project.db, interview.transcript_id)
        if newest["rendered_hash"] != _rendered_hash(project, text, renderer):
            reasons.append("register")
    if newest["rules"] != RULES:
        reasons.append("rules")
    return Reading(
        interview.appendix,
        "read again" if reasons else "read",
        tuple(reasons),
        newest["read_by"],
        newest["read_at"],
        newest["characters"],
    )


def readings(project: Project) -> list[Reading]:
    """The state of all documents."""
    renderer = Renderer(project, PROFILE)
    return [reading_of(project, row, renderer) for row in project.interviews()]


def _rendered_hash(project: Project, text: str, renderer: Renderer | None) -> str:
    return text_hash((renderer or Renderer(project, PROFILE))(text))
