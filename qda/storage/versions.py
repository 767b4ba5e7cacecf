"""Versions of a transcript: the newest that was not taken back is the interview's text.

Each version is immutable. Search knows the words of the newest version only; a version that was
taken back stays, so that it can be done again, until the next correction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.storage.transcripts import NewTranscript, index, insert_transcript, unindex

if TYPE_CHECKING:
    from sqlite_utils import Database


def current_transcripts(db: Database) -> list[int]:
    """The newest version of each interview."""
    return [
        row[0]
        for row in db.execute(
            "select id from transcript t where undone = 0 and version = (select max(version)"
            " from transcript where interview_id = t.interview_id and undone = 0) order by id"
        )
    ]


def current_transcript(db: Database, interview_id: int) -> int:
    """The newest version of one interview."""
    row = db.execute(
        "select id from transcript where interview_id = ? and undone = 0"
        " order by version desc limit 1",
        [interview_id],
    ).fetchone()
    return int(row[0])


def versions_of(db: Database, interview_id: int) -> list[int]:
    """All versions of an interview that were not taken back, the oldest first."""
    return [
        row[0]
        for row in db.execute(
            "select id from transcript where interview_id = ? and undone = 0 order by version",
            [interview_id],
        )
    ]


def is_current(db: Database, transcript_id: int) -> bool:
    """Whether a transcript version is the newest of its interview."""
    row = db.execute("select interview_id from transcript where id = ?", [transcript_id]).fetchone()
    return row is not None and current_transcript(db, row[0]) == transcript_id


def appendix_of(db: Database, transcript_id: int) -> str:
    """The appendix number of the interview that a transcript version belongs to."""
    row = db.execute(
        "select i.appendix from interview i join transcript t on t.interview_id = i.id"
        " where t.id = ?",
        [transcript_id],
    ).fetchone()
    return str(row[0]) if row else ""


def add_version(
    db: Database, interview_id: int, transcript: NewTranscript, reason: str
) -> tuple[int, int]:
    """Make a text the newest version of an interview; returns its row and its number."""
    db.execute("delete from transcript where interview_id = ? and undone = 1", [interview_id])
    unindex(db, current_transcript(db, interview_id))
    version = 1 + int(
        db.execute(
            "select max(version) from transcript where interview_id = ?", [interview_id]
        ).fetchone()[0]
    )
    return insert_transcript(db, interview_id, version, reason, transcript), version


def set_undone(db: Database, uid: str, *, undone: bool) -> None:
    """Take a version back, or do it again.

    Args:
        db: An open database, inside a transaction.
        uid: The interview's uid and the version's number, as `version_uid` gives it.
        undone: Whether it is taken back.
    """
    interview_uid, _, version = uid.rpartition(":")
    interview_id = db.execute("select id from interview where uid = ?", [interview_uid]).fetchone()[
        0
    ]
    before = current_transcript(db, interview_id)
    db.execute(
        "update transcript set undone = ? where interview_id = ? and version = ?",
        [int(undone), interview_id, int(version)],
    )
    after = current_transcript(db, interview_id)
    if before != after:
        unindex(db, before)
        index(db, after)


def version_uid(interview_uid: str, version: int) -> str:
    """What names a version in the journal."""
    return f"{interview_uid}:{version}"
