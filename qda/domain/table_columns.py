"""What the rows and columns of a table of turns hold, judged by most of their cells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.speaker_labels import is_heading, is_known, objection, tidy
from qda.domain.speaker_marks import Why
from qda.domain.speaker_name_lines import name_and_time
from qda.domain.text import Span, trimmed
from qda.domain.time_stamps import is_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qda.domain.documents import Document

NUMBER = re.compile(r"\d{1,5}[.)]?")
COLUMN_NAMES = frozenset(
    {"hvem", "kode", "linje", "linjenr", "linjenummer", "navn", "nr", "nummer", "person", "replik"}
    | {"speaker", "stemme", "tale", "taler", "tekst", "text", "tid", "tidskode", "tidspunkt"}
    | {"time", "udsagn", "udskrift", "ytring"}
)
"""Words above the columns of a transcript; the project's own list."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by column; where a cell holds nothing but blanks, there is none."""

    table: int
    cells: dict[int, Span]

    @property
    def begin(self) -> int:
        """Where the first cell begins."""
        return min(span.start for span in self.cells.values())


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold."""

    words: int
    speaker: int | None
    numbers: frozenset[int]
    times: frozenset[int]


def rows_of(document: Document) -> list[Row]:
    """All rows of all tables, in reading order."""
    rows: dict[tuple[int, int], Row] = {}
    offset = 0
    for paragraph in document.paragraphs:
        cell = paragraph.cell
        span = trimmed(paragraph.text, 0, len(paragraph.text))
        if cell and span:
            row = rows.setdefault((cell.table, cell.row), Row(cell.table, {}))
            start, stop = offset + span.start, offset + span.stop
            before = row.cells.get(cell.column)
            row.cells[cell.column] = Span(before.start if before else start, stop)
        offset += len(paragraph.text) + 1
    return list(rows.values())


def main_rows(rows: Sequence[Row], text: str) -> list[Row]:
    """The rows of all tables as wide as the one with most words, without tables of facts."""
    widths: Counter[int] = Counter()
    facts: set[int] = set()
    for row in rows:
        widths[row.table] = max(widths[row.table], 1 + max(row.cells))
    for row in rows:
        first = tidy(row.cells[min(row.cells)].of(text)).rstrip(":")
        if widths[row.table] == 2 and is_heading(first) and first.casefold() not in COLUMN_NAMES:
            facts.add(row.table)  # `Dato | 5. marts`
    sizes: Counter[int] = Counter()
    for row in rows:
        if row.table not in facts:
            sizes[widths[row.table]] += sum(len(span) for span in row.cells.values())
    width = max(sizes, key=lambda each: sizes[each], default=0)
    return [row for row in rows if widths[row.table] == width and row.table not in facts]


def columns_of(rows: Sequence[Row], text: str) -> Columns:
    """What each column holds, judged by most of its cells."""
    cells: dict[int, list[str]] = {}
    for row in rows:
        for column, span in row.cells.items():
            cells.setdefault(column, []).append(span.of(text))
    words = max(cells, key=lambda column: sum(map(len, cells[column])))
    others = {column: found for column, found in cells.items() if column != words}
    numbers = {c for c, found in others.items() if _mostly(found, NUMBER.fullmatch)}
    times = {c for c, found in others.items() if _mostly(found, is_stamp)}
    recurrence = {
        column: len(found) / len(set(found))
        for column, found in others.items()
        if column not in numbers | times and _names_speakers(found)
    }
    speaker = max(recurrence, key=lambda column: recurrence[column], default=None)
    return Columns(words, speaker, frozenset(numbers), frozenset(times))


def _mostly(cells: Sequence[str], test: Callable[[str], object]) -> bool:
    """Whether a test holds for most cells below the first, which may name the column."""
    below = cells[1:] or cells
    return sum(1 for cell in below if test(cell)) >= 0.8 * len(below)


def _names_speakers(cells: Sequence[str]) -> bool:
    """Whether a column holds few, short strings that recur."""
    labels = [label_of(cell)[0] for cell in cells[1:] or cells]
    fine = [label for label in labels if objection(label) in (None, Why.LOWER_CASE, Why.NO_NAME)]
    few = len(set(fine)) <= max(3, 0.6 * len(fine)) and len(set(fine)) < len(fine)
    return len(fine) >= 0.8 * len(labels) and (few or all(map(is_known, fine)))


def label_of(cell: str) -> tuple[str, str]:
    """The label in a speaker's cell, and a time stamp that stands with it."""
    timed = name_and_time(cell, 0, len(cell))
    if timed:
        return tidy(timed[0]["label"]), timed[1]
    return tidy(cell.strip().rstrip(":")), ""
