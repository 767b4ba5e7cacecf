"""Rows of pages and lines: what is known of a transcript version beside its text.

The text is immutable; what is known of its pages is not. `segment.page` and `segment.line` follow
from these rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.domain.documents import LineSource, PageSource
from qda.domain.interviews import NOWHERE, LineMap, PageMap, PageStart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database


def page_map(db: Database, transcript_id: int) -> PageMap:
    """The pages of a transcript."""
    source, program = db.execute(
        "select page_source, page_program from transcript where id = ?", [transcript_id]
    ).fetchone()
    return PageMap(PageSource(source), _starts(db, "page", transcript_id), program)


def line_map(db: Database, transcript_id: int) -> LineMap:
    """The lines of a transcript."""
    source = db.execute(
        "select line_source from transcript where id = ?", [transcript_id]
    ).fetchone()[0]
    return LineMap(LineSource(source), _starts(db, "line", transcript_id))


def _starts(db: Database, table: str, transcript_id: int) -> tuple[PageStart, ...]:
    return tuple(
        PageStart(start, number)
        for start, number in db.execute(
            f"select start, number from {table} where transcript_id = ? order by start",
            [transcript_id],
        )
    )


def insert_starts(db: Database, transcript_id: int, pages: PageMap, lines: LineMap) -> None:
    """Insert where pages and lines begin."""
    for table, starts in (("page", pages.starts), ("line", lines.starts)):
        db.conn.executemany(
            f"insert into {table} (transcript_id, start, number) values (?, ?, ?)",
            [(transcript_id, start.offset, start.number) for start in starts],
        )


def as_row(pages: PageMap, lines: LineMap) -> dict[str, Any]:
    """Pages and lines as the journal keeps them."""
    return {
        "page_source": str(pages.source),
        "page_program": pages.program,
        "pages": [[start.offset, start.number] for start in pages.starts],
        "line_source": str(lines.source),
        "lines": [[start.offset, start.number] for start in lines.starts],
    }


def put(db: Database, uid: str, row: Mapping[str, Any]) -> None:
    """Make the pages and lines of a version what they were or are to be.

    Args:
        db: An open database, inside a transaction.
        uid: The version, as `versions.version_uid` names it.
        row: As `as_row` gives it.
    """
    interview_uid, _, version = uid.rpartition(":")
    transcript_id = db.execute(
        "select t.id from transcript t join interview i on i.id = t.interview_id"
        " where i.uid = ? and t.version = ?",
        [interview_uid, int(version)],
    ).fetchone()[0]
    db.execute("delete from page where transcript_id = ?", [transcript_id])
    db.execute("delete from line where transcript_id = ?", [transcript_id])
    pages = PageMap(PageSource(row["page_source"]), _from_row(row["pages"]), row["page_program"])
    lines = LineMap(LineSource(row["line_source"]), _from_row(row["lines"]))
    insert_starts(db, transcript_id, pages, lines)
    db.execute(
        "update transcript set page_source = ?, page_program = ?, line_source = ? where id = ?",
        [str(pages.source), pages.program, str(lines.source), transcript_id],
    )
    number_segments(db, transcript_id)


def _from_row(starts: Sequence[Sequence[int]]) -> tuple[PageStart, ...]:
    return tuple(PageStart(offset, number) for offset, number in starts)


def number_segments(db: Database, transcript_id: int) -> None:
    """Let each segment say on which page and line it begins."""
    for column in ("page", "line"):
        db.execute(
            f"update segment set {column} = (select nullif(number, {NOWHERE}) from {column} p"
            " where p.transcript_id = segment.transcript_id and p.start <= segment.start"
            " order by p.start desc limit 1) where transcript_id = ?",
            [transcript_id],
        )
