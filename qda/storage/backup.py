"""Copies of a project's database that are whole: `VACUUM INTO`, then opened and checked.

An open database is never copied as a file: in the trials behind this rule nearly every such
copy was damaged.
"""

from __future__ import annotations

import os
from time import monotonic
from typing import TYPE_CHECKING

from qda.errors import BadProject
from qda.language import gettext as _
from qda.storage.connection import (
    APPLICATION_ID,
    BUSY_TIMEOUT,
    DatabaseError,
    connect,
    explained,
    read,
    write,
)
from qda.storage.journal import revision
from qda.storage.store import refuse_newer

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database


def copy_database(db: Database, target: Path, *, tidy: bool = True) -> None:
    """Write a checked copy of the open database to a new file with mode 0600.

    Args:
        db: An open database.
        target: The file; it must not exist.
        tidy: Merge the search index first; False leaves the open file untouched.

    Raises:
        BadProject: The disk is full, or the copy is not whole; no file is left then.
    """
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        with explained(target):
            unfinished.unlink(missing_ok=True)
            # VACUUM INTO accepts an existing empty file and keeps its mode.
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            if tidy:
                # Without this the copy would carry deleted words in the search index.
                with write(db, target):
                    db.execute("insert into segment_search (segment_search) values ('optimize')")
            before = revision(db)
            db.conn.execute("vacuum into ?", [str(unfinished)])
            _sync(unfinished)
            # Another program may write meanwhile; then the numbers cannot be compared.
            with read(db):
                expected = counts(db) if revision(db) == before else None
            check_copy(unfinished, expected)
            unfinished.replace(target)
            _sync(target.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def fill(source: Database, target: Path) -> None:
    """Replace all that a project's database holds by another's, as one transaction of SQLite.

    The file stays the same one: a program that has it open goes on in what was restored, where
    it would write into a file without a name if the file were replaced.

    Raises:
        BadProject: The disk is full, or another program does not let go; nothing was changed.
    """
    patience = monotonic() + BUSY_TIMEOUT / 1000

    def waited(_status: int, remaining: int, _total: int) -> None:
        if remaining and monotonic() > patience:
            raise DatabaseError("database is locked")

    db = connect(target)
    try:
        with explained(target):
            source.conn.backup(db.conn, progress=waited)
    finally:
        db.close()
    check_copy(target)


def counts(db: Database) -> dict[str, int]:
    """The number of rows by table; what a copy must have too."""
    tables = ("informant", "consent_event", "interview", "transcript", "segment", "theme")
    later = {"memo", "summary"} & set(db.table_names())  # a copy may be older than these
    return {
        table: db.execute(f"select count(*) from {table}").fetchone()[0]
        for table in (*tables, "coding", "restriction", *sorted(later), "journal")
    }


def check_copy(path: Path, expected: dict[str, int] | None = None) -> dict[str, int]:
    """Open a copy and check it; returns its numbers of rows.

    Raises:
        BadProject: The copy is damaged, no project, or has other numbers than expected.
    """
    copy = connect(path)
    try:
        with explained(path):
            marked = copy.execute("pragma application_id").fetchone()[0]
            whole = copy.execute("pragma quick_check").fetchone()[0] == "ok"
            if whole and marked == APPLICATION_ID:
                refuse_newer(copy, path)
            found = counts(copy) if whole and marked == APPLICATION_ID else {}
    finally:
        copy.close()
    if not found or (expected is not None and found != expected):
        raise BadProject(
            _('The copy "{name}" is not whole.').format(name=path.name),
            _("Take another copy; the project itself was not changed."),
        )
    return found


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows has no way to flush a folder.
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
