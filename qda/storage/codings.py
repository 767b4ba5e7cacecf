"""Rows of codings and restrictions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.domain.codings import Anchor, Coding, Origin
from qda.domain.text import Span, text_hash
from qda.storage.counters import counted
from qda.storage.store import new_uid
from qda.storage.versions import current_transcripts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

CODING_COLUMNS = (
    "uid, transcript_id, start, stop, theme, coder, created, origin, quote_hash, before, after"
)
"""Columns that make a coding whole again; the row number is not one of them."""


def coding_row(coding: Coding, mark: Anchor) -> dict[str, Any]:
    """The row of a coding."""
    return {
        "uid": coding.uid,
        "transcript_id": coding.transcript,
        "start": coding.span.start,
        "stop": coding.span.stop,
        "theme": coding.theme,
        "coder": coding.coder,
        "created": coding.created,
        "origin": str(coding.origin),
        "quote_hash": mark.quote_hash,
        "before": mark.before,
        "after": mark.after,
    }


def insert_coding(db: Database, row: Mapping[str, Any]) -> None:
    """Insert the row of a coding, and count its words."""
    with counted(db, row["transcript_id"], row["start"], row["stop"], row["theme"]):
        db.execute(
            f"insert into coding ({CODING_COLUMNS}) values (:uid, :transcript_id, :start, :stop,"
            " :theme, :coder, :created, :origin, :quote_hash, :before, :after)",
            dict(row),
        )


def delete_coding(db: Database, uid: str) -> None:
    """Delete the row of a coding, and count its words no longer; one that is gone is no error."""
    place = db.execute(
        "select transcript_id, start, stop, theme from coding where uid = ?", [uid]
    ).fetchone()
    if place is not None:
        with counted(db, *place):
            db.execute("delete from coding where uid = ?", [uid])


def stored_coding(db: Database, uid: str) -> dict[str, Any] | None:
    """The whole row of a coding, or None."""
    query = f"select {CODING_COLUMNS} from coding where uid = ?"
    return next(iter(db.query(query, [uid])), None)


_CODINGS = "select uid, transcript_id, start, stop, theme, coder, created, origin from coding"


_ORIGINS = {str(origin): origin for origin in Origin}
"""Looked up for every row, where the enum itself would take longer than the rest."""


def _coding(row: tuple[Any, ...]) -> Coding:
    uid, transcript, start, stop, theme, coder, created, origin = row
    return Coding(
        uid=uid,
        transcript=transcript,
        span=Span(start, stop),
        theme=theme,
        coder=coder,
        created=created,
        origin=_ORIGINS[origin],
    )


def codings(db: Database, transcript_id: int | None = None) -> list[Coding]:
    """The codings of one transcript, or of all, by place."""
    if transcript_id is None:
        rows = db.execute(f"{_CODINGS} order by transcript_id, start, stop, theme, coder")
    else:
        rows = db.execute(
            f"{_CODINGS} where transcript_id = ? order by start, stop, theme, coder",
            [transcript_id],
        )
    return [_coding(row) for row in rows]


def coding_by_uid(db: Database, beginning: str) -> list[Coding]:
    """The codings whose uid begins so (hexadecimal digits only)."""
    if not beginning or not all(digit in "0123456789abcdef" for digit in beginning):
        return []
    return [_coding(row) for row in db.execute(f"{_CODINGS} where uid glob ?", [beginning + "*"])]


def coding_at(db: Database, coding: Coding) -> Coding | None:
    """The coding of the same coder with the same theme on the same span, if there is one."""
    row = db.execute(
        f"{_CODINGS} where transcript_id = ? and start = ? and stop = ? and theme = ?"
        " and coder = ?",
        [coding.transcript, coding.span.start, coding.span.stop, coding.theme, coding.coder],
    ).fetchone()
    return _coding(row) if row else None


def codings_per_transcript(db: Database) -> dict[int, int]:
    """The number of codings by transcript."""
    return dict(
        db.execute("select transcript_id, count(*) from coding group by transcript_id").fetchall()
    )


def codings_per_theme(db: Database) -> dict[str, int]:
    """The number of codings of the newest versions by theme, all coders."""
    return dict(
        db.execute(
            "select theme, count(*) from coding where transcript_id in"
            f" ({','.join(map(str, current_transcripts(db))) or 'null'}) group by theme"
        ).fetchall()
    )


def stored_codings(db: Database, transcript_id: int) -> list[dict[str, Any]]:
    """The whole rows of a transcript version's codings, by place."""
    return list(
        db.query(
            f"select {CODING_COLUMNS} from coding where transcript_id = ?"
            " order by start, stop, theme, coder",
            [transcript_id],
        )
    )


