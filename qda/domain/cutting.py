"""Taking passages out of a transcript so that no gap tells that they were there.

A turn whose every word goes takes its label along; blanks beside a cut close up. Places in the
text that is left follow from the places in the whole text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from qda.domain.interviews import BlockKind
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.domain.interviews import Block, Turn

_OF_A_TURN = (BlockKind.LABEL, BlockKind.TIME, BlockKind.LINE_NUMBER)
"""Blocks before a turn that belong to it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text without some of its passages."""

    text: str
    removed: tuple[Span, ...]
    """In the whole text, in order, not touching."""

    def place(self, position: int) -> int:
        """Where a place of the whole text is now; inside a cut it is the place of the cut."""
        before = bisect_right([span.start for span in self.removed], position)
        gone = sum(len(span) for span in self.removed[: max(0, before - 1)])
        if before:
            last = self.removed[before - 1]
            gone += min(position, last.stop) - last.start
        return position - gone

    def span(self, span: Span) -> Span | None:
        """Where a span is now; None where nothing of it is left."""
        start, stop = self.place(span.start), self.place(span.stop)
        return Span(start, stop) if start < stop else None


def cut_out(
    text: str, passages: Iterable[Span], turns: Sequence[Turn], blocks: Sequence[Block]
) -> Cut:
    """A text without passages.

    Args:
        text: The whole text.
        passages: What goes, in any order; they may overlap.
        turns: The turns of the text.
        blocks: What of the text is not speech.
    """
    wanted = _joined(text, passages)
    if not wanted:
        return Cut(text, ())
    hidden = _hidden_before(text, wanted)
    spans = [*wanted]
    for turn in turns:
        silent = not text[turn.span.start : turn.span.stop].strip()
        spoken = sum(not sign.isspace() for sign in turn.span.of(text))
        gone = hidden[turn.span.stop] - hidden[turn.span.start]
        if not silent and gone == spoken:
            spans.append(Span(_begin(turn, blocks), turn.span.stop))
    removed = _closed_up(text, _joined(text, spans))
    kept, at = [], 0
    for span in removed:
        kept.append(text[at : span.start])
        at = span.stop
    return Cut("".join(kept) + text[at:], removed)


def _joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        stop = min(span.stop, len(text))
        if span.start >= stop:
            continue
        if joined and span.start <= joined[-1].stop:
            joined[-1] = Span(joined[-1].start, max(joined[-1].stop, stop))
        else:
            joined.append(Span(span.start, stop))
    return tuple(joined)


def _hidden_before(text: str, spans: Sequence[Span]) -> list[int]:
    """For each place the number of visible signs before it that are cut."""
    marks = bytearray(len(text))
    for span in spans:
        for place in range(span.start, span.stop):
            marks[place] = not text[place].isspace()
    return list(accumulate(marks, initial=0))


def _begin(turn: Turn, blocks: Sequence[Block]) -> int:
    """Where a turn begins with its label and time stamp."""
    start = turn.span.start
    for block in sorted(blocks, key=lambda one: one.span, reverse=True):
        if block.span.stop == start and block.kind in _OF_A_TURN:
            start = block.span.start
    return start


def _closed_up(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans, with the blanks behind a cut where there are blanks before it too."""
    wider = []
    for span in spans:
        stop = span.stop
        if span.start == 0 or text[span.start - 1].isspace():
            while stop < len(text) and text[stop].isspace():
                stop += 1
        wider.append(Span(span.start, stop))
    return _joined(text, wider)
