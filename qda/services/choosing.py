"""Choosing interviews and codings: by theme, coder, informant and attribute, for whose eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.approval import Use
from qda.domain.permission import Profile
from qda.domain.quotes import Source
from qda.errors import NotFound
from qda.language import gettext as _
from qda.storage import informants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qda.domain.codings import Coding
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

ATTRIBUTES = ("role", "organisation", "municipality", "area")
"""Attributes that every informant can have; a project may add its own in informants.yml."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which quotes to take."""

    themes: tuple[str, ...] = ()
    """Keys of themes, each with its sub-codes; all when empty."""
    coders: tuple[str, ...] = ()
    """Only these coders' codings; all when empty."""
    informants: tuple[str, ...] = ()
    """Appendix numbers, short ids or labels; all when empty."""
    where: tuple[tuple[str, str], ...] = ()
    """Attributes and values that all must hold."""
    interviewer: bool = False
    """Interviewers' speech too."""
    memos: bool = False
    """Take along what coders noted; only in their own working copies."""
    memo: str = ""
    """Only quotes with these words in a memo on them."""
    profile: Profile = Profile.INTERNAL
    """For whose eyes."""
    use: Use = Use.QUOTE
    """`count` holds no words; what may be counted is more than what may be quoted."""


def sources_of(project: Project, rows: Iterable[InterviewRow]) -> dict[int, Source]:
    """What is printed of interviews, by their rows' numbers."""
    people = {row["id"]: row for row in informants.informants(project.db)}
    found: dict[int, Source] = {}
    for row in rows:
        person = people.get(row.informant_id or 0)
        if person is None:
            found[row.id] = Source(row.appendix, row.title or _("informant unknown"))
            continue
        attributes = {name: person[name] for name in ATTRIBUTES if person[name]}
        attributes |= {name: str(value) for name, value in person["attributes"].items() if value}
        found[row.id] = Source(
            row.appendix,
            person["label"] or person["role"] or person["short_id"],
            attributes,
            person["short_id"],
        )
    return found


def attributes_of(sources: Iterable[Source]) -> tuple[str, ...]:
    """The attributes that interviews have: those of every informant first, then by name."""
    names = {name for source in sources for name in source.attributes}
    return (
        *(name for name in ATTRIBUTES if name in names),
        *sorted(names.difference(ATTRIBUTES), key=str.casefold),
    )


def chosen_interviews(
    rows: Sequence[InterviewRow], sources: Mapping[int, Source], choice: Choice
) -> list[InterviewRow]:
    """The interviews that a choice takes, in their order.

    Raises:
        NotFound: An informant or attribute that the project does not hold.
    """
    names = {name.casefold() for name in choice.informants}
    for name in choice.informants:
        if not any(name.casefold() in _names(source) for source in sources.values()):
            raise NotFound(
                _('There is no informant or appendix "{name}".').format(name=name),
                _("`qda informant list` shows them."),
            )
    known = attributes_of(sources.values())
    for attribute, _value in choice.where:
        if attribute not in known:
            raise unknown_attribute(attribute, known)
    return [
        row
        for row in rows
        if (not names or names & _names(sources[row.id]))
        and all(
            sources[row.id].attributes.get(attribute, "").casefold() == value.casefold()
            for attribute, value in choice.where
        )
    ]


def _names(source: Source) -> set[str]:
    return {name.casefold() for name in (source.appendix, source.short_id, source.label) if name}


def unknown_attribute(name: str, known: Sequence[str]) -> NotFound:
    """What to say of an attribute that no informant has."""
    return NotFound(
        _('No informant has the attribute "{name}".').format(name=name),
        _("Attributes are: {names}.").format(names=", ".join(known) or "–"),
    )


def chosen_codings(wanted: Sequence[Coding], coders: Sequence[str]) -> list[Coding]:
    """Those codings that certain coders have made; all where none is named.

    Raises:
        NotFound: A coder of whom none is there.
    """
    known = sorted({coding.coder for coding in wanted})
    for coder in coders:
        if coder not in known:
            raise NotFound(
                _('There are no codings by "{coder}".').format(coder=coder),
                _("Coders are: {names}.").format(names=", ".join(known) or "–"),
            )
    return [coding for coding in wanted if not coders or coding.coder in coders]
