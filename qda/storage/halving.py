"""Which rows of a long text lie at a place, found by halving: they are numbered as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sqlite_utils import Database

_NUMBERED = {"segment": "number", "turn": "ordinal"}


def numbers_between(
    db: Database, table: Literal["segment", "turn"], transcript_id: int, start: int, stop: int
) -> tuple[int, int]:
    """The first and the last number of the rows that a stretch of a text may touch.

    Asking for `start < ? and stop > ?` alone reads every row of the text; with these two numbers
    besides it reads only those few.
    """
    column = _NUMBERED[table]
    # Asked for in one select, the two would be looked for in every row.
    lowest, highest = db.conn.execute(
        f"select (select min({column}) from {table} where transcript_id = :text),"
        f" (select max({column}) from {table} where transcript_id = :text)",
        {"text": transcript_id},
    ).fetchone()
    if lowest is None:
        return 0, -1
    query = (
        f"select {column}, stop from {table} where transcript_id = ? and {column} >= ?"
        f" order by {column} limit 1"
    )

    def reaching(offset: int) -> int:
        low, high, found = lowest, highest, highest
        while low < high:
            middle = (low + high) // 2
            number, ends = db.conn.execute(query, [transcript_id, middle]).fetchone()
            if ends > offset:
                high, found = middle, number
            else:
                low = number + 1
        return int(found)

    first = reaching(start)
    return first, max(first, reaching(stop - 1))
