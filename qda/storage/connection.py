"""Opening a project file, and the one way to write to it.

`journal_mode=truncate` with `synchronous=full` was the only setting beside DELETE/extra and
WAL/full that lost no acknowledged commit in 1,000 simulated power cuts, without the remnants
and the reset bug of WAL. sqlite-utils' own `atomic()` begins deferred, which fails with BUSY
when two processes read and then write; `write` begins immediate instead.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from qda.errors import BadProject
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION_ID = 0x51444131
"""`QDA1`: marks a file as a qda project."""

BUSY_TIMEOUT = 30_000
"""Milliseconds to wait for another program that writes."""

DatabaseError = sqlite3.DatabaseError
"""The error class of the SQLite that sqlite-utils uses (it may be pysqlite3)."""

PRAGMAS = {
    "journal_mode": "truncate",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": BUSY_TIMEOUT,
    "trusted_schema": 0,
    "temp_store": 2,
}
"""What every connection must have in force; `qda doctor` compares."""


def connect(path: Path, *, create: bool = False) -> Database:
    """Open a database file with the settings of every connection.

    Args:
        path: The file.
        create: Make it, readable by its owner only; an existing file is an error.

    Raises:
        BadProject: The file is missing, unreadable, or no SQLite file.
    """
    with explained(path):
        if create:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        elif not path.is_file():
            raise BadProject(
                _('There is no project file "{name}".').format(name=path.name),
                _("Make a project with `qda init`."),
            )
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT / 1000)
        try:
            for name, value in PRAGMAS.items():
                connection.execute(f"pragma {name}={value}")
            if sys.platform == "darwin":
                # fsync does not reach the drive there; this does.
                connection.execute("pragma fullfsync=1")
            connection.execute("select count(*) from sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return Database(connection, execute_plugins=False)


def wait_at_most(db: Database, milliseconds: int) -> None:
    """Wait so long for another program that writes, and then say so: for a screen, that must not
    stand still.
    """
    db.execute(f"pragma busy_timeout={int(milliseconds)}")


@contextmanager
def write(db: Database, path: Path | None = None) -> Iterator[Database]:
    """One user action: begin immediate, and commit, or leave everything as it was.

    When the block has ended without an error, the change is on disk.
    """
    with explained(path):
        db.conn.execute("begin immediate")
        try:
            yield db
            db.conn.execute("commit")
        except BaseException:
            if db.conn.in_transaction:
                db.conn.execute("rollback")
            raise


@contextmanager
def read(db: Database) -> Iterator[Database]:
    """Several queries that see one state of the project."""
    if db.conn.in_transaction:
        yield db
        return
    db.conn.execute("begin")
    try:
        yield db
    finally:
        if db.conn.in_transaction:
            db.conn.execute("rollback")


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turn the errors of SQLite and of the disk into one sentence each."""
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        raise explanation(error, path) from error


def explanation(error: Exception, path: Path | None) -> BadProject:
    """What an error of SQLite or of the disk means for the user."""
    return BadProject(*_explanation(error, path.name if path else "qda.db"))


def _explanation(error: Exception, name: str) -> tuple[str, str]:
    # The text of an OSError holds the path, which may name somebody.
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    said = reason.lower()
    if "disk is full" in said or "no space" in said or "quota" in said:
        return (
            _('The disk is full: nothing was saved in "{name}".').format(name=name),
            _("Make room and do it again; what was saved before is untouched."),
        )
    if "readonly" in said or "read-only" in said or isinstance(error, PermissionError):
        return (
            _('"{name}" cannot be written: the file or its folder is read-only.').format(name=name),
            _("Give yourself the right to write in the project folder, or copy it elsewhere."),
        )
    if "unable to open" in said or isinstance(error, FileNotFoundError | NotADirectoryError):
        return (
            _('"{name}" cannot be opened.').format(name=name),
            _("Check that the folder exists and that you may write in it."),
        )
    if "locked" in said or "busy" in said:
        return (
            _('"{name}" is in use by another program.').format(name=name),
            _("Close the other program and do it again; nothing was lost."),
        )
    if "not a database" in said or "malformed" in said or "encrypted" in said:
        return (
            _('"{name}" is damaged or no project file.').format(name=name),
            _("Take the newest copy from the folder backups with `qda restore`."),
        )
    if isinstance(error, FileExistsError):
        return (
            _('"{name}" exists already.').format(name=name),
            _("Open the project that is there, or choose another folder."),
        )
    return (
        _('"{name}" could not be read or written ({kind}).').format(
            name=name, kind=f"{type(error).__name__}: {reason}"
        ),
        _("Check the disk; `qda doctor` examines the project."),
    )
