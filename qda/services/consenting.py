"""Informants, their consent and restrictions – and the gate that every export passes.

The gate is the only place that makes a `Permitted` value. Restricted passages vanish from
whatever passes it, counts included, as if they had never been said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qda.domain.consent import (
    AppendixPolicy,
    ConsentEvent,
    ConsentKind,
    ConsentState,
    Scope,
    consent_state,
    event_hash,
)
from qda.domain.permission import Permitted
from qda.domain.text import Span, text_hash
from qda.errors import BadRegister
from qda.formats.informants_yml import InformantEntry, read_informants
from qda.language import gettext as _
from qda.services import citing
from qda.storage import codings, informants, interviews, journal, reviews
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from qda.domain.codings import Coding
    from qda.domain.matrix import Matrix
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

INTERNAL = "internal"
"""Profile of the coders' own working copies, headed as not for publication."""


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """What loading a register did."""

    new: int
    updated: int
    consents: int
    restrictions: int
    waiting: tuple[str, ...] = ()
    """Short ids of informants whose interview the project does not hold; their consent has
    nothing to act on before it is imported and the register loaded again."""


def load_register(project: Project, path: Path) -> RegisterReport:
    """Load informants, consents and restrictions from informants.yml; all or nothing.

    Loading the same file again adds nothing.

    Raises:
        BadRegister: With all problems of the file, passages that are not found among them.
    """
    from qda.domain.problems import Problem

    entries = read_informants(path)
    by_appendix = {row.appendix: row for row in project.interviews()}
    problems: list[Problem] = []
    passages: list[tuple[InformantEntry, Any, Span]] = []
    for entry in entries:
        interview = by_appendix.get(entry.appendix)
        for restriction in entry.restrictions:
            span = None
            if interview is not None:
                text = interviews.transcript_text(project.db, interview.transcript_id)
                span = _passage(text, restriction.first_words, restriction.last_words)
            if span is None:
                problems.append(
                    Problem(
                        path.name,
                        restriction.line,
                        "informants.passage-not-found",
                        _("The restricted passage was not found in {appendix}.").format(
                            appendix=entry.appendix
                        ),
                    )
                )
            else:
                passages.append((entry, restriction, span))
    if problems:
        raise BadRegister(
            _('"{name}" could not be loaded.').format(name=path.name),
            problems,
            _("Import the interviews first, and copy the words of a passage from the transcript."),
        )
    return _store_register(project, entries, passages, by_appendix)


def _store_register(
    project: Project,
    entries: list[InformantEntry],
    passages: list[tuple[InformantEntry, Any, Span]],
    by_appendix: Mapping[str, InterviewRow],
) -> RegisterReport:
    new = updated = consents = 0
    with project.action() as db:
        for entry in entries:
            person = entry.informant
            row_id, is_new = informants.save_informant(
                db,
                {
                    "short_id": person.short_id,
                    "name": person.name,
                    "label": person.label,
                    "role": person.role,
                    "organisation": person.organisation,
                    "municipality": person.municipality,
                    "area": person.area,
                    "attributes": dict(person.attributes),
                },
            )
            new, updated = new + is_new, updated + (not is_new)
            consents += _append_consents(project, row_id, entry)
            if entry.appendix in by_appendix:
                interviews.link_informant(db, by_appendix[entry.appendix].id, row_id)
        before = len(codings.restrictions(db))
        for entry, restriction, span in passages:
            transcript_id = by_appendix[entry.appendix].transcript_id
            text = interviews.transcript_text(db, transcript_id)
            codings.insert_restriction(
                db,
                {
                    "uid": new_uid(),
                    "transcript_id": transcript_id,
                    "start": span.start,
                    "stop": span.stop,
                    "kind": str(restriction.kind),
                    "source": "informants.yml",
                    "at": restriction.at or now()[:10],
                    "until": restriction.until or None,
                    "quote_hash": text_hash(span.of(text)),
                },
            )
        restrictions = len(codings.restrictions(db)) - before
        journal.record(
            db,
            coder=project.coder,
            action="informants.load",
            subject={"count": len(entries), "consents": consents, "restrictions": restrictions},
        )
    waiting = tuple(
        entry.informant.short_id for entry in entries if entry.appendix not in by_appendix
    )
    return RegisterReport(new, updated, consents, restrictions, waiting)


def _append_consents(project: Project, informant_id: int, entry: InformantEntry) -> int:
    stored = informants.consent_events(project.db, informant_id)
    known = {(row["at"], row["kind"], tuple(sorted(row["fields"].items()))) for row in stored}
    previous = stored[-1]["hash"] if stored else ""
    added = 0
    for consent in entry.consents:
        if (consent.at, str(consent.kind), tuple(sorted(consent.fields.items()))) in known:
            continue
        event = ConsentEvent(
            informant=informants.uid_of(project.db, informant_id),
            at=consent.at,
            kind=consent.kind,
            fields=consent.fields,
            recorded_by=consent.recorded_by or project.coder,
            prev_hash=previous,
        )
        previous = event_hash(event)
        informants.add_consent_event(
            project.db,
            {
                "informant_id": informant_id,
                "at": event.at,
                "kind": str(event.kind),
                "fields": dict(event.fields),
                "recorded_by": event.recorded_by,
                "recorded_at": now(),
                "prev_hash": event.prev_hash,
                "hash": previous,
            },
        )
        added += 1
    return added


