"""`qda forget`: a person's words and names leave every file of the project, with a receipt.

A ledger of hashes stays, in the database and beside the backups, so that a copy of before brings
nobody back: it is applied whenever the project is opened.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from qda.errors import QdaError, Refused
from qda.formats.files import write_atomically
from qda.formats.opened import streams
from qda.language import gettext as _
from qda.services import consents
from qda.services.destroying import LEDGER
from qda.services.project import ledger_of
from qda.storage import erasure, journal
from qda.storage.connection import connect
from qda.storage.store import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from qda.services.project import Project
    from qda.services.project_paths import Paths

TAIL = 8
"""Letters of a word's end that are looked for: an index cuts shared beginnings off."""

_WORD = re.compile(r"[^\W\d_]{8,}")


@dataclass(frozen=True, slots=True)
class Plan:
    """What erasing somebody takes away; shown before anybody says yes."""

    short_id: str
    interviews: tuple[str, ...]
    """Appendix numbers."""
    shared: tuple[str, ...]
    """Appendix numbers of interviews with others in them."""
    originals: tuple[Path, ...]
    """Files in transcripts/ from which they were read."""
    backups: int
    exports: tuple[Path, ...]
    """Files in exports/ that hold the person's words or name."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased, and what could not be; no name and no word in it."""

    person: str
    """What the ledger keeps."""
    at: str
    rows: dict[str, int]
    """Rows by table."""
    originals: int
    backups: int
    """Copies from which the person was erased too."""
    deleted_backups: int
    """Copies that could not be opened and were deleted."""
    left: tuple[str, ...] = field(default=())
    """Files of the project that still hold the person, by their places."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {name: getattr(self, name) for name in self.__slots__}


class _Traces:
    """The words by which a person would be found again: ends of words that nobody else used."""

    def __init__(self, project: Project, informant_id: int, whole: Iterable[int]) -> None:
        db = project.db
        texts = erasure.texts_of(db, whole)
        row = next(iter(db.query("select * from informant where id = ?", [informant_id])))
        name = str(row["name"])
        others = [text for text in erasure.all_texts(db) if text not in set(texts)]
        others += [project.paths.codebook.read_text("utf-8")]
        rest = "\n".join(others).casefold()
        wanted = {word.casefold()[-TAIL:] for text in texts for word in _WORD.findall(text)}
        self.tails = {tail for tail in wanted if tail not in rest}
        label = str(row["label"])
        told = [one.casefold() for one in (name, label if len(label) >= TAIL else "")]
        rest += "\n" + "\n".join(
            f"{one['name']} {one['label']}".casefold()
            for one in db.query("select id, name, label from informant")
            if one["id"] != informant_id
        )
        self.told = tuple(one for one in told if one and one not in rest)

    def within(self, name: str, data: bytes) -> bool:
        """Whether a file holds the person's name or several of the words."""
        found: set[str] = set()
        try:
            for stream in streams(name, data):
                text = stream.text.casefold()
                if any(one in text for one in self.told):
                    return True
                found |= {
                    tail for word in _WORD.findall(text) if (tail := word[-TAIL:]) in self.tails
                }
                if len(found) >= 3 or (found and len(self.tails) < 3):
                    return True
        except Exception:  # noqa: BLE001 - a file that cannot be opened is looked through as it is
            return any(tail.encode() in data for tail in self.tails)
        return False


def plan(project: Project, short_id: str, *, whole: bool = False) -> Plan:
    """What erasing an informant would take away.

    Args:
        project: An open project.
        short_id: The informant.
        whole: Interviews with others in them too, as a whole.

    Raises:
        NotFound: No such informant.
    """
    person = consents.by_id(project, short_id)
    shared = erasure.shared_interviews(project.db, person["id"])
    ids = _interviews(project, person["id"], whole=whole)
    rows = {row.id: row.appendix for row in project.interviews()}
    traces = _Traces(project, person["id"], ids)
    return Plan(
        person["short_id"],
        tuple(rows[id_] for id_ in ids if id_ in rows),
        tuple(shared),
        tuple(_originals(project, ids)),
        len(list(project.paths.backups.glob("*.db"))),
        tuple(_holding(project.paths.exports, traces)),
    )


