"""Line numbers that do not depend on the paper: printed in the document, or a text file's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.documents import LineSource
from qda.domain.interviews import LineMap, PageStart

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"[^\S\n]*(?P<number>\d{1,5})(?:[.)]?[^\S\n]+|[.)]?$)")
_FEWEST = 8
"""Numbered lines below which they may be a list."""
_FEWEST_STEPS = 3
"""The same where only every fifth or tenth line carries its number."""
_MOST_LINES_OUT = 0.1
"""Share of the lines that may carry no number, or a wrong one: a title, a page number."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that the document numbers."""

    number: int
    stop: int
    """Characters of the line that its number and the blanks around it take; 0 for none."""


def numbered(lines: Sequence[str]) -> dict[int, Numbered]:
    """The lines of a document that numbers them, by index; empty where it does not.

    Every line carries its number, or every fifth or tenth one does and the others are counted.
    Empty lines may be numbered or not.
    """
    found = {
        index: Numbered(int(match["number"]), match.end())
        for index, line in enumerate(lines)
        if (match := _NUMBER.match(line))
    }
    if len(found) < _FEWEST_STEPS:
        return {}
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return _every(found, filled) or _some(found, filled)


def _every(found: dict[int, Numbered], filled: Sequence[int]) -> dict[int, Numbered]:
    """Lines that carry their number, one more each time."""
    kept: dict[int, Numbered] = {}
    last: int | None = None
    for index in filled:
        line = found.get(index)
        # Blank lines between may have been counted: the step is one, or a little more.
        if line and (last is None or last < line.number <= last + 3):
            kept[index] = line
            last = line.number
    lines = [index for index in filled if index >= min(kept, default=0)]
    enough = len(kept) >= _FEWEST and len(kept) >= (1 - _MOST_LINES_OUT) * len(lines)
    return kept if enough else {}


def _some(found: dict[int, Numbered], filled: Sequence[int]) -> dict[int, Numbered]:
    """Lines of which every fifth or tenth carries its number."""
    for step in (5, 10):
        for places in (filled, range(filled[-1] + 1)):
            kept = _counted(found, places, step)
            if kept:
                return kept
    return {}


def _counted(found: dict[int, Numbered], places: Sequence[int], step: int) -> dict[int, Numbered]:
    marked = [
        (place, found[index].number)
        for place, index in enumerate(places)
        if index in found and found[index].number % step == 0
    ]
    # Where the first line stands is told by most of the numbers.
    firsts = [place - number for place, number in marked]
    first = max(set(firsts), key=firsts.count, default=0)
    right = [place for place, number in marked if place - number == first]
    wanted = (len(places) - 1 - max(first, -1)) // step
    if len(right) < _FEWEST_STEPS or len(right) < (1 - _MOST_LINES_OUT) * wanted:
        return {}
    there = set(right)
    return {
        index: Numbered(place - first, found[index].stop if place in there else 0)
        for place, index in enumerate(places)
        if place > first
    }


def line_map(text: str, form: str, numbers: Sequence[int] = ()) -> LineMap:
    """The lines of a transcript as far as its text alone tells them.

    Args:
        text: The canonical text.
        form: What the file was read as, see `Document.form`.
        numbers: The numbers that the reader took out of the lines, see `Document.line_numbers`.
    """
    lines = text.split("\n")
    by_line = {index: line.number for index, line in numbered(lines).items()}
    if numbers:
        by_line = {index: number for index, number in enumerate(numbers) if number}
    source = LineSource.NUMBERED if by_line else LineSource.FILE
    if not by_line and form != "text":
        return LineMap()
    starts: list[PageStart] = []
    offset = 0
    for index, line in enumerate(lines):
        number = by_line.get(index) if by_line else index + 1
        if number is not None:
            starts.append(PageStart(offset, number))
        offset += len(line) + 1
    return LineMap(source, tuple(starts))
