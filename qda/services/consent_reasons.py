"""Why the consent of those who speak does not allow a use of their words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qda.domain.approval import Approved, Use
from qda.domain.consent import Approval, Scope
from qda.domain.permission import Profile
from qda.services import dates
from qda.storage import codings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.consent import ConsentState
    from qda.services.answering import Answers
    from qda.services.project import Project
    from qda.services.voices import Voices
    from qda.storage.interviews import InterviewRow


def reasons_against(
    project: Project,
    interview: InterviewRow,
    voices: Voices,
    states: Mapping[int, ConsentState],
    profile: Profile,
    answers: Answers,
) -> dict[tuple[str, Use], str]:
    """What the consents in an interview do not allow in a profile, by coding and use."""
    day = dates.counted_day(project)
    found: dict[tuple[str, Use], str] = {}
    for coding in codings.codings(project.db, interview.transcript_id):
        people = voices.of(coding.span)
        for use in Use:
            reasons = [
                _refusal(states[one.informant_id], interview, use, profile, day) for one in people
            ] or ["no informant"]
            for one in people:
                if _asks(states[one.informant_id], use, profile):
                    answer = answers.of(one.informant_id, coding, use)
                    reasons.append("" if answer is Approved.YES else "not approved")
            first = next(filter(None, reasons), "")
            if first:
                found[coding.uid, use] = first
    return found


_NEEDED = {
    Use.COUNT: (Scope.ANALYSE,),
    Use.MENTION: (Scope.ANALYSE,),
    Use.PARAPHRASE: (Scope.ANALYSE, Scope.PARAPHRASE),
    Use.QUOTE: (Scope.ANALYSE, Scope.QUOTE),
}
"""What an informant must have said yes to, by use."""


def _refusal(
    state: ConsentState, interview: InterviewRow, use: Use, profile: Profile, day: date
) -> str:
    """Why one informant's consent does not allow a use in a profile; empty where it does."""
    if state.given is None:
        return "no consent"
    if _is_before(interview.date, state.given):
        return "before consent"
    if state.expired(day):
        return "kept too long"
    if not all(state.permits(scope) for scope in _NEEDED[use]):
        return "no consent"
    if state.permits(Scope.BACKGROUND_ONLY) and use is not Use.COUNT:
        return "no consent"
    if profile is Profile.PUBLIC and not state.permits(Scope.LIBRARY):
        return "not for the library"
    return ""


def _is_before(interview_day: str, given: date) -> bool:
    try:
        return date.fromisoformat(interview_day[:10]) < given
    except ValueError:
        return False  # a day that is not known is asked for elsewhere


def _asks(state: ConsentState, use: Use, profile: Profile) -> bool:
    """Whether the informant wants to approve this use before it is handed in or published."""
    if profile not in (Profile.ASSESSMENT, Profile.PUBLIC) or use is Use.COUNT:
        return False
    if state.approval is Approval.ALL_MENTIONS:
        return True
    return state.approval is Approval.QUOTES and use is Use.QUOTE
