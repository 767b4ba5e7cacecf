"""Consent events: recorded and replayed; never changed and never taken back.

A mistake is corrected by a further event, so that what was believed when stays readable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from qda.domain.consent import (
    SCOPE_FIELDS,
    Answer,
    ConsentKind,
    ConsentState,
    Scope,
    consent_state,
)
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import dates
from qda.services.consent_chains import append, broken_chains, broken_in_words, events_of
from qda.storage import informants, journal, participants

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.services.project import Project


def by_id(project: Project, short_id: str) -> dict[str, Any]:
    """The row of the informant that is meant.

    Raises:
        NotFound: With the ids that there are.
    """
    found = informants.informant(project.db, short_id)
    if found is None:
        there = ", ".join(row["short_id"] for row in informants.informants(project.db))
        # Not shown: somebody may have typed the name.
        raise NotFound(
            _("There is no informant with this id."),
            _("There are: {names}.").format(names=there)
            if there
            else _("Register them with `qda informant add` or `qda informant load`."),
        )
    return found


def state_of(
    project: Project, informant_id: int, at: date | datetime | None = None, appendix: str = ""
) -> ConsentState:
    """The consent of an informant on a day, for one interview or for all.

    Args:
        project: An open project.
        informant_id: The informant's row.
        at: The day; None is today, or the day of the newest record where the clock is behind.
        appendix: One interview; without it only what was said about all of them counts.
    """
    if at is None:
        at = dates.counted_day(project)
    elif isinstance(at, datetime):
        at = (at.astimezone() if at.tzinfo else at).date()
    return consent_state(events_of(project, informant_id), at, appendix)


_DATED = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ]\d)")
"""Python takes other forms too, such as week numbers; they would sort wrongly."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording an event did."""

    short_id: str
    kind: ConsentKind
    at: str
    hash: str
    state: ConsentState
    warnings: tuple[str, ...]


def record(
    project: Project,
    short_id: str,
    kind: ConsentKind,
    *,
    at: str = "",
    fields: Mapping[str, str] | None = None,
) -> Recorded:
    """Record what an informant said about consent; it cannot be undone, only corrected.

    Args:
        project: An open project.
        short_id: The informant.
        kind: What happened.
        at: When it was said: an ISO date, with a time where known; empty is today.
        fields: Scopes and conditions by name, and how it was said.

    Raises:
        NotFound: No such informant, or an interview that is not there.
        Refused: A date that is none or lies ahead, or answers that contradict the kind.
    """
    person = by_id(project, short_id)
    at, fields = at.strip() or dates.today().isoformat(), dict(fields or {})
    check_moment(at)
    _check_fields(kind, fields)
    before = state_of(project, person["id"])
    if before.given is None and kind in (ConsentKind.EXTENDED, ConsentKind.RESTRICTED):
        raise Refused(
            _("{id} has given no consent that holds, so it cannot be changed.").format(
                id=person["short_id"]
            ),
            _("Record it first: `qda consent give {id}`.").format(id=person["short_id"]),
        )
    with project.action() as db:
        digest = append(project, person["id"], kind, at=at, fields=fields)
        journal.record(
            db,
            coder=project.coder,
            action=f"consent.{kind}",
            subject={"informant": person["short_id"], "events": [digest]},
        )
    return Recorded(
        person["short_id"], kind, at, digest, state_of(project, person["id"]), warnings(project)
    )


def check_moment(at: str) -> None:
    """Refuse a date that is none or lies ahead.

    Raises:
        Refused: It is so.
    """
    try:
        if not _DATED.match(at):
            raise ValueError(at)
        day = date.fromisoformat(at) if len(at) == len("2025-01-01") else None
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise Refused(
            _("The date is none: year-month-day, such as 2025-02-11."),
            _("A time may follow: 2025-02-11T14:30."),
        ) from error
    local = moment.astimezone() if moment.tzinfo else moment
    if (day or local.date()) > dates.today():
        raise Refused(
            _("The date {date} lies ahead: nobody can have said it then.").format(date=at),
            _("Give the day on which it was said, and check the computer's clock."),
        )


def _check_fields(kind: ConsentKind, fields: Mapping[str, str]) -> None:
    answers = {fields[scope] for scope in Scope if scope in fields}
    clarify = _("To correct a mistake, record it with `qda consent clarify`.")
    if kind is ConsentKind.EXTENDED and Answer.NO in answers:
        raise Refused(_("An extension allows more; a no does not belong in it."), clarify)
    if kind is ConsentKind.RESTRICTED and Answer.YES in answers:
        raise Refused(_("A restriction allows less; a yes does not belong in it."), clarify)
    if kind is ConsentKind.WITHDRAWN and any(name in fields for name in SCOPE_FIELDS):
        raise Refused(
            _("A withdrawal takes everything back; it holds no answers."),
            _("To take back a part only, use `qda consent restrict`."),
        )
    changing = kind in (ConsentKind.EXTENDED, ConsentKind.RESTRICTED)
    if changing and not any(name in fields for name in SCOPE_FIELDS):
        raise Refused(
            _("Nothing is said about what is allowed from now on."),
            _("Name it, such as `--yes quote`, `--no library` or `--approval quotes`."),
        )


def warnings(project: Project) -> tuple[str, ...]:
    """What a person should know before relying on the record: clock, retention, chains."""
    found = []
    clock = dates.clock_set_back(project)
    if clock:
        found.append(clock_in_words(clock))
    broken = broken_chains(project)
    if broken:
        found.append(broken_in_words(broken)[0])
    return (*found, *retention_warnings(project))


def clock_in_words(clock: tuple[str, str]) -> str:
    """That the clock was set back: the newest record, and the present time."""
    return _(
        "The computer's clock ({now}) is behind the newest record ({recorded}). Set it right;"
        " until then the later day counts."
    ).format(now=clock[1], recorded=clock[0])


SOON = 60
"""Days before the end of retention from which it is said."""


def retention_warnings(project: Project) -> tuple[str, ...]:
    """Informants whose material may soon, or may no longer, be kept."""
    day = dates.counted_day(project)
    over: dict[date, list[str]] = {}
    soon: dict[date, list[str]] = {}
    for row in informants.informants(project.db):
        state = state_of(project, row["id"], day)
        if state.retention is None:
            continue
        if state.expired(day):
            over.setdefault(state.retention, []).append(row["short_id"])
        elif (state.retention - day).days <= SOON:
            soon.setdefault(state.retention, []).append(row["short_id"])
    found = []
    if over:
        found.append(
            _("The time for keeping the material has passed: {ids}. Delete it, or agree anew.")
            .format(ids=_by_date(over))
        )  # fmt: skip
    if soon:
        found.append(
            _("The time for keeping the material ends soon: {ids}.").format(ids=_by_date(soon))
        )
    return tuple(found)


def _by_date(ids: Mapping[date, Sequence[str]]) -> str:
    return "; ".join(f"{day} ({', '.join(names)})" for day, names in sorted(ids.items()))


def appendices_of(project: Project, informant_id: int) -> tuple[str, ...]:
    """The appendix numbers of the interviews in which an informant took part."""
    there = participants.participants(project.db)
    return tuple(
        row.appendix
        for row in project.interviews()
        if any(one.informant_id == informant_id for one in there.get(row.id, ()))
    )
