"""The chain of an informant's consent events: appended to, read, and held against its hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import (
    ConsentEvent,
    ConsentKind,
    broken_link,
    event_hash,
)
from qda.errors import Refused
from qda.language import gettext as _
from qda.storage import informants, journal
from qda.storage.store import now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.services.project import Project


def events_of(project: Project, informant_id: int) -> list[ConsentEvent]:
    """The consent events of an informant in the order of the chain."""
    return [
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


def append(
    project: Project,
    informant_id: int,
    kind: ConsentKind,
    *,
    at: str,
    fields: Mapping[str, str],
    recorded_by: str = "",
) -> str:
    """Append an event to an informant's chain, inside `project.action()`; returns its hash.

    Raises:
        Refused: The chain is broken already; an event on top of it would hide that.
    """
    stored = informants.consent_events(project.db, informant_id)
    if _first_wrong(project, informant_id) is not None:
        raise Refused(*broken_in_words([_short_id(project, informant_id)]))
    event = ConsentEvent(
        informant=informants.uid_of(project.db, informant_id),
        at=at,
        kind=kind,
        fields=dict(fields),
        recorded_by=recorded_by or project.coder,
        prev_hash=stored[-1]["hash"] if stored else "",
    )
    digest = event_hash(event)
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
            "hash": digest,
        },
    )
    return digest


def broken_chains(project: Project) -> list[str]:
    """The short ids of informants whose events were changed, removed or put in from outside."""
    rows = informants.informants(project.db)
    wrong = [row["short_id"] for row in rows if _first_wrong(project, row["id"]) is not None]
    there = informants.event_hashes(project.db)
    for entry in journal.about_consent(project.db):
        # What the journal says was recorded must be there: a chain cut at its end looks whole.
        for digest in entry.subject.get("events", ()):
            if digest not in there:
                wrong.append(str(entry.subject.get("informant") or "?"))
    return sorted(set(wrong))


def _first_wrong(project: Project, informant_id: int) -> int | None:
    stored = informants.consent_events(project.db, informant_id)
    events = events_of(project, informant_id)
    for index, (row, event) in enumerate(zip(stored, events, strict=True)):
        if row["hash"] != event_hash(event):
            return index
    return broken_link(events)


def broken_in_words(ids: Sequence[str]) -> tuple[str, str]:
    """What a broken chain means, and what to do."""
    return (
        _("The record of consent was changed from outside: {ids}.").format(ids=", ".join(ids)),
        _("Nothing is exported. Take a copy from before: `qda restore --list`."),
    )


def _short_id(project: Project, informant_id: int) -> str:
    rows = informants.informants(project.db)
    return next(str(row["short_id"]) for row in rows if row["id"] == informant_id)
