"""Backups: checked copies of the database, made before risky work, thinned out by age."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from qda.errors import BadProject, NotFound, Refused
from qda.formats.files import sweep
from qda.language import gettext as _
from qda.services.project import Project, open_project
from qda.services.project_paths import Paths, default_coder, file_time
from qda.storage import backup as copies
from qda.storage import journal
from qda.storage.connection import connect, explained, write

if TYPE_CHECKING:
    from pathlib import Path

KEEP_ALL = timedelta(days=2)
KEEP_DAILY = timedelta(days=30)
_OWN_NAME = re.compile(r"(backup|before-[a-z]+)-\d{8}T\d{6,9}\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy in the folder backups."""

    path: Path
    made: datetime
    size: int
    """Bytes."""


def backup(project: Project, reason: str = "backup", target: Path | None = None) -> Path:
    """Write a checked copy of the open project and return its path.

    Args:
        project: An open project.
        reason: Begins the file's name: `backup`, `before-import` …
        target: Where to write instead of the folder backups; must not exist yet.
    """
    if target is None:
        folder = project.paths.make(project.paths.backups)
        target = folder / f"{reason}-{file_time()}.db"
    elif target.exists():
        raise Refused(
            _('"{name}" exists already.').format(name=target.name),
            _("Choose another name; a backup never replaces a file."),
        )
    copies.copy_database(project.db, target)
    _thin_out(project.paths)
    sweep(project.paths.backups)
    return target


def backups(paths: Paths) -> list[Backup]:
    """The copies in the folder backups, newest first."""
    found = []
    for path in paths.backups.glob("*.db"):
        facts = path.stat()
        made = datetime.fromtimestamp(facts.st_mtime, UTC)
        found.append(Backup(path, made, facts.st_size))
    return sorted(found, key=lambda copy: (copy.made, copy.path.name), reverse=True)


def restore(paths: Paths, source: Path | None) -> tuple[Path, Path | None]:
    """Put a copy in the place of the project's database.

    The copy is checked first, and what is there now is backed up before it is replaced.

    Args:
        paths: The project.
        source: The copy; None takes the newest in the folder backups.

    Returns:
        The copy that was used, and the backup of what was there (None if it could not be read).
    """
    if source is None:
        there = backups(paths)
        if not there:
            raise NotFound(
                _("There is no backup in the folder backups."),
                _("Name the file of a copy: `qda restore FILE`."),
            )
        source = there[0].path
    if not source.is_file():
        raise NotFound(
            _('There is no file "{name}".').format(name=source.name),
            _("`qda restore --list` shows the backups."),
        )
    copies.check_copy(source)
    saved = _save_present(paths)
    original = connect(source)
    try:
        if paths.database.exists():
            copies.fill(original, paths.database)
        else:
            # The old file's journal must not be taken for the new file's.
            with explained(paths.database):
                journal_file = paths.database.with_name(paths.database.name + "-journal")
                journal_file.unlink(missing_ok=True)
            copies.copy_database(original, paths.database, tidy=False)
    finally:
        original.close()
    _note_restore(paths, source.name)
    open_project(paths.root).close()  # erases again whoever the copy has brought back
    return source, saved


def _save_present(paths: Paths) -> Path | None:
    if not paths.database.exists():
        return None
    target = paths.make(paths.backups) / f"before-restore-{file_time()}.db"
    try:
        copies.check_copy(paths.database)
    except BadProject:
        # A damaged file cannot be copied by SQLite; it is kept as it is, under another name.
        target = target.with_suffix(".damaged")
        with explained(paths.database):
            os.replace(paths.database, target)
        return target
    present = connect(paths.database)
    try:
        copies.copy_database(present, target)
    finally:
        present.close()
    return target


def _note_restore(paths: Paths, name: str) -> None:
    db = connect(paths.database)
    try:
        with write(db, paths.database):
            journal.record(
                db, coder=default_coder(), action="project.restore", subject={"backup": name}
            )
    finally:
        db.close()


def _thin_out(paths: Paths) -> None:
    """Keep all copies of two days, one per day of a month, one per month beyond."""
    kept: set[str] = set()
    moment = datetime.now(UTC)
    for copy in backups(paths):
        if not _OWN_NAME.fullmatch(copy.path.name):
            continue  # a person put it there
        age = moment - copy.made
        if age <= KEEP_ALL:
            continue
        period = copy.made.strftime("%Y-%m-%d" if age <= KEEP_DAILY else "%Y-%m")
        if period in kept:
            copy.path.unlink(missing_ok=True)
        kept.add(period)
