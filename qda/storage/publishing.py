"""Rows of risks that somebody accepted before publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from sqlite_utils import Database


def accept(db: Database, gate: str, subject: str, reason: str, by: str) -> None:
    """Enter an accepted risk, in the place of an earlier one about the same."""
    db.execute("delete from accepted_risk where gate = ? and subject = ?", [gate, subject])
    db.execute(
        "insert into accepted_risk (uid, gate, subject, reason, accepted_by, accepted_at)"
        " values (?, ?, ?, ?, ?, ?)",
        [new_uid(), gate, subject, reason, by, now()],
    )


def accepted(db: Database) -> dict[tuple[str, str], dict[str, Any]]:
    """The accepted risks by gate and subject."""
    rows = db.query("select * from accepted_risk order by id")
    return {(row["gate"], row["subject"]): dict(row) for row in rows}
