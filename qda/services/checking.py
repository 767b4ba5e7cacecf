"""`qda doctor`: everything that can be checked about a project, and what to do about it.

Each check takes the project and gives findings; none changes anything.
"""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda import __version__
from qda.danish import models
from qda.domain.interviews import tiling_problems
from qda.formats.files import leftovers
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import consents, dates, keeping
from qda.storage import health, interviews, memos, reviews, themes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from qda.services.project import Project

_SYNC_FOLDERS = ("onedrive", "dropbox", "icloud", "mobile documents", "google drive", "googledrive",
                 "nextcloud", "owncloud", "box sync")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    name: str
    """Stable name for programs."""
    ok: bool
    message: str
    hint: str = ""
    warning: bool = False
    """Not ok, but no damage either: does not change the exit code."""


def examine(project: Project) -> list[Finding]:
    """Run all checks."""
    return [finding for check in CHECKS for finding in check(project)]


def _versions(project: Project) -> Iterable[Finding]:
    version = health.sqlite_version(project.db)
    yield Finding(
        "versions",
        True,
        _("qda {version}, Python {python}, SQLite {sqlite}").format(
            version=__version__, python=sys.version.split()[0], sqlite=version
        ),
    )


def _settings(project: Project) -> Iterable[Finding]:
    wrong = health.wrong_pragmas(project.db)
    yield Finding(
        "settings",
        not wrong,
        _("Every change is flushed to the disk when it is made.")
        if not wrong
        else _("These settings of the database are not in force: {names}.").format(
            names=", ".join(wrong)
        ),
    )


def _file(project: Project) -> Iterable[Finding]:
    whole = health.is_whole(project.db)
    yield Finding(
        "file",
        whole,
        _("The database file is whole.") if whole else _("The database file is damaged."),
        "" if whole else _("Take the newest copy: `qda restore`."),
    )


def _references(project: Project) -> Iterable[Finding]:
    broken = health.broken_references(project.db)
    yield Finding(
        "references",
        broken == 0,
        _("All rows refer to rows that exist.")
        if not broken
        else ngettext(
            "{count} row refers to nothing.", "{count} rows refer to nothing.", broken
        ).format(count=broken),
        _("Take the newest copy: `qda restore`.") if broken else "",
    )


def _texts(project: Project) -> Iterable[Finding]:
    changed = [
        appendix
        for transcript, appendix in health.transcript_ids(project.db)
        if not health.text_is_unchanged(project.db, transcript)
    ]
    total = len(health.transcript_ids(project.db))
    yield Finding(
        "texts",
        not changed,
        ngettext(
            "{count} transcript is as it was imported.",
            "{count} transcripts are as they were imported.",
            total,
        ).format(count=total)
        if not changed
        else _("The text was changed from outside: {names}.").format(names=", ".join(changed)),
        _("Take a copy from before: `qda restore --list`.") if changed else "",
    )


def _quotes(project: Project) -> Iterable[Finding]:
    moved = [
        uid
        for transcript, _appendix in health.transcript_ids(project.db)
        for uid in health.moved_quotes(project.db, transcript)
    ]
    yield Finding(
        "quotes",
        not moved,
        _("Every coding reads the words that were coded: 0 mismatches.")
        if not moved
        else ngettext(
            "{count} coding reads other words than were coded: {ids}.",
            "{count} codings read other words than were coded: {ids}.",
            len(moved),
        ).format(count=len(moved), ids=", ".join(uid[:8] for uid in moved[:10])),
        _("Take a copy from before: `qda restore --list`.") if moved else "",
    )


def _tiling(project: Project) -> Iterable[Finding]:
    broken = []
    for transcript, appendix in health.transcript_ids(project.db):
        rows = interviews.segments(project.db, transcript)
        if tiling_problems(
            interviews.transcript_text(project.db, transcript),
            interviews.turns(project.db, transcript),
            interviews.blocks(project.db, transcript),
            [interviews.as_segment(row) for row in rows],
        ):
            broken.append(appendix)
    yield Finding(
        "tiling",
        not broken,
        _("Every character belongs to exactly one turn or heading.")
        if not broken
        else _("Turns or segments leave gaps or overlap: {names}.").format(names=", ".join(broken)),
        _("Import the file again with `--speakers` to settle the speakers anew.") if broken else "",
    )


