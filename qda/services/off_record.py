"""Marking a passage off the record: it may inform the analysis, and leaves the project nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import RestrictionKind
from qda.domain.text import Span, text_hash, trimmed
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import coding
from qda.storage import codings, interviews, journal
from qda.storage.journal import Change
from qda.storage.store import new_uid, now

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
    coding.refuse_silence(project, interview, span)
    with project.action() as db:
        coding.refuse_earlier_version(project, transcript)
        text = interviews.transcript_text(db, transcript)
        words = trimmed(text, span.start, span.stop)
        if words is None:
            raise Refused(_("There are no words to mark."))
        if any(
            row["kind"] == RestrictionKind.OFF_RECORD
            and Span(row["start"], row["stop"]).contains(words)
            for row in codings.restrictions(db, transcript)
        ):
            raise Refused(
                _("These words are off the record already."),
                _("Undo takes back a mark that was set by mistake."),
            )
        uid = new_uid()
        row = {
            "uid": uid,
            "transcript_id": transcript,
            "start": words.start,
            "stop": words.stop,
            "kind": str(RestrictionKind.OFF_RECORD),
            "source": project.coder,
            "at": now()[:10],
            "until": None,
            "quote_hash": text_hash(words.of(text)),
        }
        codings.put_restriction(db, row)
        journal.record(
            db,
            coder=project.coder,
            action="restriction.add",
            subject={"appendix": interview.appendix},
            changes=[Change("restriction", uid, None, row)],
            undoable=True,
        )
    return uid
