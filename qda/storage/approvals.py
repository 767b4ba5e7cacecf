"""Rows of printed forms, of excerpts as they were shown, and of what was answered to them.

Excerpts and answers are only ever added to; the newest answer counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

FORM_COLUMNS = ("uid", "coding_uid", "text", "origin", "coder", "created")
EXCERPT_COLUMNS = (
    "uid", "informant_id", "coding_uid", "use", "text", "attribution", "reference", "hash",
    "created",
)  # fmt: skip
APPROVAL_COLUMNS = (
    "uid", "excerpt_id", "at", "state", "text", "hash", "batch", "deadline", "channel",
    "recorded_by", "recorded_at",
)  # fmt: skip


def _insert(db: Database, table: str, columns: tuple[str, ...], row: Mapping[str, Any]) -> int:
    values = ", ".join(f":{name}" for name in columns)
    cursor = db.execute(
        f"insert into {table} ({', '.join(columns)}) values ({values})",
        {name: row[name] for name in columns},
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def insert_form(db: Database, row: Mapping[str, Any]) -> None:
    """Insert the printed form of a coding."""
    _insert(db, "quote_form", FORM_COLUMNS, row)


def delete_form(db: Database, uid: str) -> None:
    """Delete a printed form; the coding is printed as it was said again."""
    db.execute("delete from quote_form where uid = ?", [uid])


def forms(db: Database) -> dict[str, dict[str, Any]]:
    """The printed forms by the uid of their coding."""
    query = f"select {', '.join(FORM_COLUMNS)} from quote_form"
    return {row["coding_uid"]: dict(row) for row in db.query(query)}


def form_of(db: Database, coding_uid: str) -> dict[str, Any] | None:
    """The printed form of one coding, or None where it is printed as it was said."""
    query = f"select {', '.join(FORM_COLUMNS)} from quote_form where coding_uid = ?"
    return next(iter(db.query(query, [coding_uid])), None)


def excerpt(db: Database, row: Mapping[str, Any]) -> dict[str, Any]:
    """The excerpt with this informant, coding, use and hash; stored if it is new."""
    query = (
        "select * from excerpt where informant_id = :informant_id and coding_uid = :coding_uid"
        " and use = :use and hash = :hash"
    )
    found = next(iter(db.query(query, dict(row))), None)
    if found is not None:
        return dict(found)
    return {**row, "id": _insert(db, "excerpt", EXCERPT_COLUMNS, row)}


def excerpts(db: Database) -> list[dict[str, Any]]:
    """All excerpts with their informant, oldest first."""
    return list(
        db.query(
            "select e.*, i.short_id, i.uid as informant_uid from excerpt e"
            " join informant i on i.id = e.informant_id order by e.id"
        )
    )


def add_approval(db: Database, row: Mapping[str, Any]) -> None:
    """Append what happened to an excerpt."""
    _insert(db, "approval", APPROVAL_COLUMNS, row)


def approvals(db: Database) -> list[dict[str, Any]]:
    """Everything that happened to excerpts, in the order of recording."""
    return list(
        db.query(
            "select a.*, e.uid as excerpt_uid, e.coding_uid, e.use, e.informant_id"
            " from approval a join excerpt e on e.id = a.excerpt_id order by a.id"
        )
    )
