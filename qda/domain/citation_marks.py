"""Quotation marks in Danish prose: “…”, ”…”, „…“, »…«, «…», "…", ‘…’ and '…', nested and mixed.

A mark is read by what stands around it, since one sign serves as opening and as closing mark in
different hands. What is left open or closed without having been opened is handed on as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLE = '"“”„‟«»″❝❞'
_SINGLE = "'’‘‚‹›`´"
_MARK = re.compile(rf",,(?=[^\s,])|''|``|[{_DOUBLE}{_SINGLE}]")
_BEFORE_OPENING = frozenset(" \n\t\u00a0([{/–—-:;>*_") | frozenset(_DOUBLE + _SINGLE)
_AFTER_CLOSING = frozenset(" \n\t\u00a0)]}.,:;!?…–—-/<*_") | frozenset(_DOUBLE + _SINGLE)
_ONLY_OPENS = frozenset("„‟‚") | {",,", "``"}
_CLIPPED = re.compile(r"(?:ka|ku|ha|ta|sku|bli|gi|la|hva|ve|mi|si)$", re.IGNORECASE)
"""Words that Danish speech clips with an apostrophe: `ka’`, `sku’`."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between marks in one text."""

    start: int
    """Of the opening mark; of the first word where it is missing."""
    stop: int
    """After the closing mark; after the last word where it is missing."""
    inner_start: int
    inner_stop: int
    opened: bool = True
    """Whether the opening mark is there."""
    closed: bool = True
    """Whether the closing mark is there."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks of one paragraph say."""

    quoted: tuple[Quoted, ...]
    """Outermost stretches with both marks, in order."""
    left_open: tuple[int, int] | None = None
    """The opening mark that nothing closes: its start and stop."""
    stray: tuple[int, int] | None = None
    """The first closing mark that nothing opened: its start and stop."""


@dataclass(slots=True)
class _Open:
    start: int
    stop: int
    single: bool


class _Reader:
    """One pass over the marks of a paragraph."""

    def __init__(self, text: str, breaks: tuple[int, ...]) -> None:
        self._text = text
        self._breaks = breaks
        self._stack: list[_Open] = []
        self.found: list[Quoted] = []
        self.stray: tuple[int, int] | None = None

    def read(self) -> None:
        for match in _MARK.finditer(self._text):
            self._take(match[0], match.start(), match.end())

    @property
    def left_open(self) -> tuple[int, int] | None:
        doubles = [mark for mark in self._stack if not mark.single]
        return (doubles[0].start, doubles[0].stop) if doubles else None

    def _take(self, sign: str, start: int, stop: int) -> None:
        single = sign in _SINGLE
        before = self._text[start - 1] if start else " "
        after = self._text[stop] if stop < len(self._text) else " "
        if single and before.isalnum() and after.isalnum():
            return  # an apostrophe
        opens = (before in _BEFORE_OPENING or not start) and not after.isspace()
        closes = sign not in _ONLY_OPENS and (
            (not before.isspace() and after in _AFTER_CLOSING)
            or (before.isspace() and after in " \n.,;:)\u00a0" and sign in "«»")
        )
        if not single and not opens and not closes:
            # A blank was forgotten: `siger:”Det` or `sagde”og`.
            opens, closes = before in ".:,", bool(self._stack)
        if single and closes and _CLIPPED.search(self._text[max(0, start - 4) : start]):
            return
        level = self._level(single) if closes else None
        if level is not None and not (opens and self._reopens(level, sign)):
            self._close(level, start, stop)
        elif opens or sign in _ONLY_OPENS:
            self._open(start, stop, single)
        elif closes and not single and self.stray is None and not self._stack:
            self.stray = (start, stop)

    def _level(self, single: bool) -> int | None:
        """Which open mark this one closes."""
        for place in range(len(self._stack) - 1, -1, -1):
            if self._stack[place].single == single:
                return place
            if single:
                return None  # a single mark closes nothing across a double one
        return None

    def _reopens(self, level: int, sign: str) -> bool:
        """Whether a mark between two marks begins anew, as in `»”Nej”, sagde han«`."""
        mark = self._stack[level]
        return mark.stop == self._text.find(sign, mark.start + 1)

    def _close(self, level: int, start: int, stop: int) -> None:
        mark = self._stack[level]
        del self._stack[level:]
        outside = all(below.single for below in self._stack)
        if outside and self._text[mark.stop : start].strip():
            if not mark.single:
                self._stack.clear()  # what is left below was an apostrophe
            inner = self._trimmed(mark.stop, start)
            self.found.append(Quoted(mark.start, stop, *inner))

    def _open(self, start: int, stop: int, single: bool) -> None:
        top = next((mark for mark in self._stack if not mark.single), None)
        if top is not None and not single:
            cut = next((place for place in self._breaks if top.stop <= place < start), None)
            if cut is not None:
                # The one before was never closed: its reference stands in between.
                inner = self._trimmed(top.stop, cut)
                self.found.append(Quoted(top.start, inner[1], *inner, closed=False))
                self._stack.clear()
        self._stack.append(_Open(start, stop, single))

    def _trimmed(self, start: int, stop: int) -> tuple[int, int]:
        piece = self._text[start:stop]
        return (
            start + len(piece) - len(piece.lstrip()),
            stop - (len(piece) - len(piece.rstrip())),
        )


def read_marks(text: str, breaks: tuple[int, ...] = ()) -> Marks:
    """The quotations of a paragraph by their marks.

    Args:
        text: The paragraph.
        breaks: Where references begin; a quotation that was not closed ends there.
    """
    reader = _Reader(text, breaks)
    reader.read()
    return Marks(_outermost(reader.found), reader.left_open, reader.stray)


def _outermost(found: list[Quoted]) -> tuple[Quoted, ...]:
    kept: list[Quoted] = []
    for quoted in sorted(found, key=lambda one: (one.start, -one.stop)):
        if not kept or quoted.start >= kept[-1].stop:
            kept.append(quoted)
    return tuple(kept)