def _passage(text: str, first_words: str, last_words: str) -> Span | None:
    """From the first words to the next occurrence of the last words; never less than both."""
    begins = citing.find_quote(text, first_words).spans
    if len(begins) != 1:
        return None
    ends = [
        span for span in citing.find_quote(text, last_words).spans if span.stop >= begins[0].stop
    ]
    return Span(begins[0].start, ends[0].stop) if ends else None


def state_of(project: Project, informant_id: int, at: datetime | None = None) -> ConsentState:
    """The consent of an informant at a moment, now when None."""
    events = [
        ConsentEvent(
            informant=row["informant_uid"],
            at=row["at"],
            kind=ConsentKind(row["kind"]),
            fields=row["fields"],
            recorded_by=row["recorded_by"],
            prev_hash=row["prev_hash"],
        )
        for row in informants.consent_events(project.db, informant_id)
    ]
    return consent_state(events, (at or datetime.now(UTC)).date())


@dataclass(frozen=True, slots=True)
class Gate:
    """What may be shown of each interview, settled once for an export."""

    restricted: Mapping[int, tuple[Span, ...]]
    """Passages that vanish, by transcript."""
    withdrawn: frozenset[int]
    """Transcripts whose informant has withdrawn."""
    without_page: frozenset[str]
    """Appendices that are cited without a page, because they are not shown."""
    current: frozenset[int]
    """The newest version of each interview; restrictions are known for these only."""
    doubtful: frozenset[int]
    """Transcripts in which a restricted passage may stand uncovered since a correction."""

    def reason(self, coding: Coding) -> str | None:
        """Why a coding may not pass, or None; one shared character is enough."""
        return self.reason_at(coding.transcript, coding.span)

    def reason_at(self, transcript: int, place: Span) -> str | None:
        """Why what is about some words may not pass, or None."""
        if transcript in self.withdrawn:
            return "withdrawn"
        if transcript not in self.current:
            return "earlier version"
        if transcript in self.doubtful:
            return "review"
        for span in self.restricted.get(transcript, ()):
            if span.overlaps(place):
                return "restricted"
        return None


def gate(project: Project) -> Gate:
    """The gate of the internal profile: restrictions and withdrawals hold even there."""
    restricted: dict[int, list[Span]] = {}
    today = datetime.now(UTC).date().isoformat()
    for row in codings.restrictions(project.db):
        if row["until"] and row["until"] < today:
            continue  # an embargo that has ended
        restricted.setdefault(row["transcript_id"], []).append(Span(row["start"], row["stop"]))
    withdrawn: set[int] = set()
    without_page: set[str] = set()
    doubtful = reviews.doubtful_interviews(project.db)
    for interview in project.interviews():
        if interview.informant_id is None:
            continue
        state = state_of(project, interview.informant_id)
        if state.withdrawn:
            withdrawn.add(interview.transcript_id)
        not_shown = state.appendix in (AppendixPolicy.EMPTY, AppendixPolicy.OMITTED)
        if not_shown and not state.permits(Scope.LOCATOR):
            without_page.add(interview.appendix)
    return Gate(
        {transcript: tuple(spans) for transcript, spans in restricted.items()},
        frozenset(withdrawn),
        frozenset(without_page),
        current=frozenset(row.transcript_id for row in project.interviews()),
        doubtful=frozenset(row.transcript_id for row in project.interviews() if row.id in doubtful),
    )


def permit(gate: Gate, wanted: Iterable[Coding]) -> tuple[list[Coding], Permitted[None]]:
    """Split codings at the gate.

    Returns:
        Those that may pass, and the permission to write with what was withheld, by reason.
    """
    passed: list[Coding] = []
    withheld: dict[str, int] = {}
    for coding in wanted:
        reason = gate.reason(coding)
        if reason is None:
            passed.append(coding)
        else:
            withheld[reason] = withheld.get(reason, 0) + 1
    return passed, Permitted(None, INTERNAL, withheld)


def permit_matrix(
    matrix: Matrix, permission: Permitted[None], left_out: Mapping[str, int]
) -> Permitted[Matrix]:
    """The permission to write a matrix that was built from what has passed the gate.

    Args:
        matrix: The matrix.
        permission: What the gate gave.
        left_out: Codings that passed but stand in no cell, by reason.
    """
    return Permitted(matrix, permission.profile, {**permission.withheld, **left_out})


@dataclass(frozen=True, slots=True)
class Person:
    """An informant with the consent that holds now."""

    short_id: str
    appendix: str
    label: str
    role: str
    organisation: str
    municipality: str
    area: str
    quote: str
    """yes, no or not recorded."""
    approval: str
    appendix_policy: str
    withdrawn: bool

    def as_values(self) -> dict[str, Any]:
        """For programs; no name."""
        return {name: getattr(self, name) for name in self.__slots__}


def people(project: Project) -> list[Person]:
    """The informants of a project in the order of their registration."""
    appendix_of = {row.informant_id: row.appendix for row in project.interviews()}
    found = []
    for row in informants.informants(project.db):
        state = state_of(project, row["id"])
        found.append(
            Person(
                short_id=row["short_id"],
                appendix=appendix_of.get(row["id"], ""),
                label=row["label"],
                role=row["role"],
                organisation=row["organisation"],
                municipality=row["municipality"],
                area=row["area"],
                quote=str(state.answer(Scope.QUOTE)),
                approval=str(state.approval or "not recorded"),
                appendix_policy=str(state.appendix or "not recorded"),
                withdrawn=state.withdrawn is not None,
            )
        )
    return found
