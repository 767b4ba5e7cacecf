"""Pseudonyms: what may stand instead of a name, and drawing one that nobody in the project has."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from qda.danish.name_lists import HARD, name_lists
from qda.danish.name_occurrences import tokens
from qda.domain.register import is_category
from qda.errors import Refused
from qda.language import gettext as _
from qda.storage import entities, informants, interviews, versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.project import Project

LONGEST = 200
"""Characters of a name or of what stands instead."""


def clean(text: str) -> str:
    """A text with single blanks."""
    return " ".join(text.split())


def name_of(text: str) -> str:
    """A name without needless blanks.

    Raises:
        Refused: It is no name, or too long.
    """
    name = clean(text)
    if not tokens(name) or len(name) > LONGEST:
        raise Refused(
            _("A name needs at least one letter or digit, and at most {count} characters.").format(
                count=LONGEST
            )
        )
    return name


def checked_replacement(project: Project, entity: str, text: str, own: Sequence[str]) -> str:
    """A text that stands instead, checked.

    Raises:
        Refused: A word of it is a real name, or another entity stands under it.
    """
    text = name_of(text)
    names = _capitalised(text)
    register = entities.register(project.db)
    real = {word for alias in register.aliases for word in tokens(alias.surface)}
    real |= {word for surface in own for word in tokens(surface)}
    for row in informants.informants(project.db):
        real |= set(tokens(row["name"]))
    if not is_category(text) and text[:1].isupper():
        real |= _names_in_texts(project)
    if names & real:
        raise Refused(
            _("A word of this pseudonym is a real name in the project."),
            _("Choose another one, or leave it out and let qda draw one: `--draw`."),
        )
    if not is_category(text) and text[:1].isupper():
        for other in register.entities:
            if other.uid != entity and text in other.replacements.values():
                raise Refused(
                    _("{id} stands under this pseudonym already.").format(id=other.short_id),
                    _("Two people under one name cannot be told apart; choose another."),
                )
    return text


def refuse_pseudonym_in_use(project: Project, surface: str) -> None:
    """Refuse to enter a name under which somebody stands already.

    Raises:
        Refused: It is, or is part of, the pseudonym of an entity.
    """
    words = set(tokens(surface))
    for entity in entities.register(project.db).entities:
        for text in entity.replacements.values():
            if not is_category(text) and words & _capitalised(text):
                raise Refused(
                    _("This name is the pseudonym of {id}, or a part of it.").format(
                        id=entity.short_id
                    ),
                    _("Give {id} another pseudonym first: `qda anonymise entry`.").format(
                        id=entity.short_id
                    ),
                )


def _capitalised(text: str) -> set[str]:
    return {
        word
        for part in re.findall(r"[^\W\d_]\w*", text)
        if part[0].isupper()
        for word in tokens(part)
    }


def _names_in_texts(project: Project) -> set[str]:
    """All words that stand with a capital in a text of the project."""
    found: set[str] = set()
    for transcript in versions.current_transcripts(project.db):
        text = interviews.transcript_text(project.db, transcript)
        found |= {word for form in set(re.findall(r"\b[^\W\d_]\w+", text))
                  if form[0].isupper() for word in tokens(form)}  # fmt: skip
    return found


def draw(project: Project, name: str) -> str:
    """A first name for a person: no real name of the project, nobody else's pseudonym, no word.

    It has another initial than the real name, and the same gender where the lists know it.

    Raises:
        Refused: The lists are used up.
    """
    lists = name_lists()
    first = name.title().split()[0].partition("-")[0] if name.split() else ""
    pool = lists.women if first in lists.women else lists.men if first in lists.men else lists.first
    if first in lists.women and first in lists.men:
        pool = lists.first
    register = entities.register(project.db)
    taken = _names_in_texts(project)
    taken |= {word for alias in register.aliases for word in tokens(alias.surface)}
    taken |= {w for row in informants.informants(project.db) for w in tokens(row["name"])}
    taken |= {
        word
        for entity in register.entities
        for text in entity.replacements.values()
        for word in tokens(text)
    }
    from qda.danish.words import word_list

    words = word_list()
    free = sorted(
        one
        for one in pool
        if len(one) > 2
        and one.isalpha()
        and one[:1].casefold() != name[:1].casefold()
        and one.lower() not in HARD
        and not words.get(one.lower())
        and not set(tokens(one)) & taken
    )
    if not free:
        raise Refused(
            _("No name is left that nobody in the project has."),
            _("Give a pseudonym or a category yourself."),
        )
    return secrets.choice(free)
