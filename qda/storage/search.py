"""Full-text search over segments. å, æ and ø are letters of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def match_query(words: str) -> str:
    """A user's words as an FTS5 query: each quoted, a trailing `*` opens the word.

    Quoting every word keeps `e-mail`, `it's` and `NOT` from being read as operators.
    """
    parts: list[str] = []
    for word in words.replace("\0", " ").split():
        opened = word.endswith("*") and len(word) > 1
        bare = word.rstrip("*") if opened else word
        quoted = '"' + bare.replace('"', '""') + '"'
        parts.append(quoted + "*" if opened else quoted)
    return " ".join(parts)


def search(db: Database, words: str, *, transcript_id: int | None, limit: int) -> list[int]:
    """Rows of the segments that hold all the words, by place in the material."""
    query = match_query(words)
    if not query:
        return []
    if transcript_id is None:
        rows = db.execute(
            "select rowid from segment_search where segment_search match ? order by rowid limit ?",
            [query, limit],
        )
    else:
        first, last = db.execute(
            "select min(id), max(id) from segment where transcript_id = ?", [transcript_id]
        ).fetchone()
        rows = db.execute(
            "select rowid from segment_search where segment_search match ?"
            " and rowid between ? and ?"
            # A segment that was split may have its second part among another interview's rows.
            " and exists (select 1 from segment s where s.id = segment_search.rowid"
            " and s.transcript_id = ?) order by rowid limit ?",
            [query, first or 0, last or 0, transcript_id, limit],
        )
    return [row[0] for row in rows]


def segment_places(db: Database, ids: list[int]) -> list[tuple[int, int, int, int, int | None]]:
    """Transcript, number, start, stop and page of segments, in the order of `ids`."""
    found: dict[int, tuple[int, int, int, int, int | None]] = {}
    for id_ in ids:
        row = db.execute(
            "select transcript_id, number, start, stop, page from segment where id = ?", [id_]
        ).fetchone()
        found[id_] = tuple(row)
    return [found[id_] for id_ in ids]
