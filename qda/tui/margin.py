"""The margin beside a transcript: which codings touch which segment, and in which lane.

A coding keeps its lane through all its segments; codings that overlap lie side by side.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.codebook import Codebook
    from qda.domain.codings import Coding
    from qda.domain.text import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A coding beside a segment."""

    lane: int
    """Column of stripes, from 0."""
    span: Span
    theme: str
    coder: str
    own: bool
    """Made by the coder at the keyboard."""


@dataclass(frozen=True, slots=True)
class Face:
    """How a theme is shown; colour is never its only sign."""

    key: str
    short: str
    """The hotkey, or two letters of the title."""
    title: str
    """Safe to show, on one line."""
    colour: str
    """A name of the palette."""
    hotkey: str
    """Empty where it has none."""
    depth: int
    """0 for themes, 1 and more for sub-codes."""
    retired: bool = False
    """No longer in codes.yml."""


def faces(codebook: Codebook, titles: Mapping[str, str]) -> dict[str, Face]:
    """The faces of all themes by key, in the order of the codebook, retired ones last.

    Args:
        codebook: The themes.
        titles: Titles by key, of retired themes too.
    """
    found: dict[str, Face] = {}
    taken = {theme.hotkey for theme in codebook.themes if theme.hotkey}
    for theme in codebook.themes:
        short = theme.hotkey or _short(theme.title, taken)
        taken.add(short)
        found[theme.key] = Face(
            key=theme.key,
            short=short,
            title=one_line(theme.title),
            colour=theme.colour,
            hotkey=theme.hotkey or "",
            depth=len(codebook.path(theme.key)) - 1,
        )
    for key, title in titles.items():
        if key not in found:
            short = _short(title, taken)
            taken.add(short)
            found[key] = Face(key, short, one_line(title), "grey", "", 0, retired=True)
    return found


def _short(title: str, taken: set[str]) -> str:
    """Two letters that no other theme has, if the title holds such."""
    letters = [letter for letter in title if letter.isalnum()] or ["?"]
    first, others = letters[0].upper(), [letter.lower() for letter in letters[1:]] or [""]
    return next(
        (first + other for other in others if first + other not in taken), first + others[0]
    )


def marks_by_segment(
    segments: Sequence[Span], codings: Sequence[Coding], order: Mapping[str, int], coder: str
) -> tuple[tuple[Mark, ...], ...]:
    """The codings beside each segment, by lane.

    Args:
        segments: In order, not overlapping.
        codings: Of one transcript.
        order: Place of each theme; decides among codings that begin together.
        coder: Whose codings count as own.
    """
    starts = [span.start for span in segments]
    stops = [span.stop for span in segments]
    found: list[list[Mark]] = [[] for _segment in segments]
    busy_until: list[int] = []  # for each lane the last segment that it is used in

    def place(coding: Coding) -> tuple[int, int, int, bool, str]:
        span = coding.span
        return (
            span.start,
            -span.stop,
            order.get(coding.theme, 999),
            coding.coder != coder,
            coding.coder,
        )

    for coding in sorted(codings, key=place):
        first = bisect_right(stops, coding.span.start)
        last = bisect_left(starts, coding.span.stop) - 1
        if first > last:
            continue  # touches no segment, such as a coding of a heading
        lane = next(
            (lane for lane, until in enumerate(busy_until) if until < first), len(busy_until)
        )
        if lane == len(busy_until):
            busy_until.append(last)
        busy_until[lane] = last
        mark = Mark(lane, coding.span, coding.theme, coding.coder, coding.coder == coder)
        for index in range(first, last + 1):
            found[index].append(mark)
    return tuple(tuple(sorted(marks, key=lambda mark: mark.lane)) for marks in found)
