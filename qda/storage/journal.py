"""The append-only journal, and the steps that undo and redo walk.

Each entry lists its row changes as before and after; undo applies them backwards and is an
entry itself. `step` only remembers which entries are undone at present.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.storage.store import now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database


CODEBOOK = "codebook"
"""What stands for a table in a change of codes.yml; its rows hold the whole text."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; None where it did not or does not exist."""

    table: str
    uid: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal."""

    id: int
    at: str
    coder: str
    action: str
    """Stable name such as `coding.add`; the interface words it."""
    subject: Mapping[str, Any]
    """What the interface needs to word it: appendix, theme, count. No interview text."""
    changes: tuple[Change, ...]
    refers: int | None
    """The entry that an undo or redo is about."""


def record(
    db: Database,
    *,
    coder: str,
    action: str,
    subject: Mapping[str, Any],
    changes: Sequence[Change] = (),
    undoable: bool = False,
    refers: int | None = None,
) -> int:
    """Append an entry; call it inside the transaction of the change.

    A new undoable entry ends the redoing of what was undone before.
    """
    entry = db.execute(
        "insert into journal (at, coder, action, subject, changes, refers)"
        " values (:at, :coder, :action, :subject, :changes, :refers)",
        {
            "at": now(),
            "coder": coder,
            "action": action,
            "subject": json.dumps(subject, ensure_ascii=False),
            "changes": json.dumps(
                [[c.table, c.uid, c.before, c.after] for c in changes], ensure_ascii=False
            ),
            "refers": refers,
        },
    ).lastrowid
    assert entry is not None
    if undoable:
        db.execute("delete from step where undone = 1")
        db.execute("insert into step (journal_id) values (?)", [entry])
    return entry


_ENTRY = "select j.id, j.at, j.coder, j.action, j.subject, j.changes, j.refers from journal j"


def _entry(row: Sequence[Any]) -> Entry:
    id_, at, coder, action, subject, changes, refers = row
    return Entry(
        id=id_,
        at=at,
        coder=coder,
        action=action,
        subject=json.loads(subject),
        changes=tuple(Change(*change) for change in json.loads(changes)),
        refers=refers,
    )


def last_step(db: Database) -> Entry | None:
    """The entry that undo would take back."""
    row = db.execute(
        f"{_ENTRY} join step s on s.journal_id = j.id where s.undone = 0"
        " order by s.journal_id desc limit 1"
    ).fetchone()
    return _entry(row) if row else None


def last_step_size(db: Database) -> tuple[str, int] | None:
    """Whose entry undo would take back, and how many rows it changed; cheaper than the entry."""
    row = db.execute(
        "select j.coder, json_array_length(j.changes) from journal j"
        " join step s on s.journal_id = j.id where s.undone = 0"
        " order by s.journal_id desc limit 1"
    ).fetchone()
    return (row[0], row[1]) if row else None


def next_step(db: Database) -> Entry | None:
    """The entry that redo would do again."""
    row = db.execute(
        f"{_ENTRY} join step s on s.journal_id = j.id where s.undone = 1"
        " order by s.journal_id limit 1"
    ).fetchone()
    return _entry(row) if row else None


def mark_step(db: Database, entry_id: int, *, undone: bool) -> None:
    """Remember that a step is undone, or done again."""
    db.execute("update step set undone = ? where journal_id = ?", [int(undone), entry_id])


def entries(db: Database, limit: int) -> list[Entry]:
    """The newest entries, newest first."""
    rows = db.execute(f"{_ENTRY} order by j.id desc limit ?", [limit])
    return [_entry(row) for row in rows]


def last_change(db: Database) -> str:
    """When the newest entry was written; empty in a new project."""
    return str(db.execute("select coalesce(max(at), '') from journal").fetchone()[0])


def about_consent(db: Database) -> list[Entry]:
    """The entries that recorded consent events, oldest first."""
    rows = db.execute(
        f"{_ENTRY} where j.action like 'consent.%' or j.action = 'informants.load' order by j.id"
    )
    return [_entry(row) for row in rows]


def entry(db: Database, number: int) -> Entry | None:
    """One entry by its number."""
    row = db.execute(f"{_ENTRY} where j.id = ?", [number]).fetchone()
    return _entry(row) if row else None


def acts(db: Database, limit: int | None) -> list[Entry]:
    """The newest entries but undoing and redoing, newest first, without their changes."""
    rows = db.execute(
        "select id, at, coder, action, subject, '[]', null from journal where refers is null"
        " order by id desc limit ?",
        [-1 if limit is None else limit],
    )
    return [_entry(row) for row in rows]


def entries_since(db: Database, revision: int) -> list[Entry]:
    """The entries after a revision, oldest first."""
    rows = db.execute(f"{_ENTRY} where j.id > ? order by j.id", [revision])
    return [_entry(row) for row in rows]


def step_states(db: Database) -> dict[int, bool]:
    """The steps that undo and redo walk, and whether each is undone."""
    return {
        number: bool(undone)
        for number, undone in db.execute("select journal_id, undone from step order by journal_id")
    }


def last_walks(db: Database) -> dict[int, str]:
    """What was last done to each step that was ever undone: `undo` or `redo`."""
    return dict(
        db.execute(
            "select refers, action from journal where refers is not null order by id"
        ).fetchall()
    )


def revision(db: Database) -> int:
    """A number that moves with every change; another program looks at it."""
    return int(db.execute("select coalesce(max(id), 0) from journal").fetchone()[0])


def last_by_appendix(db: Database) -> dict[str, str]:
    """By appendix number when the newest entry about it was written."""
    return dict(
        db.execute(
            "select json_extract(subject, '$.appendix') as appendix, max(at) from journal"
            " where appendix is not null group by appendix"
        )
    )
