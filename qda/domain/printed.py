"""Where the pages and lines of a printed text begin in a transcript.

The printed text comes from a PDF: the same words with headers, footers and page numbers between
them, hyphens at line ends, and blanks in other places. So only letters and digits are compared.
Lines that stand in both are found first, the heaviest chain in one order is taken, and what lies
between two links is compared letter by letter. A header recurs, so it fits the chain nowhere.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from qda.domain.interviews import PageStart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHORTEST = 8
"""Letters of the shortest line that can be a link by itself; shorter ones recur too often."""
_MOST_PLACES = 20
"""A line that stands in more places than this tells nothing."""
_NEAR = 4_000
"""Letters behind the last link in which the next line is looked for first; about two pages."""
_MOST_COMPARED = 2_000
"""Letters between two links that are compared one by one."""
_SURE = 20
"""Letters of a line that shows by itself how far the print has come."""
_SAME = 4
"""Letters in a row that show a line is there, when the rest of it does not fit."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printed text says about a transcript."""

    pages: tuple[PageStart, ...]
    lines: tuple[PageStart, ...]
    """Each page's lines, counted from 1; only lines that stand in the transcript count."""
    share: float
    """Which part of the transcript's letters was found in print, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line that has letters."""

    page: int
    letters: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a printed line stands among the transcript's letters."""

    start: int
    stop: int


def align(text: str, pages: Sequence[Sequence[str]], first_page: int = 1) -> Printed:
    """Find the beginnings of printed pages and lines in a transcript's text.

    Args:
        text: The canonical text.
        pages: The lines of each printed page.
        first_page: The number of the first printed page.
    """
    letters, origin = _letters_of(text)
    lines = [
        _Line(page, folded)
        for page, printed in enumerate(pages)
        for line in printed
        if (folded := _fold(unicodedata.normalize("NFC", line)))
    ]
    places = _chained(letters, lines)
    _fill(letters, lines, places)
    found = sum(place.stop - place.start for place in places if place)
    begins = _Beginnings(text, origin, first_page)
    for line, place in zip(lines, places, strict=True):
        if place is not None:
            begins.line(line.page, place.start)
    return Printed(
        tuple(begins.pages), tuple(begins.lines), found / len(letters) if letters else 0.0
    )


