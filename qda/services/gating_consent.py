"""The gates that ask what informants allow: G01 to G05, G08, G13, G14 and G18."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qda.danish.name_occurrences import tokens
from qda.domain.approval import Approved, Use
from qda.domain.consent import Answer, AppendixPolicy, Approval, Scope
from qda.domain.gates import Barrier
from qda.domain.interviews import Kind
from qda.domain.permission import Profile
from qda.domain.register import Relation
from qda.language import gettext as _
from qda.services import consent_chains, consenting, consents, dates
from qda.services.anonymising import shown_register
from qda.services.answering import Answers
from qda.services.voices import voices_of
from qda.storage import codings, informants

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from qda.domain.consent import ConsentState
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

K = 2
"""Informants who must share what is told about them, so that none stands alone."""

_QUASI = ("role", "municipality", "gender", "køn", "age", "alder", "age group", "aldersgruppe")


@dataclass
class Consents:
    """What the gates on consent look at; each part is worked out once."""

    project: Project
    profile: Profile

    @cached_property
    def people(self) -> list[dict[str, Any]]:
        """The informants' rows."""
        return informants.informants(self.project.db)

    @cached_property
    def rows(self) -> list[InterviewRow]:
        """The interviews; a published study needs no consent."""
        return [row for row in self.project.interviews() if row.kind is not Kind.STUDY]

    @cached_property
    def pairs(self) -> list[tuple[str, InterviewRow, ConsentState]]:
        """Each informant with each of their interviews."""
        ids = {row["id"]: str(row["short_id"]) for row in self.people}
        return [
            (ids[one.informant_id], row,
             consents.state_of(self.project, one.informant_id, appendix=row.appendix))
            for row in self.rows
            for one in voices_of(self.project, row).people
        ]  # fmt: skip

    @cached_property
    def states(self) -> dict[str, ConsentState]:
        """The consent of each informant to all that was asked."""
        return {row["short_id"]: consents.state_of(self.project, row["id"]) for row in self.people}


def recorded(at: Consents) -> Iterator[Barrier]:
    """G01: somebody is interviewed without a consent to analyse that holds."""
    for short_id in consent_chains.broken_chains(at.project):
        yield Barrier("G01", short_id, _("The record of consent was changed from outside."),
                      _("Restore a backup from before: `qda restore --list`."))  # fmt: skip
    there = {row.appendix for _id, row, _state in at.pairs}
    for row in at.rows:
        if row.appendix not in there:
            yield Barrier("G01", row.appendix, _("Nobody is registered for this interview."),
                          _("`qda informant add` or `qda informant load`."))  # fmt: skip
    for short_id, row, state in at.pairs:
        if not state.withdrawn and (state.given is None or not state.permits(Scope.ANALYSE)):
            yield Barrier(
                "G01", f"{short_id} {row.appendix}", _("There is no consent to analyse."),
                _("Record what was said: `qda consent give {id}`.").format(id=short_id),
            )  # fmt: skip


def in_time(at: Consents) -> Iterator[Barrier]:
    """G02: an interview before its consent, a withdrawal, a retention that has passed."""
    day = dates.counted_day(at.project)
    for short_id, row, state in at.pairs:
        subject = f"{short_id} {row.appendix}"
        if state.withdrawn:
            yield Barrier(
                "G02", subject, _("Consent is withdrawn; all of it is left out."),
                _("Erase the words too: `qda forget {id}`.").format(id=short_id), blocks=False,
            )  # fmt: skip
        elif state.given and row.date and row.date[:10] < state.given.isoformat():
            yield Barrier("G02", subject, _("The interview is older than the consent."),
                          _("Correct the date, or record the earlier consent."))  # fmt: skip
        elif state.expired(day):
            yield Barrier(
                "G02", subject, _("The time for keeping the material has passed."),
                _("Erase it with `qda forget {id}`, or record a longer consent.").format(
                    id=short_id
                ),
            )  # fmt: skip


def documented(at: Consents) -> Iterator[Barrier]:
    """G03: nothing says how consent was given."""
    for person in at.people:
        events = consent_chains.events_of(at.project, person["id"])
        if not events:
            continue
        said = {name for event in events for name, value in event.fields.items() if value}
        if not said & {"how", "form", "form_hash"}:
            yield Barrier(
                "G03", person["short_id"], _("Nothing says how consent was given."),
                _("`qda consent clarify {id}` with --how or --form.").format(
                    id=person["short_id"]
                ),
            )  # fmt: skip
        elif not {"letter", "copy_given"} <= said:
            yield Barrier(
                "G03", person["short_id"],
                _("The information letter or the handing over of a copy is not recorded."),
                _("Add it to the record of consent."), blocks=False,
            )  # fmt: skip


