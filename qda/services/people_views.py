"""The informants as the screen lists them: what they allow, and what waits for an answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.approval import Approved
from qda.services import approval_views, consents, dates, people, registering
from qda.storage import participants

if TYPE_CHECKING:
    from datetime import date

    from qda.services.people import Person
    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One informant; without the name."""

    person: Person
    given: bool
    """Whether consent is given and holds."""
    retention: date | None
    """The last day on which the material may be kept."""
    over: bool
    """That day has passed."""
    soon: bool
    """It comes within the next weeks."""
    waiting: int
    """Excerpts that may not be printed before an answer comes."""


def listed(project: Project) -> list[ListedPerson]:
    """The informants in the order of their registration."""
    open_ = Counter(
        one.informant
        for one in approval_views.listed(project)
        if one.state not in (Approved.YES, Approved.NO)
    )
    day = dates.counted_day(project)
    found = []
    for person in people.people(project):
        row = consents.by_id(project, person.short_id)
        state = consents.state_of(project, row["id"], day)
        until = state.retention
        over = state.expired(day)
        found.append(
            ListedPerson(
                person,
                given=state.given is not None,
                retention=until,
                over=over,
                soon=until is not None and not over and (until - day).days <= consents.SOON,
                waiting=open_[person.short_id],
            )
        )
    return found


def fields_of(project: Project, short_id: str) -> tuple[dict[str, str], tuple[str, ...], str]:
    """What is known of an informant, their interviews, and the label of their turns.

    Raises:
        NotFound: No such informant.
    """
    row = consents.by_id(project, short_id)
    speakers = {
        one.speaker
        for people in participants.participants(project.db).values()
        for one in people
        if one.informant_id == row["id"] and one.speaker
    }
    values = {name: str(row[name]) for name in registering.FIELDS}
    return values, consents.appendices_of(project, row["id"]), min(speakers, default="")


def next_id(project: Project) -> str:
    """An id that is free, such as `I9`."""
    taken = {person.short_id.casefold() for person in people.people(project)}
    number = 1
    while f"i{number}" in taken:
        number += 1
    return f"I{number}"
