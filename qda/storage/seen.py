"""What each coder has had before them: places of a transcript, not rows of its segments.

Segments are cut anew when speakers are settled; a place of an immutable text stays what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.text import Span
from qda.storage.store import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database


def add_seen(db: Database, transcript_id: int, coder: str, spans: Iterable[Span]) -> None:
    """Remember places as seen now, in the order given; the last one is where the coder is."""
    for span in spans:
        before = db.execute(
            "select stop from seen where transcript_id = ? and coder = ? and start = ?",
            [transcript_id, coder, span.start],
        ).fetchone()
        # A row that is replaced gets the highest number: the last one is where the coder is.
        db.execute(
            "insert or replace into seen (transcript_id, coder, start, stop, at)"
            " select id, ?, ?, ?, ? from transcript where id = ?",  # it may be gone by now
            [coder, span.start, max(span.stop, before[0] if before else 0), now(), transcript_id],
        )


def copy_seen(db: Database, transcript_id: int, coder: str, spans: Iterable[Span], at: str) -> None:
    """Remember places as seen at an earlier time."""
    db.conn.executemany(
        "insert or ignore into seen (transcript_id, coder, start, stop, at) values (?, ?, ?, ?, ?)",
        [(transcript_id, coder, span.start, span.stop, at) for span in spans],
    )


def seen(db: Database, transcript_id: int, coder: str) -> list[Span]:
    """The places that a coder has seen, in order."""
    return [
        Span(start, stop)
        for start, stop in db.execute(
            "select start, stop from seen where transcript_id = ? and coder = ? order by start",
            [transcript_id, coder],
        )
    ]


def seen_by_all(db: Database, transcript_id: int) -> list[tuple[str, Span, str]]:
    """Coder, place and time of all that was seen of a transcript version, the newest last."""
    return [
        (coder, Span(start, stop), at)
        for coder, start, stop, at in db.execute(
            "select coder, start, stop, at from seen where transcript_id = ? order by id",
            [transcript_id],
        )
    ]


def last_seen(db: Database, transcript_id: int, coder: str) -> tuple[int, str] | None:
    """Where a coder was last, and when; None where they never were."""
    row = db.execute(
        "select start, at from seen where transcript_id = ? and coder = ? order by id desc limit 1",
        [transcript_id, coder],
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else None
