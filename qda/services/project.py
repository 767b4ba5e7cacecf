"""A project: folder, open database and codebook – the one object that interfaces hold."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from qda.domain.interviews import appendix_number, appendix_order
from qda.errors import BadProject, NotFound, QdaError, Refused
from qda.formats.codes_yml import (
    Edit,
    codebook_from,
    codebook_text,
    default_codebook_text,
    read_codebook,
    write_codebook_text,
)
from qda.formats.files import write_atomically
from qda.language import gettext as _
from qda.services import destroying
from qda.services.destroying import LEDGER
from qda.services.project_paths import DATABASE, Paths, default_coder, file_time
from qda.storage import connection, erasure, store, themes
from qda.storage.backup import copy_database
from qda.storage.interviews import InterviewRow, interview_by_appendix
from qda.storage.interviews import interviews as stored_interviews

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlite_utils import Database

    from qda.domain.codebook import Codebook

PATIENCE = 1_500
"""Milliseconds that a screen waits for another program: less than two seconds with all else."""


class Project:
    """An open project. Close it, or use it in a `with` statement."""

    def __init__(self, paths: Paths, db: Database, coder: str) -> None:
        self.paths = paths
        self.db = db
        self.coder = coder
        self.codebook: Codebook = read_codebook(paths.codebook)
        self._rewriting: Edit | None = None
        """What the action that is under way makes of codes.yml."""
        self._mirror_codebook()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()
        if isinstance(error, connection.DatabaseError):
            with connection.explained(self.paths.database):
                raise error  # met while reading; what was written is explained where it is

    def close(self) -> None:
        """Close the database; nothing is pending, for every action was committed."""
        self.db.close()

    @contextmanager
    def action(self) -> Iterator[Database]:
        """One user action: all of it is on disk afterwards, or nothing is.

        Where it changes codes.yml, the file is written last, right before the database commits.
        """
        codebook, written = self.codebook, None
        try:
            with connection.write(self.db, self.paths.database) as db:
                yield db
                if self._rewriting is not None:
                    edit = self._rewriting
                    write_codebook_text(self.paths.codebook, edit.after, edit.before)
                    written = edit
        except BaseException:
            self.codebook = codebook
            if written is not None:
                with suppress(QdaError, OSError):
                    write_codebook_text(self.paths.codebook, written.before, written.after)
            raise
        finally:
            self._rewriting = None

    def change_codebook(self, edit: Edit) -> None:
        """Make codes.yml what an edit makes of it; call it inside `action`, which writes the file.

        Raises:
            BadCodebook: The result would have problems.
            Refused: The file no longer holds what the edit began with.
        """
        path = self.paths.codebook
        begun = self._rewriting
        now = begun.after if begun else codebook_text(path)
        if now != edit.before:
            raise Refused(
                _('"{name}" has been edited since; that edit would be lost.').format(
                    name=path.name
                ),
                _("Nothing was changed. Change the file in an editor, or in the codebook screen."),
            )
        self.codebook = codebook_from(edit.after, path.name)
        themes.mirror(self.db, self.codebook, sha256(edit.after.encode("utf-8")).hexdigest())
        self._rewriting = Edit(begun.before if begun else edit.before, edit.after)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Several queries that see one state, whatever another program writes meanwhile."""
        with connection.explained(self.paths.database), connection.read(self.db) as db:
            yield db

    def be_impatient(self) -> None:
        """Wait for another program's writing no longer than a person waits for a key."""
        connection.wait_at_most(self.db, PATIENCE)

    def reload_codebook(self) -> None:
        """Read codes.yml again after it was written."""
        self.codebook = read_codebook(self.paths.codebook)
        self._mirror_codebook()

    def _mirror_codebook(self) -> None:
        current = sha256(self.paths.codebook.read_bytes()).hexdigest()
        if themes.mirrored_hash(self.db) != current:
            with self.action() as db:
                themes.mirror(db, self.codebook, current)

    @property
    def title(self) -> str:
        """The project's title; the codebook's where it has one."""
        stored = self.db.execute("select title from project").fetchone()[0]
        return self.codebook.title or str(stored)

    def interviews(self) -> list[InterviewRow]:
        """All interviews in the order of their appendix numbers."""
        return sorted(stored_interviews(self.db), key=lambda row: appendix_order(row.appendix))

    def interview(self, name: str) -> InterviewRow:
        """The interview with an appendix number, however it is spelt.

        Raises:
            NotFound: With the appendix numbers that there are.
        """
        appendix = appendix_number(name)
        found = interview_by_appendix(self.db, appendix)
        if found is None:
            there = ", ".join(row.appendix for row in self.interviews())
            raise NotFound(
                _('There is no interview "{name}" in the project.').format(name=appendix),
                _("There are: {names}.").format(names=there)
                if there
                else _("Import one with `qda import`."),
            )
        return found


