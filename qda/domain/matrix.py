"""The quote matrix: interviews in the order of their appendix numbers × themes of codes.yml.

A cell holds quotes. A passage that several coders gave the same theme is one quote with
several coders, so a count always equals the number of quotes that a reader finds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qda.domain.interviews import appendix_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qda.domain.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one or more codings, as they stand in the transcript."""

    appendix: str
    themes: tuple[str, ...]
    """Keys of what was coded: sub-codes, too, that a cell rolls up."""
    start: int
    """First character in the transcript; orders the quotes of a cell."""
    stop: int
    text: str
    pages: tuple[int, ...]
    """First and, if it differs, last page; empty means unknown."""
    reference: str
    coders: tuple[str, ...]
    speaker: str
    """Role of the first speaker touched: informant, interviewer or other."""
    segment: int
    """Number of the segment in which it begins."""


@dataclass(frozen=True, slots=True)
class Row:
    """One interview."""

    appendix: str
    label: str
    """The informant as printed; never a name that consent does not allow."""


@dataclass(frozen=True, slots=True)
class Column:
    """One theme, or one sub-code where they stand apart."""

    key: str
    title: str
    parent: str | None = None
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Informants × themes."""

    title: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], tuple[Quote, ...]] = field(default_factory=dict)
    """Quotes by (appendix, theme key); empty cells are absent."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles by key of all themes, those without a column of their own included."""

    def sub_code(self, column: Column, quote: Quote) -> str:
        """The titles of the sub-codes that a column rolls up; empty for the theme itself."""
        return ", ".join(self.titles.get(key, key) for key in quote.themes if key != column.key)

    def quotes(self, row: Row, column: Column) -> tuple[Quote, ...]:
        """The quotes of a cell in the order of the transcript."""
        return self.cells.get((row.appendix, column.key), ())

    def count(self, row: Row, column: Column) -> int:
        """The number of quotes in a cell."""
        return len(self.quotes(row, column))

    def row_total(self, row: Row) -> int:
        """Quotes of an interview over all columns."""
        return sum(self.count(row, column) for column in self.columns)

    def column_total(self, column: Column) -> int:
        """Quotes of a theme over all interviews."""
        return sum(self.count(row, column) for row in self.rows)

    @property
    def total(self) -> int:
        """All quotes; a passage under two themes counts under both."""
        return sum(len(quotes) for quotes in self.cells.values())

    def in_order(self) -> Iterable[tuple[Row, Column, Quote]]:
        """All quotes by row, then column, then place."""
        for row in self.rows:
            for column in self.columns:
                for quote in self.quotes(row, column):
                    yield row, column, quote


def columns_of(codebook: Codebook, *, apart: bool, only: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns in the order of codes.yml.

    Args:
        codebook: The project's codebook.
        apart: Give each sub-code a column of its own, after its parent.
        only: Keys of themes to keep; all when empty. A theme brings its sub-codes, and a
            sub-code that is named has a column of its own.
    """
    return tuple(
        Column(theme.key, theme.title, theme.parent, theme.colour)
        for theme in codebook.themes
        if (apart or theme.parent is None or theme.key in only)
        and (not only or any(above.key in only for above in codebook.path(theme.key)))
    )


def column_of(codebook: Codebook, columns: Sequence[Column], theme: str) -> str | None:
    """The key of the column that holds a theme: its own, or the nearest above; None without."""
    keys = {column.key for column in columns}
    above = (one.key for one in reversed(codebook.path(theme)))
    return next((key for key in above if key in keys), None)


def build_matrix(
    title: str,
    rows: Iterable[Row],
    columns: Sequence[Column],
    quotes: Iterable[tuple[str, Quote]],
    titles: Mapping[str, str] | None = None,
) -> Matrix:
    """Sort quotes into cells, merging those on the same span of the same interview.

    Args:
        title: Heading of the matrix.
        rows: The interviews, in any order.
        columns: The themes, in order.
        quotes: Pairs of a column's key and a quote that belongs there.
        titles: Titles of all themes by key.
    """
    known = {column.key for column in columns}
    gathered: dict[tuple[str, str], dict[tuple[int, int], Quote]] = {}
    for key, quote in quotes:
        if key not in known:
            continue
        cell = gathered.setdefault((quote.appendix, key), {})
        place = (quote.start, quote.stop)
        cell[place] = _merged(cell[place], quote) if place in cell else quote
    return Matrix(
        title=title,
        rows=tuple(sorted(rows, key=lambda row: appendix_order(row.appendix))),
        columns=tuple(columns),
        cells={
            place: tuple(sorted(cell.values(), key=lambda quote: (quote.start, quote.stop)))
            for place, cell in gathered.items()
        },
        titles=titles or {},
    )


def _merged(first: Quote, second: Quote) -> Quote:
    return Quote(
        appendix=first.appendix,
        themes=tuple(sorted({*first.themes, *second.themes})),
        start=first.start,
        stop=first.stop,
        text=first.text,
        pages=first.pages,
        reference=first.reference,
        coders=tuple(sorted({*first.coders, *second.coders})),
        speaker=first.speaker,
        segment=first.segment,
    )
