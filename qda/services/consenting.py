"""The gate that every export passes.

The gate is the only place that makes a `Permitted` value. Restricted passages vanish from
whatever passes it, counts included, as if they had never been said. What is not recorded is a no.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from qda.domain.approval import Use
from qda.domain.consent import AppendixPolicy, Scope
from qda.domain.interviews import Kind
from qda.domain.permission import Permitted, Profile
from qda.domain.thesis_findings import Status
from qda.errors import NotPermitted
from qda.services import consent_chains, restricting
from qda.services.consent_reasons import reasons_against
from qda.services.consents import state_of
from qda.services.page_consents import cited_without_page
from qda.services.voices import voices_of
from qda.storage import reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qda.domain.codings import Coding
    from qda.domain.consent import ConsentState
    from qda.domain.text import Span
    from qda.domain.thesis_findings import ThesisReport
    from qda.services.project import Project
    from qda.services.voices import Voices
    from qda.storage.interviews import InterviewRow

T = TypeVar("T")

__all__ = [
    "INTERNAL",
    "SHARED",
    "Gate",
    "gate",
    "made_from",
    "permit",
    "permit_paper",
    "permit_report",
    "permit_whole",
    "state_of",
    "text_reason",
]

INTERNAL = str(Profile.INTERNAL)
"""Profile of the coders' own working copies, headed as not for publication."""

SHARED = "shared"
"""Whole texts for other eyes: what the profile `assessment` shows, and of that only what may stand
in the appendix, with the label that was agreed and no names of coders."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What may be shown of each interview, settled once for an export."""

    restricted: Mapping[int, tuple[Span, ...]]
    """Passages that vanish, by transcript."""
    withdrawn: frozenset[int]
    """Transcripts whose informants have all withdrawn."""
    without_page: frozenset[str]
    """Appendices that are cited without a page, because they are not shown."""
    current: frozenset[int]
    """The newest version of each interview; restrictions are known for these only."""
    doubtful: frozenset[int]
    """Transcripts in which a restricted passage may stand uncovered since a correction."""
    retold: Mapping[int, tuple[Span, ...]]
    """Passages that may be paraphrased, though never quoted or counted."""
    profile: Profile
    refusals: Mapping[tuple[str, Use], str]
    """What consent does not allow in this profile: reason by coding and use."""
    broken: tuple[str, ...]
    """Informants whose record of consent was changed from outside."""

    def reason(self, coding: Coding, use: Use = Use.QUOTE) -> str | None:
        """Why a coding may not pass, or None; one shared character is enough."""
        held_back = self.reason_at(coding.transcript, coding.span, use)
        return held_back or self.refusals.get((coding.uid, use))

    def reason_at(self, transcript: int, place: Span, use: Use = Use.QUOTE) -> str | None:
        """Why what is about some words may not pass, or None."""
        if transcript in self.withdrawn:
            return "withdrawn"
        if transcript not in self.current:
            return "earlier version"
        if transcript in self.doubtful:
            return "review"
        hidden = self.restricted.get(transcript, ())
        if use not in (Use.PARAPHRASE, Use.MENTION) and transcript in self.retold:
            hidden = (*hidden, *self.retold[transcript])
        return "restricted" if any(span.overlaps(place) for span in hidden) else None

    def hidden(self, transcript: int) -> tuple[Span, ...]:
        """All passages of a transcript that vanish from what leaves."""
        return (*self.restricted.get(transcript, ()), *self.retold.get(transcript, ()))


def gate(project: Project, profile: Profile | str = Profile.INTERNAL) -> Gate:
    """The gate of a profile: restrictions and withdrawals hold even in the internal one."""
    profile = Profile(profile)
    restricted, retold = restricting.in_force(project)
    withdrawn: set[int] = set()
    without_page: set[str] = set()
    refusals: dict[tuple[str, Use], str] = {}
    doubtful = reviews.doubtful_interviews(project.db)
    answers = None
    if profile is not Profile.INTERNAL:
        from qda.services.answering import Answers  # renders names, which takes long to load

        answers = Answers(project)
    for interview in project.interviews():
        voices = voices_of(project, interview)
        states = {
            one.informant_id: state_of(project, one.informant_id, appendix=interview.appendix)
            for one in voices.people
        }
        gone = _withdrawn_spans(voices, states)
        if gone is None:
            withdrawn.add(interview.transcript_id)
        elif gone:
            there = restricted.get(interview.transcript_id, ())
            restricted[interview.transcript_id] = (*there, *gone)
        if voices.people and cited_without_page(project, interview):
            without_page.add(interview.appendix)
        if answers is not None:
            refusals |= reasons_against(project, interview, voices, states, profile, answers)
    return Gate(
        restricted,
        frozenset(withdrawn),
        frozenset(without_page),
        current=frozenset(row.transcript_id for row in project.interviews()),
        doubtful=frozenset(row.transcript_id for row in project.interviews() if row.id in doubtful),
        retold=retold,
        profile=profile,
        refusals=refusals,
        broken=tuple(consent_chains.broken_chains(project)),
    )


