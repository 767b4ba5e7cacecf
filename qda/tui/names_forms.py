"""The forms about names: what stands instead of a new one, or of one that is in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from qda.domain.permission import Profile
from qda.domain.register import LEVELS, EntityKind
from qda.domain.text import one_line
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import entering, naming, pseudonyms
from qda.services.anonymising import MASKS
from qda.services.identifier_words import kind_word, profile_word
from qda.tui.widgets.fields import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.identifiers import Kind
    from qda.domain.register import Entity
    from qda.services.project import Project

_ALL = "all"
_NAMES = "names"


def replacing_fields(project: Project, form: str, found: Kind) -> list[Field]:
    """The fields of a new entry; the category of what rules recognise is there already."""
    category = MASKS[found].strip("[]") if found in MASKS else ""

    def check(text: str) -> None:
        if text:
            pseudonyms.checked_replacement(project, "", text, [form])

    def check_names(written: str) -> None:
        for name in names_in(written):
            pseudonyms.refuse_pseudonym_in_use(project, pseudonyms.name_of(name))

    return [
        Field("kind", _("What it is"), str(entering.entity_kind(found)),
              tuple((str(one), kind_word(str(one))) for one in EntityKind)),
        Field("category", _("Category"), category,
              hint=_("one or two words, for [brackets]")),
        Field(_NAMES, _("Other names"), hint=_("with ; between"), check=check_names),
        Field(_ALL, _("Instead, for all"), hint=_("pseudonym or [words]; else [category]"),
              check=check),
        *(
            Field(str(level), _for(level), check=check, hint=_("as for all"),
                  heading=_("Other words for one profile") if not place else "")
            for place, level in enumerate(LEVELS)
        ),
    ]  # fmt: skip


def _for(level: Profile) -> str:
    return _("For {profile}").format(profile=profile_word(str(level)))


def names_in(written: str) -> tuple[str, ...]:
    """The names that a person typed with `;` between."""
    return tuple(name.strip() for name in written.split(";") if name.strip())


def replacements_in(values: Mapping[str, str]) -> dict[Profile, str]:
    """What stands instead by profile, where anything is said."""
    texts = {level: values[str(level)] or values[_ALL] for level in LEVELS}
    return {level: text for level, text in texts.items() if text}


# An entry of the register


def entry_fields(project: Project, entity: Entity) -> list[Field]:
    """The fields of an entry that is there."""
    own = [alias.surface for alias in entity.aliases]

    def check(text: str) -> None:
        if text:
            pseudonyms.checked_replacement(project, entity.uid, text, own)

    def check_name(written: str) -> None:
        for name in names_in(written):
            pseudonyms.refuse_pseudonym_in_use(project, pseudonyms.name_of(name))

    return [
        Field("shown", _("In what leaves"), "yes" if entity.protect else "no",
              (("yes", _("protected")), ("no", _("real name")))),
        *(
            Field(str(level), _for(level), entity.replacements.get(level, ""),
                  hint=f"[{one_line(entity.category)}]", check=check)
            for level in LEVELS
        ),
        Field(_NAMES, _("Further names"), hint=_("with ; between"), check=check_name),
    ]  # fmt: skip


def change_entry(project: Project, entity: Entity, values: Mapping[str, str]) -> None:
    """Change what a form says differently; each change is a step that can be taken back.

    Raises:
        Refused: Nothing is different, a replacement is a real name or taken, or a name is there.
    """
    levels = [one for one in LEVELS if values[str(one)] != entity.replacements.get(one, "")]
    names = names_in(values[_NAMES])
    other = (values["shown"] == "yes") is not entity.protect
    if not levels and not names and not other:
        raise Refused(_("Nothing is different; Esc goes back."))
    for level in levels:
        naming.set_level(project, entity, level, values[str(level)])
    for name in names:
        naming.add_alias(project, entity, name)
    if other:
        naming.set_protected(project, entity, protect=not entity.protect)


def entry_row(entity: Entity) -> Content:
    """An entry as a row of a dialog."""
    names = " · ".join(one_line(alias.surface) for alias in entity.aliases)
    shown = entity.shown(Profile.ASSESSMENT)
    return Content.assemble(
        (f"{entity.short_id:<4} ", "bold"),
        names,
        ("  → ", "$quiet"),
        (one_line(shown) if shown is not None else _("real name"), "$secondary"),
    )


def entry_choices(entities: Sequence[Entity], first: Sequence[str]) -> list[tuple[str, Content]]:
    """Entries to choose from, those that are likely first."""
    likely = [one for one in entities if one.short_id in first]
    others = [one for one in entities if one.short_id not in first]
    return [(one.short_id, entry_row(one)) for one in (*likely, *others)]
