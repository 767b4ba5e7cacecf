"""What `qda doctor` asks the database; each function returns facts and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.text import Span, text_hash
from qda.storage.connection import PRAGMAS
from qda.storage.interviews import segments
from qda.storage.transcripts import searchable
from qda.storage.versions import current_transcripts

if TYPE_CHECKING:
    from sqlite_utils import Database


def sqlite_version(db: Database) -> str:
    """The version of the SQLite behind this connection."""
    return str(db.execute("select sqlite_version()").fetchone()[0])


def wrong_pragmas(db: Database) -> list[str]:
    """Settings that are not in force on this connection."""
    return [
        name
        for name, wanted in PRAGMAS.items()
        if db.execute(f"pragma {name}").fetchone()[0] != wanted
    ]


def is_whole(db: Database) -> bool:
    """SQLite's own check of the file."""
    return bool(db.execute("pragma integrity_check").fetchone()[0] == "ok")


def broken_references(db: Database) -> int:
    """Rows that refer to a row which does not exist."""
    return len(db.execute("pragma foreign_key_check").fetchall())


def transcript_ids(db: Database) -> list[tuple[int, str]]:
    """All transcript versions with their appendix number."""
    return [
        (row[0], row[1])
        for row in db.execute(
            "select t.id, i.appendix from transcript t join interview i on i.id = t.interview_id"
            " order by t.id"
        )
    ]


def text_is_unchanged(db: Database, transcript_id: int) -> bool:
    """Whether a stored text still has the hash that was taken at import."""
    text, stored = db.execute(
        "select text, text_hash from transcript where id = ?", [transcript_id]
    ).fetchone()
    return bool(text_hash(text) == stored)


def moved_quotes(db: Database, transcript_id: int) -> list[str]:
    """The uids of codings, restrictions and memos whose offsets no longer give their quote."""
    text = db.execute("select text from transcript where id = ?", [transcript_id]).fetchone()[0]
    moved: list[str] = []
    for table in ("coding", "restriction", "memo"):
        rows = db.execute(
            f"select uid, start, stop, quote_hash from {table} where transcript_id = ?",
            [transcript_id],
        )
        moved.extend(
            uid
            for uid, start, stop, quote_hash in rows
            if stop > len(text) or text_hash(Span(start, stop).of(text)) != quote_hash
        )
    return moved


def index_is_current(db: Database) -> bool:
    """Whether the search index knows exactly the words of the newest versions' segments."""
    db.execute("create virtual table temp.found using fts5vocab('main', 'segment_search', 'row')")
    db.execute(
        "create virtual table temp.expected_index using fts5("
        "body, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    db.execute(
        "create virtual table temp.expected using fts5vocab('temp', 'expected_index', 'row')"
    )
    try:
        for transcript_id in current_transcripts(db):
            text = db.execute(
                "select text from transcript where id = ?", [transcript_id]
            ).fetchone()[0]
            db.conn.executemany(
                "insert into temp.expected_index (rowid, body) values (?, ?)",
                [(row.id, searchable(row.span.of(text))) for row in segments(db, transcript_id)],
            )
        db.conn.commit()
        query = "select term, doc, cnt from temp.{} order by term"
        found = db.execute(query.format("found")).fetchall()
        return bool(found == db.execute(query.format("expected")).fetchall())
    finally:
        for table in ("found", "expected", "expected_index"):
            db.execute(f"drop table temp.{table}")
