"""Consent: what an informant allows, as a fold over an append-only chain of events.

What is not recorded counts as no. A withdrawal counts until consent is given anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Answer(StrEnum):
    """What an informant has answered to a scope; stored, never translated."""

    YES = "yes"
    NO = "no"
    NOT_RECORDED = "not recorded"


class Scope(StrEnum):
    """What an informant can allow or not; the names of the fields that hold an answer."""

    RECORD = "record"
    TRANSCRIBE = "transcribe"
    CLOUD_AI = "cloud_ai"
    """Have the material worked on by services outside the researchers' computers."""
    ANALYSE = "analyse"
    PARAPHRASE = "paraphrase"
    QUOTE = "quote"
    BE_NAMED = "be_named"
    LOCATOR = "locator"
    """Have page numbers given for a transcript that is not appended."""
    LIBRARY = "library"
    """Stand in the thesis library."""
    REUSE = "reuse"
    BACKGROUND_ONLY = "background_only"
    """Inform the analysis and nothing else: a yes forbids quote and paraphrase."""


class ConsentKind(StrEnum):
    """What happened."""

    GIVEN = "given"
    EXTENDED = "extended"
    RESTRICTED = "restricted"
    WITHDRAWN = "withdrawn"
    CLARIFIED = "clarified"


class Approval(StrEnum):
    """What an informant wants to see and approve before it is printed."""

    NONE = "none"
    QUOTES = "quotes"
    ALL_MENTIONS = "all_mentions"


class AppendixPolicy(StrEnum):
    """How a transcript stands among the appendices; its number never moves."""

    FULL = "full"
    PSEUDONYMISED = "pseudonymised"
    EXCERPTS = "excerpts"
    EMPTY = "empty"
    """The number and one neutral sentence; still cited."""
    OMITTED = "omitted"


class RestrictionKind(StrEnum):
    """Why a passage may not be used."""

    OFF_RECORD = "off_record"
    EMBARGO = "embargo"
    """Until a date."""
    THIRD_PARTY = "third_party"
    SENSITIVE = "sensitive"
    LEFT_OUT = "left_out_by_informant"
    PARAPHRASE_ONLY = "paraphrase_only"
    """May be retold in other words once that is approved or allowed, never quoted."""
    INTERNAL_ONLY = "internal_only"
    """For the researchers' own understanding."""


APPROVAL_FIELD = "approval"
APPENDIX_FIELD = "appendix"
RETENTION_FIELD = "retention"
"""The fields of an event that hold an `Approval`, an `AppendixPolicy` and an ISO date."""

SCOPE_FIELDS = (*(str(scope) for scope in Scope), APPROVAL_FIELD, APPENDIX_FIELD, RETENTION_FIELD)
"""The fields of an event that change the state; all others describe the event."""

INTERVIEWS_FIELD = "interviews"
"""The appendix numbers that an event speaks of, with `; ` between; without it, all of them."""


@dataclass(frozen=True, slots=True)
class Informant:
    """The person interviewed, as the researchers know them."""

    short_id: str
    """For people, such as `I6`; never identifies anyone across copies."""
    name: str = ""
    label: str = ""
    """As printed: role, organisation or whatever was agreed."""
    role: str = ""
    organisation: str = ""
    municipality: str = ""
    area: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Whatever else the researchers compare by."""
    uid: str = ""
    """Random, identifies the person across copies; empty before the project has one."""


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One link of the chain: what an informant said about consent, and when."""

    informant: str
    """The informant's uid."""
    at: str
    """When it was said (not when it was recorded): an ISO date, with a time where known."""
    kind: ConsentKind
    fields: Mapping[str, str]
    """Scopes and conditions by name (see `SCOPE_FIELDS`), and how it was said."""
    recorded_by: str
    prev_hash: str
    """`event_hash` of the informant's event before; empty for the first."""


