"""Rows of the register as changes, and writing them with their journal line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.domain.register import AliasKind, Entity, Verdict
from qda.services.names import form_key
from qda.storage import entities, journal, marks
from qda.storage.journal import Change
from qda.storage.store import new_uid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.permission import Profile
    from qda.services.project import Project


def verdict_lifted(project: Project, surface: str) -> list[Change]:
    """A form that is entered as a name is no longer kept or no name; one that is asked stays so."""
    rows = entities.stored(project.db, "form_verdict", form=form_key(surface))
    return [
        Change("form_verdict", row["uid"], row, None)
        for row in rows
        if row["verdict"] != Verdict.ASK
    ]


def alias_row(entity: str, surface: str, kind: AliasKind, *, ask: bool = False) -> Change:
    """The change that gives an entity a name."""
    uid = new_uid()
    row = {
        "uid": uid,
        "entity_uid": entity,
        "surface": surface,
        "kind": str(kind),
        "ask": int(ask),
    }
    return Change("alias", uid, None, row)


def level_row(entity: str, profile: Profile, text: str) -> Change:
    """The change that says what stands instead of an entity for a profile."""
    uid = f"{entity}:{profile}"
    row = {"uid": uid, "entity_uid": entity, "profile": str(profile), "text": text}
    return Change("replacement", uid, None, row)


def subject_of(entity: Entity) -> dict[str, Any]:
    """What the journal says of an entity: no name."""
    return {"id": entity.short_id, "kind": str(entity.kind)}


def write(
    project: Project,
    action: str,
    subject: Mapping[str, Any],
    changes: Sequence[Change],
) -> None:
    """Put the rows in place and write the journal line; call it inside `project.action()`."""
    for change in changes:
        marks.put(project.db, change.table, change.uid, change.after)
    record(project, action, subject, changes)


def record(
    project: Project, action: str, subject: Mapping[str, Any], changes: Sequence[Change]
) -> None:
    """Write the journal line of rows that are in place already."""
    journal.record(
        project.db,
        coder=project.coder,
        action=action,
        subject=subject,
        changes=changes,
        undoable=True,
    )
