"""The names of a project as a matcher looks for them, and the words that forms are compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.danish.name_forms import Matcher
from qda.danish.name_occurrences import Name, tokens

if TYPE_CHECKING:
    from qda.domain.register import Register


def form_key(form: str) -> str:
    """A form as decisions know it: its words in lower case, without signs between them."""
    return " ".join(tokens(form)) or form.strip().lower()


def names_of(register: Register) -> list[Name]:
    """The aliases of a register as names to look for."""
    asked = {key for key, one in register.verdicts.items() if one.verdict == "ask"}
    return [
        Name(
            surface=alias.surface,
            owner=entity.uid,
            alias=alias.kind,
            entity=entity.kind,
            ask=alias.ask or form_key(alias.surface) in asked,
        )
        for entity in register.entities
        for alias in entity.aliases
    ]


def matcher_of(register: Register) -> Matcher:
    """What finds the names of a register in a text."""
    from qda.danish.words import word_list

    return Matcher(names_of(register), word_list())
