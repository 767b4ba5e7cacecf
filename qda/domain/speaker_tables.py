"""The layout in which turns are rows of a table: line number, time, speaker, words.

Columns are recognised by what is in them, so a row of headings is not needed, and the order of
the columns does not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.interviews import Block, BlockKind
from qda.domain.speaker_labels import is_heading, is_known, objection, tidy
from qda.domain.speaker_lines import read_colon
from qda.domain.speaker_marks import Layout, Line, Marks, Start, Why
from qda.domain.speaker_name_lines import name_and_time
from qda.domain.text import Span, trimmed
from qda.domain.time_stamps import is_stamp, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from qda.domain.documents import Document

_NUMBER = re.compile(r"\d{1,5}[.)]?")
_COLUMN_NAMES = frozenset(
    {"hvem", "kode", "linje", "linjenr", "linjenummer", "navn", "nr", "nummer", "person", "replik"}
    | {"speaker", "stemme", "tale", "taler", "tekst", "text", "tid", "tidskode", "tidspunkt"}
    | {"time", "udsagn", "udskrift", "ytring"}
)
"""Words above the columns of a transcript; the project's own list."""
_LONGEST_HEAD = 4
"""Words of the longest name above a column."""
_MOSTLY_ALONE = 0.8
"""Share of the rows in which one speaker alone speaks, where no name is a usual label."""
_LEAST_SHARE = 0.5
"""Share of the characters of a document that its table must hold."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row by column; where a cell holds nothing but blanks, there is none."""

    table: int
    cells: dict[int, Span]

    @property
    def begin(self) -> int:
        """Where the first cell begins."""
        return min(span.start for span in self.cells.values())


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table hold."""

    words: int
    speaker: int | None
    numbers: frozenset[int]
    times: frozenset[int]


def read_table(
    document: Document, text: str, lines: Sequence[Line], wanted: Collection[str]
) -> Marks:
    """Rows as turns, where most of the words stand in a table; otherwise nothing."""
    rows = _main_rows(_rows(document), text)
    inside = sum(len(span) for row in rows for span in row.cells.values())
    if not rows or inside < _LEAST_SHARE * len(text.strip()):
        return Marks(Layout.TABLE)
    columns = _columns(rows, text)
    if columns.speaker is None:
        marks = _labels_inside(text, lines, rows, columns, wanted)
        if not marks.starts:
            marks = _labels_above(text, rows, columns)
    else:
        marks = _labels_beside(text, rows, columns, columns.speaker, wanted)
    starts, headings = _with_what_stands_outside(text, lines, rows, marks.starts)
    return replace(marks, starts=tuple(starts), blocks=(*marks.blocks, *headings))


def _rows(document: Document) -> list[_Row]:
    """All rows of all tables, in reading order."""
    rows: dict[tuple[int, int], _Row] = {}
    offset = 0
    for paragraph in document.paragraphs:
        cell = paragraph.cell
        span = trimmed(paragraph.text, 0, len(paragraph.text))
        if cell and span:
            row = rows.setdefault((cell.table, cell.row), _Row(cell.table, {}))
            start, stop = offset + span.start, offset + span.stop
            before = row.cells.get(cell.column)
            row.cells[cell.column] = Span(before.start if before else start, stop)
        offset += len(paragraph.text) + 1
    return list(rows.values())


def _main_rows(rows: Sequence[_Row], text: str) -> list[_Row]:
    """The rows of all tables as wide as the one with most words, without tables of facts."""
    widths: Counter[int] = Counter()
    facts: set[int] = set()
    for row in rows:
        widths[row.table] = max(widths[row.table], 1 + max(row.cells))
    for row in rows:
        first = tidy(row.cells[min(row.cells)].of(text)).rstrip(":")
        if widths[row.table] == 2 and is_heading(first) and first.casefold() not in _COLUMN_NAMES:
            facts.add(row.table)  # `Dato | 5. marts`
    sizes: Counter[int] = Counter()
    for row in rows:
        if row.table not in facts:
            sizes[widths[row.table]] += sum(len(span) for span in row.cells.values())
    width = max(sizes, key=lambda each: sizes[each], default=0)
    return [row for row in rows if widths[row.table] == width and row.table not in facts]


def _columns(rows: Sequence[_Row], text: str) -> _Columns:
    """What each column holds, judged by most of its cells."""
    cells: dict[int, list[str]] = {}
    for row in rows:
        for column, span in row.cells.items():
            cells.setdefault(column, []).append(span.of(text))
    words = max(cells, key=lambda column: sum(map(len, cells[column])))
    others = {column: found for column, found in cells.items() if column != words}
    numbers = {c for c, found in others.items() if _mostly(found, _NUMBER.fullmatch)}
    times = {c for c, found in others.items() if _mostly(found, is_stamp)}
    recurrence = {
        column: len(found) / len(set(found))
        for column, found in others.items()
        if column not in numbers | times and _names_speakers(found)
    }
    speaker = max(recurrence, key=lambda column: recurrence[column], default=None)
    return _Columns(words, speaker, frozenset(numbers), frozenset(times))


def _mostly(cells: Sequence[str], test: Callable[[str], object]) -> bool:
    """Whether a test holds for most cells below the first, which may name the column."""
    below = cells[1:] or cells
    return sum(1 for cell in below if test(cell)) >= 0.8 * len(below)


def _names_speakers(cells: Sequence[str]) -> bool:
    """Whether a column holds few, short strings that recur."""
    labels = [_label_of(cell)[0] for cell in cells[1:] or cells]
    fine = [label for label in labels if objection(label) in (None, Why.LOWER_CASE, Why.NO_NAME)]
    few = len(set(fine)) <= max(3, 0.6 * len(fine)) and len(set(fine)) < len(fine)
    return len(fine) >= 0.8 * len(labels) and (few or all(map(is_known, fine)))


def _label_of(cell: str) -> tuple[str, str]:
    """The label in a speaker's cell, and a time stamp that stands with it."""
    timed = name_and_time(cell, 0, len(cell))
    if timed:
        return tidy(timed[0]["label"]), timed[1]
    return tidy(cell.strip().rstrip(":")), ""


