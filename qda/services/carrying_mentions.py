"""What becomes of decisions about single places when a text is corrected.

What reads the same moves with its words. A name that was marked by hand and reads otherwise now
stays masked and is asked about again; other decisions about changed words are forgotten, so that
the place is asked about like a new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.carrying import Fate, carry
from qda.domain.text import Span, text_hash
from qda.storage import entities, interviews, marks
from qda.storage.journal import Change

if TYPE_CHECKING:
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


def carry_mentions(
    project: Project, interview: InterviewRow, transcript: int, text: str
) -> list[Change]:
    """Write what becomes of the decisions about places; call it inside `project.action()`.

    Args:
        project: An open project.
        interview: The interview as it was before the correction.
        transcript: The new version.
        text: Its text.

    Returns:
        The changes, for the journal.
    """
    rows = entities.stored(project.db, "mention", transcript_id=interview.transcript_id)
    old = interviews.transcript_text(project.db, interview.transcript_id)
    spans = [Span(row["start"], row["stop"]) for row in rows]
    changes: list[Change] = []
    taken: set[Span] = set()
    for row, carried in zip(rows, carry(old, text, spans), strict=True):
        new = carried.new
        if new is None or any(new.overlaps(other) for other in taken):
            continue  # it stays on the earlier version
        if carried.fate is not Fate.EXACT and row["verdict"] != "replace":
            continue
        taken.add(new)
        after = {
            **row,
            "transcript_id": transcript,
            "start": new.start,
            "stop": new.stop,
            "quote_hash": text_hash(new.of(text)),
            "state": row["state"] if carried.fate is Fate.EXACT else "look again",
        }
        changes.append(Change("mention", row["uid"], row, after))
    for change in changes:
        marks.put(project.db, change.table, change.uid, change.after)
    return changes
