"""Where a position of another program stands in our text: programs count in different ways.

The standard says code points and is silent on line ends and byte order marks. Practice differs
by program and version, so every way of counting is tried on a source's selections, and the one
under which they make sense is taken and named.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from qda.domain.text import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Counting(StrEnum):
    """What a position counts; named in reports and on the command line, never translated."""

    CODE_POINTS = "code-points"
    """Characters, line ends as one: the standard, QualCoder, ATLAS.ti, MAXQDA, qda."""
    CRLF = "crlf"
    """Line ends as two (NVivo for Windows)."""
    BOM = "bom"
    """The byte order mark as one."""
    BOM_CRLF = "bom-crlf"
    UTF16 = "utf-16"
    """Signs beyond the basic plane, such as emoji, as two (JavaScript, Qt)."""
    UTF16_CRLF = "utf-16-crlf"
    UTF8 = "utf-8"
    """Bytes (Taguette)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A selection as it is written in a file."""

    start: int
    stop: int
    name: str = ""
    """A hint: often the selected words, sometimes cut or something else."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The way of counting that fits a source."""

    counting: Counting
    certain: bool
    """False where no selection tells it from the next best way."""
    places: tuple[tuple[int, int] | None, ...]
    """For each mark its half-open range of code points with line feeds; None is outside."""


_BOM = "\ufeff"


def line_feeds(text: str) -> str:
    """A text with line feeds only and without a byte order mark."""
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")


def find_counting(text: str, marks: Sequence[Mark], wanted: Counting | None = None) -> Counted:
    """Find how the selections of a source count, and where they stand.

    Scores follow the notes of the tests on rewritten projects: a hint that fits counts most, a
    selection that cuts no word a little, one outside the text against it.

    Args:
        text: The source, with line feeds only (`line_feeds`).
        marks: Its selections.
        wanted: The way a person has chosen; None tries all.
    """
    ways = [wanted] if wanted else _distinct(text)
    scored = []
    for way in ways:
        places = _places(text, marks, way)
        points = sum(_score(text, mark, place) for mark, place in zip(marks, places, strict=True))
        scored.append((points, way, places))
    best = max(scored, key=lambda one: one[0])  # the first of equals: the standard's own way
    rivals = [points for points, way, places in scored if places != best[2]]
    certain = best[0] > 0 and (not rivals or max(rivals) < best[0])
    return Counted(best[1], certain, tuple(best[2]))


def canonical_places(text: str, places: Iterable[int]) -> dict[int, int] | None:
    """Where places of a text stand in its canonical form.

    Returns:
        The places by their old ones; None where a sign is composed across one of them.
    """
    whole = canonical(text)[0]
    if whole == text:
        return {place: place for place in places}
    found, pieces, length, before = {}, [], 0, 0
    for place in sorted(set(places)):
        pieces.append(canonical(text[before:place])[0])
        length += len(pieces[-1])
        found[place] = length
        before = place
    pieces.append(canonical(text[before:])[0])
    return found if "".join(pieces) == whole else None


def _distinct(text: str) -> list[Counting]:
    """The ways that can differ on this text, the most likely first."""
    lines = "\n" in text
    wide = not text.isascii() and max(text) > "\uffff"
    ways = [Counting.CODE_POINTS]
    if lines:
        ways.append(Counting.CRLF)
    if wide:
        ways.append(Counting.UTF16)
        if lines:
            ways.append(Counting.UTF16_CRLF)
    ways.append(Counting.BOM)
    if lines:
        ways.append(Counting.BOM_CRLF)
    if not text.isascii():
        ways.append(Counting.UTF8)
    return ways


def _places(text: str, marks: Sequence[Mark], way: Counting) -> list[tuple[int, int] | None]:
    at = _ends(text, way)
    places: list[tuple[int, int] | None] = []
    for mark in marks:
        start, stop = _index(at, mark.start), _index(at, mark.stop)
        inside = start is not None and stop is not None and start < stop
        places.append((start, stop) if inside else None)  # type: ignore[arg-type]
    return places


def _ends(text: str, way: Counting) -> Sequence[int]:
    """For each place between characters its position in a way of counting."""
    if way in (Counting.CODE_POINTS, Counting.BOM):
        first = int(way is Counting.BOM)
        return range(first, first + len(text) + 1)
    if way in (Counting.CRLF, Counting.BOM_CRLF):
        widths = (2 if sign == "\n" else 1 for sign in text)
        return list(accumulate(widths, initial=int(way is Counting.BOM_CRLF)))
    if way is Counting.UTF8:
        return list(accumulate((len(sign.encode()) for sign in text), initial=0))
    crlf = way is Counting.UTF16_CRLF
    widths = (2 if sign > "\uffff" or (crlf and sign == "\n") else 1 for sign in text)
    return list(accumulate(widths, initial=0))


def _index(at: Sequence[int], position: int) -> int | None:
    """The place with this position; None outside, or in the middle of a character."""
    place = bisect_left(at, position)
    return place if place < len(at) and at[place] == position else None


def _score(text: str, mark: Mark, place: tuple[int, int] | None) -> int:
    if place is None:
        return -2
    start, stop = place
    points = (not _cuts(text, start)) + (not _cuts(text, stop))
    words = " ".join(text[start:stop].split())
    hint = " ".join(mark.name.removesuffix("...").removesuffix("…").split())
    if len(hint) > 2 and (words == hint or (len(hint) >= 20 and words.startswith(hint))):
        points += 3
    if words and not text[start].isspace() and not text[stop - 1].isspace():
        points += 1
    return points


def _cuts(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
