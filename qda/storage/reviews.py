"""Rows of what a person must look at after a text was corrected.

A review belongs to a coding, restriction or memo whose words were changed or are gone. One whose
coding was removed meanwhile asks nothing, and asks again when undo brings the coding back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

REVIEW_COLUMNS = (
    "uid", "interview_id", "subject", "subject_uid", "kind", "typography", "words_lost",
    "old_transcript_id", "old_start", "old_stop", "new_transcript_id", "new_start", "new_stop",
    "place", "state", "decided_by", "decided_at", "created",
)  # fmt: skip
"""Columns that make a review whole again; the row number is not one of them."""

_COLUMNS = ", ".join(f"r.{name}" for name in REVIEW_COLUMNS)

_THERE = (
    " (exists (select 1 from coding where r.subject = 'coding' and uid = r.subject_uid)"
    " or exists (select 1 from restriction where r.subject = 'restriction'"
    " and uid = r.subject_uid)"
    " or exists (select 1 from memo where r.subject = 'memo' and uid = r.subject_uid))"
)


def insert_review(db: Database, row: Mapping[str, Any]) -> None:
    """Insert the row of a review."""
    values = ", ".join(f":{name}" for name in REVIEW_COLUMNS)
    db.execute(f"insert into review ({', '.join(REVIEW_COLUMNS)}) values ({values})", dict(row))


def delete_review(db: Database, uid: str) -> None:
    """Delete the row of a review."""
    db.execute("delete from review where uid = ?", [uid])


def open_reviews(db: Database, interview_id: int | None = None) -> list[dict[str, Any]]:
    """What waits for a person, in one interview or in all, by place."""
    where = "" if interview_id is None else " and r.interview_id = :interview_id"
    return list(
        db.query(
            f"select {_COLUMNS} from review r where r.state = 'open' and {_THERE}{where}"
            " order by r.interview_id, r.place, r.old_start, r.subject_uid",
            {"interview_id": interview_id} if where else {},
        )
    )


def reviews_of(db: Database, interview_id: int) -> list[dict[str, Any]]:
    """All reviews of an interview, the newest last."""
    return list(
        db.query(
            f"select {_COLUMNS} from review r where r.interview_id = :interview_id order by r.id",
            {"interview_id": interview_id},
        )
    )


def doubtful_interviews(db: Database) -> set[int]:
    """Interviews in which a restricted passage may stand where no restriction covers it."""
    return {
        row["interview_id"]
        for row in open_reviews(db)
        if row["subject"] == "restriction" and (row["kind"] == "gone" or row["words_lost"])
    }


def stranded(db: Database, interview_id: int | None = None) -> list[str]:
    """Uids of codings, restrictions and memos on an earlier version that no review speaks of."""
    found: list[str] = []
    for table in ("coding", "restriction", "memo"):
        rows = db.execute(
            f"select s.uid from {table} s join transcript t on t.id = s.transcript_id"
            " where (:interview_id is null or t.interview_id = :interview_id)"
            " and (t.undone = 1 or t.version < (select max(version) from transcript"
            " where interview_id = t.interview_id and undone = 0))"
            " and not exists (select 1 from review r where r.subject = :subject"
            " and r.subject_uid = s.uid and r.kind = 'gone' and r.state in ('open', 'accepted'))",
            {"interview_id": interview_id, "subject": table},
        )
        found.extend(row[0] for row in rows)
    return found