def _interviews(project: Project, informant_id: int, *, whole: bool) -> list[int]:
    shared = set(erasure.shared_interviews(project.db, informant_id))
    rows = {row.id: row.appendix for row in project.interviews()}
    found = erasure.interviews_of(project.db, informant_id)
    return [one for one in found if whole or rows.get(one) not in shared]


def _originals(project: Project, interview_ids: Iterable[int]) -> Iterator[Path]:
    hashes = erasure.sources_of(project.db, interview_ids)
    folder = project.paths.transcripts
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and sha256(path.read_bytes()).hexdigest() in hashes:
            yield path


def _holding(folder: Path, traces: _Traces) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and traces.within(path.name, path.read_bytes()):
            yield path


def forget(
    project: Project, short_id: str, *, whole: bool = False, exports: bool = False
) -> Receipt:
    """Erase an informant from the project, its originals and its backups. It cannot be undone.

    Args:
        project: An open project.
        short_id: The informant.
        whole: Erase interviews with others in them too, as a whole.
        exports: Delete the files in exports/ that hold the person.

    Raises:
        NotFound: No such informant.
        Refused: Others took part in an interview, and it was not said that it goes as a whole.
    """
    planned = plan(project, short_id, whole=whole)
    if planned.shared and not whole:
        raise Refused(
            _("Others took part in {appendices} too.").format(appendices=", ".join(planned.shared)),
            _("It can only be erased as a whole, with the words of the others: --whole."),
        )
    person = consents.by_id(project, short_id)
    traces = _Traces(project, person["id"], _interviews(project, person["id"], whole=whole))
    hashed = erasure.person_hash(person["uid"])
    at = now()
    # The ledger comes first: whatever stops the work, the next opening goes on with it.
    with project.action() as db:
        erasure.enter(db, hashed, project.coder, at)
    _write_ledger(project.paths, {**ledger_of(project.paths), hashed: at})
    ids = _interviews(project, person["id"], whole=whole)
    for path in planned.originals:
        path.unlink()
    for path in planned.exports if exports else ():
        path.unlink()
    _leave_register_file(project.paths, person["short_id"])
    rows = erasure.purge(project.db, project.paths.database, person["id"], ids)
    cleaned, deleted = _backups(project.paths, {hashed})
    with project.action() as db:
        journal.record(db, coder=project.coder, action="person.erased", subject={"person": hashed})
    left = tuple(
        path.relative_to(project.paths.root).as_posix()
        for path in _holding(project.paths.root, traces)
    )
    return Receipt(hashed, at, rows, len(planned.originals), cleaned, deleted, left)


def _leave_register_file(paths: Paths, short_id: str) -> None:
    """Take the person out of transcripts/informants.yml, where the file is written plainly."""
    path = paths.transcripts / "informants.yml"
    if not path.is_file():
        return
    text = path.read_text("utf-8")
    entry = re.compile(
        rf"^([ ]*)-[ ]+id:[ ]*{re.escape(short_id)}[ ]*(?:#[^\n]*)?\n(?:\1[ ]+[^\n]*\n|[ ]*\n)*",
        re.MULTILINE,
    )
    shorter = entry.sub("", text)
    if shorter != text:
        from qda.formats.informants_yml import read_informants
        from qda.services import dates

        write_atomically(path, shorter.encode())
        try:
            read_informants(path, dates.today())
        except QdaError:
            write_atomically(path, text.encode())


def _backups(paths: Paths, hashes: set[str]) -> tuple[int, int]:
    """Erase persons from the copies in backups/; a copy that cannot be opened is deleted."""
    cleaned = deleted = 0
    for path in sorted(paths.backups.glob("*.db")) + sorted(paths.backups.glob("*.damaged")):
        try:
            cleaned += purge_file(path, hashes)
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it may hold the person
            path.unlink(missing_ok=True)
            deleted += 1
    return cleaned, deleted


def purge_file(path: Path, hashes: set[str]) -> bool:
    """Erase persons from a copy; returns whether one of them was in it."""
    db = connect(path)
    try:
        found = erasure.returned(db, hashes)
        for informant_id in found:
            ids = erasure.interviews_of(db, informant_id)
            erasure.purge(db, path, informant_id, ids)
        return bool(found)
    finally:
        db.close()


def _write_ledger(paths: Paths, entries: dict[str, str]) -> None:
    paths.make(paths.backups)
    contents = json.dumps(entries, indent=1, sort_keys=True).encode()
    write_atomically(paths.backups / LEDGER, contents)
