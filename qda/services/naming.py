"""The register of names: entering, naming, merging. Each action is one step to undo.

A pseudonym that is anybody's real name in the project is refused, and so is one name for two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qda.danish.name_lists import TITLES, name_lists
from qda.danish.name_occurrences import tokens
from qda.domain.register import AliasKind, Entity, EntityKind, Register, Relation
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services.pseudonyms import checked_replacement, clean, name_of, refuse_pseudonym_in_use
from qda.services.register_rows import (
    alias_row,
    level_row,
    record,
    subject_of,
    verdict_lifted,
    write,
)
from qda.storage import entities, informants, marks
from qda.storage.journal import Change
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.permission import Profile
    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class Draft:
    """An entity as it is to be entered."""

    names: tuple[str, ...]
    """The first is its full name; the others are its other names."""
    kind: EntityKind = EntityKind.PERSON
    relation: Relation = Relation.NONE
    category: str = ""
    """What it is in a word or two; the kind where it is empty."""
    replacements: Mapping[Profile, str] = field(default_factory=dict)
    protect: bool = True
    note: str = ""
    ask: bool = False
    """Its names are words or other people's names too."""
    parts: bool = True
    """Whether a person's first and last name become names of their own."""


CATEGORIES = {
    EntityKind.PERSON: "person",
    EntityKind.PLACE: "sted",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.OTHER: "udeladt",
}
"""What stands in brackets where nothing else was said; Danish, like the texts."""


def register_of(project: Project) -> Register:
    """The register as it stands."""
    return entities.register(project.db)


def entity_by_id(project: Project, short_id: str) -> Entity:
    """The entity that a user means by `E3`.

    Raises:
        NotFound: There is none.
    """
    found = register_of(project).entities
    for one in found:
        if one.short_id == short_id.strip().upper():
            return one
    raise NotFound(
        _('There is no entry "{id}" in the register.').format(id=short_id),
        _("`qda anonymise register` shows the entries."),
    )


def enter(project: Project, draft: Draft) -> Entity:
    """Enter somebody or something in the register.

    Raises:
        Refused: A name is no name, or a replacement is somebody's real name or taken.
    """
    with project.action():
        entity, changes = _entered(project, draft)
        record(project, "register.enter", subject_of(entity), changes)
    return entity


def enter_informants(project: Project) -> list[Entity]:
    """Enter all informants who are not in the register, each as `[informant I3]`; one step."""
    made: list[Entity] = []
    changes: list[Change] = []
    with project.action():
        for row in informants_to_enter(project):
            known = {tokens(alias.surface) for alias in register_of(project).aliases}
            if tokens(row["name"]) in known:
                continue
            entity, made_by = _entered(
                project,
                Draft(
                    names=(row["name"],),
                    relation=Relation.INFORMANT,
                    category=f"informant {row['short_id']}",
                ),
            )
            made.append(entity)
            changes += made_by
        if made:
            record(project, "register.informants", {"count": len(made)}, changes)
    return made


def informants_to_enter(project: Project) -> list[dict[str, Any]]:
    """The rows of the informants with a name that is not in the register."""
    known = {tokens(alias.surface) for alias in register_of(project).aliases}
    return [
        row
        for row in informants.informants(project.db)
        if tokens(row["name"]) and tokens(row["name"]) not in known
    ]


def _entered(project: Project, draft: Draft) -> tuple[Entity, list[Change]]:
    """Write an entity and its rows; call it inside `project.action()`."""
    uid = new_uid()
    short_id = entities.next_short_id(project.db)
    row = {
        "uid": uid,
        "short_id": short_id,
        "kind": str(draft.kind),
        "relation": str(draft.relation),
        "category": clean(draft.category).strip("[]") or CATEGORIES[draft.kind],
        "protect": int(draft.protect),
        "note": draft.note.strip(),
        "created": now(),
        "created_by": project.coder,
    }
    changes = [Change("entity", uid, None, row)]
    for surface, kind in _aliases(draft):
        refuse_pseudonym_in_use(project, surface)
        changes.append(alias_row(uid, surface, kind, ask=draft.ask))
        changes += verdict_lifted(project, surface)
    own = [surface for surface, _kind in _aliases(draft)]
    for profile, text in draft.replacements.items():
        text = checked_replacement(project, uid, text, own)
        changes.append(level_row(uid, profile, text))
    for change in changes:
        marks.put(project.db, change.table, change.uid, change.after)
    return next(e for e in entities.register(project.db).entities if e.uid == uid), changes


