"""The layout in which turns are rows of a table: line number, time, speaker, words.

Columns are recognised by what is in them, so a row of headings is not needed, and the order of
the columns does not matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from qda.domain.interviews import Block, BlockKind
from qda.domain.speaker_labels import is_known, objection
from qda.domain.speaker_lines import read_colon
from qda.domain.speaker_marks import Layout, Line, Marks, Start
from qda.domain.table_columns import (
    COLUMN_NAMES,
    NUMBER,
    Columns,
    Row,
    columns_of,
    label_of,
    main_rows,
    rows_of,
)
from qda.domain.text import trimmed
from qda.domain.time_stamps import is_stamp, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qda.domain.documents import Document

_LONGEST_HEAD = 4
"""Words of the longest name above a column."""
_MOSTLY_ALONE = 0.8
"""Share of the rows in which one speaker alone speaks, where no name is a usual label."""
_LEAST_SHARE = 0.5
"""Share of the characters of a document that its table must hold."""


def read_table(
    document: Document, text: str, lines: Sequence[Line], wanted: Collection[str]
) -> Marks:
    """Rows as turns, where most of the words stand in a table; otherwise nothing."""
    rows = main_rows(rows_of(document), text)
    inside = sum(len(span) for row in rows for span in row.cells.values())
    if not rows or inside < _LEAST_SHARE * len(text.strip()):
        return Marks(Layout.TABLE)
    columns = columns_of(rows, text)
    if columns.speaker is None:
        marks = _labels_inside(text, lines, rows, columns, wanted)
        if not marks.starts:
            marks = _labels_above(text, rows, columns)
    else:
        marks = _labels_beside(text, rows, columns, columns.speaker, wanted)
    starts, headings = _with_what_stands_outside(text, lines, rows, marks.starts)
    return replace(marks, starts=tuple(starts), blocks=(*marks.blocks, *headings))


def _labels_beside(
    text: str, rows: Sequence[Row], columns: Columns, speaker: int, wanted: Collection[str]
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
                label, own = label_of(cell.of(text))
                counts[label] += 1
                time = time or own
            starts.append(Start(words.start, label, row.begin, time))
        if starts:
            blocks += _blocks(text, row, columns, is_speech=not names)
    once = tuple(name for name, count in counts.items() if count == 1 and name not in wanted)
    return Marks(Layout.TABLE, tuple(starts), tuple(blocks), once)


def _names_columns(row: Row, columns: Columns, text: str) -> bool:
    """Whether the first row of a table holds headings and not a turn."""
    cells = {column: span.of(text) for column, span in row.cells.items()}
    numbers = [cells[column] for column in columns.numbers & cells.keys()]
    times = [cells[column] for column in columns.times & cells.keys()]
    if numbers or times:
        return not any(map(NUMBER.fullmatch, numbers)) and not any(map(is_stamp, times))
    names = [name.strip(" .:").casefold() for name in cells.values()]
    return all(len(name.split()) <= 3 for name in names) and not COLUMN_NAMES.isdisjoint(names)


def _blocks(text: str, row: Row, columns: Columns, *, is_speech: bool) -> list[Block]:
    """The cells of a row that nobody says; further columns and rows of headings are headings."""
    blocks: list[Block] = []
    for column, span in row.cells.items():
        kind = BlockKind.HEADING
        if is_speech and column == columns.words:
            continue
        if is_speech and column in columns.numbers and NUMBER.fullmatch(span.of(text)):
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
    rows: Sequence[Row],
    columns: Columns,
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


def _labels_above(text: str, rows: Sequence[Row], columns: Columns) -> Marks:
    """A column for each speaker, named in the first row: `Interviewer | Informant`."""
    names = _speakers_above(text, rows, columns)
    if not names:
        return Marks(Layout.TABLE)
    starts: list[Start] = []
    blocks: list[Block] = []
    for row in rows:
        is_head = all(label_of(s.of(text))[0] == names.get(c) for c, s in row.cells.items())
        time = next((plain(row.cells[c].of(text)) for c in columns.times & row.cells.keys()), "")
        begin = row.begin
        for column, span in row.cells.items():
            if column in names and not is_head and row is not rows[0]:
                starts.append(Start(span.start, names[column], begin, time))
                begin, time = span.stop, ""
            elif starts or row is not rows[0]:
                blocks += _blocks(text, Row(row.table, {column: span}), columns, is_speech=True)
    return Marks(Layout.TABLE, tuple(starts), tuple(blocks))


def _speakers_above(text: str, rows: Sequence[Row], columns: Columns) -> dict[int, str]:
    """The names in the first row, by column; empty where its words are no names of speakers."""
    filled = Counter(column for row in rows[1:] for column in row.cells)
    names = {
        column: label_of(span.of(text))[0]
        for column, span in rows[0].cells.items()
        if column not in columns.numbers | columns.times and filled[column] > 1
    }
    names = {
        column: label
        for column, label in names.items()
        if not objection(label)
        and len(label.split()) <= _LONGEST_HEAD
        and label[-1] not in ".?!"
        and label.casefold() not in COLUMN_NAMES
    }
    alone = sum(1 for row in rows[1:] if len(names.keys() & row.cells.keys()) == 1)
    clear = any(map(is_known, names.values())) or alone >= _MOSTLY_ALONE * (len(rows) - 1)
    return names if len(names) > 1 and clear else {}


def _is_within(edges: Sequence[tuple[int, int]], line: Line) -> bool:
    """Whether a line with words lies in one of the stretches, which are in order."""
    place = bisect_right(edges, (line.stop, -1)) - 1
    return place >= 0 and line.start < edges[place][1] and line.stop > edges[place][0]


def _with_what_stands_outside(
    text: str, lines: Sequence[Line], rows: Sequence[Row], starts: Sequence[Start]
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
