"""Cutting the segments of a passage anew: search, words and counters move along.

A cut is described by where its segments begin and where the last one ends, never by row numbers:
those are not the same in every copy of a project.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from qda.domain.text import Span
from qda.errors import Refused
from qda.language import gettext as _
from qda.storage import suggestions
from qda.storage.counters import Place, recounted
from qda.storage.interviews import line_map, page_map, transcript_text
from qda.storage.transcripts import searchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

_ASIDE = 1_000_000_000
"""Added to numbers while others take their place, for no two may be equal at any time."""


def cut_row(transcript_id: int, cuts: Sequence[int]) -> dict[str, Any]:
    """A cut as the journal keeps it.

    Args:
        transcript_id: The transcript version.
        cuts: Where each segment begins, and where the last one ends.
    """
    return {
        "transcript_id": transcript_id,
        "start": cuts[0],
        "stop": cuts[-1],
        "cuts": list(cuts),
    }


def recut(db: Database, transcript_id: int, cuts: Sequence[int]) -> None:
    """Cut the passage from the first to the last of these places into segments between them.

    Args:
        db: An open database, inside a transaction.
        transcript_id: The transcript version.
        cuts: Where each segment begins, and where the last one ends; within one turn.

    Raises:
        Refused: The segments that are there do not begin and end with the passage.
    """
    start, stop = cuts[0], cuts[-1]
    old = db.execute(
        "select id, number, turn_id, start, stop from segment"
        " where transcript_id = ? and start < ? and stop > ? order by number",
        [transcript_id, stop, start],
    ).fetchall()
    if not old or (old[0][3], old[-1][4]) != (start, stop) or len({row[2] for row in old}) > 1:
        raise Refused(
            _("The segments of the passage were cut anew in the meantime."),
            _("Nothing was changed."),
        )
    text = transcript_text(db, transcript_id)
    pages, lines = page_map(db, transcript_id), line_map(db, transcript_id)
    ids = _ids(db, [row[0] for row in old], len(cuts) - 1)
    new = [(row_id, Span(*ends)) for row_id, ends in zip(ids, pairwise(cuts), strict=True)]
    with recounted(db, transcript_id, start, stop):
        words = _words(db, [row[0] for row in old])
        _index(db, [(row[0], Span(row[3], row[4]).of(text)) for row in old], forget=True)
        db.conn.executemany("delete from segment where id = ?", [(row[0],) for row in old])
        _make_room(db, transcript_id, old[-1][1], len(new) - len(old))
        db.conn.executemany(
            "insert into segment (id, transcript_id, turn_id, number, start, stop, page, line)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (row_id, transcript_id, old[0][2], old[0][1] + place, span.start, span.stop,
                 pages.page_at(span.start), lines.line_at(span.start))
                for place, (row_id, span) in enumerate(new)
            ],
        )  # fmt: skip
        _index(db, [(row_id, span.of(text)) for row_id, span in new], forget=False)
        if words is not None:
            _share_out(db, new, *words)


def _ids(db: Database, there: list[int], count: int) -> list[int]:
    """Rows for so many segments: those that are there, then free ones, near if there are."""
    ids = there[:count]
    while len(ids) < count:
        near = ids[-1] + 1
        taken = db.execute("select 1 from segment where id = ?", [near]).fetchone()
        if taken:
            near = db.execute("select max(id) + 1 from segment").fetchone()[0]
        ids.append(near)
    return ids


def _make_room(db: Database, transcript_id: int, last: int, by: int) -> None:
    """Number the segments behind a passage anew."""
    if by:
        db.execute(
            "update segment set number = number + ? where transcript_id = ? and number > ?",
            [_ASIDE, transcript_id, last],
        )
        db.execute(
            "update segment set number = number - ? + ? where transcript_id = ? and number > ?",
            [_ASIDE, by, transcript_id, _ASIDE],
        )


def _index(db: Database, rows: list[tuple[int, str]], *, forget: bool) -> None:
    if forget:
        statement = (
            "insert into segment_search (segment_search, rowid, body) values ('delete', ?, ?)"
        )
    else:
        statement = "insert into segment_search (rowid, body) values (?, ?)"
    db.conn.executemany(statement, [(row_id, searchable(body)) for row_id, body in rows])


def _words(db: Database, ids: list[int]) -> tuple[list[Place], list[Place]] | None:
    """Words and hits of all segments together; None where one of them takes no part."""
    words: list[Place] = []
    hits: list[Place] = []
    for row_id in ids:
        stored = suggestions.words_of_segment(db, row_id)
        if stored is None:
            return None
        words += stored[0]
        hits += stored[1]
    return words, hits


def _share_out(
    db: Database, new: list[tuple[int, Span]], words: list[Place], hits: list[Place]
) -> None:
    """Give each segment the words inside it; where one is cut in two, all are read anew later."""
    rows = [(row_id, _inside(words, span), _inside(hits, span)) for row_id, span in new]
    shared = sum(len(own) + len(found) for _row_id, own, found in rows)
    if shared == len(words) + len(hits):
        suggestions.store_words(db, rows)


def _inside(places: list[Place], span: Span) -> list[Place]:
    return [place for place in places if span.start <= place[1] and place[2] <= span.stop]
