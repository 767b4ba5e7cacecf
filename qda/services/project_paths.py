"""Where a project keeps what, and how its folder is found, like git finds a repository."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qda.errors import BadProject, Refused
from qda.language import gettext as _
from qda.storage import connection, store

if TYPE_CHECKING:
    from pathlib import Path

DATABASE = "qda.db"
CODEBOOK = "codes.yml"


@dataclass(frozen=True)
class Paths:
    """Where a project keeps what; each path is put together once, for keys ask for some often."""

    root: Path

    @cached_property
    def database(self) -> Path:
        """Everything but the originals and the codebook; confidential."""
        return self.root / DATABASE

    @cached_property
    def codebook(self) -> Path:
        """The user's own file."""
        return self.root / CODEBOOK

    @cached_property
    def transcripts(self) -> Path:
        """The originals; qda only reads them."""
        return self.root / "transcripts"

    @cached_property
    def exports(self) -> Path:
        """What qda wrote."""
        return self.root / "exports"

    @cached_property
    def backups(self) -> Path:
        """Checked copies of the database."""
        return self.root / "backups"

    def make(self, folder: Path) -> Path:
        """Make one of the project's folders, for its owner only, if it is not there."""
        with connection.explained(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


def refuse_originals(paths: Paths, out: Path) -> None:
    """Keep exports out of the folder with the user's originals.

    Raises:
        Refused: The file would stand among them, or in the place of codes.yml.
    """
    target = out.resolve()
    if paths.transcripts.resolve() in target.parents or target == paths.codebook.resolve():
        raise Refused(
            _('"{name}" would stand among your originals.').format(name=out.name),
            _("Write it to exports/ or to another folder."),
        )


def find_root(start: Path) -> Path:
    """The project folder that holds `start`, looking upwards.

    Raises:
        BadProject: There is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / DATABASE).is_file():
            return folder
    raise BadProject(
        _('"{name}" is not inside a qda project.').format(name=start.name or str(start)),
        _("Make one here with `qda init`, or name its folder with `--project`."),
    )


def default_coder() -> str:
    """QDA_CODER, or the login name of the computer's user."""
    import getpass

    named = os.environ.get("QDA_CODER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name, as in some containers
        return "coder"


def file_time() -> str:
    """The present time as part of a file name, to the millisecond."""
    return store.now().replace(":", "").replace("-", "").replace(".", "").split("+")[0]
