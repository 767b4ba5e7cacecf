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

    def reaching(offset: int, low: int, stride: int) -> int:
        """The first row that ends behind an offset; strides double from a place that is near."""
        high, found = highest, highest
        while low < high:
            middle = min(low + stride, high) - 1 if stride else (low + high) // 2
            number, ends = db.conn.execute(query, [transcript_id, middle]).fetchone()
            if ends > offset:
                high, found, stride = middle, number, 0
            else:
                low, stride = number + 1, 2 * stride
        return int(found)

    first = reaching(start, lowest, 0)
    return first, max(first, reaching(stop - 1, first, 1))
