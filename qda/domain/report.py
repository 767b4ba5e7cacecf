"""What the report page shows: the matrix, its quotes once each, and numbers made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qda.domain.codebook import Theme
    from qda.domain.matrix import Matrix
    from qda.domain.quotes import Quote

TYPICAL = 2
"""Quotes that stand beside a definition."""

TYPICAL_LENGTH = 220
"""Characters; three lines of a page: long enough to show a theme, short enough to be read."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote once, with every theme that it stands under."""

    quote: Quote
    themes: tuple[str, ...]
    """Keys of the matrix's themes, in their order."""
    sub_codes: tuple[str, ...]
    """Titles."""
    coders: tuple[str, ...]
    at: float
    """Where in its interview it begins: 0 is the first word, 1 the last."""


@dataclass(frozen=True, slots=True)
class InterviewNumbers:
    """One interview in numbers, restricted passages not counted."""

    appendix: str
    label: str
    words: int
    segments: int
    """Segments of the informant."""
    coded: int
    """Those that a quote touches."""
    quotes: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page."""

    title: str
    changed: str
    """When the project was changed last: UTC, ISO 8601, to the minute."""
    matrix: Matrix
    """Informants × themes."""
    passages: tuple[Passage, ...]
    """By appendix and place."""
    interviews: tuple[InterviewNumbers, ...]
    themes: tuple[Theme, ...]
    """The whole codebook, sub-codes after their parents."""
    counts: Mapping[str, int]
    """Quotes by theme key, sub-codes with their own, themes with those below."""
    typical: Mapping[str, tuple[Quote, ...]]
    """Quotes that show what a theme is, by key."""
    together: Mapping[tuple[str, str], int]
    """Pairs of themes that passages share or overlap with, each pair once."""
    coders: tuple[str, ...]


def passages_of(matrix: Matrix, at: Mapping[tuple[str, int], float]) -> tuple[Passage, ...]:
    """The quotes of a matrix once each.

    Args:
        matrix: Informants × themes.
        at: Where in its interview a quote begins, by appendix and first character.
    """
    found: dict[tuple[str, int, int], Passage] = {}
    for _row, column, quote in matrix.in_order():
        known = found.get(quote.place)
        subs = (*(known.sub_codes if known else ()), *_subs(matrix, column.key, quote))
        coders = {*(known.coders if known else ()), *quote.coders}
        found[quote.place] = Passage(
            quote,
            (*(known.themes if known else ()), column.key),
            tuple(dict.fromkeys(subs)),
            tuple(sorted(coders)),
            at[quote.appendix, quote.start],
        )
    order = {row.key: place for place, row in enumerate(matrix.rows)}
    return tuple(
        sorted(
            found.values(),
            key=lambda one: (order[one.quote.appendix], one.quote.start, one.quote.stop),
        )
    )


def _subs(matrix: Matrix, theme: str, quote: Quote) -> list[str]:
    return [matrix.titles.get(key, key) for key in quote.themes if key != theme]


def together(passages: Sequence[Passage]) -> dict[tuple[str, str], int]:
    """How often two themes meet: on one passage, or on two that overlap.

    Args:
        passages: By appendix and place.
    """
    met: dict[tuple[str, str], int] = {}
    open_now: list[Passage] = []
    for passage in passages:
        quote = passage.quote
        open_now = [
            one
            for one in open_now
            if one.quote.appendix == quote.appendix and one.quote.stop > quote.start
        ]
        pairs = {
            (min(a, b), max(a, b))
            for other in (passage, *open_now)
            for a in passage.themes
            for b in other.themes
            if a != b
        }
        for pair in pairs:
            met[pair] = met.get(pair, 0) + 1
        open_now.append(passage)
    return met


def typical(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes that several coders agree on, of a readable length, of different informants."""
    best: dict[str, Quote] = {}
    for quote in sorted(quotes, key=_fitness):
        best.setdefault(quote.appendix, quote)
    return tuple(sorted(best.values(), key=_fitness))[:TYPICAL]


def _fitness(quote: Quote) -> tuple[int, int, str, int]:
    return (
        -len(quote.coders),
        abs(len(quote.text) - TYPICAL_LENGTH),
        quote.appendix,
        quote.start,
    )
