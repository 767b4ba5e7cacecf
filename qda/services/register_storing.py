"""Storing a register that was read: people, their consents and restrictions, as one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.services import consent_chains, dates
from qda.storage import codings, informants, interviews, journal, participants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from qda.domain.text import Span
    from qda.formats.informant_entries import InformantEntry
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

FIELDS = ("name", "label", "role", "organisation", "municipality", "area")
"""What can be said about an informant in one line each."""


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
    unlinked: int = 0
    """Interviews that an informant no longer stands with, since the file says another one."""


def store_register(
    project: Project,
    entries: list[InformantEntry],
    passages: list[tuple[InformantEntry, Any, Span]],
    by_appendix: Mapping[str, InterviewRow],
) -> RegisterReport:
    """Store what was found to be without problems."""
    new = updated = unlinked = 0
    hashes: list[str] = []
    with project.action() as db:
        for entry in entries:
            person = entry.informant
            values = {name: getattr(person, name) for name in ("short_id", *FIELDS)}
            row_id, is_new = informants.save_informant(
                db, {**values, "attributes": dict(person.attributes)}
            )
            new, updated = new + is_new, updated + (not is_new)
            hashes += _append_consents(project, row_id, entry)
            there = [by_appendix[name].id for name in entry.appendices if name in by_appendix]
            if entry.appendices:
                unlinked += participants.set_interviews(db, row_id, there, entry.speaker)
        restrictions = _restrict(db, passages)
        journal.record(
            db,
            coder=project.coder,
            action="informants.load",
            subject={
                "count": len(entries),
                "consents": len(hashes),
                "restrictions": restrictions,
                "events": hashes,
            },
        )
    waiting = tuple(
        entry.informant.short_id
        for entry in entries
        if not any(name in by_appendix for name in entry.appendices)
    )
    return RegisterReport(new, updated, len(hashes), restrictions, waiting, unlinked)


def _restrict(db: Database, passages: list[tuple[InformantEntry, Any, Span]]) -> int:
    """Store the restrictions of a register; returns how many are new."""
    before = len(codings.restrictions(db))
    for _entry, (restriction, interview), span in passages:
        codings.insert_restriction(
            db,
            codings.restriction_row(
                interview.transcript_id,
                span,
                interviews.transcript_text(db, interview.transcript_id),
                kind=str(restriction.kind),
                source="informants.yml",
                at=restriction.at or dates.today().isoformat(),
                until=restriction.until,
            ),
        )
    return len(codings.restrictions(db)) - before


def _append_consents(project: Project, informant_id: int, entry: InformantEntry) -> list[str]:
    stored = informants.consent_events(project.db, informant_id)
    known = {(row["at"], row["kind"], tuple(sorted(row["fields"].items()))) for row in stored}
    return [
        consent_chains.append(
            project,
            informant_id,
            consent.kind,
            at=consent.at,
            fields=consent.fields,
            recorded_by=consent.recorded_by,
        )
        for consent in entry.consents
        if (consent.at, str(consent.kind), tuple(sorted(consent.fields.items()))) not in known
    ]