def _aliases(draft: Draft) -> list[tuple[str, AliasKind]]:
    """The names of an entity with those that its full name gives."""
    found: dict[str, AliasKind] = {}
    for place, name in enumerate(draft.names):
        name = name_of(name)
        words = name.split()
        while len(words) > 1 and words[0].lower() in TITLES:
            words = words[1:]
        name = " ".join(words)
        name = _without_genitive(_with_capitals(name))
        words = name.split()
        person = draft.kind is EntityKind.PERSON
        kind = AliasKind.FULL if place == 0 or len(words) > 1 else AliasKind.NICKNAME
        if person and len(words) == 1 and place == 0:
            kind = AliasKind.FIRST
        elif re.fullmatch(r"(?:[A-ZÆØÅ]\.?[ -]?){2,4}", name):
            kind = AliasKind.INITIALS
        elif name[:1].islower():
            kind = AliasKind.DESCRIPTION
        found.setdefault(name, kind)
        if person and draft.parts and len(words) > 1 and kind is AliasKind.FULL:
            for word, part in ((words[0], AliasKind.FIRST), (words[-1], AliasKind.LAST)):
                if len(word.strip(".")) > 1 and not word[0].islower():
                    found.setdefault(word, part)
    return list(found.items())


def _with_capitals(name: str) -> str:
    """`Fatima` for `fatima`: as the lists write it, so that it is found in all texts."""
    lists = name_lists()
    known = lists.first | lists.last | lists.places
    written = name.title()
    if name.islower() and any(written.split()[0].removesuffix(end) in known for end in ("", "s")):
        return written
    return name


def _without_genitive(name: str) -> str:
    """`Yasmin` for `Yasmins`, where the lists know the one and not the other."""
    lists = name_lists()
    known = lists.first | lists.last | lists.places
    bare = name.removesuffix("'s").removesuffix("’s")
    last = bare.split()[-1]
    if last.endswith("s") and last not in known and last[:-1] in known:
        return bare[:-1]
    return bare


def add_alias(
    project: Project, entity: Entity, surface: str, kind: AliasKind | None = None
) -> None:
    """Give an entity another name.

    Raises:
        Refused: It is no name, the entity has it already, or it is somebody's pseudonym.
    """
    draft = Draft(names=(surface,), kind=entity.kind, parts=False)
    ((name, guessed),) = _aliases(draft)
    if any(alias.surface == name for alias in entity.aliases):
        raise Refused(_("{id} has this name already.").format(id=entity.short_id))
    with project.action():
        refuse_pseudonym_in_use(project, name)
        if guessed is AliasKind.FIRST:
            guessed = AliasKind.NICKNAME
        changes = [alias_row(entity.uid, name, kind or guessed), *verdict_lifted(project, name)]
        write(project, "register.alias", subject_of(entity), changes)


def set_level(project: Project, entity: Entity, profile: Profile, text: str) -> None:
    """Say what stands instead of an entity for a profile; an empty text takes it away.

    Raises:
        Refused: It is somebody's real name, or another entity's pseudonym.
    """
    with project.action() as db:
        there = entities.stored(db, "replacement", entity_uid=entity.uid, profile=str(profile))
        before = there[0] if there else None
        after = None
        if text.strip():
            own = [alias.surface for alias in entity.aliases]
            text = checked_replacement(project, entity.uid, text, own)
            after = level_row(entity.uid, profile, text).after
        change = Change("replacement", f"{entity.uid}:{profile}", before, after)
        write(project, "register.level", subject_of(entity), [change])


def set_protected(project: Project, entity: Entity, *, protect: bool) -> None:
    """Say whether an entity is replaced, or stands with its real name."""
    with project.action() as db:
        (row,) = entities.stored(db, "entity", uid=entity.uid)
        change = Change("entity", entity.uid, row, {**row, "protect": int(protect)})
        write(project, "register.protect", subject_of(entity), [change])


def merge(project: Project, entity: Entity, other: Entity) -> None:
    """Say that two entries are one: the names and mentions of `other` go to `entity`.

    Raises:
        Refused: They are the same entry.
    """
    if entity.uid == other.uid:
        raise Refused(_("{id} is the same entry.").format(id=entity.short_id))
    with project.action() as db:
        changes: list[Change] = []
        taken = {alias.surface for alias in entity.aliases}
        for table in ("alias", "mention"):
            for row in entities.stored(db, table, entity_uid=other.uid):
                after = {**row, "entity_uid": entity.uid}
                double = table == "alias" and row["surface"] in taken
                changes.append(Change(table, row["uid"], row, None if double else after))
        changes += _taken_away(project, other, ("replacement", "entity"))
        write(project, "register.merge", subject_of(entity), changes)


def remove(project: Project, entity: Entity) -> None:
    """Take an entry out of the register, with its names and mentions."""
    with project.action():
        tables = ("mention", "replacement", "alias", "entity")
        write(project, "register.remove", subject_of(entity), _taken_away(project, entity, tables))


def _taken_away(project: Project, entity: Entity, tables: Sequence[str]) -> list[Change]:
    return [
        Change(table, row["uid"], row, None)
        for table in tables
        for row in entities.stored(
            project.db, table, **{"uid" if table == "entity" else "entity_uid": entity.uid}
        )
    ]