def open_project(root: Path, coder: str | None = None) -> Project:
    """Open the project in a folder, making a backup first if its file must be brought up to date.

    Args:
        root: The project folder.
        coder: Who works; None takes QDA_CODER or the name of the computer's user.
    """
    paths = Paths(root)
    destroying.finish(root, DATABASE)  # a closing that was interrupted

    def before_migration(db: Database) -> None:
        copy_database(db, paths.make(paths.backups) / f"before-update-{file_time()}.db")

    db = store.open_database(paths.database, before_migration=before_migration)
    try:
        with connection.explained(paths.database):
            _settle_erased(paths, db)
            return Project(paths, db, coder or default_coder())
    except BaseException:
        db.close()
        raise


def ledger_of(paths: Paths) -> dict[str, str]:
    """Who was erased, by hash with the time, as it stands beside the backups."""
    path = paths.backups / LEDGER
    try:
        found = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (ValueError, OSError):
        return {}
    return {str(key): str(at) for key, at in found.items()} if isinstance(found, dict) else {}


def _settle_erased(paths: Paths, db: Database) -> None:
    """Erase again whoever a copy of before has brought back."""
    entries = ledger_of(paths)
    known = erasure.ledger(db)
    for informant_id in erasure.returned(db, {*entries, *known}):
        ids = erasure.interviews_of(db, informant_id)
        erasure.purge(db, paths.database, informant_id, ids)
    if set(entries) - set(known):
        with connection.write(db, paths.database):
            for person, at in entries.items():
                erasure.enter(db, person, "", at)


def make_project(
    root: Path, title: str = "", codebook: bytes | None = None, coder: str | None = None
) -> Project:
    """Make a new project in a folder, which may hold files already.

    Args:
        root: The folder; it is made if it is not there.
        title: Title of the project; the folder's name when empty.
        codebook: Contents of codes.yml; a starter is written when there is none at all.
        coder: Who works; None takes QDA_CODER or the name of the computer's user.

    Raises:
        BadProject: There is a project already, or the folder cannot be written.
        BadCodebook: The codebook has problems; nothing is made then.
    """
    paths = Paths(root)
    if paths.database.exists():
        raise BadProject(
            _('There is a project in "{name}" already.').format(name=root.resolve().name),
            _("`qda status` shows it; choose another folder for a new one."),
        )
    with connection.explained(root):
        root.mkdir(parents=True, exist_ok=True)
    title = title or root.resolve().name
    wrote_codebook = codebook is not None or not paths.codebook.exists()
    if wrote_codebook:
        contents = codebook if codebook is not None else default_codebook_text(title).encode()
        write_atomically(paths.codebook, contents)
    try:
        read_codebook(paths.codebook)
        store.create_database(paths.database, title).close()
    except QdaError:
        # Where another program has made a project in the meantime, the file is its own.
        if wrote_codebook and not paths.database.exists():
            paths.codebook.unlink(missing_ok=True)
        raise
    paths.make(paths.transcripts)
    return open_project(root, coder)
