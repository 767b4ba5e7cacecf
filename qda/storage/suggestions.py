"""Rows of words by segment, of the counters' readers, and of decisions on suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.storage.counters import Place, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class WordState:
    """From which sources the words by segment were made, and how far the counters have moved."""

    lemmas: str
    keywords: str
    epoch: int
    """Moves when everything was counted anew."""
    moved: int
    """Moves with each change of a counter."""


def word_state(db: Database) -> WordState:
    """The present state."""
    row = db.execute("select lemmas, keywords, epoch, moved from word_state").fetchone()
    return WordState(*row)


def set_sources(db: Database, lemmas: str, keywords: str) -> None:
    """Remember the sources."""
    db.execute("update word_state set lemmas = ?, keywords = ?", [lemmas, keywords])


def forget_words(db: Database) -> None:
    """Throw away all that is derived; it can be made anew from texts and codings."""
    for table in ("theme_word", "segment_word", "word_key"):
        db.execute(f"delete from {table}")
    db.execute("update word_state set lemmas = '', keywords = '', epoch = epoch + 1")


def segments_with_words(db: Database) -> set[int]:
    """Rows of the segments whose words are stored."""
    return {row[0] for row in db.execute("select segment_id from segment_word")}


def drop_words(db: Database, segments: Iterable[int]) -> None:
    """Forget the words of segments that take no part any more."""
    db.conn.executemany(
        "delete from segment_word where segment_id = ?", [(segment,) for segment in segments]
    )


class KeyNumbers:
    """Numbers of keys; a new key gets the next one."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._numbers: dict[str, int] = dict(db.execute("select text, id from word_key").fetchall())
        self._next = max(self._numbers.values(), default=0) + 1

    def of(self, text: str) -> int:
        """The number of a key."""
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = self._next
            self._next += 1
            self._db.execute("insert into word_key (id, text) values (?, ?)", [number, text])
        return number


def store_words(db: Database, rows: Iterable[tuple[int, list[Place], list[Place]]]) -> None:
    """Store words and keyword hits by segment."""
    db.conn.executemany(
        "insert or replace into segment_word (segment_id, words, hits) values (?, ?, ?)",
        ((segment, packed(words), packed(hits)) for segment, words, hits in rows),
    )


def words_by_segment(
    db: Database, transcript_id: int | None = None
) -> Iterator[tuple[int, int, list[Place], list[Place]]]:
    """Segment, transcript, words and hits of all segments that take part, by place."""
    where = "" if transcript_id is None else " where s.transcript_id = :transcript"
    for segment, transcript, words, hits in db.execute(
        "select s.id, s.transcript_id, w.words, w.hits from segment_word w"
        f" join segment s on s.id = w.segment_id{where} order by s.transcript_id, s.number",
        {"transcript": transcript_id} if where else {},
    ):
        yield segment, transcript, unpacked(words), unpacked(hits)


def words_of_segment(db: Database, segment: int) -> tuple[list[Place], list[Place]] | None:
    """Words and hits of one segment; None where it takes no part."""
    row = db.execute(
        "select words, hits from segment_word where segment_id = ?", [segment]
    ).fetchone()
    return (unpacked(row[0]), unpacked(row[1])) if row else None


def keys(db: Database) -> list[tuple[int, str, int]]:
    """Number and text of all keys, and how many segments hold each."""
    return list(db.execute("select id, text, uses from word_key order by id").fetchall())


def counts(db: Database, since: int = -1) -> list[tuple[str, int, int, int]]:
    """Theme, transcript, key and number of segments of the counters that have moved since."""
    return list(
        db.execute(
            "select theme, transcript_id, key_id, segments from theme_word where moved > ?", [since]
        ).fetchall()
    )


def set_keyword_keys(db: Database, rows: Iterable[tuple[str, str, str]]) -> None:
    """Remember which key stands for which keyword: theme, keyword as written, key."""
    db.execute("delete from keyword_key")
    db.conn.executemany(
        "insert or ignore into keyword_key (theme, written, key) values (?, ?, ?)", rows
    )


def keyword_keys(db: Database) -> list[tuple[str, str, str]]:
    """Theme, keyword as written and key of all keywords."""
    return list(db.execute("select theme, written, key from keyword_key").fetchall())


def insert_decision(db: Database, row: Mapping[str, Any]) -> None:
    """Insert a decision; a later one on the same suggestion replaces it."""
    db.execute(
        "insert or replace into decision (uid, transcript_id, start, stop, theme, coder, at,"
        " verdict) values (:uid, :transcript_id, :start, :stop, :theme, :coder, :at, :verdict)",
        dict(row),
    )


def delete_decision(db: Database, uid: str) -> None:
    """Delete a decision."""
    db.execute("delete from decision where uid = ?", [uid])


def decisions(db: Database, coder: str | None = None) -> list[dict[str, Any]]:
    """The decisions of a coder, or of all, by place."""
    where = "" if coder is None else " where coder = :coder"
    return list(
        db.query(
            "select uid, transcript_id, start, stop, theme, coder, at, verdict from decision"
            f"{where} order by transcript_id, start, theme",
            {"coder": coder} if where else {},
        )
    )
