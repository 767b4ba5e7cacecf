"""The second half of closing a project: what was prepared takes the place of all the rest.

A marker says that it has begun. Each step may be done again, so that the next opening of the
project finishes what was interrupted; without the marker nothing has been touched.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from typing import TYPE_CHECKING

from qda.errors import Refused
from qda.formats.files import TEMPORARY_SUFFIX, write_atomically
from qda.language import gettext as _
from qda.language import ngettext
from qda.storage.backup import fill
from qda.storage.connection import connect, explained

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

STAGING = ".closing"
"""Folder in which the closed project is prepared."""
MARKER = "closing.json"
"""Stands in the project while it is being destroyed; names the exports that stay."""
RESULT = "closed"
"""Folder of the receipt and the record for the method chapter."""
LEDGER = "erased.json"
"""Beside the backups: hashes of the persons that were erased, with the time."""
FOLDERS = ("backups", "transcripts", "exports")
"""What is in them goes, but for the ledger and the exports that stay."""
_CHUNK = 1 << 20


def begin(root: Path, kept: Iterable[str]) -> None:
    """Set the marker: from here on the project is closed, whatever stops the program."""
    contents = json.dumps({"kept": sorted(kept)}, ensure_ascii=False).encode()
    write_atomically(root / MARKER, contents)


def finish(root: Path, database: str) -> None:
    """Destroy what a marker says is to go; nothing where there is none.

    Args:
        root: The project's folder.
        database: The name of its file.

    Raises:
        BadProject: Another program does not let go of the database.
        Refused: A file cannot be deleted; the next opening tries again.
    """
    marker = root / MARKER
    if not marker.is_file():
        return
    kept = _kept(marker)
    staging = root / STAGING
    fresh = staging / database
    if fresh.is_file():
        source = connect(fresh)
        try:
            fill(source, root / database)
        finally:
            source.close()
    going = [path for path in inside(root, kept) if path.name != LEDGER]
    stuck = sum(not _destroyed(path) for path in [*going, *_unfinished(root)])
    if stuck:
        raise Refused(
            ngettext(
                "{count} file could not be deleted.", "{count} files could not be deleted.", stuck
            ).format(count=stuck),
            _("Close other programs that have its files open, and run `qda close` again."),
        )
    with explained(root):
        _moved(staging / RESULT, root / RESULT)
        _moved(staging / FOLDERS[0], root / FOLDERS[0])
        _leave_empty_folders(root)
        shutil.rmtree(staging, ignore_errors=True)
        marker.unlink()


def inside(root: Path, kept: Iterable[str]) -> Iterator[Path]:
    """The files of the project's folders that go; a folder that is a link is another place's."""
    stays = set(kept)
    for name in FOLDERS:
        folder = root / name
        if folder.is_symlink() or not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*")):
            is_file = path.is_symlink() or path.is_file()
            if is_file and path.relative_to(root).as_posix() not in stays:
                yield path


def _kept(marker: Path) -> set[str]:
    try:
        found = json.loads(marker.read_text("utf-8"))
    except ValueError:
        return set()
    return {str(one) for one in found.get("kept", ())} if isinstance(found, dict) else set()


def _unfinished(root: Path) -> list[Path]:
    return [
        path
        for path in root.iterdir()
        if path.is_file() and path.name.endswith((TEMPORARY_SUFFIX, ".unfinished"))
    ]


def _destroyed(path: Path) -> bool:
    """Overwrite and delete a file; of a link, and of a file with a second name, only this name."""
    try:
        facts = path.lstat()
        if stat.S_ISREG(facts.st_mode):
            path.chmod(0o600)
            if facts.st_nlink == 1:
                _overwrite(path, facts.st_size)
        path.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _overwrite(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        for start in range(0, size, _CHUNK):
            file.write(bytes(min(_CHUNK, size - start)))
        file.flush()
        os.fsync(file.fileno())


def _moved(source: Path, target: Path) -> None:
    if not source.is_dir():
        return
    target.mkdir(mode=0o700, exist_ok=True)
    for path in sorted(source.iterdir()):
        os.replace(path, target / path.name)


def _leave_empty_folders(root: Path) -> None:
    for name in FOLDERS:
        folder = root / name
        if folder.is_symlink() or not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
