"""Marking a passage off the record: it may inform the analysis, and leaves the project nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import RestrictionKind
from qda.domain.text import Span, trimmed
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import marking, restricting
from qda.storage import codings, interviews

if TYPE_CHECKING:
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


def mark_off_record(project: Project, interview: InterviewRow, span: Span) -> str:
    """Mark a passage off the record; one step, on disk when this returns.

    Returns:
        The uid of the restriction.

    Raises:
        Refused: The words are off the record already, or nobody speaks there.
    """
    transcript = interview.transcript_id
    marking.refuse_silence(project, interview, span)
    with project.reading() as db:
        words = trimmed(interviews.transcript_text(db, transcript), span.start, span.stop)
        there = codings.restrictions(db, transcript)
    if words is None:
        raise Refused(_("There are no words to mark."))
    if any(
        row["kind"] == RestrictionKind.OFF_RECORD
        and Span(row["start"], row["stop"]).contains(words)
        for row in there
    ):
        raise Refused(
            _("These words are off the record already."),
            _("Undo takes back a mark that was set by mistake."),
        )
    return restricting.add(project, interview, words, source=project.coder)
