"""Interviews, their transcripts, turns and segments.

Turns and blocks tile a transcript: every character belongs to exactly one of them.
Segments tile the turns of the informants and interviewers alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING

from qda.domain.documents import LineSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.documents import PageSource
    from qda.domain.text import Span


class Kind(StrEnum):
    """What sort of document an interview row is."""

    INTERVIEW = "interview"
    STUDY = "study"
    FIELD_NOTE = "field note"


class Role(StrEnum):
    """Whose speech a turn is."""

    INFORMANT = "informant"
    INTERVIEWER = "interviewer"
    OTHER = "other"
    """Somebody else, or nobody known."""


class BlockKind(StrEnum):
    """What text is that nobody says."""

    TITLE = "title"
    """Before the first turn."""
    LABEL = "label"
    """A speaker's label, with its colon and blanks."""
    TIME = "time stamp"
    HEADING = "heading"
    LINE_NUMBER = "line number"
    """A number column of a table."""
    BLANK = "blank"
    """Line ends between turns."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is not speech."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted speech, without its label."""

    span: Span
    label: str
    """The speaker as the transcript names them; empty where it does not."""
    role: Role
    time: str = ""
    """The time stamp as written; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of keyboard coding: a sentence or a few inside one turn."""

    turn: int
    """Ordinal of the turn, from 0."""
    span: Span
    page: int | None = None
    """The page on which it begins; None is unknown."""
    line: int | None = None
    """The line on which it begins; None is unknown."""


NOWHERE = -1
"""In the place of a number: from here on, the page is unknown."""


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page, or a line, begins in the transcript's text."""

    offset: int
    number: int
    """`NOWHERE` where it is unknown from here on."""


@dataclass(frozen=True, slots=True)
class PageMap:
    """The pages of a transcript and how they are known."""

    source: PageSource
    starts: tuple[PageStart, ...] = ()
    """In order of offset; empty when the source is unknown."""
    program: str = ""
    """What measured them, with its version; empty otherwise."""

    @property
    def known(self) -> tuple[PageStart, ...]:
        """The starts of pages whose number is known."""
        return tuple(start for start in self.starts if start.number != NOWHERE)

    @property
    def known_from(self) -> str:
        """How the pages are known, the measuring program named; for programs."""
        return f"{self.source} with {self.program}" if self.program else str(self.source)

    def page_at(self, offset: int) -> int | None:
        """The page that holds a character, or None where pages are unknown."""
        return _number_at(self.starts, offset)

    def pages_of(self, span: Span) -> tuple[int, ...]:
        """The first page of a span and, where it runs over, the last one too."""
        if not self.starts:
            return ()
        place = _place_at(self.starts, span.start)
        last_place = _place_at(self.starts, span.stop - 1, place)
        first = last = _number_of(self.starts, place)
        if last_place != place:
            last = _number_of(self.starts, last_place)
        if first is None or last is None:
            return ()
        return (first,) if first == last else (first, last)


@dataclass(frozen=True, slots=True)
class LineMap:
    """The lines of a transcript and how they are known."""

    source: LineSource = LineSource.UNKNOWN
    starts: tuple[PageStart, ...] = ()
    """Where each line begins, in order; numbers begin anew where the source counts by page."""

    def line_at(self, offset: int) -> int | None:
        """The line that holds a character, or None where lines are unknown."""
        return _number_at(self.starts, offset)

    def lines_of(self, span: Span) -> tuple[int, ...]:
        """The first line of a span and, where it runs over, the last one too.

        With lines counted by page, the last may be the smaller: it stands on the page of the end.
        """
        if not self.starts:
            return ()
        place = _place_at(self.starts, span.start)
        last_place = _place_at(self.starts, span.stop - 1, place)
        first, last = _number_of(self.starts, place), _number_of(self.starts, last_place)
        if first is None or last is None:
            return ()
        return (first,) if place == last_place else (first, last)


NO_LINES = LineMap()
"""The lines of a text of which nobody knows them."""


_OFFSET = attrgetter("offset")


def _place_at(starts: Sequence[PageStart], offset: int, known: int | None = None) -> int:
    """How many begin up to a character; `known` is the answer for an earlier one."""
    if known is not None and (known == len(starts) or offset < starts[known].offset):
        return known  # nearly always: a quote begins and ends on one page
    return bisect_right(starts, offset, key=_OFFSET)


def _number_at(starts: Sequence[PageStart], offset: int) -> int | None:
    return _number_of(starts, _place_at(starts, offset))


def _number_of(starts: Sequence[PageStart], place: int) -> int | None:
    return starts[place - 1].number if place and starts[place - 1].number != NOWHERE else None


# Python reads at most 4,300 digits as a number; no appendix has more than a few.
_DIGITS = re.compile(r"\d{1,9}")
_APPENDIX = re.compile(r"^(bilag|appendix|app)\.?[\s_\u00a0-]*(\d{1,9})([a-zæøå]?)$", re.IGNORECASE)
_APPENDIX_IN_NAME = re.compile(
    r"(bilag|appendix)[\s_\u00a0-]*(\d{1,9})(?!\d)([a-zæøå]\b)?", re.IGNORECASE
)


def appendix_number(text: str) -> str:
    """The one spelling of an appendix number: `bilag 6`, `BILAG_6` and `6` are `Bilag 6`.

    Other names (`Studie A`) stay as they are, with single blanks.
    """
    plain = " ".join(text.replace("\u00a0", " ").split())
    if _DIGITS.fullmatch(plain):
        return f"Bilag {int(plain)}"
    match = _APPENDIX.match(plain)
    if match:
        return f"Bilag {int(match[2])}{match[3].lower()}"
    return plain


def appendix_in_file_name(stem: str) -> str | None:
    """The appendix number in a file name such as `Bilag 6 – endelig`, or None."""
    match = _APPENDIX_IN_NAME.search(stem)
    return f"Bilag {int(match[2])}{(match[3] or '').lower()}" if match else None


def appendix_order(appendix: str) -> tuple[object, ...]:
    """Sort key: numbers by value, so that Bilag 2 comes before Bilag 10."""
    parts: list[object] = []
    for piece in re.split(r"(\d+)", appendix.casefold()):
        parts.append((1, int(piece)) if _DIGITS.fullmatch(piece) else (0, piece))
    return tuple(parts)


def tiling_problems(
    text: str, turns: Sequence[Turn], blocks: Sequence[Block], segments: Sequence[Segment]
) -> list[str]:
    """Names of the broken tiling rules; empty when every character has exactly one place."""
    problems: list[str] = []
    spans = sorted([turn.span for turn in turns] + [block.span for block in blocks])
    position = 0
    for span in spans:
        if span.start != position:
            problems.append("text.gap" if span.start > position else "text.overlap")
        position = max(position, span.stop)
    if position != len(text):
        problems.append("text.end")
    by_turn: dict[int, list[Span]] = {}
    for segment in segments:
        by_turn.setdefault(segment.turn, []).append(segment.span)
    for ordinal, turn in enumerate(turns):
        position = turn.span.start
        for span in sorted(by_turn.get(ordinal, [])):
            if span.start != position:
                problems.append("turn.gap" if span.start > position else "turn.overlap")
            position = span.stop
        if position != turn.span.stop:
            problems.append("turn.end")
    return problems
