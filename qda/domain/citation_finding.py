"""All references of a thesis to its appendices, with parts, place and quotation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.citation_blocks import blocks
from qda.domain.citation_inline import inline
from qda.domain.citation_marks import read_marks
from qda.domain.citation_pairing import pair
from qda.domain.citation_references import Reference, ReferenceKind, find_references
from qda.domain.thesis import Setting
from qda.domain.thesis_regions import regions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.citation_quotations import Quotation
    from qda.domain.thesis import Thesis

LONG = 6
"""Words from which a quotation without a reference is worth a look."""
_WITHOUT = (Setting.HEADING, Setting.CONTENTS, Setting.APPENDIX)
"""Where no quotation of the thesis stands."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference with its place and what it is the source of."""

    number: int
    """From 1, in the order of the text; among genuine references only."""
    reference: Reference
    page: int | None
    """The page of the thesis; None is unknown."""
    chapter: str
    """The nearest heading above; empty where there is none."""
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Citations:
    """What a thesis cites."""

    found: tuple[Citation, ...]
    """Genuine references, in the order of the text."""
    others: tuple[Reference, ...]
    """Headings, tables of contents, lists of appendices, other people's appendices."""
    unclaimed: tuple[Quotation, ...]
    """Longer quotations without a reference to an appendix; they may be literature."""

    @property
    def listed(self) -> frozenset[str]:
        """Appendices that the thesis itself lists or heads."""
        return frozenset(
            name
            for reference in self.others
            if reference.kind not in (ReferenceKind.EXTERNAL, ReferenceKind.APPENDED)
            for part in reference.parts
            for name in part.appendices
        )


def find_citations(thesis: Thesis) -> Citations:
    """Find every reference to an appendix, and the quotations that belong to each."""
    thesis, every = _with_regions(thesis, find_references(thesis))
    genuine = [reference for reference in every if reference.genuine]
    by_paragraph: dict[int, list[Reference]] = {}
    for reference in genuine:
        by_paragraph.setdefault(reference.paragraph, []).append(reference)
    quotations = find_quotations(thesis, by_paragraph)
    owned = pair(thesis, genuine, quotations)
    headings = _headings(thesis)
    found = tuple(
        Citation(
            number + 1,
            reference,
            thesis.paragraphs[reference.paragraph].page_at(reference.start),
            headings[reference.paragraph],
            tuple(quotations[place] for place in owned.get(number, ())),
        )
        for number, reference in enumerate(genuine)
    )
    claimed = {place for places in owned.values() for place in places}
    return Citations(
        found,
        tuple(reference for reference in every if not reference.genuine),
        tuple(
            quotation
            for place, quotation in enumerate(quotations)
            if place not in claimed and quotation.words >= LONG
        ),
    )


def find_quotations(
    thesis: Thesis, references: Mapping[int, Sequence[Reference]]
) -> list[Quotation]:
    """All stretches that may be quotations, in the order of the text.

    Args:
        thesis: The thesis.
        references: Genuine references by the index of their paragraph.
    """
    marks = {
        index: read_marks(paragraph.text, tuple(r.start for r in references.get(index, ())))
        for index, paragraph in enumerate(thesis.paragraphs)
        if paragraph.text.strip() and paragraph.setting not in _WITHOUT
    }
    apart = blocks(thesis, references, marks)
    taken = {index for block in apart for index, _span in block.places}
    found = apart + inline(thesis, references, marks, taken)
    over = {place for one in found if len(one.places) > 1 for place in one.places}
    kept = [one for one in found if len(one.places) > 1 or one.places[0] not in over]
    return sorted(kept, key=lambda quotation: (quotation.first, quotation.start))


def _with_regions(thesis: Thesis, every: list[Reference]) -> tuple[Thesis, list[Reference]]:
    """The same, with what cites nothing marked as such."""
    titles = {
        reference.paragraph: reference.parts[0].appendices[0]
        for reference in every
        if reference.kind in (ReferenceKind.HEADING, ReferenceKind.LIST)
        and thesis.paragraphs[reference.paragraph].setting is not Setting.CELL
        and reference.parts[0].appendices
    }
    citing = [one.paragraph for one in every if one.kind is ReferenceKind.CITATION]
    apart = regions(thesis, titles, citing)
    if not apart.appended and not apart.bibliography:
        return thesis, every
    kinds = {
        **dict.fromkeys(apart.bibliography, ReferenceKind.EXTERNAL),
        **dict.fromkeys(apart.appended, ReferenceKind.APPENDED),
    }
    paragraphs = tuple(
        replace(paragraph, setting=Setting.APPENDIX) if index in apart.appended else paragraph
        for index, paragraph in enumerate(thesis.paragraphs)
    )
    return replace(thesis, paragraphs=paragraphs), [
        replace(reference, kind=kinds.get(reference.paragraph, reference.kind))
        if reference.genuine
        else reference
        for reference in every
    ]


def _headings(thesis: Thesis) -> Sequence[str]:
    """For each paragraph the nearest heading above it."""
    found: list[str] = []
    heading = ""
    for paragraph in thesis.paragraphs:
        if paragraph.setting is Setting.HEADING and paragraph.text.strip():
            heading = " ".join(paragraph.text.split())
        found.append(heading)
    return found
