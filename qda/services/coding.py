"""Adding, removing and listing codings: one action, one transaction, one step to undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.codings import Coding, Origin
from qda.domain.text import Span, trimmed
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import citing
from qda.services.marking import new_coding, refuse_silence, store_codings, subject_of
from qda.storage import codings, interviews, journal, versions
from qda.storage.journal import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow, SegmentRow


@dataclass(frozen=True, slots=True)
class Toggled:
    """What a key press on a segment did."""

    coding: Coding
    added: bool
    """False: the coding was there and has been removed."""


def segment_by_number(project: Project, interview: InterviewRow, number: int) -> SegmentRow:
    """The segment that a user means by its number.

    Raises:
        NotFound: With the numbers that there are.
    """
    rows = interviews.segments(project.db, interview.transcript_id)
    if not 1 <= number <= len(rows):
        raise NotFound(
            _("{appendix} has no segment {number}.").format(
                appendix=interview.appendix, number=number
            ),
            _("Its segments are numbered 1–{last}; `qda show` lists them.").format(last=len(rows))
            if rows
            else _("It has no segments at all."),
        )
    return rows[number - 1]


def span_of_segment(project: Project, interview: InterviewRow, segment: SegmentRow) -> Span:
    """The words of a segment, without white space at its ends.

    Raises:
        Refused: The segment holds white space only.
    """
    text = interviews.transcript_text(project.db, interview.transcript_id)
    span = trimmed(text, segment.span.start, segment.span.stop)
    if span is None:
        raise Refused(_("There are no words to code."))
    return span


def span_of_quote(project: Project, interview: InterviewRow, quote: str) -> Span:
    """The one place of a quote in an interview.

    Raises:
        NotFound: It is not there.
        Refused: It is there more than once.
    """
    text = interviews.transcript_text(project.db, interview.transcript_id)
    found = citing.find_quote(text, quote)
    if not found.spans:
        raise NotFound(
            _("The quote does not stand in {appendix}.").format(appendix=interview.appendix),
            _("Copy the words from the transcript; `qda search` finds a passage."),
        )
    if len(found.spans) > 1:
        raise Refused(
            _("The quote stands in {appendix} {count} times.").format(
                appendix=interview.appendix, count=len(found.spans)
            ),
            _("Quote more words, so that only one place fits."),
        )
    return found.spans[0]


def add(
    project: Project,
    interview: InterviewRow,
    span: Span,
    theme: str,
    *,
    origin: Origin = Origin.BY_HAND,
    coder: str | None = None,
    text: str | None = None,
) -> Coding:
    """Code a span; it is on disk when this returns.

    Args:
        project: An open project.
        interview: Where the span is.
        span: The words.
        theme: What they get.
        origin: How it came about.
        coder: Who codes; the project's coder when None.
        text: The interview's text where the caller has it, for it may be long to read.

    Raises:
        NotFound: The codebook holds no such theme.
        Refused: The same coder has given the span this theme already, or nobody speaks there.
    """
    key = theme_to_give(project, theme)
    coding = new_coding(project, interview.transcript_id, span, key, origin, coder)
    refuse_silence(project, interview, span)
    with project.action() as db:
        if codings.coding_at(db, coding):
            raise Refused(
                _("{coder} has coded these words as {theme} already.").format(
                    coder=coding.coder, theme=key
                )
            )
        subject = subject_of(project, interview.appendix, key)
        texts = None if text is None else {interview.transcript_id: text}
        store_codings(project, [coding], "coding.add", subject, texts=texts)
    return coding


def theme_to_give(project: Project, theme: str) -> str:
    """The key of a theme that can be given to words.

    Raises:
        NotFound: The codebook holds no such theme.
        Refused: It is retired.
    """
    key = project.codebook.theme(theme).key
    if project.codebook.is_retired(key):
        raise Refused(
            _('"{theme}" is retired; it stays on its codings only.').format(theme=key),
            _("Take it into use again with `qda codes restore`."),
        )
    return key


def remove(project: Project, coding: Coding) -> None:
    """Remove a coding; it is off the disk when this returns, and undo brings it back.

    Raises:
        NotFound: It is gone already.
    """
    remove_all(project, [coding])


def remove_all(project: Project, unwanted: Sequence[Coding]) -> int:
    """Remove codings as one step; returns how many. All of them, or none.

    Raises:
        NotFound: One of them is gone already.
    """
    once = list(dict.fromkeys(unwanted))
    changes: list[Change] = []
    with project.action() as db:
        for coding in once:
            row = codings.stored_coding(db, coding.uid)
            if row is None:
                raise NotFound(_("The coding has been removed already."))
            codings.delete_coding(db, coding.uid)
            changes.append(Change("coding", coding.uid, row, None))
        subject: dict[str, object] = {"count": len(once)}
        if len(once) == 1:
            subject = subject_of(project, _appendix_of(project, once[0].transcript), once[0].theme)
        journal.record(
            db,
            coder=project.coder,
            action="coding.remove",
            subject=subject,
            changes=changes,
            undoable=True,
        )
    return len(once)


def toggle(project: Project, interview: InterviewRow, segment: SegmentRow, theme: str) -> Toggled:
    """Give a segment a theme, or take it away if the coder gave it before."""
    return toggle_span(project, interview, span_of_segment(project, interview, segment), theme)


def toggle_span(
    project: Project,
    interview: InterviewRow,
    span: Span,
    theme: str,
    *,
    text: str | None = None,
) -> Toggled:
    """Give words a theme, or take it away if the coder gave it to just these words before.

    The interview's text, where the caller has it, is not read again.
    """
    key = project.codebook.theme(theme).key
    wanted = new_coding(project, interview.transcript_id, span, key, Origin.BY_HAND, None)
    there = codings.coding_at(project.db, wanted)
    if there:
        remove(project, there)
        return Toggled(there, added=False)
    return Toggled(add(project, interview, span, key, text=text), added=True)


def listed(project: Project, interview: InterviewRow | None = None) -> list[Coding]:
    """The codings of one interview, or of all, by place."""
    return codings.codings(project.db, interview.transcript_id if interview else None)


def by_uid(project: Project, beginning: str) -> Coding:
    """The one coding whose id begins so.

    Raises:
        NotFound: None does.
        Refused: Several do.
    """
    found = codings.coding_by_uid(project.db, beginning)
    if not found:
        raise NotFound(
            _('There is no coding "{id}".').format(id=beginning),
            _("`qda coding list` shows the ids."),
        )
    if len(found) > 1:
        raise Refused(
            _('{count} codings have an id that begins with "{id}".').format(
                count=len(found), id=beginning
            ),
            _("Give more characters of the id."),
        )
    return found[0]


def _appendix_of(project: Project, transcript_id: int) -> str:
    return versions.appendix_of(project.db, transcript_id)
