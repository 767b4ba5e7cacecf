"""What a register of informants says: entries, with the rules for ids, dates and appendices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qda.domain.interviews import appendix_number
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from qda.domain.consent import (
        ConsentKind,
        Informant,
        RestrictionKind,
    )


ID = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ÿ]+(-+[0-9A-Za-zÀ-ÖØ-öø-ÿ]+)*")


ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


DANISH_DATE = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4})")


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """One event of consent as it stands in the file; the project makes a link of it."""

    at: str
    """ISO date."""
    kind: ConsentKind
    fields: Mapping[str, str]
    """Scopes and conditions by name, and how consent was given."""
    recorded_by: str
    """Empty where the file does not say."""
    line: int


@dataclass(frozen=True, slots=True)
class RestrictionEntry:
    """A passage that may not be used, by its first and last words."""

    kind: RestrictionKind
    first_words: str
    last_words: str
    at: str
    """ISO date on which it was agreed; empty where the file does not say."""
    until: str
    """ISO date on which an embargo ends; empty without one."""
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class InformantEntry:
    """One informant as the register has them."""

    informant: Informant
    appendix: str
    """Number of the appendix in its one spelling; empty where the file does not say."""
    consents: tuple[ConsentEntry, ...]
    restrictions: tuple[RestrictionEntry, ...]
    line: int
    more_appendices: tuple[str, ...] = ()
    """Further interviews with the same person."""
    speaker: str = ""
    """The label of the person's turns, where several people were interviewed together."""

    @property
    def appendices(self) -> tuple[str, ...]:
        """All appendix numbers."""
        return (self.appendix, *self.more_appendices) if self.appendix else ()


def is_id(text: str) -> bool:
    """Whether a text can be the id of an informant."""
    return bool(ID.fullmatch(text))


def appendix_list(written: str) -> str:
    """Appendix numbers with semicolons between, each in its one spelling."""
    return "; ".join(filter(None, map(appendix_number, written.split(";"))))


def two_of_one_name() -> str:
    """What to do about two informants with one name."""
    return _(
        "If it is one person, keep one informant with both appendices: `Bilag 4; Bilag 7`. If"
        " they are two, tell them apart in the name, such as by an initial."
    )


def values_of(names: type[StrEnum]) -> tuple[str, ...]:
    return tuple(str(name) for name in names)


def is_date(value: str) -> bool:
    if not ISO_DATE.fullmatch(value):  # Python takes other forms too, such as week numbers
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
