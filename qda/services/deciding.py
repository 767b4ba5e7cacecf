"""Accepting and rejecting suggestions: one step each, which undo takes back whole.

Only a person's acceptance makes a coding of a suggestion; what is rejected stays rejected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.codings import Origin
from qda.domain.suggestions import Verdict
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import coding, marking, wordindex
from qda.storage import codings, journal, suggestions, themes
from qda.storage.journal import Change
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow, SegmentRow


def accept(project: Project, interview: InterviewRow, segment: SegmentRow, theme: str) -> Coding:
    """Code a segment as it was suggested: one step, which undo takes back whole.

    Raises:
        NotFound: The codebook holds no such theme.
        Refused: The segment takes no part, or the coder has coded it so already.
    """
    key, span = _refuse_without_part(project, interview, segment, theme)
    new = marking.new_coding(
        project, interview.transcript_id, span, key, Origin.SUGGESTION_ACCEPTED, None
    )
    with project.action() as db:
        if codings.coding_at(db, new):
            raise Refused(
                _("{coder} has coded these words as {theme} already.").format(
                    coder=new.coder, theme=key
                )
            )
        change = _decide(project, interview, span, key, Verdict.ACCEPTED)
        marking.store_codings(
            project, [new], "suggestion.accept", _subject(project, interview, key), [change]
        )
    return new


def reject(project: Project, interview: InterviewRow, segment: SegmentRow, theme: str) -> None:
    """Reject a suggestion for good; undo takes it back.

    Raises:
        NotFound: The codebook holds no such theme.
        Refused: The segment takes no part.
    """
    key, span = _refuse_without_part(project, interview, segment, theme)
    with project.action() as db:
        change = _decide(project, interview, span, key, Verdict.REJECTED)
        journal.record(
            db,
            coder=project.coder,
            action="suggestion.reject",
            subject=_subject(project, interview, key),
            changes=[change],
            undoable=True,
        )


def _refuse_without_part(
    project: Project, interview: InterviewRow, segment: SegmentRow, theme: str
) -> tuple[str, Span]:
    key = project.codebook.theme(theme).key
    taking_part = {
        row.transcript_id: {one.id for one in segments}
        for row, segments in wordindex.participants(project, interview)
    }
    if segment.id not in taking_part.get(interview.transcript_id, set()):
        raise Refused(
            _("{appendix}, segment {number} takes no part in suggestions.").format(
                appendix=interview.appendix, number=segment.number
            ),
            _("Interviewers' speech and restricted passages are left out."),
        )
    return key, coding.span_of_segment(project, interview, segment)


def _decide(
    project: Project, interview: InterviewRow, span: Span, theme: str, verdict: Verdict
) -> Change:
    """Store a decision in place of an earlier one; inside a transaction."""
    place = (interview.transcript_id, span.start, span.stop, theme)
    earlier = next(
        (
            row
            for row in suggestions.decisions(project.db, project.coder)
            if (row["transcript_id"], row["start"], row["stop"], row["theme"]) == place
        ),
        None,
    )
    uid = str(earlier["uid"]) if earlier else new_uid()
    row = {
        "uid": uid,
        "transcript_id": interview.transcript_id,
        "start": span.start,
        "stop": span.stop,
        "theme": theme,
        "coder": project.coder,
        "at": now(),
        "verdict": str(verdict),
    }
    suggestions.insert_decision(project.db, row)
    return Change("decision", uid, earlier, row)


def _subject(project: Project, interview: InterviewRow, theme: str) -> dict[str, object]:
    title = themes.theme_titles(project.db).get(theme, theme)
    return {"appendix": interview.appendix, "theme": theme, "title": title}


def not_found_in(interview: InterviewRow, number: int, theme: str) -> NotFound:
    """The error for a theme that is not suggested for a segment."""
    return NotFound(
        _("{theme} is not suggested for {appendix}, segment {number}.").format(
            theme=theme or _("No theme"), appendix=interview.appendix, number=number
        ),
        _("`qda suggest` lists the suggestions; `qda coding add` codes without one."),
    )


def verdicts(project: Project) -> dict[Verdict, int]:
    """How many suggestions the coder has accepted and rejected so far."""
    found = dict.fromkeys(Verdict, 0)
    for row in suggestions.decisions(project.db, project.coder):
        found[Verdict(row["verdict"])] += 1
    return found