@dataclass(frozen=True, slots=True)
class ConsentState:
    """What an informant allows on a given day."""

    answers: Mapping[Scope, Answer] = field(default_factory=dict)
    """Only what was recorded; ask through `answer`."""
    approval: Approval | None = None
    """None is not recorded. Outlives a withdrawal, since it protects the informant."""
    appendix: AppendixPolicy | None = None
    """None is not recorded; see `appendix_allowed`."""
    retention: date | None = None
    """The last day on which the material may be kept; None is not recorded. Outlives it too."""
    given: date | None = None
    """Since when consent is given; None before it and after a withdrawal."""
    withdrawn: date | None = None
    """The day of the withdrawal that counts."""

    def answer(self, scope: Scope) -> Answer:
        """The recorded answer; after a withdrawal it is no."""
        if self.withdrawn:
            return Answer.NO
        return self.answers.get(scope, Answer.NOT_RECORDED)

    def permits(self, scope: Scope) -> bool:
        """Whether the informant has said yes. Background only leaves nothing to quote."""
        silent = scope in (Scope.QUOTE, Scope.PARAPHRASE)
        if silent and self.answer(Scope.BACKGROUND_ONLY) is Answer.YES:
            return False
        return self.answer(scope) is Answer.YES

    @property
    def appendix_allowed(self) -> AppendixPolicy:
        """The recorded policy; empty when nothing is recorded or consent is withdrawn."""
        if self.withdrawn or self.appendix is None:
            return AppendixPolicy.EMPTY
        return self.appendix

    @property
    def appendix_shown(self) -> bool:
        """Whether any of the transcript may stand in the appendix."""
        return self.appendix_allowed in (
            AppendixPolicy.FULL,
            AppendixPolicy.PSEUDONYMISED,
            AppendixPolicy.EXCERPTS,
        )

    def expired(self, today: date) -> bool:
        """Whether the last day of retention has passed."""
        return self.retention is not None and today > self.retention


def event_hash(event: ConsentEvent) -> str:
    """SHA-256 of all of an event, the link to the one before included."""
    parts = [
        event.informant,
        event.at,
        str(event.kind),
        sorted((str(name), str(value)) for name, value in event.fields.items()),
        event.recorded_by,
        event.prev_hash,
    ]
    # JSON keeps the borders between the parts: no two different events read the same.
    serial = json.dumps(["consent event", 1, *parts], separators=(",", ":"))
    return sha256(serial.encode("ascii")).hexdigest()


def speaks_of(event: ConsentEvent, appendix: str) -> bool:
    """Whether an event is about an interview: it names it, or names none."""
    named = [name.strip() for name in event.fields.get(INTERVIEWS_FIELD, "").split(";")]
    named = [name for name in named if name]
    return not named or appendix in named


def consent_state(
    events: Iterable[ConsentEvent], at: date | None = None, appendix: str = ""
) -> ConsentState:
    """What one informant allows after all events up to and including a day.

    Each event sets the fields that it names. A withdrawal puts everything aside, and what
    follows counts only from the next event of kind `given`. Events are taken by their time,
    at the same time in the order in which they were recorded.

    Args:
        events: the informant's events in the order of the chain.
        at: the day; None takes all events.
        appendix: one interview, to leave out what was said about other ones; without it only
            what was said about all of them counts.
    """
    state = ConsentState()
    for event in sorted(events, key=lambda event: _order(event.at)):
        if (at is None or day_of(event.at) <= at) and speaks_of(event, appendix):
            state = _after(state, event)
    return state


def day_of(moment: str) -> date:
    """The day of an ISO date or time, as the calendar on the wall has it.

    What says its distance from UTC is turned into local time; an informant who withdraws at one
    in the morning withdraws on that day, not on the day before.
    """
    when = datetime.fromisoformat(moment)
    return (when.astimezone() if when.tzinfo else when).date()


def _order(moment: str) -> tuple[date, str]:
    """By day, then by time where one is known; a date alone comes first in its day."""
    when = datetime.fromisoformat(moment)
    if when.tzinfo:
        when = when.astimezone().replace(tzinfo=None)
    return when.date(), when.isoformat() if len(moment) > len("2025-01-01") else ""


def broken_link(events: Sequence[ConsentEvent]) -> int | None:
    """Index of the first event that does not follow from the one before; None when all do."""
    before = ""
    for index, event in enumerate(events):
        if event.prev_hash != before:
            return index
        before = event_hash(event)
    return None


def _after(state: ConsentState, event: ConsentEvent) -> ConsentState:
    # Compared by value: a stored row hands over plain text.
    if event.kind == ConsentKind.WITHDRAWN:
        return ConsentState(
            approval=state.approval, retention=state.retention, withdrawn=day_of(event.at)
        )
    if event.kind == ConsentKind.GIVEN:
        state = replace(state, withdrawn=None, given=state.given or day_of(event.at))
    elif state.withdrawn:
        return state
    fields = event.fields
    answers = dict(state.answers)
    answers.update({scope: Answer(fields[scope]) for scope in Scope if scope in fields})
    state = replace(state, answers=answers)
    if APPROVAL_FIELD in fields:
        state = replace(state, approval=Approval(fields[APPROVAL_FIELD]))
    if APPENDIX_FIELD in fields:
        state = replace(state, appendix=AppendixPolicy(fields[APPENDIX_FIELD]))
    if RETENTION_FIELD in fields:
        state = replace(state, retention=date.fromisoformat(fields[RETENTION_FIELD]))
    return state
