"""Quotations of a thesis: between marks, over several paragraphs, or set apart as blocks.

`citation_inline` and `citation_blocks` find what may be one; `citation_pairing` decides which
reference it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.text import Span

if TYPE_CHECKING:
    from qda.domain.thesis import Thesis


class QuotationForm(StrEnum):
    """How a quotation is set; shown to programs, never translated."""

    INLINE = "inline"
    """Between quotation marks, within a paragraph."""
    BLOCK = "block"
    """A paragraph of its own, or several."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a thesis prints as somebody else's."""

    places: tuple[tuple[int, Span], ...]
    """Paragraphs by index, and the words in each, without the marks around them."""
    text: str
    """The words as printed, paragraphs joined by line feeds."""
    form: QuotationForm
    start: int
    """Where it begins in its first paragraph, mark included."""
    stop: int
    """Where it ends in its last paragraph, mark included."""
    whole: bool = True
    """Whether it has both marks, or needs none."""

    @property
    def first(self) -> int:
        """Index of its first paragraph."""
        return self.places[0][0]

    @property
    def last(self) -> int:
        """Index of its last paragraph."""
        return self.places[-1][0]

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(re.findall(r"\w+", self.text))


MARKS = "\"“”„‟«»″'’‘‚‹›"
"""Signs that may stand around a quotation."""


def piece(
    thesis: Thesis, places: list[tuple[int, Span]], form: QuotationForm, ends: tuple[int, int],
    whole: bool = True,
) -> Quotation:  # fmt: skip
    """A quotation from its places."""
    text = "\n".join(span.of(thesis.paragraphs[index].text) for index, span in places)
    return Quotation(tuple(places), text, form, ends[0], ends[1], whole)


def add_words(
    thesis: Thesis, places: list[tuple[int, Span]], index: int, start: int, stop: int
) -> None:
    """Add the words between two places of a paragraph, without the blanks around them."""
    words = thesis.paragraphs[index].text[start:stop]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    if right > left:
        places.append((index, Span(start + left, start + right)))
