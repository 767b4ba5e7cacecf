"""The quote matrix: two sides that cross, and the quotes in each of their cells.

A passage that several coders gave the same theme is one quote with several coders, so a count
always equals the number of quotes that a reader finds.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.interviews import appendix_order
from qda.domain.quotes import Quote, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qda.domain.codebook import Codebook


class Side(StrEnum):
    """What stands on a side of the matrix; stored in files, never translated."""

    INFORMANTS = "informants"
    THEMES = "themes"
    SUB_CODES = "sub-codes"
    GROUPS = "groups"
    """Informants by the value of an attribute."""


class Cells(StrEnum):
    """What a cell shows."""

    COUNTS = "counts"
    SHARES = "shares"
    """Of the quotes of its row."""
    QUOTES = "quotes"
    SUMMARIES = "summaries"
    BOTH = "both"
    """The summary, and the quotes below it."""


@dataclass(frozen=True, slots=True)
class Head:
    """A row or a column."""

    key: str
    """Appendix number, theme key, or value of an attribute."""
    title: str
    label: str = ""
    """Of an interview its informant as printed, never a name that consent does not allow."""
    parent: str | None = None
    """Of a sub-code that stands apart, the theme above."""
    colour: str = ""
    """Of a theme, its colour in codes.yml."""


Cell = tuple[str, str]
"""Key of the row and key of the column."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows × columns."""

    title: str
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[Cell, tuple[Quote, ...]] = field(default_factory=dict)
    """Quotes in the order of appendix and transcript; empty cells are absent."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles by key of all themes, those without a head of their own included."""
    summaries: Mapping[Cell, str] = field(default_factory=dict)
    """The coders' own condensed wording, where informants and themes cross."""
    sides: tuple[Side, Side] = (Side.INFORMANTS, Side.THEMES)
    """What the rows and the columns are."""
    attribute: str = ""
    """The attribute whose values are groups."""

    def sub_code(self, theme: Head, quote: Quote) -> str:
        """The titles of the sub-codes that a theme rolls up; empty for the theme itself."""
        return ", ".join(self.titles.get(key, key) for key in quote.themes if key != theme.key)

    def quotes(self, row: Head, column: Head) -> tuple[Quote, ...]:
        """The quotes of a cell."""
        return self.cells.get((row.key, column.key), ())

    def summary(self, row: Head, column: Head) -> str:
        """The summary of a cell; empty where nobody wrote one."""
        return self.summaries.get((row.key, column.key), "")

    def count(self, row: Head, column: Head) -> int:
        """The number of quotes in a cell."""
        return len(self.quotes(row, column))

    def row_total(self, row: Head) -> int:
        """Quotes of a row over all columns."""
        return sum(self.count(row, column) for column in self.columns)

    def column_total(self, column: Head) -> int:
        """Quotes of a column over all rows."""
        return sum(self.count(row, column) for row in self.rows)

    def share(self, row: Head, column: Head) -> float | None:
        """The part of its row's quotes that a cell holds, 0 to 1; None in an empty row."""
        total = self.row_total(row)
        return self.count(row, column) / total if total else None

    @property
    def total(self) -> int:
        """All quotes; a passage under two themes counts under both."""
        return sum(len(quotes) for quotes in self.cells.values())

    @property
    def themes(self) -> tuple[Head, ...]:
        """The heads of the side that holds themes."""
        return self.columns if self.sides[1] is Side.THEMES else self.rows

    def in_order(self) -> Iterator[tuple[Head, Head, Quote]]:
        """All quotes by row, then column, then place."""
        for row in self.rows:
            for column in self.columns:
                for quote in self.quotes(row, column):
                    yield row, column, quote

    def of_theme(self, theme: Head) -> list[Quote]:
        """The quotes of a theme by appendix and place, whichever side the themes stand on."""
        place = 1 if self.sides[1] is Side.THEMES else 0
        found = [
            quote
            for cell, quotes in self.cells.items()
            if cell[place] == theme.key
            for quote in quotes
        ]
        return sorted(found, key=lambda q: (appendix_order(q.appendix), q.start, q.stop))


def transposed(matrix: Matrix) -> Matrix:
    """The same matrix with rows and columns changed over."""
    return replace(
        matrix,
        rows=matrix.columns,
        columns=matrix.rows,
        cells={(column, row): quotes for (row, column), quotes in matrix.cells.items()},
        summaries={(column, row): text for (row, column), text in matrix.summaries.items()},
        sides=(matrix.sides[1], matrix.sides[0]),
    )


def themes_of(codebook: Codebook, *, apart: bool, only: Sequence[str] = ()) -> tuple[Head, ...]:
    """The heads of themes in the order of codes.yml.

    Args:
        codebook: The project's codebook.
        apart: Give each sub-code a head of its own, after its parent.
        only: Keys of themes to keep; all when empty. A theme brings its sub-codes, and a
            sub-code that is named has a head of its own.
    """
    return tuple(
        Head(theme.key, theme.title, parent=theme.parent, colour=theme.colour)
        for theme in codebook.themes
        if (apart or theme.parent is None or theme.key in only)
        and (not only or any(above.key in only for above in codebook.path(theme.key)))
    )


def head_of(codebook: Codebook, heads: Sequence[Head], theme: str) -> str | None:
    """The key of the head that holds a theme: its own, or the nearest above; None without."""
    keys = {head.key for head in heads}
    above = (one.key for one in reversed(codebook.path(theme)))
    return next((key for key in above if key in keys), None)


def build_cells(
    rows: Iterable[Head], columns: Iterable[Head], placed: Iterable[tuple[str, str, Quote]]
) -> dict[Cell, tuple[Quote, ...]]:
    """Sort quotes into cells, merging those on the same words of the same interview.

    Args:
        rows: The rows; what belongs to no row or no column is left out.
        columns: The columns.
        placed: Key of the row, key of the column, and a quote that belongs there, by appendix
            and place.
    """
    known_rows = {row.key for row in rows}
    known_columns = {column.key for column in columns}
    gathered: dict[Cell, dict[tuple[str, int, int], Quote]] = {}
    for row, column, quote in placed:
        if row in known_rows and column in known_columns:
            cell = gathered.setdefault((row, column), {})
            known = cell.get(quote.place)
            cell[quote.place] = merged(known, quote) if known else quote
    return {place: tuple(cell.values()) for place, cell in gathered.items()}
