"""Rows of a suspected database, and identities for them."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

MOST_ROWS = 500_000
"""Of one table."""


def tables_of(connection: Any) -> set[str]:
    """The plain tables; a view or virtual table of a known name is not taken for one."""
    rows = connection.execute(
        "select name from sqlite_master where type = 'table' and sql not like 'create virtual%'"
    )
    return {str(row[0]) for row in rows.fetchmany(1_000)}


def rows_of(connection: Any, query: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = connection.execute(query).fetchmany(MOST_ROWS + 1)
    if len(rows) > MOST_ROWS:
        raise sqlite3.DatabaseError("too many rows")
    return rows


def words_of(value: Any) -> str:
    return value if isinstance(value, str) else ""


def whole_of(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value < 1 << 40 else -1


class Names:
    """GUIDs for rows that have numbers only: the same in every copy of the same project."""

    def __init__(self, seed: str) -> None:
        self._namespace: UUID = uuid5(NAMESPACE_URL, seed)

    def __call__(self, kind: str, row: Any) -> str:
        return str(uuid5(self._namespace, f"{kind}:{row}"))
