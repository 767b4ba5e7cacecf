"""What closing a project would keep and destroy, and which copies are out of its reach."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from qda.danish.name_occurrences import fold
from qda.domain.permission import Profile
from qda.formats.opened import StreamKind, streams
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import consents, destroying
from qda.services.closing_papers import row_words
from qda.services.leaks import RUN, Scanner
from qda.services.surroundings import synchronised_by
from qda.storage import erasure, informants, journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from qda.services.project import Project

RECORDINGS = (".mp3", ".m4a", ".wav", ".aac", ".ogg", ".opus", ".flac", ".wma", ".amr", ".mp4",
              ".mov", ".mkv", ".avi", ".webm", ".m4v", ".3gp", ".dss", ".ds2")  # fmt: skip
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Plan:
    """What closing would do; shown before anybody says yes."""

    texts: tuple[str, ...]
    """Appendix numbers of the interviews whose pseudonymised text would stay."""
    interviews: tuple[str, ...]
    """All appendix numbers."""
    rows: dict[str, int]
    """Rows that go, by kind."""
    files: dict[str, int]
    """Files that go, by folder."""
    exports: tuple[str, ...]
    """Exports that stay: they were looked through and are clean."""
    retention: tuple[str, ...]
    """The first and the last day until which informants allow keeping; empty where none said."""
    holding: tuple[str, ...]
    """Other files of the folder that hold informants' names or words; they are left."""
    recordings: tuple[str, ...]
    """Recordings in the folder; they are left."""
    elsewhere: tuple[str, ...] = field(default=())
    """What else is out of reach, in words."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {name: getattr(self, name) for name in self.__slots__}


def exports_that_stay(project: Project) -> tuple[str, ...]:
    """Exports that were written for other eyes and would be written so today."""
    written = {
        one["hash"]
        for act in journal.acts(project.db, None)
        if act.action == "export.written"
        for one in act.subject.get("files", ())
    }
    scanner = Scanner(project, Profile.ASSESSMENT)
    found = []
    for path in destroying.inside(project.paths.root, ()):
        place = path.relative_to(project.paths.root).as_posix()
        if place.startswith("exports/") and not path.is_symlink():
            data = path.read_bytes()
            if sha256(data).hexdigest() in written and not scanner.scan(path.name, data):
                found.append(place)
    return tuple(found)


def made(project: Project, texts: Iterable[str], exports: tuple[str, ...]) -> Plan:
    """The plan, once it is known which texts and exports stay."""
    root = project.paths.root
    going = destroying.inside(root, {*exports, f"backups/{destroying.LEDGER}"})
    folders = Counter(path.relative_to(root).parts[0] for path in going)
    others = [*_others(root)]
    recordings = tuple(name for name, path in others if path.suffix.casefold() in RECORDINGS)
    kept_texts = tuple(texts)
    return Plan(
        texts=kept_texts,
        interviews=tuple(row.appendix for row in project.interviews()),
        rows=erasure.counts(project.db, row_words()),
        files={name: folders[name] for name in destroying.FOLDERS if folders[name]},
        exports=exports,
        retention=_retention(project),
        holding=tuple(_holding(project, others, words=not kept_texts)),
        recordings=recordings,
        elsewhere=tuple(_elsewhere(project)),
    )


def _others(root: Path) -> Iterator[tuple[str, Path]]:
    """Files of the folder that are not the program's own, hidden folders left out."""
    own = {"qda.db", "qda.db-journal", "codes.yml", "keys.yml", destroying.MARKER}
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root)
        hidden = any(part.startswith(".") for part in place.parts[:-1])
        known = place.parts[0] in (*destroying.FOLDERS, destroying.RESULT, destroying.STAGING)
        ours = known and not (root / place.parts[0]).is_symlink()
        if path.is_file() and not hidden and not ours and place.as_posix() not in own:
            yield place.as_posix(), path


def _holding(project: Project, others: Iterable[tuple[str, Path]], *, words: bool) -> Iterator[str]:
    """The other files with a protected name in them, or, where no text stays, with a run of words.

    What is no text, such as a recording, is not opened.
    """
    scanner = Scanner(project, Profile.ASSESSMENT)
    runs = _runs(erasure.all_texts(project.db)) if words else set()
    for name, path in others:
        if path.suffix.casefold() in RECORDINGS:
            continue
        data = path.read_bytes()
        try:
            leaks = {leak.what for leak in scanner.scan(path.name, data)}
            shown = [one for one in streams(path.name, data) if one.kind is StreamKind.TEXT]
            held = any(not runs.isdisjoint(_runs([one.text])) for one in shown) if runs else False
        except Exception:  # noqa: BLE001 - a file that cannot be opened is the user's to look at
            leaks, held = {"name"}, True
        if held or leaks & {"name", "passage"}:
            yield name


def _runs(texts: Iterable[str]) -> set[int]:
    found: set[int] = set()
    for text in texts:
        words = [fold(word) for word in _WORD.findall(text)]
        found |= {hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1)}
    return found


def _retention(project: Project) -> tuple[str, ...]:
    days = sorted(
        str(state.retention)
        for row in informants.informants(project.db)
        if (state := consents.state_of(project, row["id"])).retention
    )
    return (days[0], days[-1]) if days else ()


def _elsewhere(project: Project) -> Iterator[str]:
    root, acts = project.paths.root, journal.acts(project.db, None)
    yield _("Recordings, transcripts and signed forms outside the project's folder.")
    coders = {act.coder for act in acts}
    if len(coders) > 1:
        yield ngettext(
            "Copies of the project at other coders: {count} has worked on it.",
            "Copies of the project at other coders: {count} have worked on it.",
            len(coders),
        ).format(count=len(coders))
    packs = sorted({str(a.subject["informant"]) for a in acts if a.action == "approval.sent"})
    if packs:
        yield _("Packs for approval of {ids}, wherever they were sent.").format(
            ids=", ".join(packs)
        )
    sent = [act for act in acts if act.action == "export.written"]
    if sent:
        yield ngettext(
            "What was written for other eyes, {count} time, the last on {day}.",
            "What was written for other eyes, {count} times, the last on {day}.",
            len(sent),
        ).format(count=len(sent), day=sent[0].at[:10])
    if synchronised_by(root):
        yield _("Earlier versions that {name} keeps, in its recycle bin too.").format(
            name=synchronised_by(root)
        )
    if any((folder / ".git").exists() for folder in (root, *root.resolve().parents)):
        yield _("The history of the Git repository that the folder lies in.")
    for name in destroying.FOLDERS:
        if (root / name).is_symlink():
            yield _("The folder that {name} is a link to.").format(name=f"{name}/")
    yield _(
        "Copies from `qda backup FILE`, from the system's own backup (Time Machine, File History),"
        " on sticks and in mails, and what the disk has not overwritten yet."
    )