def codings_of_theme(db: Database, theme: str) -> list[dict[str, Any]]:
    """The whole rows of a theme's codings, by transcript and place."""
    query = (
        f"select {CODING_COLUMNS} from coding where theme = ?"
        " order by transcript_id, start, stop, coder"
    )
    return list(db.query(query, [theme]))


def use_of_themes(db: Database) -> list[tuple[str, int, int, int]]:
    """Key of each theme in use, and how many codings, interviews and coders it has."""
    current = ",".join(map(str, current_transcripts(db))) or "null"
    return list(
        db.execute(
            "select theme, count(*), count(distinct transcript_id), count(distinct coder)"
            f" from coding where transcript_id in ({current}) group by theme"
        ).fetchall()
    )


def days(db: Database) -> list[tuple[str, str, int]]:
    """Day, coder and number of the codings that were made."""
    current = ",".join(map(str, current_transcripts(db))) or "null"
    return list(
        db.execute(
            "select substr(created, 1, 10) as day, coder, count(*) from coding"
            f" where transcript_id in ({current}) group by day, coder order by day, coder"
        ).fetchall()
    )


def restriction_row(
    transcript_id: int, span: Span, text: str, *, kind: str, source: str, at: str, until: str = ""
) -> dict[str, Any]:
    """The row of a restriction that is not stored yet."""
    return {
        "uid": new_uid(),
        "transcript_id": transcript_id,
        "start": span.start,
        "stop": span.stop,
        "kind": kind,
        "source": source,
        "at": at,
        "until": until or None,
        "quote_hash": text_hash(span.of(text)),
    }


def insert_restriction(db: Database, row: Mapping[str, Any]) -> None:
    """Insert a restriction; the same kind on the same span is kept once, with its newest end."""
    db.execute(
        "insert into restriction"
        " (uid, transcript_id, start, stop, kind, source, at, until, quote_hash) values"
        " (:uid, :transcript_id, :start, :stop, :kind, :source, :at, :until, :quote_hash)"
        " on conflict (transcript_id, start, stop, kind) do update set until = excluded.until",
        dict(row),
    )


def put_restriction(db: Database, row: Mapping[str, Any]) -> None:
    """Insert the row of a restriction that is known not to be there."""
    db.execute(
        "insert into restriction"
        " (uid, transcript_id, start, stop, kind, source, at, until, quote_hash) values"
        " (:uid, :transcript_id, :start, :stop, :kind, :source, :at, :until, :quote_hash)",
        dict(row),
    )


def delete_restriction(db: Database, uid: str) -> None:
    """Delete the row of a restriction."""
    db.execute("delete from restriction where uid = ?", [uid])


def stored_restriction(db: Database, uid: str) -> dict[str, Any] | None:
    """The whole row of a restriction, or None."""
    return next((row for row in restrictions(db) if row["uid"] == uid), None)


def restrictions(db: Database, transcript_id: int | None = None) -> list[dict[str, Any]]:
    """The restrictions of one transcript, or of all, by place."""
    where = "" if transcript_id is None else " where transcript_id = :transcript_id"
    return list(
        db.query(
            "select uid, transcript_id, start, stop, kind, source, at, until, quote_hash"
            f" from restriction{where} order by transcript_id, start",
            {"transcript_id": transcript_id} if where else {},
        )
    )
