"""Rows of memos and summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.domain.codings import anchor
from qda.domain.memos import About, Memo, Summary, Target
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

MEMO_COLUMNS = (
    "uid", "subject", "subject_key", "transcript_id", "start", "stop", "quote_hash", "before",
    "after", "text", "coder", "created", "changed",
)  # fmt: skip
"""Columns that make a memo whole again; the row number is not one of them."""

SUMMARY_COLUMNS = ("uid", "informant", "theme", "text", "coder", "changed")
"""Columns that make a summary whole again."""

_MEMOS = f"select {', '.join(MEMO_COLUMNS)} from memo"
_SUMMARIES = f"select {', '.join(SUMMARY_COLUMNS)} from summary"


def memo_row(memo: Memo, text: str) -> dict[str, Any]:
    """The row of a memo.

    Args:
        memo: The memo.
        text: The text of its transcript; not looked at where it is not about a passage.
    """
    target = memo.target
    mark = anchor(text, target.span) if target.span else None
    return {
        "uid": memo.uid,
        "subject": str(target.about),
        "subject_key": target.key,
        "transcript_id": target.transcript,
        "start": target.span.start if target.span else None,
        "stop": target.span.stop if target.span else None,
        "quote_hash": mark.quote_hash if mark else "",
        "before": mark.before if mark else "",
        "after": mark.after if mark else "",
        "text": memo.text,
        "coder": memo.coder,
        "created": memo.created,
        "changed": memo.changed,
    }


def memo_of(row: Mapping[str, Any]) -> Memo:
    """The memo in a row."""
    span = None if row["start"] is None else Span(row["start"], row["stop"])
    target = Target(About(row["subject"]), row["subject_key"], row["transcript_id"], span)
    return Memo(row["uid"], target, row["text"], row["coder"], row["created"], row["changed"])


def insert_memo(db: Database, row: Mapping[str, Any]) -> None:
    """Insert the row of a memo."""
    _insert(db, "memo", MEMO_COLUMNS, row)


def delete_memo(db: Database, uid: str) -> None:
    """Delete the row of a memo."""
    db.execute("delete from memo where uid = ?", [uid])


def stored_memo(db: Database, uid: str) -> dict[str, Any] | None:
    """The whole row of a memo, or None."""
    return next(iter(db.query(f"{_MEMOS} where uid = ?", [uid])), None)


def stored_memos(db: Database, transcript_id: int) -> list[dict[str, Any]]:
    """The whole rows of the memos on passages of a transcript version, by place."""
    query = f"{_MEMOS} where transcript_id = ? order by start, stop, created, id"
    return list(db.query(query, [transcript_id]))


def memos(db: Database) -> list[Memo]:
    """All memos, in the order in which they were made."""
    return [memo_of(row) for row in db.query(f"{_MEMOS} order by created, id")]


def memos_in(db: Database, transcript_id: int) -> list[tuple[Memo, Span]]:
    """The memos on passages and codings of a transcript version, with the words they are about."""
    columns = ", ".join(f"m.{name}" for name in MEMO_COLUMNS)
    rows = db.query(
        f"select {columns}, coalesce(m.start, c.start) as first, coalesce(m.stop, c.stop) as last"
        " from memo m left join coding c on m.subject = 'coding' and c.uid = m.subject_key"
        " where m.transcript_id = :transcript or c.transcript_id = :transcript"
        " order by first, last, m.created, m.id",
        {"transcript": transcript_id},
    )
    return [(memo_of(row), Span(row["first"], row["last"])) for row in rows]


def memos_by_uid(db: Database, beginning: str) -> list[Memo]:
    """The memos whose uid begins so (hexadecimal digits only)."""
    if not beginning or not all(digit in "0123456789abcdef" for digit in beginning):
        return []
    return [memo_of(row) for row in db.query(f"{_MEMOS} where uid glob ?", [beginning + "*"])]


def of_removed_codings(db: Database) -> int:
    """How many memos are about a coding that is not there at present."""
    return int(
        db.execute(
            "select count(*) from memo where subject = 'coding'"
            " and subject_key not in (select uid from coding)"
        ).fetchone()[0]
    )


def insert_summary(db: Database, row: Mapping[str, Any]) -> None:
    """Insert the row of a summary."""
    _insert(db, "summary", SUMMARY_COLUMNS, row)


def delete_summary(db: Database, uid: str) -> None:
    """Delete the row of a summary."""
    db.execute("delete from summary where uid = ?", [uid])


def summary_row(summary: Summary) -> dict[str, Any]:
    """The row of a summary."""
    return {name: getattr(summary, name) for name in SUMMARY_COLUMNS}


def summaries(db: Database) -> list[Summary]:
    """All summaries, in the order in which they were last changed."""
    return [Summary(**row) for row in db.query(f"{_SUMMARIES} order by changed, uid")]


def _insert(db: Database, table: str, columns: tuple[str, ...], row: Mapping[str, Any]) -> None:
    values = ", ".join(f":{name}" for name in columns)
    db.execute(f"insert into {table} ({', '.join(columns)}) values ({values})", dict(row))
