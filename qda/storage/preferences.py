"""How each coder likes the screen: names and values, no step of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def preference(db: Database, coder: str, name: str) -> str:
    """A coder's value; empty where there is none."""
    found = db.execute(
        "select value from preference where coder = ? and name = ?", [coder, name]
    ).fetchone()
    return str(found[0]) if found else ""


def set_preference(db: Database, coder: str, name: str, value: str) -> None:
    """Give a name a value; inside a transaction."""
    db.execute(
        "insert or replace into preference (coder, name, value) values (?, ?, ?)",
        [coder, name, value],
    )
