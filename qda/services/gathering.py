"""Which files a person means: named ones, whole folders, and patterns."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from qda.domain.interviews import appendix_order
from qda.errors import NotFound
from qda.formats.reading import READABLE_ENDINGS
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PATTERN = re.compile(r"[*?\[]")


def files_to_import(paths: Iterable[Path]) -> list[Path]:
    """The files that paths mean, each once: a folder gives its transcripts, a pattern its matches.

    A path that is there is taken as it stands; one that is not may be a pattern such as
    `bilag/*.odt`, which some shells hand over as text.

    Raises:
        NotFound: A folder without any, or a pattern that nothing matches.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for each in _matches(path):
            found.update(dict.fromkeys(_inside(each) if each.is_dir() else [each]))
    return list(found)


def passed_over(paths: Iterable[Path]) -> Counter[str]:
    """What lies in the folders and is no transcript by its ending: how many, by ending."""
    return Counter(
        file.suffix.casefold() or file.name
        for path in paths
        if path.is_dir()
        for file in path.iterdir()
        if file.is_file() and not _is_hidden(file) and not _is_readable(file)
    )


def folders_inside(paths: Iterable[Path]) -> int:
    """How many folders lie in the folders; they are not looked into."""
    return sum(
        each.is_dir() and not _is_hidden(each)
        for path in paths
        if path.is_dir()
        for each in path.iterdir()
    )


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds, for who chooses files."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    """Those with the wanted endings; transcripts, where nothing else is said."""
    others: int
    """Files with other endings."""


def folder_of(folder: Path, endings: Sequence[str] = READABLE_ENDINGS) -> Folder:
    """What lies in a folder, by name; hidden ones are left out.

    Args:
        folder: The folder.
        endings: The endings of the files that are wanted, in small letters with their dot.

    Raises:
        NotFound: It is gone, or may not be read.
    """
    try:
        inside = sorted(
            (path for path in folder.iterdir() if not _is_hidden(path)),
            key=lambda path: appendix_order(path.name),
        )
        folders = tuple(path for path in inside if path.is_dir())
        files = tuple(path for path in inside if path.is_file())
    except OSError as error:
        raise NotFound(
            _('The folder "{name}" cannot be read.').format(name=folder.name),
            _("Check that it exists and that you may read it."),
        ) from error
    readable = tuple(path for path in files if path.suffix.casefold() in endings)
    return Folder(folders, readable, len(files) - len(readable))


def _matches(path: Path) -> list[Path]:
    if not _PATTERN.search(str(path)) or os.path.lexists(path):
        return [path]
    matches = sorted(Path(name) for name in glob(str(path), recursive=True))
    found = [match for match in matches if not _is_hidden(match)]
    if not found:
        raise NotFound(
            _('Nothing matches "{pattern}".').format(pattern=path.name),
            _("Check the folder and the ending."),
        )
    return found


def _inside(folder: Path) -> list[Path]:
    inside = sorted(
        file
        for file in folder.iterdir()
        if _is_readable(file) and not _is_hidden(file) and file.is_file()
    )
    if not inside:
        raise NotFound(
            _('The folder "{name}" holds no transcripts that qda can read.').format(
                name=folder.resolve().name
            ),
            _("It reads files that end in {endings}.").format(endings=", ".join(READABLE_ENDINGS)),
        )
    return inside


def _is_readable(file: Path) -> bool:
    return file.suffix.casefold() in READABLE_ENDINGS


def _is_hidden(file: Path) -> bool:
    """Whether it is hidden, or the lock file of an open document."""
    return file.name.startswith(("~$", "."))
