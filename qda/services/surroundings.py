"""Checks of what lies around a project: programs, modes of files, folders, copies."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from qda import __version__
from qda.danish import models
from qda.formats.files import leftovers
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import keeping
from qda.services.findings import Finding
from qda.storage import health

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qda.services.project import Project


_SYNC_FOLDERS = ("onedrive", "dropbox", "icloud", "mobile documents", "google drive", "googledrive",
                 "nextcloud", "owncloud", "box sync")  # fmt: skip


def versions(project: Project) -> Iterable[Finding]:
    """Which programs are at work."""
    version = health.sqlite_version(project.db)
    yield Finding(
        "versions",
        True,
        _("qda {version}, Python {python}, SQLite {sqlite}").format(
            version=__version__, python=sys.version.split()[0], sqlite=version
        ),
    )


def models_in_use(project: Project) -> Iterable[Finding]:
    """Where base forms come from."""
    in_use = models.model_in_use()
    get = _("To get one, with a network: `python -m spacy download da_core_news_sm`.")
    if in_use is not None:
        yield Finding(
            "model",
            True,
            _("Base forms come from the model {name} {version}.").format(
                name=in_use.name, version=in_use.version
            ),
        )
    else:
        yield Finding(
            "model",
            True,
            _("Base forms come from the word list; no trained Danish model is installed."),
            get,
        )
    for model in models.ignored_models():
        yield Finding(
            "model",
            False,
            _("The model {name} {version} is for another version of spaCy and is not used.").format(
                name=model.name, version=model.version
            ),
            get,
            warning=True,
        )


def permissions(project: Project) -> Iterable[Finding]:
    """Whether others on this computer can read the files."""
    if os.name == "nt":
        return  # Windows has no such modes
    open_files = [
        path.name
        for path in (project.paths.database, *project.paths.backups.glob("*.db"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    yield Finding(
        "permissions",
        not open_files,
        _("Only you can read the database and its copies.")
        if not open_files
        else _("Others on this computer can read: {names}.").format(names=", ".join(open_files)),
        _("Close it with `chmod 600 {name}`.").format(name=open_files[0]) if open_files else "",
    )


def synchronised(project: Project) -> Iterable[Finding]:
    """Whether a service copies the folder while it is in use."""
    place = synchronised_by(project.paths.root)
    if place:
        yield Finding(
            "folder",
            False,
            _("The project lies in a folder that is synchronised ({name}).").format(name=place),
            _("Move it to a local folder, and put copies from `qda backup` into the shared one."),
            warning=True,
        )


def synchronised_by(root: Path) -> str:
    """The name of the part of a path that a synchronising service watches, or nothing."""
    for part in root.resolve().parts:
        if any(name in part.casefold() for name in _SYNC_FOLDERS):
            return part
    return ""


def unfinished(project: Project) -> Iterable[Finding]:
    """What programs left behind that were stopped while they wrote."""
    paths = project.paths
    folders = (paths.root, paths.exports, paths.backups, paths.transcripts)
    count = sum(len(leftovers(folder)) for folder in folders)
    if count:
        yield Finding(
            "unfinished",
            False,
            ngettext(
                "{count} file was left half-written when a program stopped.",
                "{count} files were left half-written when a program stopped.",
                count,
            ).format(count=count),
            _(
                "Nothing is lost: the file before it is whole. The next one that is written there"
                " sweeps up."
            ),
            warning=True,
        )


def backups(project: Project) -> Iterable[Finding]:
    """Whether there are copies."""
    copies = keeping.backups(project.paths)
    yield Finding(
        "backups",
        bool(copies),
        ngettext("There is {count} backup.", "There are {count} backups.", len(copies)).format(
            count=len(copies)
        )
        if copies
        else _("There is no backup yet."),
        "" if copies else _("Make one with `qda backup`."),
        warning=not copies,
    )