def _index(project: Project) -> Iterable[Finding]:
    current = health.index_is_current(project.db)
    yield Finding(
        "search",
        current,
        _("The search index knows every word.")
        if current
        else _("The search index does not fit the texts."),
        "" if current else _("Take the newest copy: `qda restore`."),
    )


def _themes(project: Project) -> Iterable[Finding]:
    for key, count in themes.retired_with_codings(project.db).items():
        yield Finding(
            "themes",
            False,
            ngettext(
                'The theme "{theme}" is no longer in codes.yml, but {count} coding uses it.',
                'The theme "{theme}" is no longer in codes.yml, but {count} codings use it.',
                count,
            ).format(theme=key, count=count),
            _("Put the theme back into codes.yml; the codings are kept, but in no matrix."),
            warning=True,
        )


def _reviews(project: Project) -> Iterable[Finding]:
    lost = reviews.stranded(project.db)
    if lost:
        yield Finding(
            "versions",
            False,
            ngettext(
                "{count} coding, memo or restriction stands on an earlier version, in no list:"
                " {ids}.",
                "{count} codings, memos and restrictions stand on an earlier version, in no list:"
                " {ids}.",
                len(lost),
            ).format(count=len(lost), ids=", ".join(uid[:8] for uid in lost[:10])),
            _("Take a copy from before: `qda restore --list`."),
        )
    count = len(reviews.open_reviews(project.db))
    if count:
        yield Finding(
            "reviews",
            False,
            reviews_in_words(count),
            _("`qda review` lists them with both texts."),
            warning=True,
        )


def _memos(project: Project) -> Iterable[Finding]:
    count = memos.of_removed_codings(project.db)
    if count:
        yield Finding(
            "memos",
            False,
            ngettext(
                "{count} memo is about a coding that was removed; the memo is kept.",
                "{count} memos are about codings that were removed; the memos are kept.",
                count,
            ).format(count=count),
            _("`qda memo list --about coding` shows them; `qda undo` can bring a coding back."),
            warning=True,
        )


def _models(project: Project) -> Iterable[Finding]:
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


def reviews_in_words(count: int) -> str:
    """How much waits for a decision after corrections."""
    return ngettext(
        "{count} coding, memo or restriction waits for a decision after a correction.",
        "{count} codings, memos and restrictions wait for a decision after a correction.",
        count,
    ).format(count=count)


def _consent(project: Project) -> Iterable[Finding]:
    broken = consents.broken_chains(project)
    yield Finding(
        "consent",
        not broken,
        *(
            consents.broken_in_words(broken)
            if broken
            else (_("The record of consent is as it was written: every link of the chain holds."),)
        ),
    )
    clock = dates.clock_set_back(project)
    if clock:
        yield Finding(
            "clock",
            False,
            consents.clock_in_words(clock),
            warning=True,
        )
    for warning in consents.retention_warnings(project):
        hint = _("`qda forget` erases an informant, `qda close` ends the project.")
        yield Finding("retention", False, warning, hint, warning=True)


def _permissions(project: Project) -> Iterable[Finding]:
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


def _synchronised(project: Project) -> Iterable[Finding]:
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


def _unfinished(project: Project) -> Iterable[Finding]:
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


def _backups(project: Project) -> Iterable[Finding]:
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


CHECKS: tuple[Callable[[Project], Iterable[Finding]], ...] = (
    _versions,
    _settings,
    _file,
    _references,
    _texts,
    _quotes,
    _tiling,
    _index,
    _themes,
    _reviews,
    _memos,
    _models,
    _consent,
    _permissions,
    _synchronised,
    _unfinished,
    _backups,
)
