"""Opening, making and migrating a project's database.

Order at opening: connect, check that the file is ours and not newer, back up if a migration
is pending, migrate with foreign keys off (`transform()` needs that), check, switch them on.
"""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from qda import __version__
from qda.errors import BadProject, NewerProject
from qda.language import gettext as _
from qda.storage.connection import APPLICATION_ID, connect, explained, explanation, write
from qda.storage.schema import NAMES, migrations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database


def now() -> str:
    """The present time in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def new_uid() -> str:
    """A random identity of 128 bits."""
    return uuid4().hex


def create_database(path: Path, title: str) -> Database:
    """Make a new, empty project database at `path` with mode 0600.

    It is made under another name and moved, so that no half-made project can be left behind.
    """
    if path.exists():
        raise explanation(FileExistsError(), path)
    # Of two programs that do this at once, neither may touch the other's file.
    unfinished = path.with_name(f"{path.name}.{new_uid()[:8]}.unfinished")
    db = connect(unfinished, create=True)
    try:
        with explained(path):
            db.execute(f"pragma application_id={APPLICATION_ID}")
            migrations.apply(db)
        with write(db, path):
            db.execute(
                "insert into project (id, uid, title, created, made_with)"
                " values (1, :uid, :title, :created, :made_with)",
                {"uid": new_uid(), "title": title, "created": now(), "made_with": __version__},
            )
        db.close()
        with explained(path):
            _move_to_free_name(unfinished, path)
    except BaseException:
        db.close()
        # SQLite leaves the emptied journal of `journal_mode=truncate` beside the file.
        for left in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
            left.unlink(missing_ok=True)
        raise
    for left in path.parent.glob(f"{path.name}.*unfinished*"):
        left.unlink(missing_ok=True)  # a crash's, or of somebody who comes too late
    return connect(path)


def _move_to_free_name(source: Path, target: Path) -> None:
    """Move a file, unlike `rename` never over another one."""
    try:
        os.link(source, target)
    except (FileExistsError, FileNotFoundError) as error:
        raise FileExistsError(errno.EEXIST, "exists") from error
    except OSError:  # a disk without hard links
        if target.exists():
            raise FileExistsError(errno.EEXIST, "exists") from None
        source.replace(target)
    else:
        source.unlink(missing_ok=True)


def open_database(path: Path, *, before_migration: Callable[[Database], None]) -> Database:
    """Open a project database, bringing it up to date.

    Args:
        path: The file.
        before_migration: Called with the open database before a pending migration changes it;
            makes the backup.

    Raises:
        BadProject: Not a project file, or damaged.
        NewerProject: Written by a newer qda.
    """
    db = connect(path)
    try:
        _check_ours(db, path)
        if migrations.pending(db):
            before_migration(db)
            _migrate(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _check_ours(db: Database, path: Path) -> None:
    with explained(path):
        marked = db.execute("pragma application_id").fetchone()[0]
    if marked != APPLICATION_ID:
        raise BadProject(
            _('"{name}" is a database, but not a qda project.').format(name=path.name),
            _("Choose the folder of a project, or make one with `qda init`."),
        )
    refuse_newer(db, path)


def refuse_newer(db: Database, path: Path) -> None:
    """Refuse a file with migrations that this version does not know.

    Raises:
        NewerProject: Nothing was changed.
    """
    if not {migration.name for migration in migrations.applied(db)} <= set(NAMES):
        raise NewerProject(
            _('"{name}" was written by a newer version of qda than this one ({version}).').format(
                name=path.name, version=__version__
            ),
            _("Update qda, then open the project again. Nothing was changed."),
        )


def _migrate(db: Database, path: Path) -> None:
    with explained(path):
        db.execute("pragma foreign_keys=0")
        migrations.apply(db)
        if db.execute("pragma foreign_key_check").fetchone() is not None:
            raise BadProject(
                _('"{name}" has rows that refer to nothing.').format(name=path.name),
                _("Take the newest copy from the folder backups with `qda restore`."),
            )
        db.execute("pragma foreign_keys=1")
