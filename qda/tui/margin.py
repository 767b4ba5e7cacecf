"""The margin beside a transcript: which codings touch which segment, and in which lane.

A coding keeps its lane through all its segments; codings that overlap lie side by side.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    uid: str
    """The coding's identity."""


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
    above: str = ""
    """The titles of the themes above it, safe to show."""
    definition: str = ""
    """What it means, safe to show, on one line."""


def faces(codebook: Codebook, titles: Mapping[str, str]) -> dict[str, Face]:
    """The faces of all themes by key, in the order of the codebook, retired ones last.

    Args:
        codebook: The themes.
        titles: Titles by key, of retired themes too.
    """
    found: dict[str, Face] = {}
    taken = {theme.hotkey for theme in codebook.active if theme.hotkey}
    for theme in codebook.active:
        short = theme.hotkey or _short(theme.title, taken)
        taken.add(short)
        found[theme.key] = Face(
            key=theme.key,
            short=short,
            title=one_line(theme.title),
            colour=theme.colour,
            hotkey=theme.hotkey or "",
            depth=len(codebook.path(theme.key)) - 1,
            above=" › ".join(one_line(one.title) for one in codebook.path(theme.key)[:-1]),
            definition=one_line(theme.definition),
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


class Margin:
    """The codings beside the segments of a transcript, kept up as codings come and go.

    A change touches only the codings that overlap each other around it, so its cost does not grow
    with the transcript.
    """

    def __init__(
        self, segments: Sequence[Span], order: Mapping[str, int] | None = None, coder: str = ""
    ) -> None:
        """
        Args:
            segments: In order, not overlapping.
            order: Place of each theme; decides among codings that begin together.
            coder: Whose codings count as own.
        """
        self._starts = [span.start for span in segments]
        self._stops = [span.stop for span in segments]
        self._order = order or {}
        self._coder = coder
        self._reach: dict[str, tuple[int, int]] = {}
        self.codings: dict[str, Coding] = {}
        """All codings by uid, also those beside no segment."""
        self.beside: dict[int, tuple[Mark, ...]] = {}
        """The codings beside each segment that has some, by lane."""

    def at(self, segment: int) -> tuple[Mark, ...]:
        """The codings beside a segment, by lane."""
        return self.beside.get(segment, ())

    def change(self, gone: Iterable[str], come: Iterable[Coding]) -> set[int]:
        """Take codings away and put others in; returns the segments with other marks.

        Args:
            gone: Ids of codings that are to be shown no longer; unknown ones do not matter.
            come: Codings to show.
        """
        touched: list[tuple[int, int]] = []
        new: list[str] = []
        for uid in gone:
            self.codings.pop(uid, None)
            if uid in self._reach:
                touched.append(self._reach.pop(uid))
        for coding in come:
            if coding.uid in self._reach:
                touched.append(self._reach.pop(coding.uid))
            self.codings[coding.uid] = coding
            first = bisect_right(self._stops, coding.span.start)
            last = bisect_left(self._starts, coding.span.stop) - 1
            if first <= last:  # otherwise it touches no segment, such as a coding of a heading
                self._reach[coding.uid] = (first, last)
                touched.append((first, last))
                new.append(coding.uid)
        return self._place(touched, new)

    def _place(self, touched: list[tuple[int, int]], come: list[str]) -> set[int]:
        """Give lanes anew to the codings in touched segments and to all that overlap them."""
        if not touched:
            return set()
        first, last = min(one[0] for one in touched), max(one[1] for one in touched)
        while True:
            beside = (mark.uid for index in range(first, last + 1) for mark in self.at(index))
            near = [uid for uid in dict.fromkeys([*beside, *come]) if uid in self._reach]
            reach = [self._reach[uid] for uid in near]
            wide = (
                min((first, *(one[0] for one in reach))),
                max((last, *(one[1] for one in reach))),
            )
            if wide == (first, last):
                break
            first, last = wide
        # At a gap between codings all lanes are free again, so what lies beyond needs no look.
        marks = self._lanes([self.codings[uid] for uid in near])
        changed: set[int] = set()
        for index in range(first, last + 1):
            new = tuple(marks.get(index, ()))
            if new == self.at(index):
                continue
            changed.add(index)
            if new:
                self.beside[index] = new
            else:
                self.beside.pop(index)
        return changed

    def _lanes(self, codings: list[Coding]) -> dict[int, list[Mark]]:
        found: dict[int, list[Mark]] = {}
        busy_until: list[int] = []  # for each lane the last segment that it is used in
        for coding in sorted(codings, key=self._rank):
            first, last = self._reach[coding.uid]
            lane = next(
                (lane for lane, until in enumerate(busy_until) if until < first), len(busy_until)
            )
            if lane == len(busy_until):
                busy_until.append(last)
            busy_until[lane] = last
            own = coding.coder == self._coder
            mark = Mark(lane, coding.span, coding.theme, coding.coder, own, coding.uid)
            for index in range(first, last + 1):
                found.setdefault(index, []).append(mark)
        for marks in found.values():
            marks.sort(key=lambda mark: mark.lane)
        return found

    def _rank(self, coding: Coding) -> tuple[int, int, int, bool, str]:
        span = coding.span
        order = self._order.get(coding.theme, 999)
        return (span.start, -span.stop, order, coding.coder != self._coder, coding.coder)
