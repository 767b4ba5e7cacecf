"""Storing what was read from a file: all of it as one step, or nothing."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from qda.errors import BadFile, Refused
from qda.language import gettext as _
from qda.services.filing import new_transcript, put_speakers
from qda.services.import_reports import report_values
from qda.storage import interviews, journal, transcripts

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.import_reports import FileReport
    from qda.services.project import Project


def taken(appendix: str) -> Refused:
    """That an interview with this number is there already."""
    return Refused(
        _("{appendix} is in the project already, with another text.").format(appendix=appendix),
        _(
            "Nothing was changed. Put a corrected file in its place with `qda replace`, or"
            " import the file under another number with `--as`."
        ),
    )


def store(
    project: Project,
    report: FileReport,
    source_hash: str,
    there: interviews.InterviewRow | None,
) -> None:
    """Store an interview that was read; speakers alone where it is there already."""
    assert report.document is not None
    assert report.speech is not None
    values = report_values(report.document)
    if report.settled or report.naming:
        values["speakers"] = report.naming.as_values()
    if report.new_labels:
        values["new_speakers"] = list(report.new_labels)
    transcript = new_transcript(
        report.speech,
        report.path.name,
        source_hash,
        values,
        settled=report.recognised if report.settled else "",
    )
    with project.action() as db:
        if there is not None:
            put_speakers(project, there, transcript)
            return
        if interviews.interview_by_appendix(db, report.appendix) is not None:
            raise taken(report.appendix)  # by another program, since it was looked up
        transcripts.add_interview(db, report.appendix, "", transcript)
        journal.record(
            db,
            coder=project.coder,
            action="interview.import",
            subject={"appendix": report.appendix, "segments": len(transcript.segments)},
        )


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BadFile(
            _('"{name}" cannot be read.').format(name=path.name),
            _("Check that the file exists and that you may read it."),
        ) from error