def answered(at: Consents) -> Iterator[Barrier]:
    """G04: somebody's words are coded and nobody has asked whether they may be quoted."""
    coded = codings.codings_per_transcript(at.project.db)
    for short_id, row, state in at.pairs:
        if state.withdrawn or not coded.get(row.transcript_id):
            continue
        answer = state.answer(Scope.QUOTE)
        if answer is Answer.YES and not state.permits(Scope.BACKGROUND_ONLY):
            continue
        if answer is Answer.NOT_RECORDED:
            yield Barrier(
                "G04", f"{short_id} {row.appendix}",
                _("Whether the words may be quoted is not recorded."),
                _("Ask, and record the answer: `qda consent clarify {id}`.").format(id=short_id),
            )  # fmt: skip
        else:
            yield Barrier(
                "G04", f"{short_id} {row.appendix}", _("Quotes are not allowed and left out."),
                _("Nothing to do."), blocks=False,
            )  # fmt: skip


_WAITING = {
    Approved.NOT_ASKED: lambda: _("The informant wants to approve it and was not asked."),
    Approved.NO_ANSWER: lambda: _("It was sent for approval and nothing came back."),
    Approved.OUTDATED: lambda: _("Something else was approved than what would be printed now."),
}


def approved(at: Consents) -> Iterator[Barrier]:
    """G05: an excerpt that its informant wants to approve and has not."""
    answers = Answers(at.project)
    gate = consenting.gate(at.project, Profile.SUPERVISOR)
    for row in at.rows:
        voices = voices_of(at.project, row)
        for coding in codings.codings(at.project.db, row.transcript_id):
            if gate.reason(coding) is not None:
                continue
            for one in voices.of(coding.span):
                state = consents.state_of(at.project, one.informant_id, appendix=row.appendix)
                if state.approval not in (Approval.QUOTES, Approval.ALL_MENTIONS):
                    continue
                found = answers.of(one.informant_id, coding, Use.QUOTE)
                if found in _WAITING:
                    yield Barrier(
                        "G05", f"{row.appendix} {coding.uid[:8]}", _WAITING[found](),
                        _("`qda approve` makes a pack and records the answer."),
                    )  # fmt: skip


def appendices(at: Consents) -> Iterator[Barrier]:
    """G08: how a transcript stands among the appendices is not settled."""
    found: dict[str, set[AppendixPolicy]] = {}
    for short_id, row, state in at.pairs:
        if not state.withdrawn and state.appendix is None:
            yield Barrier(
                "G08", f"{short_id} {row.appendix}",
                _("Whether the transcript may be appended is not recorded; it stands empty."),
                _("Ask, and record it: `qda consent clarify {id}`.").format(id=short_id),
                blocks=False,
            )  # fmt: skip
        found.setdefault(row.appendix, set()).add(state.appendix_allowed)
    for appendix, policies in found.items():
        if len(policies) > 1:
            yield Barrier(
                "G08", appendix, _("Its informants want different things; the strictest holds."),
                _("Nothing to do."), blocks=False,
            )  # fmt: skip


def named(at: Consents) -> Iterator[Barrier]:
    """G13: a named informant, and one who is not, share organisation and role."""
    register = shown_register(at.project)
    open_names = {
        tokens(alias.surface)
        for entity in register.entities
        if entity.relation is Relation.INFORMANT and not entity.protect
        for alias in entity.aliases
    }
    shown = [one for one in at.people if tokens(one["name"]) in open_names and one["name"]]
    for person in shown:
        if not at.states[person["short_id"]].permits(Scope.BE_NAMED):
            yield Barrier(
                "G13", person["short_id"],
                _("The register shows the real name, and no consent to be named is recorded."),
                _("Record the consent, or protect the entry: `qda anonymise entry`."),
            )  # fmt: skip
    for person in shown:
        for other in at.people:
            same = all(
                person[column] and person[column] == other[column]
                for column in ("organisation", "role")
            )
            if other not in shown and same:
                yield Barrier(
                    "G13", f"{person['short_id']} {other['short_id']}",
                    _("One is named, the other is not, and both have one role in one place."),
                    _("Whoever knows the one may know the other: think about it."), blocks=False,
                )  # fmt: skip


def alone(at: Consents) -> Iterator[Barrier]:
    """G14: what is told about an informant fits nobody else (k-anonymity with k = 2)."""
    told = {
        row["short_id"]: tuple(
            str(value).casefold()
            for name, value in ({**row["attributes"], **row}).items()
            if str(name).casefold() in _QUASI and value
        )
        for row in at.people
    }
    counted = Counter(told.values())
    for short_id, values in told.items():
        if len(values) > 1 and counted[values] < K:
            yield Barrier(
                "G14", short_id, _("What is told about this informant fits nobody else."),
                _("Say less, or accept it: `qda check --accept G14:{id} --reason …`.").format(
                    id=short_id
                ),
                blocks=at.profile is Profile.PUBLIC,
            )  # fmt: skip


def kept(at: Consents) -> Iterator[Barrier]:
    """G18: nobody has said for how long the material is kept."""
    for short_id, state in at.states.items():
        if state.given and state.retention is None:
            yield Barrier(
                "G18", short_id, _("The last day of keeping the material is not recorded."),
                _("Record it: `qda consent clarify {id}`.").format(id=short_id),
            )  # fmt: skip
