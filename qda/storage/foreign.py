"""Projects of Taguette and QualCoder, which are SQLite files made by somebody else.

Such a file is data to be suspected: opened read-only and immutable, without trusted schema,
extensions or triggers of its own having a say, with a limit on work, and only as plain tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from qda.domain.text import one_line
from qda.errors import BadFile
from qda.language import gettext as _
from qda.storage.foreign_rows import tables_of
from qda.storage.qualcoder import read_qualcoder
from qda.storage.taguette import read_taguette

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.exchange import ForeignProject

MOST_BYTES = 500_000_000
MOST_WORK = 200_000
"""Calls of the watchdog, one for every 10,000 steps of SQLite's machine: some 30 seconds."""
LONGEST_VALUE = 50_000_000
"""Bytes of one text."""


def read_database(path: Path) -> ForeignProject:
    """The project in a SQLite file of Taguette or QualCoder.

    Raises:
        BadFile: Damaged, too large, or of another program.
    """
    name = one_line(path.name)
    if path.stat().st_size > MOST_BYTES:
        raise BadFile(_('The file "{name}" is too large.').format(name=name))
    if any(_filled(path.with_name(path.name + end)) for end in ("-wal", "-journal")):
        raise BadFile(
            _('"{name}" is open in another program, or was not closed properly.').format(name=name),
            _("Close the project there, so that all of it is in the file, and try again."),
        )
    try:
        connection = _opened(path)
        try:
            tables = tables_of(connection)
            if {"highlights", "tags", "documents", "highlight_tags"} <= tables:
                return read_taguette(connection)
            if {"code_name", "code_text", "source", "code_cat"} <= tables:
                return read_qualcoder(connection)
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        raise BadFile(
            _('"{name}" is damaged, or no project of Taguette or QualCoder.').format(name=name),
            _("Close the program that made it and export or copy it again."),
        ) from error
    raise BadFile(
        _('"{name}" is a database, but of no program that qda knows.').format(name=name),
        _("It reads projects of Taguette and QualCoder."),
    )


def _filled(path: Path) -> bool:
    """Whether a file is there and holds something, as a journal does while it is needed."""
    return path.is_file() and path.stat().st_size > 0


def _opened(path: Path) -> Any:
    # Immutable: no journal beside the file is looked at, no lock is taken, nothing is written.
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True)
    try:
        for pragma in ("trusted_schema=0", "query_only=1", "cell_size_check=1", "mmap_size=0"):
            connection.execute(f"pragma {pragma}")
        if hasattr(connection, "setlimit"):
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        left = [MOST_WORK]

        def watch() -> int:
            left[0] -= 1
            return left[0] < 0

        connection.set_progress_handler(watch, 10_000)
    except BaseException:
        connection.close()
        raise
    return connection
