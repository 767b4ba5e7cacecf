"""Rows of a text that lie at a place, found without reading all of them."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from qda.storage.halving import numbers_between

Table = Literal["segment", "turn"]


def rows(table: str, lengths: list[tuple[int, int, int]]) -> Database:
    """A table of stretches with gaps between them, and between their numbers."""
    db = Database(memory=True)
    column = {"segment": "number", "turn": "ordinal"}[table]
    at, number, found = 0, 0, []
    for gap, length, skipped in lengths:
        number += 1 + skipped
        found.append((7, number, at + gap, at + gap + length))
        at += gap + length
    db.conn.execute(f"create table {table} (transcript_id, {column}, start, stop)")
    db.conn.executemany(f"insert into {table} values (?, ?, ?, ?)", [(8, 1, 0, 900), *found])
    return db


@pytest.mark.parametrize("table", ["segment", "turn"])
@given(
    lengths=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9), st.integers(0, 2))),
    start=st.integers(0, 90),
    length=st.integers(1, 30),
)
def test_no_row_at_a_place_is_missed(
    table: Table, lengths: list[tuple[int, int, int]], start: int, length: int
) -> None:
    db, stop = rows(table, lengths), start + length
    first, last = numbers_between(db, table, 7, start, stop)
    where = "where transcript_id = 7 and start < ? and stop > ?"
    every = db.execute(f"select * from {table} {where}", [stop, start]).fetchall()
    inside = [row for row in every if first <= row[1] <= last]
    assert inside == every


def test_of_a_long_text_few_rows_are_left_to_read() -> None:
    db = rows("segment", [(0, 10, 0)] * 1000)
    assert numbers_between(db, "segment", 7, 5000, 5020) == (501, 502)
