"""The state of every excerpt: who was asked, what came back, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.approval import Answered, Approved, Use
from qda.domain.consent import Approval
from qda.services import consenting, consents, dates
from qda.services.answering import Answers
from qda.services.printing import Printer
from qda.services.voices import voices_of
from qda.storage import approvals, codings

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class ListedExcerpt:
    """One coding and where its approval stands; without its words."""

    informant: str
    excerpt: str
    """Id of what was shown last; empty where nothing was."""
    coding: str
    appendix: str
    reference: str
    theme: str
    state: Approved
    answered: str
    """What the newest record says: sent, approved, approved_with_changes, left_out or nothing."""
    at: str
    deadline: str
    overdue: bool
    """The deadline has passed without an answer. That is no approval."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {name: getattr(self, name) for name in self.__slots__}


def listed(project: Project, short_id: str | None = None) -> list[ListedExcerpt]:
    """All codings that somebody was asked about or wants to approve, by appendix and place.

    Raises:
        NotFound: No such informant.
    """
    only = consents.by_id(project, short_id)["id"] if short_id else None
    answers, printer, gate = Answers(project), Printer(project), consenting.gate(project)
    newest: dict[tuple[int, str], dict[str, Any]] = {}
    for row in approvals.approvals(project.db):
        if row["use"] == Use.QUOTE:
            newest[row["informant_id"], row["coding_uid"]] = row
    day = dates.counted_day(project).isoformat()
    found = []
    for interview in project.interviews():
        voices = voices_of(project, interview)
        asking = {
            one.informant_id
            for one in voices.people
            if consents.state_of(project, one.informant_id, appendix=interview.appendix).approval
            in (Approval.QUOTES, Approval.ALL_MENTIONS)
        }
        for coding in codings.codings(project.db, interview.transcript_id):
            for person in voices.of(coding.span):
                record = newest.get((person.informant_id, coding.uid))
                wanted = record or person.informant_id in asking
                if only not in (None, person.informant_id) or not wanted:
                    continue
                if record is None and (gate.reason(coding) or not printer.said(coding)):
                    continue
                state = answers.of(person.informant_id, coding)
                found.append(
                    _listed(
                        person.short_id, interview.appendix, coding, record, state, printer, day
                    )
                )
    return found


def _listed(
    short_id: str,
    appendix: str,
    coding: Coding,
    record: dict[str, Any] | None,
    state: Approved,
    printer: Printer,
    day: str,
) -> ListedExcerpt:
    deadline = record["deadline"] if record else ""
    waiting = record is not None and record["state"] == Answered.SENT
    return ListedExcerpt(
        informant=short_id,
        excerpt=record["excerpt_uid"][:8] if record else "",
        coding=coding.uid,
        appendix=appendix,
        reference=printer.printed(coding).reference,
        theme=coding.theme,
        state=state,
        answered=record["state"] if record else "",
        at=record["at"] if record else "",
        deadline=deadline,
        overdue=waiting and bool(deadline) and deadline < day,
    )


@dataclass(frozen=True, slots=True)
class Worded:
    """An excerpt with its words: confidential, for the coders' own screen."""

    shown: str
    """As it was sent last; empty where nothing was."""
    answered: str
    """The other wording that came back; empty without one."""
    now: str
    """As it would be printed now; empty where nothing may be."""
    attribution: str
    appendix: str
    start: int
    """Where its words stand in the interview."""


def worded(project: Project, listed_: ListedExcerpt) -> Worded:
    """The words of one excerpt."""
    shown = [one for one in approvals.excerpts(project.db)
             if listed_.excerpt and one["uid"].startswith(listed_.excerpt)]  # fmt: skip
    answers = [one for one in approvals.approvals(project.db)
               if listed_.excerpt and one["excerpt_uid"].startswith(listed_.excerpt)]  # fmt: skip
    coding = next(
        one
        for row in project.interviews()
        for one in codings.codings(project.db, row.transcript_id)
        if one.uid == listed_.coding
    )
    printed = Printer(project).printed(coding)
    return Worded(
        shown=shown[-1]["text"] if shown else "",
        answered=answers[-1]["text"] if answers else "",
        now=printed.text,
        attribution=printed.attribution,
        appendix=listed_.appendix,
        start=coding.span.start,
    )
