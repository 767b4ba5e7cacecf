"""The interviews of a project as one looks for them: how far, with what consent, when last.

Numbers come from `progress`; this adds what one coder has seen and what waits for a decision.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any

from qda.domain.consent import Answer, Scope
from qda.domain.interviews import appendix_order
from qda.domain.speakers import CONFIDENT
from qda.domain.time_stamps import seconds
from qda.domain.visible import Visible
from qda.services import consents, visiting
from qda.services.progress import progress_of
from qda.services.seeing import Seeing
from qda.services.voices import voices_of
from qda.storage import interviews, journal, reviews, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qda.services.progress import InterviewProgress, Progress
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow
    from qda.storage.participants import Participant


class Consent(StrEnum):
    """Whether an informant may be quoted, in one word; stored names are never translated."""

    YES = "yes"
    NO = "no"
    NOT_RECORDED = "not recorded"
    WITHDRAWN = "withdrawn"


class Order(Enum):
    """What a list of interviews is sorted by."""

    APPENDIX = "appendix"
    PROGRESS = "progress"
    WORKED_ON = "last worked on"
    CODINGS = "codings"


@dataclass(frozen=True, slots=True)
class Listed:
    """One interview as a list shows it."""

    numbers: InterviewProgress
    seen: int
    """Segments that the coder has had before them."""
    consent: Consent
    minutes: int | None
    """From the last time stamp; None where the transcript has none."""
    worked_on: str
    """When it was changed or read last, in UTC; empty when never."""
    reviews: int
    """What waits for a decision after a correction."""
    speakers_uncertain: bool
    """Whether nobody has settled speakers that were not read with confidence."""

    @property
    def appendix(self) -> str:
        """Its appendix number."""
        return self.numbers.appendix

    def as_values(self) -> dict[str, Any]:
        """For programs: the numbers and the rest, side by side."""
        numbers = {field.name: getattr(self.numbers, field.name) for field in fields(self.numbers)}
        rest = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name != "numbers"
        }
        return {**numbers, **rest, "consent": str(self.consent)}


@dataclass(frozen=True, slots=True)
class Overview:
    """A project and its interviews, in the order of their appendix numbers."""

    progress: Progress
    interviews: tuple[Listed, ...]


def overview_of(project: Project, *, restricted: bool = True) -> Overview:
    """All interviews with what the project's coder has seen of them.

    Args:
        project: An open project.
        restricted: Count passages that may not be used too; otherwise the numbers are as if they
            had never been said.
    """
    with project.reading():
        progress = progress_of(project, restricted=restricted)
        seeing = None if restricted else Seeing(project)
        worked_on = journal.last_by_appendix(project.db)
        waiting = Counter(row["interview_id"] for row in reviews.open_reviews(project.db))
        numbers = {one.appendix: one for one in progress.interviews}
        return Overview(
            progress,
            tuple(
                _listed(project, row, numbers[row.appendix], worked_on, waiting, seeing)
                for row in project.interviews()
            ),
        )


def _listed(
    project: Project,
    row: InterviewRow,
    numbers: InterviewProgress,
    worked_on: Mapping[str, str],
    waiting: Mapping[int, int],
    seeing: Seeing | None,
) -> Listed:
    last = seen.last_seen(project.db, row.transcript_id, project.coder)
    return Listed(
        numbers=numbers,
        seen=_seen(project, row, seeing),
        consent=_consent(project, row),
        minutes=_minutes(project, row.transcript_id),
        worked_on=max(worked_on.get(row.appendix, ""), last[1] if last else ""),
        reviews=waiting.get(row.id, 0),
        speakers_uncertain="new_speakers" in row.report
        or (row.confidence < CONFIDENT and "speakers" not in row.report),
    )


def _seen(project: Project, row: InterviewRow, seeing: Seeing | None) -> int:
    numbers = visiting.segments_seen(project, row)
    left = seeing.of(row) if seeing else Visible()
    if not numbers or not left.cuts:
        return len(numbers)
    text = interviews.transcript_text(project.db, row.transcript_id)
    segments = interviews.segments(project.db, row.transcript_id)
    return sum(1 for one in segments if one.number in numbers and left.holds(text, one.span))


_STRICTEST = (Consent.WITHDRAWN, Consent.NO, Consent.NOT_RECORDED, Consent.YES)


def _consent(project: Project, row: InterviewRow) -> Consent:
    """Of several informants the answer with which one must be most careful."""
    answers = {_answer(project, one, row.appendix) for one in voices_of(project, row).people}
    return next((one for one in _STRICTEST if one in answers), Consent.NOT_RECORDED)


def _answer(project: Project, person: Participant, appendix: str) -> Consent:
    state = consents.state_of(project, person.informant_id, appendix=appendix)
    if state.withdrawn is not None:
        return Consent.WITHDRAWN
    if state.permits(Scope.QUOTE):
        return Consent.YES
    return Consent.NOT_RECORDED if state.answer(Scope.QUOTE) is Answer.NOT_RECORDED else Consent.NO


def _minutes(project: Project, transcript: int) -> int | None:
    """The length of the recording as far as the last turn's time stamp tells it, rounded up."""
    stamps = [turn.time for turn in interviews.turns(project.db, transcript) if turn.time]
    return -(-max(map(seconds, stamps)) // 60) if stamps else None


def in_order(listed: Iterable[Listed], order: Order) -> list[Listed]:
    """The interviews sorted; what is equal stays in the order of the appendix numbers.

    Progress begins with the least coded, the others with the newest and the most.
    """
    found = sorted(listed, key=lambda one: appendix_order(one.appendix))
    if order is Order.PROGRESS:
        found.sort(key=lambda one: one.numbers.coded / max(1, one.numbers.segments))
    elif order is Order.WORKED_ON:
        found.sort(key=lambda one: one.worked_on, reverse=True)
    elif order is Order.CODINGS:
        found.sort(key=lambda one: one.numbers.codings, reverse=True)
    return found


def matching(listed: Iterable[Listed], wanted: str) -> list[Listed]:
    """The interviews in whose number or informant all words stand."""
    words = wanted.casefold().split()
    return [
        one
        for one in listed
        if all(word in f"{one.appendix} {one.numbers.informant}".casefold() for word in words)
    ]
