"""Whatever is marked in a text, or belongs to its versions, as rows that undo can put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.domain.codings import anchor
from qda.storage import (
    approvals,
    codings,
    cutting,
    entities,
    memos,
    pages,
    reviews,
    suggestions,
    versions,
)
from qda.storage.journal import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from qda.domain.text import Span


def put(db: Database, table: str, uid: str, row: Mapping[str, Any] | None) -> None:
    """Make a row what it was or is to be; None takes it away.

    Args:
        db: An open database, inside a transaction.
        table: The table of a journal change.
        uid: What names the row.
        row: All of it; of a transcript version only whether it is taken back; of `segments` where
            they are to be cut.
    """
    if table == "transcript":
        assert row is not None
        versions.set_undone(db, uid, undone=bool(row["undone"]))
        return
    if table == "pages":
        assert row is not None
        pages.put(db, uid, row)
        return
    if table in entities.COLUMNS:
        entities.put(db, table, uid, row)
        return
    if table == "segments":
        assert row is not None
        cutting.recut(db, row["transcript_id"], row["cuts"])
        return
    delete, insert = {
        "coding": (codings.delete_coding, codings.insert_coding),
        "restriction": (codings.delete_restriction, codings.put_restriction),
        "review": (reviews.delete_review, reviews.insert_review),
        "quote_form": (approvals.delete_form, approvals.insert_form),
        "decision": (suggestions.delete_decision, suggestions.insert_decision),
        "memo": (memos.delete_memo, memos.insert_memo),
        "summary": (memos.delete_summary, memos.insert_summary),
    }[table]
    delete(db, uid)
    if row is not None:
        insert(db, row)


def stored(db: Database, subject: str, uid: str) -> dict[str, Any] | None:
    """The whole row of a `coding`, `restriction` or `memo`, or None."""
    return {
        "coding": codings.stored_coding,
        "restriction": codings.stored_restriction,
        "memo": memos.stored_memo,
    }[subject](db, uid)


def stored_all(db: Database, transcript_id: int) -> list[tuple[str, dict[str, Any]]]:
    """The subjects and whole rows of all that is marked in a transcript version."""
    return [
        *(("coding", row) for row in codings.stored_codings(db, transcript_id)),
        *(("restriction", row) for row in codings.restrictions(db, transcript_id)),
        *(("memo", row) for row in memos.stored_memos(db, transcript_id)),
    ]


def moved(subject: str, row: Mapping[str, Any], transcript: int, span: Span, text: str) -> Change:
    """The change that moves a coding, restriction or memo to a span of another text.

    Args:
        subject: `coding`, `restriction` or `memo`.
        row: As it is stored now.
        transcript: The version to which it moves.
        span: Where it stands there.
        text: The text of that version.
    """
    mark = anchor(text, span)
    after = {
        **row,
        "transcript_id": transcript,
        "start": span.start,
        "stop": span.stop,
        "quote_hash": mark.quote_hash,
    }
    if subject != "restriction":
        after |= {"before": mark.before, "after": mark.after}
    return Change(subject, row["uid"], dict(row), after)