def _labels_beside(
    text: str, rows: Sequence[_Row], columns: _Columns, speaker: int, wanted: Collection[str]
) -> Marks:
    """Turns from rows with a speaker's cell; a row without one goes on with the speaker before."""
    starts: list[Start] = []
    blocks: list[Block] = []
    counts: Counter[str] = Counter()
    label, table = "", -1
    for row in rows:
        is_first, table = row.table != table, row.table
        cell, words = row.cells.get(speaker), row.cells.get(columns.words)
        names = is_first and _names_columns(row, columns, text)
        if words and not names and (cell or starts):
            time = next(
                (plain(row.cells[c].of(text)) for c in columns.times & row.cells.keys()), ""
            )
            if cell:
                label, own = _label_of(cell.of(text))
                counts[label] += 1
                time = time or own
            starts.append(Start(words.start, label, row.begin, time))
        if starts:
            blocks += _blocks(text, row, columns, is_speech=not names)
    once = tuple(name for name, count in counts.items() if count == 1 and name not in wanted)
    return Marks(Layout.TABLE, tuple(starts), tuple(blocks), once)


def _names_columns(row: _Row, columns: _Columns, text: str) -> bool:
    """Whether the first row of a table holds headings and not a turn."""
    cells = {column: span.of(text) for column, span in row.cells.items()}
    numbers = [cells[column] for column in columns.numbers & cells.keys()]
    times = [cells[column] for column in columns.times & cells.keys()]
    if numbers or times:
        return not any(map(_NUMBER.fullmatch, numbers)) and not any(map(is_stamp, times))
    names = [name.strip(" .:").casefold() for name in cells.values()]
    return all(len(name.split()) <= 3 for name in names) and not _COLUMN_NAMES.isdisjoint(names)


def _blocks(text: str, row: _Row, columns: _Columns, *, is_speech: bool) -> list[Block]:
    """The cells of a row that nobody says; further columns and rows of headings are headings."""
    blocks: list[Block] = []
    for column, span in row.cells.items():
        kind = BlockKind.HEADING
        if is_speech and column == columns.words:
            continue
        if is_speech and column in columns.numbers and _NUMBER.fullmatch(span.of(text)):
            kind = BlockKind.LINE_NUMBER
        elif is_speech and column in columns.times and is_stamp(span.of(text)):
            kind = BlockKind.TIME
        elif is_speech and column == columns.speaker:
            kind = BlockKind.LABEL
        blocks.append(Block(span, kind))
    return blocks


