"""Which program a file comes from, told by its contents; and reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.text import one_line
from qda.errors import BadFile
from qda.formats.files import read_at_most
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.exchange import ForeignProject

_SQLITE = b"SQLite format 3\x00"
_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_QUALCODER = "data.qda"
"""The database in the folder of a QualCoder project."""


def is_table(path: Path) -> bool:
    """Whether a file is a table or a list, by its ending."""
    return path.suffix.casefold() in _TABLES


def read_foreign(path: Path) -> ForeignProject:
    """The project in a file or folder of another program.

    REFI-QDA (.qdpx, .qde, .qdc), a Taguette project (.sqlite3), a QualCoder folder (.qda).

    Raises:
        BadFile: It is none of these, or damaged.
    """
    if path.is_dir():
        inside = path / _QUALCODER
        if not inside.is_file():
            raise BadFile(
                _('The folder "{name}" is no QualCoder project.').format(name=one_line(path.name)),
                _("Name the folder that holds data.qda."),
            )
        path = inside
    head = read_at_most(path, 512)
    if head.startswith(_SQLITE):
        from qda.storage.foreign import read_database

        return read_database(path)
    if head.startswith(b"PK") or head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        from qda.formats.refi_reading import read_refi

        return read_refi(path)
    raise BadFile(
        _('"{name}" comes from no program that qda knows.').format(name=one_line(path.name)),
        _("It reads REFI-QDA (.qdpx, .qdc), Taguette (.sqlite3) and QualCoder (a .qda folder)."),
    )
