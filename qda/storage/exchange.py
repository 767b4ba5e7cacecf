"""What an exchange with other programs asks of a project beside its interviews and codings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """The project itself."""

    uid: str
    created: str


def project_row(db: Database) -> ProjectRow:
    """The identity of the project and when it was made."""
    uid, created = db.execute("select uid, created from project").fetchone()
    return ProjectRow(uid, created)


def transcript_times(db: Database) -> dict[int, str]:
    """When each transcript version came in."""
    return dict(db.execute("select id, created from transcript").fetchall())


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A memo, with what it is about."""

    uid: str
    subject: str
    """project, interview, passage, coding, theme or informant."""
    key: str
    """The uid or key of the subject, where it has one."""
    transcript: int | None
    start: int | None
    stop: int | None
    text: str
    coder: str
    created: str
    changed: str


def memos(db: Database) -> list[MemoRow]:
    """All memos by age."""
    rows = db.execute(
        "select uid, subject, subject_key, transcript_id, start, stop, text, coder, created,"
        " changed from memo order by created, uid"
    )
    return [MemoRow(*row) for row in rows]


_COUNTS = {
    "turn": "select count(*) from turn",
    "segment": "select count(*) from segment",
    "page": "select count(*) from page",
    "consent": "select count(*) from consent_event",
    "restriction": "select count(*) from restriction",
    "earlier version": "select count(*) - count(distinct interview_id) from transcript",
    "decision": "select count(*) from decision",
    "printed form": "select count(*) from quote_form",
    "pseudonym": "select count(*) from entity",
    "summary": "select count(*) from summary",
    "journal": "select count(*) from journal",
}


def counts(db: Database) -> dict[str, int]:
    """What a project holds that no other program knows, by kind; only kinds that occur."""
    found = {kind: int(db.execute(query).fetchone()[0]) for kind, query in _COUNTS.items()}
    return {kind: count for kind, count in found.items() if count}
