"""The informants of a project, with the consent that holds now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.consent import Scope
from qda.services import consents
from qda.storage import informants

if TYPE_CHECKING:
    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class Person:
    """An informant with the consent that holds now."""

    short_id: str
    appendix: str
    """The appendix numbers, with commas between."""
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
    found = []
    for row in informants.informants(project.db):
        appendices = consents.appendices_of(project, row["id"])
        only = appendices[0] if len(appendices) == 1 else ""
        state = consents.state_of(project, row["id"], appendix=only)
        found.append(
            Person(
                short_id=row["short_id"],
                appendix=", ".join(appendices),
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
