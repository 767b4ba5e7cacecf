"""A transcript as it would read if what may not be used had never been said.

Numbers and places that leave are counted in it, so that no gap tells of a passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.interviews import BlockKind
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.domain.interviews import Block, Turn

_OF_A_TURN = (BlockKind.LABEL, BlockKind.TIME, BlockKind.LINE_NUMBER)


@dataclass(frozen=True, slots=True)
class Visible:
    """What is cut, and how places move."""

    cuts: tuple[Span, ...] = ()
    """In order, without touching one another."""

    def place(self, offset: int) -> int:
        """Where a character stands in what is left; one inside a cut, where the cut was."""
        gone = 0
        for cut in self.cuts:
            if cut.start >= offset:
                break
            gone += min(offset, cut.stop) - cut.start
        return offset - gone

    def of(self, text: str, start: int = 0, stop: int | None = None) -> str:
        """What is left of a stretch of text."""
        stop = len(text) if stop is None else stop
        pieces, position = [], start
        for cut in self.cuts:
            if cut.stop <= start or cut.start >= stop:
                continue
            pieces.append(text[position : max(position, cut.start)])
            position = max(position, cut.stop)
        pieces.append(text[position : max(position, stop)])
        return "".join(pieces)

    def before(self, text: str, offset: int, length: int) -> str:
        """So many characters of what is left before a place."""
        return self.of(text, 0, offset)[-length:] if length else ""

    def after(self, text: str, offset: int, length: int) -> str:
        """So many characters of what is left after a place."""
        return self.of(text, offset)[:length]

    def holds(self, text: str, span: Span) -> bool:
        """Whether any word of a span is left."""
        return bool(self.of(text, span.start, span.stop).strip())


def visible(
    text: str, turns: Sequence[Turn], blocks: Sequence[Block], hidden: Iterable[Span]
) -> Visible:
    """Cut passages out of a transcript, each with a blank beside it, whole turns with their labels.

    Args:
        text: The transcript's text.
        turns: Its turns.
        blocks: What stands between them.
        hidden: The passages.
    """
    passages = merged(hidden)
    if not passages:
        return Visible()
    cuts = [_with_blank(text, span) for span in passages]
    found = Visible(merged(cuts))
    marks = {block.span.stop: block.span for block in blocks if block.kind in _OF_A_TURN}
    blanks = {block.span.start: block.span for block in blocks if block.kind is BlockKind.BLANK}
    for turn in turns:
        if found.holds(text, turn.span):
            continue
        start, stop = turn.span.start, turn.span.stop
        while start in marks:
            start = marks[start].start
        if stop in blanks:
            stop = blanks[stop].stop
        cuts.append(Span(start, stop))
    *others, last = merged(cuts)
    if last.stop == len(text):  # nothing follows, so the line end before it goes too
        last = Span(len(text[: last.start].rstrip()), last.stop)
    return Visible(merged([*others, last]))


def _with_blank(text: str, span: Span) -> Span:
    """The span with the blanks after it, or before it where a line ends after it."""
    start, stop = span.start, span.stop
    while stop < len(text) and text[stop] in " \t":
        stop += 1
    if stop == span.stop:
        while start > 0 and text[start - 1] in " \t":
            start -= 1
    return Span(start, stop)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].stop:
            found[-1] = Span(found[-1].start, max(found[-1].stop, span.stop))
        else:
            found.append(span)
    return tuple(found)
