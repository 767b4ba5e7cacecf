"""Names as they are looked for and found: their endings, their folded form, their words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.register import AliasKind, EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.domain.text import Span

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


TOKEN = re.compile(
    rf"[^\W_](?:[^\W_]|[{_INVISIBLE}\u0300-\u036f])*"
    rf"(?:[-\u2010\u2011][ \t]*\n[ \t]*[a-zæøåéü](?:[^\W_])*)?"
)


APOSTROPHES = "'’´`‘"


_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ß": "ss", "ð": "d", "þ": "th",
     "ı": "i", "ł": "l", "đ": "d", **dict.fromkeys(_INVISIBLE, "")}
)  # fmt: skip


class Ending(StrEnum):
    """What a name carries at its end."""

    NONE = ""
    GENITIVE = "genitive"
    COMPOUND = "compound"
    """The rest of the word stays, as in `Vollsmosepigerne`."""
    DEFINITE = "definite"


@dataclass(frozen=True, slots=True)
class Name:
    """A name to look for."""

    surface: str
    owner: str
    """Uid of the entity."""
    alias: AliasKind = AliasKind.FULL
    entity: EntityKind = EntityKind.PERSON
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a known name stands."""

    span: Span
    """With a genitive ending, without the rest of a compound."""
    names: tuple[Name, ...]
    """The names that fit; of several owners where it is ambiguous."""
    ending: Ending
    sure: bool
    why: str
    """What makes it unsure, such as `word too`; empty where it is sure."""

    @property
    def owners(self) -> tuple[str, ...]:
        """Uids of the entities that it may be."""
        return tuple(dict.fromkeys(name.owner for name in self.names))


def fold(form: str) -> str:
    """A form as forms are compared: lower case, `å` as `aa`, without accents."""
    plain = unicodedata.normalize("NFC", form).lower().translate(_LETTERS)
    if plain.isascii():
        return plain
    return "".join(
        sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign)
    )


def without_signs(form: str) -> str:
    """`Søren` as keyboards without Danish letters write it: `soren`."""
    bare = form.lower().translate(str.maketrans("æøåöä", "aoaoa"))
    return fold(bare)


def tokens(surface: str) -> tuple[str, ...]:
    """The words of a name, folded."""
    return tuple(fold(match[0]) for match in TOKEN.finditer(surface))


def shared(names: Iterable[Name]) -> str:
    """Why a name must be asked about whatever its form is."""
    names = list(names)
    if len({name.owner for name in names}) > 1:
        return "several people"
    return "asked" if any(name.ask for name in names) else ""