class _Beginnings:
    """Collects pages and lines in reading order."""

    def __init__(self, text: str, origin: Sequence[int], first_page: int) -> None:
        self._text = text
        self._origin = origin
        self._first_page = first_page
        self.pages: list[PageStart] = []
        self.lines: list[PageStart] = []

    def line(self, page: int, letter: int) -> None:
        """A printed line begins with this letter of the transcript."""
        # What precedes the first words in print belongs to them: nothing is on page 0.
        offset = self._before_signs(self._origin[letter]) if self.lines else 0
        if self.lines and offset <= self.lines[-1].offset:
            return
        number = self._first_page + page
        if not self.pages or self.pages[-1].number != number:
            self.pages.append(PageStart(offset, number))
            self.lines.append(PageStart(offset, 1))
        else:
            self.lines.append(PageStart(offset, self.lines[-1].number + 1))

    def _before_signs(self, offset: int) -> int:
        """The place before the signs that open a word, or before a paragraph's indent."""
        while offset and not (self._text[offset - 1].isspace() or self._text[offset - 1].isalnum()):
            offset -= 1
        indent = offset
        while indent and self._text[indent - 1] in " \t\u00a0":
            indent -= 1
        return indent if self._text[indent - 1 : indent] == "\n" else offset


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    """Only letters and digits, ligatures undone, without case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def _letters_of(text: str) -> tuple[str, list[int]]:
    """The letters of a text, and the offset of each."""
    letters: list[str] = []
    origin: list[int] = []
    for offset, character in enumerate(text):
        folded = _fold(character)
        letters.append(folded)
        origin.extend([offset] * len(folded))
    return "".join(letters), origin


def _chained(letters: str, lines: Sequence[_Line]) -> list[_Place | None]:
    """The heaviest choice of places that follow each other as the lines do."""
    best = _Best()
    # Of each place: the letters up to it, and the place before it in the chain.
    chain: list[tuple[int, int, _Place, int]] = []
    everywhere: dict[str, list[_Place]] = {}
    last = 0
    for number, line in enumerate(lines):
        near = _near(letters, line.letters, last)
        found = near or _everywhere(letters, line.letters, everywhere)
        links = []
        for place in found:
            weight, before = best.up_to(place.start)
            links.append((place.stop, weight + place.stop - place.start, len(chain)))
            chain.append((number, before, place, weight))
        for stop, weight, link in links:
            best.add(stop, weight, link)
        if len(found) == 1 and (near or len(line.letters) >= _SURE):
            last = found[0].stop
    places: list[_Place | None] = [None] * len(lines)
    _weight, link = best.up_to(len(letters))
    while link >= 0:
        number, before, place, _ = chain[link]
        places[number] = place
        link = before
    return places


def _near(letters: str, wanted: str, last: int) -> list[_Place]:
    if len(wanted) < _SHORTEST:
        return []
    start = letters.find(wanted, last, last + _NEAR)
    return [_Place(start, start + len(wanted))] if start >= 0 else []


def _everywhere(letters: str, line: str, known: dict[str, list[_Place]]) -> list[_Place]:
    """All places of a line, with or without a number before it; none where there are too many."""
    if line in known:
        return known[line]
    found: list[_Place] = []
    for wanted in dict.fromkeys((line, line.lstrip("0123456789"))):
        start = letters.find(wanted) if len(wanted) >= _SHORTEST else -1
        while start >= 0 and len(found) <= _MOST_PLACES:
            found.append(_Place(start, start + len(wanted)))
            start = letters.find(wanted, start + 1)
        if found:
            break
    known[line] = found if len(found) <= _MOST_PLACES else []
    return known[line]


class _Best:
    """The heaviest chain that ends before a place; ends and weights both rise."""

    def __init__(self) -> None:
        self._stops = [0]
        self._weights = [0]
        self._links = [-1]

    def up_to(self, place: int) -> tuple[int, int]:
        """Weight and last link of the heaviest chain that ends at a place or before."""
        at = bisect_right(self._stops, place) - 1
        return self._weights[at], self._links[at]

    def add(self, stop: int, weight: int, link: int) -> None:
        """Offer a chain; it replaces those that end later and weigh no more."""
        at = bisect_right(self._stops, stop)
        if self._weights[at - 1] >= weight:
            return
        end = at
        while end < len(self._weights) and self._weights[end] <= weight:
            end += 1
        self._stops[at:end] = [stop]
        self._weights[at:end] = [weight]
        self._links[at:end] = [link]


def _fill(letters: str, lines: Sequence[_Line], places: list[_Place | None]) -> None:
    """Place the lines between two links by the letters between them."""
    links = [-1, *(number for number, place in enumerate(places) if place), len(lines)]
    for before, after in pairwise(links):
        left, right = _stop_of(places, before), _start_of(places, after, len(letters))
        first, last = before + 1, after
        while first < last and letters.startswith(lines[first].letters, left, right):
            places[first] = _Place(left, left + len(lines[first].letters))
            left = _stop_of(places, first)
            first += 1
        while first < last and letters.endswith(lines[last - 1].letters, left, right):
            last -= 1
            places[last] = _Place(right - len(lines[last].letters), right)
            right = _start_of(places, last, right)
        if first < last and left < right:
            _compare(letters[left:right], left, lines[first:last], first, places)


def _stop_of(places: Sequence[_Place | None], number: int) -> int:
    place = places[number] if number >= 0 else None
    return place.stop if place else 0


def _start_of(places: Sequence[_Place | None], number: int, end: int) -> int:
    place = places[number] if number < len(places) else None
    return place.start if place else end


def _compare(
    gap: str, left: int, lines: Sequence[_Line], first: int, places: list[_Place | None]
) -> None:
    """Place lines that stand in a gap only in part: a glyph was lost, or a deletion is printed."""
    printed = "".join(line.letters for line in lines)
    if max(len(gap), len(printed)) > _MOST_COMPARED:
        return
    begins: list[int] = []
    position = 0
    for line in lines:
        begins.append(position)
        position += len(line.letters)
    found: dict[int, tuple[int, int]] = {}
    for there, here, size in _equal_runs(gap, printed):
        # A run may go over line ends: it is shared out among the lines.
        at = here
        while at < here + size:
            number = bisect_right(begins, at) - 1
            stop = min(here + size, begins[number] + len(lines[number].letters))
            start, end = there + at - here, there + stop - here
            if stop - at >= min(_SAME, len(lines[number].letters)):
                known = found.get(number)
                found[number] = (known[0] if known else start, end)
            at = stop
    for number, (start, end) in found.items():
        places[first + number] = _Place(left + start, left + end)


def _equal_runs(gap: str, printed: str) -> Iterable[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, gap, printed, autojunk=False)
    return (block for block in matcher.get_matching_blocks() if block.size)
