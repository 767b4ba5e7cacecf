"""Quotations between marks: in a paragraph, over several, or with one of the marks missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.domain.citation_quotations import MARKS, Quotation, QuotationForm, add_words, piece
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.citation_marks import Marks
    from qda.domain.citation_references import Reference
    from qda.domain.thesis import Thesis

MOST_PARAGRAPHS = 8
"""Paragraphs of one quotation; a mark that is left open for longer was forgotten."""
_BRACKETED = re.compile(r"\[[^\[\]]{0,200}\]")


def inline(
    thesis: Thesis,
    references: Mapping[int, Sequence[Reference]],
    marks: Mapping[int, Marks],
    taken: set[int],
) -> list[Quotation]:
    """The quotations between marks.

    Args:
        thesis: The thesis.
        references: Genuine references by the index of their paragraph.
        marks: The marks of each paragraph.
        taken: Paragraphs that are blocks.
    """
    found: list[Quotation] = []
    spanning: set[int] = set()
    for index, here in marks.items():
        if index in taken:
            continue
        for quoted in here.quoted:
            if quoted.inner_stop > quoted.inner_start:
                span = Span(quoted.inner_start, quoted.inner_stop)
                ends = (quoted.start, quoted.stop)
                found.append(
                    piece(thesis, [(index, span)], QuotationForm.INLINE, ends, quoted.closed)
                )
        ended = here.left_open and any(
            r.start >= here.left_open[1] for r in references.get(index, ())
        )
        over = None
        if here.left_open and not ended:
            over = _over_paragraphs(thesis, index, marks, taken)
        if over is not None:
            found.append(over)
            spanning.add(over.last)
        elif here.left_open:
            found += _unclosed(thesis, index, here.left_open, references.get(index, ()))
        if here.stray and index not in spanning:
            found += _unopened(thesis, index, here, references.get(index, ()))
    return found


def _over_paragraphs(
    thesis: Thesis, index: int, marks: Mapping[int, Marks], taken: set[int]
) -> Quotation | None:
    """A quotation that ends in a later paragraph; each may begin with a mark of its own."""
    here = marks[index]
    assert here.left_open is not None
    start = here.left_open
    places: list[tuple[int, Span]] = []
    add_words(thesis, places, index, start[1], len(thesis.paragraphs[index].text))
    for later in range(index + 1, min(len(thesis.paragraphs), index + 1 + 2 * MOST_PARAGRAPHS)):
        paragraph = thesis.paragraphs[later]
        if not paragraph.text.strip() or paragraph.is_note:
            continue
        if later in taken or later not in marks or len(places) > MOST_PARAGRAPHS:
            return None
        there = marks[later]
        if there.stray and not any(q.start < there.stray[0] for q in there.quoted):
            add_words(thesis, places, later, 0, there.stray[0])
            return piece(thesis, places, QuotationForm.BLOCK, (start[0], there.stray[1]))
        text = paragraph.text
        begins = text[: len(text) - len(text.lstrip()) + 1].strip()
        if begins and begins in MARKS:
            lead = text.index(begins) + 1
            if there.quoted and there.quoted[0].start < lead:
                quoted = there.quoted[0]
                add_words(thesis, places, later, quoted.inner_start, quoted.inner_stop)
                ends = (start[0], quoted.stop)
                return piece(thesis, places, QuotationForm.BLOCK, ends)
            if there.left_open and there.left_open[0] < lead:
                add_words(thesis, places, later, lead, len(text))
                continue
        if there.quoted or there.left_open:
            return None
        add_words(thesis, places, later, 0, len(text))
    return None


def _unclosed(
    thesis: Thesis, index: int, mark: tuple[int, int], references: Sequence[Reference]
) -> list[Quotation]:
    """An opening mark without its pair: the words up to the next reference."""
    after = [reference for reference in references if reference.start >= mark[1]]
    text = thesis.paragraphs[index].text
    stop = after[0].start if after else len(text)
    if not after and not _reference_follows(thesis, index):
        return []
    places: list[tuple[int, Span]] = []
    add_words(thesis, places, index, mark[1], stop)
    if not places:
        return []
    ends = (mark[0], places[0][1].stop)
    return [piece(thesis, places, QuotationForm.INLINE, ends, whole=False)]


def _reference_follows(thesis: Thesis, index: int) -> bool:
    following = thesis.paragraphs[index + 1 : index + 2]
    return bool(following) and following[0].text.lstrip().casefold().startswith(("(bilag", "bilag"))


def _unopened(
    thesis: Thesis, index: int, here: Marks, references: Sequence[Reference]
) -> list[Quotation]:
    """A closing mark without its pair, with a reference after it: the words before it."""
    assert here.stray is not None
    at, stop = here.stray
    text = thesis.paragraphs[index].text
    follows = any(not text[stop : r.start].strip(" .,;\n") for r in references if r.start >= stop)
    if not follows:
        return []
    floor = max(
        [0, *(q.stop for q in here.quoted if q.stop <= at), *(r.stop for r in references
         if r.stop <= at)]
    )  # fmt: skip
    # A colon in brackets is the author's, inside the quotation.
    colon = _BRACKETED.sub(lambda m: "_" * len(m[0]), text[:at]).rfind(": ", floor)
    places: list[tuple[int, Span]] = []
    add_words(thesis, places, index, colon + 1 if colon >= 0 else floor, at)
    if not places:
        return []
    ends = (places[0][1].start, stop)
    return [piece(thesis, places, QuotationForm.INLINE, ends, whole=False)]
