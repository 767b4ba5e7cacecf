"""The register: who and what is protected, under which names, and what is shown instead.

It is the key that turns a pseudonymised text back into the original; it never leaves the project.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.permission import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping


class EntityKind(StrEnum):
    """What an entity is; stored, never translated."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"


class Relation(StrEnum):
    """Who a person is in the study."""

    INFORMANT = "informant"
    INTERVIEWER = "interviewer"
    THIRD_PARTY = "third party"
    PUBLIC_FIGURE = "public figure"
    NONE = ""


class AliasKind(StrEnum):
    """How a name is used."""

    FULL = "full"
    FIRST = "first"
    LAST = "last"
    NICKNAME = "nickname"
    INITIALS = "initials"
    MISSPELLING = "misspelling"
    DESCRIPTION = "description"


LEVELS = (Profile.SUPERVISOR, Profile.ASSESSMENT, Profile.PUBLIC)
"""The profiles that show something else than the original, from lax to strict."""


class Verdict(StrEnum):
    """What a person decided about a form or a place."""

    REPLACE = "replace"
    KEEP = "keep"
    NOT_A_NAME = "not a name"
    ASK = "ask"
    """The form means several things: each place is decided by itself."""


class KeepReason(StrEnum):
    """Why something that identifies may stand."""

    PUBLIC_FIGURE = "public figure"
    CONSENT = "consent to be named"
    NOT_IDENTIFYING = "not identifying"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an entity, as it is written in its plain form."""

    uid: str
    entity: str
    """Uid of the entity."""
    surface: str
    kind: AliasKind
    ask: bool = False
    """It is a word, or somebody else's name, too: never replaced before a person has looked."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or organisation that is protected."""

    uid: str
    short_id: str
    """`E3`: for people."""
    kind: EntityKind
    relation: Relation
    category: str
    """What it is in one word or two, such as `kollega` or `by`: shown in brackets."""
    protect: bool
    """False where the real name is shown, by consent or because it is public."""
    note: str
    replacements: Mapping[Profile, str] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()

    def shown(self, profile: Profile) -> str | None:
        """What stands instead of the entity; None for the original.

        Where a profile has no text of its own, that of the next stricter one stands, and where
        there is none the category: nothing is shown to more people than was decided.
        """
        if not self.protect:
            return None
        if profile is Profile.INTERNAL:
            return self.replacements.get(profile)
        for level in LEVELS[LEVELS.index(profile) :]:
            if level in self.replacements:
                return self.replacements[level]
        return f"[{self.category}]"


@dataclass(frozen=True, slots=True)
class FormVerdict:
    """A decision about all occurrences of a form."""

    uid: str
    form: str
    """Folded, as forms are compared."""
    verdict: Verdict
    reason: str
    decided_by: str
    decided_at: str


@dataclass(frozen=True, slots=True)
class Register:
    """All that was decided."""

    entities: tuple[Entity, ...] = ()
    verdicts: Mapping[str, FormVerdict] = field(default_factory=dict)
    """By folded form."""

    def entity(self, uid: str) -> Entity | None:
        """The entity with a uid."""
        return next((one for one in self.entities if one.uid == uid), None)

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """The names of all entities."""
        return tuple(alias for entity in self.entities for alias in entity.aliases)


def is_category(text: str) -> bool:
    """Whether a replacement is a description in brackets, not a name."""
    return text.startswith("[") and text.endswith("]")
