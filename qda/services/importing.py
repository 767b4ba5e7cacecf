"""Importing transcripts: read, settle speakers, segment, store. All of a file, or nothing.

A folder goes on after a bad file and ends with a list. The originals are never written to.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qda.domain.documents import Document, Paragraph
from qda.domain.interviews import Role, appendix_in_file_name, appendix_number, tiling_problems
from qda.domain.speakers import Layout
from qda.domain.text import one_line, text_hash
from qda.errors import BadFile, QdaError, Refused
from qda.formats.reading import read_document
from qda.language import gettext as _
from qda.services import keeping
from qda.services.gathering import files_to_import
from qda.services.outlines import Outline, outlined
from qda.services.remembering import as_settled_before
from qda.services.segmenting import Speech, segmented
from qda.storage import interviews, journal
from qda.storage.interviews import NewTranscript

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qda.domain.interviews import PageMap
    from qda.services.project import Project

CONFIDENT = 0.8
"""Below this a person is asked to look at the speakers (see `speakers.Reading`)."""

PROPOSAL = 0.5
"""Below this the detected speakers are only proposed, and the text comes in without any."""


_PROJECTS = (".qdpx", ".qde", ".qdc", ".sqlite3")
"""Endings of projects of other programs."""


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
    """A person said who is who, of this file or of one with the same layout and labels."""
    recognised: str = ""
    """The layout that was recognised, before anybody decided."""
    as_in: str = ""
    """The interview whose settled speakers were taken over."""
    new_labels: tuple[str, ...] = ()
    """Speakers whom that interview does not have."""
    outline: Outline | None = None
    """What is kept of `document`, `speech` and `proposal` when those are not."""

    @property
    def seen(self) -> Outline | None:
        """The file in figures; None where it could not be read."""
        if self.outline is not None or self.document is None or self.speech is None:
            return self.outline
        return outlined(self.document, self.speech, self.proposal)

    @property
    def confident(self) -> bool:
        """Whether the speakers need no second look."""
        seen = self.seen
        return self.settled or (
            seen is not None
            and not seen.is_proposal
            and seen.confidence >= CONFIDENT
            and not self.new_labels
        )

    def without_text(self) -> FileReport:
        """The same with figures only."""
        return replace(self, document=None, speech=None, proposal=None, outline=self.seen)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to import."""

    as_appendix: str = ""
    """The appendix number of a single file, where its name does not say it."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    layout: Layout | None = None
    remember: bool = True
    """Take over the speakers of the last file with the same layout that a person settled."""
    dry_run: bool = False


def import_files(
    project: Project,
    paths: Sequence[Path],
    settings: Settings | None = None,
    progress: Callable[[int], None] = lambda count: None,
    *,
    backup: bool = True,
    texts: bool = True,
) -> list[FileReport]:
    """Import files and say of each what became of it.

    Args:
        project: An open project.
        paths: Files and folders.
        settings: How to import.
        progress: Called with the number of files that are done.
        backup: Make a backup first if the project holds interviews.
        texts: Keep the texts in the reports; without them, thousands of files take no memory.

    Raises:
        Refused: Two of the files claim one appendix number; nothing is imported then.
    """
    settings = settings or Settings()
    files = files_to_import(paths)
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
    reports = []
    for path in files:
        try:
            report = _import_file(project, path, settings)
        except QdaError as error:
            appendix = settings.as_appendix or appendix_in_file_name(path.stem) or ""
            report = FileReport(path, appendix, Outcome.REFUSED, error=error)
        reports.append(report if texts else report.without_text())
        progress(len(reports))
    return reports


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
        raise _taken(appendix)
    if there is not None and not settings.roles and settings.layout is None:
        speech = segmented(document)
        return FileReport(path, appendix, Outcome.UNCHANGED, document, speech, settled=True)
    report = _speakers(project, FileReport(path, appendix, Outcome.IMPORTED, document), settings)
    assert report.speech is not None
    if there is not None and text_hash(report.speech.text) != there.text_hash:
        # The codings point into the stored text: turns of another text must not be put on it.
        raise Refused(
            _("This version of qda reads other words in the file than {appendix} holds.").format(
                appendix=appendix
            ),
            _(
                "Nothing was changed. Put a corrected file in its place with `qda replace`, or"
                " import the file under another number with `--as`."
            ),
        )
    if there is not None:
        report = replace(report, outcome=Outcome.RESETTLED)
    if settings.dry_run:
        return report
    _store(project, report, source_hash, there)
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
    if settings.roles or settings.layout is not None:
        recognised = segmented(document).reading.layout
        speech = segmented(document, settings.roles, settings.layout)
        return replace(report, speech=speech, settled=True, recognised=str(recognised))
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
        )
    if speech.reading.confidence < PROPOSAL:
        return replace(report, speech=segmented(document, layout=Layout.NONE), proposal=speech)
    return replace(report, speech=speech)


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
    source_hash: str,
    there: interviews.InterviewRow | None,
) -> None:
    assert report.document is not None
    assert report.speech is not None
    speech, reading = report.speech, report.speech.reading
    broken = tiling_problems(speech.text, reading.turns, reading.blocks, speech.segments)
    if broken:
        # Never seen; were it to happen, refusing is better than losing a word.
        raise BadFile(
            _('"{name}" could not be segmented completely ({problems}).').format(
                name=report.path.name, problems=", ".join(sorted(set(broken)))
            ),
            _("Nothing was imported. Try `--layout none`."),
        )
    transcript = NewTranscript(
        text=speech.text,
        turns=reading.turns,
        blocks=reading.blocks,
        segments=speech.segments,
        pages=speech.pages,
        lines=speech.lines,
        layout=str(reading.layout),
        confidence=reading.confidence,
        source_name=one_line(report.path.name),
        source_hash=source_hash,
        report=report_values(report.document),
        settled=report.recognised if report.settled else "",
    )
    with project.action() as db:
        if there is not None:
            interviews.replace_speech(db, there.transcript_id, transcript)
        elif interviews.interview_by_appendix(db, report.appendix) is not None:
            raise _taken(report.appendix)  # by another program, since it was looked up
        else:
            interviews.add_interview(db, report.appendix, "", transcript)
        journal.record(
            db,
            coder=project.coder,
            action="interview.speakers" if there is not None else "interview.import",
            subject={"appendix": report.appendix, "segments": len(speech.segments)},
        )


def with_pages(report: FileReport, pages: PageMap) -> FileReport:
    """The report of a file whose pages were measured after it came in."""
    assert report.seen is not None
    return replace(report.without_text(), outline=replace(report.seen, pages=pages))


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
        **({"line_numbers": list(document.line_numbers)} if document.line_numbers else {}),
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
    _store(project, report, text_hash(text), None)
    return speech, project.interview(appendix).transcript_id