def _withdrawn_spans(voices: Voices, states: Mapping[int, ConsentState]) -> tuple[Span, ...] | None:
    """The turns of those who withdrew, in an interview with others too; None is all of it."""
    out = [one for one in voices.people if states[one.informant_id].withdrawn]
    spans = [voices.spans_of(one) for one in out]
    if out and (len(out) == len(voices.people) or None in spans):
        return None
    return tuple(span for mine in spans for span in mine or ())


def permit(
    gate: Gate, wanted: Iterable[Coding], use: Use = Use.QUOTE
) -> tuple[list[Coding], Permitted[None]]:
    """Split codings at the gate.

    Returns:
        Those that may pass, and the permission to write with what was withheld, by reason.

    Raises:
        NotPermitted: The record of consent was changed from outside.
    """
    if gate.broken:
        raise NotPermitted(*consent_chains.broken_in_words(gate.broken))
    passed: list[Coding] = []
    withheld: dict[str, int] = {}
    for coding in wanted:
        reason = gate.reason(coding, use)
        if reason is None:
            passed.append(coding)
        else:
            withheld[reason] = withheld.get(reason, 0) + 1
    return passed, Permitted(None, str(gate.profile), withheld)


def permit_paper(project: Project, paper: T) -> Permitted[T]:
    """The permission to write a paper that holds no interview text, such as one on consents.

    Raises:
        NotPermitted: The record of consent was changed from outside.
    """
    broken = consent_chains.broken_chains(project)
    if broken:
        raise NotPermitted(*consent_chains.broken_in_words(broken))
    return Permitted(paper, INTERNAL)


def made_from(
    value: T, permission: Permitted[Any], left_out: Mapping[str, int] | None = None
) -> Permitted[T]:
    """The permission to write something that was made only from what has passed the gate.

    Args:
        value: What was made.
        permission: What the gate gave for its parts.
        left_out: Codings that passed but stand nowhere in it, by reason.
    """
    return Permitted(value, permission.profile, {**permission.withheld, **(left_out or {})})


def text_reason(project: Project, gate: Gate, row: InterviewRow, profile: str) -> str | None:
    """Why the whole text of an interview may not leave, or None.

    A withdrawal holds in every profile. For other eyes a text must be one that may stand in the
    appendix in full, by everybody who speaks in it; what nobody has recorded counts as no. A
    published study needs no consent.
    """
    if row.transcript_id in gate.withdrawn:
        return "withdrawn"
    if profile == INTERNAL:
        return None
    if row.transcript_id in gate.doubtful:
        return "review"
    if row.kind is Kind.STUDY:
        return None
    people = voices_of(project, row).people
    if not people:
        return "not recorded"
    whole = (AppendixPolicy.FULL, AppendixPolicy.PSEUDONYMISED)
    for one in people:
        state = state_of(project, one.informant_id, appendix=row.appendix)
        if not state.withdrawn and state.appendix_allowed not in whole:
            return "appendix"
        if not state.withdrawn and not state.permits(Scope.QUOTE):
            return "quote"
    return None


def permit_whole(value: T, profile: str, withheld: Mapping[str, int]) -> Permitted[T]:
    """The permission to write what was put together from texts with no `text_reason`.

    Args:
        value: What leaves; of restricted passages it holds nothing unless it is internal.
        profile: `INTERNAL` or `SHARED`.
        withheld: What was left out, by reason.
    """
    return Permitted(value, profile, dict(withheld))


def permit_report(report: ThesisReport) -> Permitted[ThesisReport]:
    """The permission to show a check of a thesis: nothing restricted may be in it.

    Drops the words of every quotation that may not be printed, whatever its maker did.
    """
    barred = (Status.OFF_RECORD, Status.NOT_PERMITTED)
    quotes = tuple(
        replace(quote, opening="", edits=()) if quote.status in barred else quote
        for quote in report.quotes
    )
    withheld = sum(quote.status in barred for quote in quotes)
    counts = {"restricted": withheld} if withheld else {}
    return Permitted(replace(report, quotes=quotes), INTERNAL, counts)
