"""Importing transcripts: read, settle speakers, segment, store. All of a file, or nothing.

A folder goes on after a bad file and ends with a list. The originals are never written to.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qda.domain.documents import Document, Paragraph
from qda.domain.interviews import Role, appendix_in_file_name, appendix_number
from qda.domain.speaker_naming import Naming
from qda.domain.speakers import Layout
from qda.domain.text import one_line, text_hash
from qda.errors import QdaError, Refused
from qda.formats.reading import read_document
from qda.language import gettext as _
from qda.services import keeping
from qda.services.filing import refuse_other_words
from qda.services.gathering import files_to_import
from qda.services.import_reports import PROPOSAL as PROPOSAL
from qda.services.import_reports import FileReport as FileReport
from qda.services.import_reports import Outcome as Outcome
from qda.services.import_reports import report_values as report_values
from qda.services.import_reports import with_pages as with_pages
from qda.services.import_storing import file_hash, store, taken
from qda.services.remembering import as_settled_before
from qda.services.segmenting import Speech, segmented
from qda.storage import interviews

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qda.services.project import Project

_PROJECTS = (".qdpx", ".qde", ".qdc", ".sqlite3")
"""Endings of projects of other programs."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to import."""

    as_appendix: str = ""
    """The appendix number of a single file, where its name does not say it."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    layout: Layout | None = None
    remember: bool = True
    """Take over the speakers of the last file with the same layout that a person settled."""
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
    texts: bool = True,
    reports: list[FileReport] | None = None,
) -> list[FileReport]:
    """Import files and say of each what became of it.

    Args:
        project: An open project.
        paths: Files and folders.
        settings: How to import.
        progress: Called with the number of files that are done.
        backup: Make a backup first if the project holds interviews.
        texts: Keep the texts in the reports; without them, thousands of files take no memory.
        reports: Filled file by file, so that a caller who is interrupted knows what was done.

    Raises:
        Refused: Two of the files claim one appendix number; nothing is imported then.
    """
    reports = [] if reports is None else reports
    for report in imported(project, files_to_import(paths), settings, backup=backup):
        reports.append(report if texts else report.without_text())
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
    if path.suffix.casefold() in _PROJECTS:
        raise Refused(
            _('"{name}" is a project of another program.').format(name=one_line(path.name)),
            _("Import it with `qda import-project`."),
        )
    document = read_document(path)
    appendix = _appendix_of(path, settings)
    source_hash = file_hash(path)
    there = interviews.interview_by_appendix(project.db, appendix)
    _refuse_known(project, path, appendix, source_hash)
    if there is not None and there.source_hash != source_hash:
        raise taken(appendix)
    if there is not None and not settings.settles:
        speech = segmented(document)
        return FileReport(path, appendix, Outcome.UNCHANGED, document, speech, settled=True)
    report = _speakers(project, FileReport(path, appendix, Outcome.IMPORTED, document), settings)
    assert report.speech is not None
    if there is not None:
        refuse_other_words(there, report.speech)
        report = replace(report, outcome=Outcome.RESETTLED)
    if settings.dry_run:
        return report
    store(project, report, source_hash, there)
    return report


def _refuse_known(project: Project, path: Path, appendix: str, source_hash: str) -> None:
    other = interviews.appendix_of_source(project.db, source_hash, but=appendix)
    if other is not None:
        raise Refused(
            _('"{name}" is in the project already, as {appendix}.').format(
                name=path.name, appendix=other
            ),
            _("Import another file, or work with the one that is there."),
        )


def _speakers(project: Project, report: FileReport, settings: Settings) -> FileReport:
    """Who says what in a file: as the user says, as was settled before, or as is recognised."""
    assert report.document is not None
    document = report.document
    if settings.settles:
        recognised = segmented(document).reading.layout
        speech = segmented(document, settings.roles, settings.layout, settings.naming)
        return replace(
            report,
            speech=speech,
            settled=True,
            recognised=str(recognised),
            naming=settings.naming,
        )
    speech = segmented(document)
    report = replace(report, recognised=str(speech.reading.layout))
    known = as_settled_before(project, document, speech) if settings.remember else None
    if known is not None:
        return replace(
            report,
            speech=known.speech,
            settled=not known.new_labels,
            as_in=known.appendix,
            new_labels=known.new_labels,
            naming=known.naming,
        )
    if speech.reading.confidence < PROPOSAL:
        return replace(report, speech=segmented(document, layout=Layout.NONE), proposal=speech)
    return replace(report, speech=speech)


def import_text(
    project: Project, text: str, appendix: str, *, title: str = "", dry_run: bool = False
) -> tuple[Speech, int]:
    """Import a text that is in no file of its own, such as a source of another program.

    Args:
        project: An open project.
        text: Canonical, with at least one word.
        appendix: A number that is free.
        title: What the text was called.
        dry_run: Store nothing.

    Returns:
        The text as speech, and the row of the transcript; 0 in a dry run.
    """
    document = Document(tuple(Paragraph(line) for line in text.split("\n")), form="text")
    speech = segmented(document)
    if speech.reading.confidence < PROPOSAL:
        speech = segmented(document, layout=Layout.NONE)
    if dry_run:
        return speech, 0
    report = FileReport(Path(title or appendix), appendix, Outcome.IMPORTED, document, speech)
    store(project, report, text_hash(text), None)
    return speech, project.interview(appendix).transcript_id
