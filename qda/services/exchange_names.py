"""Names that survive an exchange: GUIDs derived from our identities, times, restrictions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from qda.formats.refi_names import guid_of
from qda.services.consenting import INTERNAL, SHARED
from qda.storage import exchange

if TYPE_CHECKING:
    from qda.services.project import Project

RESTRICTED = "qda restricted:"
"""How the name of a note on a restricted passage begins; never translated."""
SUMMARY = "qda summary"
"""The name of the links of a summary; never translated."""


@dataclass(slots=True)
class Identities:
    """GUIDs: our own uids in a working copy, in a shared copy others that lead nowhere.

    They are derived, so that a second export is the same byte for byte.
    """

    namespace: UUID
    plain: bool

    @classmethod
    def of_project(cls, project: Project, profile: str) -> Identities:
        """The identities of an export."""
        own = UUID(hex=exchange.project_row(project.db).uid)
        plain = profile == INTERNAL
        return cls(own if plain else uuid5(own, SHARED), plain)

    def of(self, uid: str) -> str:
        """Of a row that has a uid."""
        return guid_of(uid) if self.plain else str(uuid5(self.namespace, uid))

    def named(self, kind: str, name: str) -> str:
        """Of something that has only a name."""
        return str(uuid5(self.namespace, f"{kind}:{name}"))


def theme_guid(ids: Identities, key: str) -> str:
    """The GUID of a theme."""
    return ids.named("theme", key)


def stamp(created: str) -> str:
    """A stored time as XML Schema wants it."""
    return created.replace("+00:00", "Z")


def restriction_name(kind: str, until: str) -> str:
    """The name of the note on a restricted passage, from which an import restores it."""
    return f"{RESTRICTED} {kind}" + (f" until {until}" if until else "")


def moment_of(at: str) -> str:
    return at if "T" in at else f"{at}T00:00:00Z"
