"""Names that a thesis spells otherwise than the register, or in two ways itself.

Silent where it is not sure: a word that the interviews or the thesis use otherwise, an author of
literature and another person's name are left alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.text import Span
from qda.domain.thesis import Setting
from qda.domain.thesis_findings import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qda.domain.citation_finding import Citations
    from qda.domain.thesis import Thesis
    from qda.domain.thesis_findings import QuoteCheck
    from qda.services.thesis_material import Material

ALIKE = 78.0
"""Rapidfuzz ratio from which two spellings may be of one name: Mikkelsen, Michelsen is 78."""
SHORTEST = 4
"""Letters of a name that is compared."""
_NAME = re.compile(r"(?<![\w-])[A-ZÆØÅÉÜÖ][^\W\d_]+(?:-[A-ZÆØÅ][^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_YEAR_AFTER = re.compile(r"(?:,? (?:m\.fl\.|et al\.?))?,? ?\(?(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A name at one place of the thesis."""

    paragraph: int
    span: Span
    whose: str
    """Short id of the informant, or the appendix."""
    register: bool
    """Whether the register or a transcript has the other spelling; else the thesis itself."""


def two_spellings(thesis: Thesis, citations: Citations, material: Material) -> list[Misspelt]:
    """Names of informants that are not spelt as elsewhere, each at its first places."""
    places = _places(thesis)
    known = _known(material)
    common = _common(thesis, material, known)
    found: list[Misspelt] = []
    for written, spans in places.items():
        if len(_bare(written)) < SHORTEST or _bare(written) in common:
            continue
        if any(_bare(written) == _bare(name) for name in known):
            continue
        whose = next((who for name, who in known.items() if _alike(written, name)), None)
        register = whose is not None
        if whose is None:
            whose = _beside(written, spans, places, citations)
        if whose is not None:
            found += [Misspelt(index, span, whose, register) for index, span in spans]
    return sorted(found, key=lambda one: (one.paragraph, one.span))


def hidden_names(
    thesis: Thesis, material: Material, quotes: Sequence[QuoteCheck]
) -> list[tuple[int, Span, str]]:
    """Names anywhere in a thesis that stand under a pseudonym for others, with what is to stand.

    Authors of literature are left alone, and so is who interviewed: their names are on the cover.

    Args:
        thesis: The thesis.
        material: The interviews.
        quotes: The quotations as checked; those that print such a name have said so.
    """
    told = [
        (one.paragraph, one.span)
        for quote in quotes
        for one in quote.findings
        if one.kind is FindingKind.REAL_NAME
    ]
    authors = {
        _bare(match[0])
        for paragraph in thesis.paragraphs
        for match in _NAME.finditer(paragraph.text)
        if _YEAR_AFTER.match(paragraph.text, match.end())
    }
    return [
        (index, piece.span, piece.text)
        for index, paragraph in enumerate(thesis.paragraphs)
        for piece in material.renamed.hidden(paragraph.text)
        if not any(place == index and span.overlaps(piece.span) for place, span in told)
        and _bare(piece.span.of(paragraph.text)) not in authors
    ]


def _bare(name: str) -> str:
    """A name without the genitive, in small letters."""
    plain = re.sub(r"['’`´]s?$", "", name).casefold()
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain


def _known(material: Material) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, who in material.names:
        for part in _NAME.findall(name):
            if len(part) >= SHORTEST:
                found.setdefault(part, who)
    return found


def _places(thesis: Thesis) -> dict[str, list[tuple[int, Span]]]:
    """Capitalised words by spelling; authors with a year behind them are left out."""
    found: defaultdict[str, list[tuple[int, Span]]] = defaultdict(list)
    authors: Counter[str] = Counter()
    for index, paragraph in enumerate(thesis.paragraphs):
        if paragraph.setting is Setting.CONTENTS:
            continue
        for match in _NAME.finditer(paragraph.text):
            found[match[0]].append((index, Span(match.start(), match.end())))
            if _YEAR_AFTER.match(paragraph.text, match.end()):
                authors[match[0]] += 1
    return {name: spans for name, spans in found.items() if not authors[name]}


def _common(thesis: Thesis, material: Material, known: Mapping[str, str]) -> set[str]:
    """Words that are written small somewhere, or that the interviews hold as they are."""
    small = {
        _bare(word)
        for paragraph in thesis.paragraphs
        for word in _WORD.findall(paragraph.text)
        if word[:1].islower()
    }
    said = {
        _bare(word) for source in material.sources.values() for word in _WORD.findall(source.text)
    }
    return small | (said - {_bare(name) for name in known})


def _alike(written: str, name: str) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein
    from rapidfuzz.fuzz import ratio

    first, second = _bare(written), _bare(name)
    if first[:1] != second[:1] or abs(len(first) - len(second)) > 2:
        return False
    most = 1 if min(len(first), len(second)) <= 5 else 2
    steps = DamerauLevenshtein.distance(_sounds(first), _sounds(second), score_cutoff=most)
    return steps <= most and ratio(_sounds(first), _sounds(second)) >= ALIKE


def _sounds(name: str) -> str:
    """Letters that Danish names swap, as one: `ch` and `k`, `aa` and `å`, `ph` and `f`."""
    for several, one in (("ch", "k"), ("ck", "k"), ("kk", "k"), ("aa", "å"), ("ph", "f"),
                         ("th", "t"), ("c", "k"), ("w", "v"), ("z", "s"), ("x", "ks")):  # fmt: skip
        name = name.replace(several, one)
    return name


def _beside(
    written: str,
    spans: list[tuple[int, Span]],
    places: Mapping[str, list[tuple[int, Span]]],
    citations: Citations,
) -> str | None:
    """The appendix beside which both spellings of a name stand; the rarer one is told."""
    near = dict(_near_references(citations))
    here = {near[index] for index, _span in spans if index in near}
    for other, there in places.items():
        if other == written or len(there) <= len(spans) or len(_bare(other)) < SHORTEST + 2:
            continue
        if _bare(other) != _bare(written) and _alike(written, other):
            shared = here & {near[index] for index, _span in there if index in near}
            if shared:
                return sorted(shared)[0]
    return None


def _near_references(citations: Citations) -> Iterator[tuple[int, str]]:
    for citation in citations.found:
        for part in citation.reference.parts[:1]:
            if part.appendices:
                yield citation.reference.paragraph, part.appendices[0]