def _labels_inside(
    text: str,
    lines: Sequence[Line],
    rows: Sequence[_Row],
    columns: _Columns,
    wanted: Collection[str],
) -> Marks:
    """A table whose cells hold `IP: text`: numbers and times are cells, labels are not."""
    rows = [row for row in rows if columns.words in row.cells]
    cells = {row.cells[columns.words].start: row for row in rows}
    edges = sorted((row.cells[columns.words].start, row.cells[columns.words].stop) for row in rows)
    held = [line for line in lines if _is_within(edges, line)]
    marks = read_colon(text, held, wanted)
    labelled = [start for start in marks.starts if start.begin in cells]
    if len(labelled) * 2 < len(rows):
        return Marks(Layout.TABLE)
    first = marks.starts[0]
    begin = cells[first.begin].begin if first.begin in cells else first.begin
    blocks = [
        block
        for row in rows
        if row.begin >= begin
        for block in _blocks(text, row, columns, is_speech=True)
    ]
    return replace(
        marks,
        layout=Layout.TABLE,
        starts=(replace(first, begin=begin), *marks.starts[1:]),
        blocks=(*marks.blocks, *blocks),
    )


def _labels_above(text: str, rows: Sequence[_Row], columns: _Columns) -> Marks:
    """A column for each speaker, named in the first row: `Interviewer | Informant`."""
    names = _speakers_above(text, rows, columns)
    if not names:
        return Marks(Layout.TABLE)
    starts: list[Start] = []
    blocks: list[Block] = []
    for row in rows:
        is_head = all(_label_of(s.of(text))[0] == names.get(c) for c, s in row.cells.items())
        time = next((plain(row.cells[c].of(text)) for c in columns.times & row.cells.keys()), "")
        begin = row.begin
        for column, span in row.cells.items():
            if column in names and not is_head and row is not rows[0]:
                starts.append(Start(span.start, names[column], begin, time))
                begin, time = span.stop, ""
            elif starts or row is not rows[0]:
                blocks += _blocks(text, _Row(row.table, {column: span}), columns, is_speech=True)
    return Marks(Layout.TABLE, tuple(starts), tuple(blocks))


def _speakers_above(text: str, rows: Sequence[_Row], columns: _Columns) -> dict[int, str]:
    """The names in the first row, by column; empty where its words are no names of speakers."""
    filled = Counter(column for row in rows[1:] for column in row.cells)
    names = {
        column: _label_of(span.of(text))[0]
        for column, span in rows[0].cells.items()
        if column not in columns.numbers | columns.times and filled[column] > 1
    }
    names = {
        column: label
        for column, label in names.items()
        if not objection(label)
        and len(label.split()) <= _LONGEST_HEAD
        and label[-1] not in ".?!"
        and label.casefold() not in _COLUMN_NAMES
    }
    alone = sum(1 for row in rows[1:] if len(names.keys() & row.cells.keys()) == 1)
    clear = any(map(is_known, names.values())) or alone >= _MOSTLY_ALONE * (len(rows) - 1)
    return names if len(names) > 1 and clear else {}


def _is_within(edges: Sequence[tuple[int, int]], line: Line) -> bool:
    """Whether a line with words lies in one of the stretches, which are in order."""
    place = bisect_right(edges, (line.stop, -1)) - 1
    return place >= 0 and line.start < edges[place][1] and line.stop > edges[place][0]


def _with_what_stands_outside(
    text: str, lines: Sequence[Line], rows: Sequence[_Row], starts: Sequence[Start]
) -> tuple[list[Start], list[Block]]:
    """Text between and behind the tables is nobody's, since nothing says who speaks."""
    edges = sorted((span.start, span.stop) for row in rows for span in row.cells.values())
    out = list(starts)
    headings: list[Block] = []
    is_open = False
    for line in lines:
        span = trimmed(text, line.start, line.stop)
        if span is None or not starts or span.start < starts[0].begin:
            continue
        if _is_within(edges, line):
            is_open = False
        elif line.paragraph.heading:
            headings.append(Block(span, BlockKind.HEADING))
        elif not is_open:
            is_open = True
            out.append(Start(span.start, "", span.start))
    return sorted(out, key=lambda start: start.offset), headings
