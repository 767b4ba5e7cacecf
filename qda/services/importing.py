"""Importing transcripts: read, settle speakers, segment, store. All of a file, or nothing.

A folder goes on after a bad file and ends with a list. The originals are never written to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from qda.domain.interviews import Role, appendix_in_file_name, appendix_number
from qda.domain.speaker_naming import Naming
from qda.domain.speakers import Layout
from qda.errors import BadFile, QdaError, Refused
from qda.formats.reading import read_document
from qda.language import gettext as _
from qda.services import keeping
from qda.services.filing import new_transcript, put_speakers, refuse_other_words
from qda.services.gathering import files_to_import
from qda.services.segmenting import Speech, segmented
from qda.storage import interviews, journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from qda.domain.documents import Document
    from qda.services.project import Project

CONFIDENT = 0.8
"""Below this a person is asked to look at the speakers (see `speakers.Reading`)."""

PROPOSAL = 0.5
"""Below this the detected speakers are only proposed, and the text comes in without any."""


class Outcome(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    RESETTLED = "speakers settled anew"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What importing one file did, or would do."""

    path: Path
    appendix: str
    outcome: Outcome
    document: Document | None = None
    speech: Speech | None = None
    proposal: Speech | None = None
    """Speakers that were too uncertain to take; for a person to settle."""
    error: QdaError | None = None
    settled: bool = False
    """A person said who is who."""

    @property
    def confident(self) -> bool:
        """Whether the speakers need no second look."""
        return self.settled or (
            self.proposal is None
            and self.speech is not None
            and self.speech.reading.confidence >= CONFIDENT
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """How to import."""

    as_appendix: str = ""
    """The appendix number of a single file, where its name does not say it."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    layout: Layout | None = None
    naming: Naming = field(default_factory=Naming)
    """Labels that stand for another name, or for nobody."""
    dry_run: bool = False

    @property
    def settles(self) -> bool:
        """Whether a person says anything about the speakers."""
        return bool(self.roles) or self.layout is not None or bool(self.naming)


def import_files(
    project: Project,
    paths: Sequence[Path],
    settings: Settings | None = None,
    progress: Callable[[int], None] = lambda count: None,
    *,
    backup: bool = True,
) -> list[FileReport]:
    """Import files and say of each what became of it.

    Args:
        project: An open project.
        paths: Files and folders.
        settings: How to import.
        progress: Called with the number of files that are done.
        backup: Make a backup first if the project holds interviews.

    Raises:
        Refused: Two of the files claim one appendix number; nothing is imported then.
    """
    reports = []
    for report in imported(project, files_to_import(paths), settings, backup=backup):
        reports.append(report)
        progress(len(reports))
    return reports


def imported(
    project: Project,
    files: Sequence[Path],
    settings: Settings | None = None,
    *,
    backup: bool = True,
) -> Iterator[FileReport]:
    """Import files one after the other; who stops asking stops the import after a whole file.

    Args:
        project: An open project.
        files: What `files_to_import` gave.
        settings: How to import.
        backup: Make a backup first if the project holds interviews.

    Raises:
        Refused: Two of the files claim one appendix number; nothing is imported then.
    """
    settings = settings or Settings()
    if settings.as_appendix and len(files) != 1:
        raise Refused(
            _("`--as` names the appendix of one file, but there are {count}.").format(
                count=len(files)
            ),
            _("Import the files one by one."),
        )
    _refuse_double_claims(files, settings)
    if backup and not settings.dry_run and files and project.interviews():
        keeping.backup(project, "before-import")
    for path in files:
        try:
            yield _import_file(project, path, settings)
        except QdaError as error:
            appendix = settings.as_appendix or appendix_in_file_name(path.stem) or ""
            yield FileReport(path, appendix, Outcome.REFUSED, error=error)


def _appendix_of(path: Path, settings: Settings) -> str:
    if settings.as_appendix:
        return appendix_number(settings.as_appendix)
    found = appendix_in_file_name(path.stem)
    if found is None:
        raise Refused(
            _('The name of "{name}" holds no appendix number.').format(name=path.name),
            _('Give it: `qda import FILE --as "Bilag 9"`, or rename the file.'),
        )
    return found


def _refuse_double_claims(files: Sequence[Path], settings: Settings) -> None:
    claims: dict[str, list[Path]] = {}
    for path in files:
        appendix = settings.as_appendix or appendix_in_file_name(path.stem)
        if appendix:
            claims.setdefault(appendix, []).append(path)
    for appendix, paths in claims.items():
        if len(paths) > 1:
            names = ", ".join(f'"{path.name}"' for path in paths)
            raise Refused(
                _("{names} all claim to be {appendix}; nothing was imported.").format(
                    names=names, appendix=appendix
                ),
                _('Import one of them with another number: `--as "Bilag 9"`.'),
            )


def _import_file(project: Project, path: Path, settings: Settings) -> FileReport:
    document = read_document(path)
    appendix = _appendix_of(path, settings)
    source_hash = file_hash(path)
    there = interviews.interview_by_appendix(project.db, appendix)
    same_text = there is not None and there.source_hash == source_hash
    for other in project.interviews():
        if other.source_hash == source_hash and other.appendix != appendix:
            raise Refused(
                _('"{name}" is in the project already, as {appendix}.').format(
                    name=path.name, appendix=other.appendix
                ),
                _("Import another file, or work with the one that is there."),
            )
    if there is not None and not same_text:
        raise _taken(appendix)
    resettle = settings.settles
    speech = segmented(document, settings.roles, settings.layout, settings.naming)
    proposal = None
    if not resettle and speech.reading.confidence < PROPOSAL:
        speech, proposal = segmented(document, layout=Layout.NONE), speech
    if there is not None and not resettle:
        return FileReport(path, appendix, Outcome.UNCHANGED, document, speech, settled=True)
    if there is not None:
        refuse_other_words(there, speech)
    outcome = Outcome.RESETTLED if there is not None else Outcome.IMPORTED
    report = FileReport(path, appendix, outcome, document, speech, proposal, settled=resettle)
    if settings.dry_run:
        return report
    _store(project, report, settings.naming, source_hash, there)
    return report


def _taken(appendix: str) -> Refused:
    return Refused(
        _("{appendix} is in the project already, with another text.").format(appendix=appendix),
        _(
            "Nothing was changed. Put a corrected file in its place with `qda replace`, or"
            " import the file under another number with `--as`."
        ),
    )


def _store(
    project: Project,
    report: FileReport,
    naming: Naming,
    source_hash: str,
    there: interviews.InterviewRow | None,
) -> None:
    assert report.document is not None
    assert report.speech is not None
    values = report_values(report.document)
    if report.settled:
        values["speakers"] = naming.as_values()
    transcript = new_transcript(report.speech, report.path.name, source_hash, values)
    with project.action() as db:
        if there is not None:
            put_speakers(project, there, transcript)
            return
        if interviews.interview_by_appendix(db, report.appendix) is not None:
            raise _taken(report.appendix)  # by another program, since it was looked up
        interviews.add_interview(db, report.appendix, "", transcript)
        journal.record(
            db,
            coder=project.coder,
            action="interview.import",
            subject={"appendix": report.appendix, "segments": len(transcript.segments)},
        )


def report_values(document: Document) -> dict[str, Any]:
    """The reader's report as it is stored: what was skipped and what deserves mention."""
    return {
        "skipped": {
            kind: {"count": piece.count, "characters": piece.characters}
            for kind, piece in document.skipped.items()
        },
        "notes": dict(document.notes),
        "form": document.form,
        "encoding": document.encoding,
    }


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BadFile(
            _('"{name}" cannot be read.').format(name=path.name),
            _("Check that the file exists and that you may read it."),
        ) from error
