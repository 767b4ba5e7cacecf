"""Cases of another program as informants: new ones only, without consent, each once.

Who is here stays as they are. An informant that comes in has said yes to nothing: consent is
recorded here, never read from a file of another program.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from qda.domain.text import canonical, one_line
from qda.formats.informant_entries import is_id
from qda.services.consenting import INTERNAL, SHARED
from qda.services.exchange_cases import FIELDS, SPEAKER
from qda.services.exchange_names import Identities
from qda.storage import erasure, informants, journal, participants

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from qda.domain.exchange import Case, ForeignProject
    from qda.services.project import Project

LONGEST_VALUE = 500
"""Characters of what is known of somebody, in one variable."""
MOST_VALUES = 100
"""Variables of one case."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who is to be registered."""

    uid: str
    row: Mapping[str, Any]
    """As the register stores it."""
    appendices: tuple[str, ...]
    speaker: str


@dataclass(slots=True)
class PeoplePlan:
    """What the cases of a file are to the register."""

    uids: dict[str, str] = field(default_factory=dict)
    """The informant of each case, by GUID; they are there or would be new."""
    new: list[NewPerson] = field(default_factory=list)
    there: int = 0
    left: Counter[str] = field(default_factory=Counter)
    """Cases that are not taken, by reason."""


def erased_sources(project: Project, foreign: ForeignProject) -> set[str]:
    """GUIDs of the texts of informants who were erased here; they never come back."""
    gone = erasure.ledger(project.db)
    return {
        source
        for case in foreign.cases
        if erasure.person_hash(UUID(case.guid).hex) in gone
        for source in case.sources
    }


def plan_people(
    project: Project, foreign: ForeignProject, appendices: Mapping[str, str]
) -> PeoplePlan:
    """Find the informant of each case, and plan those that are missing; nothing is written.

    Args:
        project: An open project.
        foreign: What a file holds.
        appendices: The number here of each of its texts, by GUID.
    """
    planner = _Planner(project)
    for case in foreign.cases:
        own = dict.fromkeys(appendices[one] for one in case.sources if one in appendices)
        planner.take(case, tuple(own))
    planner.part_groups()
    return planner.plan


class _Planner:
    """Goes through the cases of a file."""

    def __init__(self, project: Project) -> None:
        self.plan = PeoplePlan()
        self.gone = erasure.ledger(project.db)
        people = informants.informants(project.db)
        self.by_guid = {
            ids.of(row["uid"]): row["uid"]
            for profile in (INTERNAL, SHARED)
            for ids in [Identities.of_project(project, profile)]
            for row in people
        }
        self.names = {row[name].casefold(): row["uid"] for name in ("name", "short_id")
                      for row in people if row[name]}  # fmt: skip
        self.ids = {row["short_id"].casefold() for row in people}
        took_part = participants.participants(project.db)
        uids = {row["id"]: row["uid"] for row in people}
        self.people_of = {
            row.appendix: {uids[one.informant_id] for one in took_part.get(row.id, ())}
            for row in project.interviews()
        }

    def take(self, case: Case, appendices: tuple[str, ...]) -> None:
        """Find or plan the informant of a case."""
        uid = UUID(case.guid).hex
        if erasure.person_hash(uid) in self.gone:
            self.plan.left["erased case"] += 1
            return
        name = one_line(canonical(case.name)[0])[:LONGEST_VALUE]
        here = {one for appendix in appendices for one in self.people_of.get(appendix, ())}
        known = self.by_guid.get(case.guid)
        if known is None and self.names.get(name.casefold()) in here:
            known = self.names[name.casefold()]
        if known is not None:
            self.plan.there += 1
            self.plan.uids[case.guid] = known
            return
        free = tuple(one for one in appendices if not self.people_of.get(one))
        if not free:
            # A place or an organisation, or somebody of whom no text is here.
            self.plan.left["case of others" if appendices else "case without a text"] += 1
            return
        self._add(case, uid, name, free)

    def _add(self, case: Case, uid: str, name: str, appendices: tuple[str, ...]) -> None:
        values = {
            one_line(canonical(key)[0])[:LONGEST_VALUE]: one_line(canonical(value)[0])
            for key, value in list(case.values.items())[:MOST_VALUES]
        }
        values = {key: value[:LONGEST_VALUE] for key, value in values.items() if key and value}
        self.plan.left["variable value"] += max(0, len(case.values) - MOST_VALUES)
        short_id = name if is_id(name) and name.casefold() not in self.ids else self._free_id()
        is_name = bool(name) and not is_id(name) and name.casefold() not in self.names
        self.ids.add(short_id.casefold())
        self.names[(name if is_name else short_id).casefold()] = uid
        known = {key.casefold(): key for key in values}
        row: dict[str, Any] = {
            field: values.pop(known[field], "") if field in known else "" for field in FIELDS
        }
        speaker = values.pop(known.get(SPEAKER, SPEAKER), "")
        row |= {
            "uid": uid,
            "short_id": short_id,
            "name": name if is_name else "",
            "attributes": values,
        }
        self.plan.new.append(NewPerson(uid, row, appendices, speaker))
        self.plan.uids[case.guid] = uid

    def _free_id(self) -> str:
        number = 1
        while f"i{number}" in self.ids:
            number += 1
        return f"I{number}"

    def part_groups(self) -> None:
        """Where several spoke and it is not said under which labels, nobody gets the words."""
        count = Counter(one for person in self.plan.new for one in person.appendices)
        unsaid = {
            appendix
            for person in self.plan.new
            for appendix in person.appendices
            if count[appendix] > 1 and not person.speaker
        }
        for number, person in enumerate(self.plan.new):
            kept = tuple(one for one in person.appendices if one not in unsaid)
            self.plan.left["speaker"] += len(person.appendices) - len(kept)
            self.plan.new[number] = NewPerson(person.uid, person.row, kept, person.speaker)


def apply_people(project: Project, plan: PeoplePlan) -> None:
    """Register the planned informants."""
    if not plan.new:
        return
    rows = {row.appendix: row.id for row in project.interviews()}
    with project.action() as db:
        for person in plan.new:
            row_id, _is_new = informants.save_informant(db, person.row)
            interviews = [rows[one] for one in person.appendices]
            participants.set_interviews(db, row_id, interviews, person.speaker)
        journal.record(
            db,
            coder=project.coder,
            action="informants.load",
            subject={"count": len(plan.new)},
        )
