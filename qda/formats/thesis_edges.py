"""What stands at the edges of pages: running heads and page numbers, which go, and notes.

A text file does not say which lines are notes; they are told by their numbers, which go on from
page to page, and by the mark that each has on its page.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAGE_NUMBER = re.compile(
    r"(?:side|s\.|page)?\s*[-–—|]?\s*(?P<number>\d{1,4})\s*[-–—|]?(?:\s*(?:af|of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_KEPT = re.compile(r"bilag|\d\)|.{120}", re.IGNORECASE)
"""What no running head is: a reference may stand at the top of several pages."""
_APPENDIX = re.compile(
    r"(?:bilag|appendiks|appendix) ?(?:\d{1,2}[a-h]?|[A-Z])\b[^()]{0,80}", re.IGNORECASE
)
"""A running head that names the appendix; never in parentheses."""
_NEAR = 2
"""Pages between two places of one running head; some stand on every other page."""
_MISSED = 5
"""Notes that may not have been recognised before the next one is."""
_TOP = 0.2
"""Share of a page that is never notes."""
_NOTE = re.compile(r"(?P<number>\d{1,3})[.)]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is laid out."""

    text: str
    """Without white space at its ends."""
    indent: float = 0.0
    """From the left, in the unit of `Lines.step`."""
    small: bool = False
    """Set smaller than the rest: a note."""
    italic: bool = False
    large: bool = False
    """Set larger than the rest: a heading."""


def without_edges(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[int]]:
    """Pages without what recurs at their edges, their notes known, and the number of each."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, lines in enumerate(pages):
        for key in {_key(line.text) for line in _edge(lines)}:
            places[key].append(place)
    most = 3 if len(pages) > 4 else 2
    offsets: Counter[int] = Counter()
    cleaned: list[list[Line]] = []
    for place, lines in enumerate(pages):
        drop: set[int] = set()
        for line in _edge(lines):
            number = _PAGE_NUMBER.fullmatch(line.text)
            if number and len(pages) > 1:
                offsets[int(number["number"]) - place] += 1
                drop.add(id(line))
            elif _recurs(line.text, place, places[_key(line.text)], most):
                drop.add(id(line))
                tail = re.search(r"(?:^|\s)(\d{1,4})$", line.text)
                if tail and not _APPENDIX.fullmatch(line.text):
                    offsets[int(tail[1]) - place] += 1
        cleaned.append([line for line in lines if id(line) not in drop])
    if len(pages) == 1:
        cleaned = [_without_lone_numbers(cleaned[0])]
    offset, count = offsets.most_common(1)[0] if offsets else (1, 0)
    if count * 2 < len(pages):
        offset = 1
    return list(_with_notes(cleaned)), [place + offset for place in range(len(pages))]


def _recurs(text: str, place: int, places: Sequence[int], most: int) -> bool:
    """Whether a line is a running head: it stands at the edges of pages near to each other."""
    if _APPENDIX.fullmatch(text):
        # The first one may be the only title that the appendix has.
        return any(0 < place - other <= _NEAR for other in places)
    if text[:1].islower() or text[-1:] in ",:;-":
        return False  # a line of a sentence
    near = any(0 < abs(place - other) <= _NEAR for other in places)
    return near and len(places) >= most and not _KEPT.search(text)


def _with_notes(pages: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """Pages of a text with their notes set smaller, as a PDF shows them."""
    if len(pages) == 1 or any(line.small for lines in pages for line in lines):
        yield from pages
        return
    last = 0
    for lines in pages:
        starts = [(at, int(found["number"])) for at, line in enumerate(lines)
                  if (found := _NOTE.match(line.text))]  # fmt: skip
        first = next(
            (
                at
                for at, number in reversed(starts)
                if (last < number <= last + _MISSED or number == 1)
                and at > len(lines) * _TOP
                and any(mark_of(number).search(line.text) for line in lines[:at])
                and not any(later > at and other <= number for later, other in starts)
            ),
            None,
        )
        # Notes before it on the same page count down from it.
        for at, number in reversed(starts):
            if first is not None and at < first and number == _number(lines[first]) - 1 and (
                any(mark_of(number).search(line.text) for line in lines[:at])
            ):  # fmt: skip
                first = at
        if first is None or _text_below(lines[first:]):
            yield lines
            continue
        last = max(number for at, number in starts if at >= first)
        yield [replace(line, small=at >= first) for at, line in enumerate(lines)]


def _text_below(lines: Sequence[Line]) -> bool:
    """Whether a paragraph that is no note stands below the notes; then they are none."""
    return any(
        not above.text and line.text and not _NOTE.match(line.text)
        for above, line in itertools.pairwise(lines)
    )


def _number(line: Line) -> int:
    found = _NOTE.match(line.text)
    return int(found["number"]) if found else 0


def mark_of(number: int | str) -> re.Pattern[str]:
    """Where a note's number stands behind a word or a sign of the text."""
    return re.compile(
        rf"(?<=[^\W\d_.,!?”“\"»«’')\]]){number}(?!\d)|(?<=[.,!?”“\"»«’')\]]) ?{number}(?=\s|$)"
    )


def _edge(lines: Sequence[Line]) -> list[Line]:
    full = [line for line in lines if line.text]
    return full[:2] + full[-2:] if len(full) > 4 else full[:1] + full[-1:]


def _key(text: str) -> str:
    """What is the same on every page; the number of an appendix is, that of a page is not."""
    plain = " ".join(text.split())
    name = re.match(r"\D*\d*", plain) if _APPENDIX.fullmatch(plain) else None
    head = name[0] if name else ""
    return head + re.sub(r"\d+", "#", plain[len(head) :])


def _without_lone_numbers(lines: list[Line]) -> list[Line]:
    """Without page numbers that a copied text keeps between its lines."""
    numbers = [(place, int(line.text)) for place, line in enumerate(lines)
               if re.fullmatch(r"\d{1,3}", line.text)]  # fmt: skip
    steps = sum(later[1] == earlier[1] + 1 for earlier, later in itertools.pairwise(numbers))
    if len(numbers) < 4 or steps < 0.7 * (len(numbers) - 1):
        return lines
    gone = {place for place, _number in numbers}
    # The blank lines around a page number end no paragraph.
    for place in list(gone):
        for step in (-1, 1):
            near = place + step
            while 0 <= near < len(lines) and not lines[near].text:
                gone.add(near)
                near += step
    return [line for place, line in enumerate(lines) if place not in gone]
