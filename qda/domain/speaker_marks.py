"""What the readers of the layouts exchange: where speech starts, and what is not speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from qda.domain.interviews import Block, BlockKind, Role
from qda.domain.line_numbers import numbered
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.documents import Document, Paragraph


class Layout(StrEnum):
    """How a transcript marks its speakers; stored, and chosen with `--layout`."""

    COLON = "colon"
    """`IP: text`, also with a tab, a time stamp, or `#` and `@` before the label."""
    NAME_LINE = "name-line"
    """The name alone on a line, the words below."""
    TABLE = "table"
    """A column of speakers beside a column of words."""
    BRACKET = "bracket"
    """`[IP] text` or `{IP} text`."""
    BOLD = "bold"
    """A bold name, and the words behind it without a colon."""
    DASH = "dash"
    """`INTERVIEWER – text`."""
    QUESTIONS = "questions"
    """No labels; the questions are bold."""
    NONE = "none"
    """Nothing that tells speakers apart."""


class Why(StrEnum):
    """Why a label that looks like one was not taken."""

    ONCE = "met once"
    NUMBER = "a number follows"
    ADDRESS = "an address"
    LENGTH = "too long"
    PUNCTUATION = "punctuation inside"
    LOWER_CASE = "begins in lower case"
    SENTENCE = "words of a sentence"
    NO_NAME = "a heading or a turn of speech"
    TIME = "out of order in time"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A string that stands where labels stand but was not taken for one."""

    label: str
    count: int
    why: Why


@dataclass(frozen=True, slots=True)
class Start:
    """From `offset` on, the speech is this speaker's."""

    offset: int
    label: str
    begin: int
    """Where the marks of this start begin: its number, time stamp or label."""
    time: str = ""
    role: Role | None = None
    """Known from the layout itself, where there are no labels."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How one layout reads a document."""

    layout: Layout
    starts: tuple[Start, ...] = ()
    """In order; what stands before the first is the title block."""
    blocks: tuple[Block, ...] = ()
    """Stretches that nobody says; not overlapping, in any order."""
    once: tuple[str, ...] = ()
    """Labels met once, taken or not."""
    rejected: tuple[Rejected, ...] = ()
    weight: float = 1.0
    """How far this layout is to be trusted at its best."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: a paragraph, or a part of one between soft breaks."""

    start: int
    stop: int
    paragraph: Paragraph
    bold_stop: int
    """Where the bold stretch ends that the line begins with; `start` where it is not bold."""
    bold: bool
    """The line has words and all of them are bold."""
    number_stop: int = 0
    """Where the number ends that the document gives the line or turn; 0 where it gives none."""


def lines_of(document: Document, *, marked: bool = False) -> list[Line]:
    """All lines of a document, blank ones included.

    Args:
        document: What a reader understood of a file.
        marked: Whether italics and the like count in the place of bold letters.
    """
    lines: list[Line] = []
    offset = 0
    for paragraph in document.paragraphs:
        position = 0
        looks = paragraph.marked if marked else paragraph.bold
        for piece in paragraph.text.split("\n"):
            lines.append(_line(paragraph, piece, position, offset, looks))
            position += len(piece) + 1
        offset += len(paragraph.text) + 1
    return _with_numbers(document.text, lines)


_TURN_NUMBER = re.compile(
    r"[^\S\n]*(?:\((\d{1,4})\)|\[(\d{1,4})\]|(\d{1,4})[.):]?)[^\S\n]+(?=[^\W\d_]|[#@\[{<(*>])"
)
_FEWEST_TURNS = 4
"""Numbered turns below which they may be a list."""
_STEADY = 0.9
"""Share of the numbers that must be one more than the one before, or the same again."""


def _turn_numbers(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """Where the number of a turn ends, by index of the line; empty where turns have none."""
    found = {
        index: match
        for index, line in enumerate(lines)
        if (match := _TURN_NUMBER.match(text, line.start, line.stop))
    }
    numbers = [int(match[1] or match[2] or match[3]) for match in found.values()]
    steady = sum(0 <= after - before <= 2 for before, after in pairwise(numbers))
    if len(numbers) < _FEWEST_TURNS or steady < _STEADY * (len(numbers) - 1):
        return {}
    return {index: match.end() for index, match in found.items()}


def _with_numbers(text: str, lines: list[Line]) -> list[Line]:
    """The lines, those that a document numbers with the place where the number ends."""
    for index, line in numbered([text[each.start : each.stop] for each in lines]).items():
        lines[index] = replace(lines[index], number_stop=lines[index].start + line.stop)
    if not any(line.number_stop for line in lines):
        for index, stop in _turn_numbers(text, lines).items():
            lines[index] = replace(lines[index], number_stop=stop)
    return lines


def _line(
    paragraph: Paragraph, piece: str, position: int, offset: int, looks: tuple[Span, ...]
) -> Line:
    first = position + len(piece) - len(piece.lstrip())
    last = position + len(piece.rstrip())
    reached = first
    place = bisect_right(looks, Span(first, len(paragraph.text) + 1)) - 1
    while 0 <= place < len(looks) and first < last:
        span = looks[place]
        if not span.start <= reached < span.stop:
            break
        reached = min(span.stop, last)
        # Runs are often split: a blank that is not bold between bold words is no end.
        while reached < last and paragraph.text[reached].isspace():
            reached += 1
        place += 1
    bold_stop = offset + reached if reached > first else offset + position
    return Line(
        offset + position,
        offset + position + len(piece),
        paragraph,
        bold_stop,
        first < last <= reached,
    )


def tiled(stop: int, *edges: tuple[int, BlockKind]) -> tuple[Block, ...]:
    """Blocks that begin at the edges and touch each other up to `stop`; empty ones are left out."""
    ends = [start for start, _ in edges[1:]] + [stop]
    return tuple(
        Block(Span(start, end), kind)
        for (start, kind), end in zip(edges, ends, strict=True)
        if start < end
    )
