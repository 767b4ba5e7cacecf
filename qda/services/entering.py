"""Entering a form in the register: what it is taken for, and what stands instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.identifiers import BLOCKERS, Kind
from qda.domain.register import LEVELS, EntityKind
from qda.errors import NotFound
from qda.services import identifying, naming, pseudonyms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.permission import Profile
    from qda.domain.register import Entity
    from qda.services.project import Project


def entity_kind(kind: Kind) -> EntityKind:
    """What a candidate becomes in the register, where nobody says otherwise."""
    if kind in (Kind.PLACE, Kind.STREET, Kind.POSTCODE):
        return EntityKind.PLACE
    if kind is Kind.ORGANISATION:
        return EntityKind.ORGANISATION
    if kind in BLOCKERS or kind in (Kind.DATE, Kind.AGE, Kind.URL, Kind.ROLE):
        return EntityKind.OTHER
    return EntityKind.PERSON


def kind_meant(project: Project, form: str) -> EntityKind:
    """What the rules take a form for; a person where it does not wait for a decision."""
    try:
        return entity_kind(identifying.queue(project).form(form).kind)
    except NotFound:
        return EntityKind.PERSON


def drawn(project: Project, form: str) -> dict[Profile, str]:
    """A drawn name for all profiles."""
    return dict.fromkeys(LEVELS, pseudonyms.draw(project, form))


def enter_form(
    project: Project,
    names: tuple[str, ...],
    kind: EntityKind,
    *,
    category: str = "",
    replacements: Mapping[Profile, str] | None = None,
    ask: bool = False,
) -> Entity:
    """Enter a form, and what stands instead of it everywhere.

    Args:
        project: An open project.
        names: The form, and other names of the same.
        kind: What it is.
        category: What it is in a word or two; stands in brackets where no text does.
        replacements: The texts by profile.
        ask: It is a word or somebody else's name too: each place is decided by itself.

    Raises:
        Refused: A name is no name, or a replacement is somebody's real name or taken.
    """
    draft = naming.Draft(
        names=names, kind=kind, category=category, replacements=replacements or {}, ask=ask
    )
    return naming.enter(project, draft)
