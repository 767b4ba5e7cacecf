"""What an RTF group settles for the words in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qda.domain.documents import BOLD, MARKED
from qda.formats.rtf_body import Look

if TYPE_CHECKING:
    from qda.formats.word_report import Left

PLAIN_LOOK = Look()


@dataclass(slots=True)
class Apart:
    """Words that are kept out of the text, in a group and those inside it."""

    name: str
    kind: Left | None
    """None where nobody wrote them."""
    outer: Apart | None = None
    pieces: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    """The same without what is hidden or deleted."""


@dataclass(slots=True)
class Group:
    """What ends with a closing brace."""

    apart: Apart | None = None
    owns: bool = False
    """Whether `apart` began here."""
    box: bool = False
    bold: bool = False
    marked: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int | None = None
    fallback: int = 1
    """Characters behind `\\u` that say the same for old programs."""
    look: Look = PLAIN_LOOK

    @property
    def looks(self) -> int:
        """`BOLD` and `MARKED` of the letters."""
        return self.bold * BOLD | self.marked * MARKED
