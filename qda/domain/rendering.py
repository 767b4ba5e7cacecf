"""A text with some stretches replaced, and the way from one to the other."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original and what stands instead."""

    span: Span
    text: str
    source: str
    """Id of the entity, or the kind that a rule recognised."""
    undecided: bool = False
    """It is masked because nobody has decided."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A passage as a profile sees it."""

    text: str
    span: Span | None
    """What of the original it renders; wider than asked where a name was cut through."""
    pieces: tuple[tuple[Piece, int], ...]
    """What was replaced, with the offset in `text` at which each replacement begins."""

    @property
    def undecided(self) -> int:
        """How many places nobody has decided about."""
        return sum(piece.undecided for piece, _start in self.pieces)

    def place(self, offset: int) -> int:
        """The offset in `text` for one in the original; inside a replacement its beginning."""
        assert self.span is not None
        shift = -self.span.start
        for piece, start in self.pieces:
            if offset < piece.span.start:
                break
            if offset < piece.span.stop:
                return start
            shift = start + len(piece.text) - piece.span.stop
        return offset + shift

    def after(self, offset: int) -> int:
        """The offset in `text` for the end of a stretch; inside a replacement its end."""
        start = self.place(offset)
        for piece, begin in self.pieces:
            if piece.span.start < offset < piece.span.stop:
                return begin + len(piece.text)
        return start

    def of(self, span: Span) -> Span:
        """Where a stretch of the original stands, wider where a name was cut through."""
        start, stop = self.place(span.start), self.after(span.stop)
        return Span(start, max(start, stop))


def render(text: str, pieces: Iterable[Piece], span: Span | None) -> Rendered:
    """A passage with stretches replaced.

    Args:
        text: The whole text.
        pieces: What is replaced, by place; all of it within the passage.
        span: The passage; None is nothing of the text.
    """
    out: list[str] = []
    placed: list[tuple[Piece, int]] = []
    place = span.start if span else 0
    length = 0
    for piece in pieces:
        kept = text[place : piece.span.start]
        length += len(kept)
        placed.append((piece, length))
        out += [kept, piece.text]
        length += len(piece.text)
        place = piece.span.stop
    out.append(text[place : span.stop if span else place])
    return Rendered("".join(out), span, tuple(placed))


class Chosen:
    """Pieces that do not overlap: what is taken first stands, and grows over what it cuts."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._taken: list[tuple[Span, Piece | None]] = []

    def take(self, pieces: Iterable[Piece]) -> None:
        """Take pieces, the longer ones first; one that is cut by an earlier one makes it wider."""
        for piece in sorted(pieces, key=lambda piece: -len(piece.span)):
            self._reserve(piece.span, piece)

    def keep(self, spans: Iterable[Span]) -> None:
        """Leave these places as they are, if nothing was taken there."""
        for span in spans:
            self._reserve(span, None)

    def _reserve(self, span: Span, piece: Piece | None) -> None:
        place = bisect_right(self._starts, span.start)
        near = [n for n in (place - 1, place) if 0 <= n < len(self._taken)]
        hit = [n for n in near if self._taken[n][0].overlaps(span)]
        if not hit:
            self._starts.insert(place, span.start)
            self._taken.insert(place, (span, piece))
            return
        there, other = self._taken[hit[0]]
        if len(hit) > 1 or other is None or piece is None or there.contains(span):
            return
        wide = Span(min(there.start, span.start), max(there.stop, span.stop))
        beyond = self._taken[hit[0] + 1 : hit[0] + 2]
        if not any(wide.overlaps(after) for after, _piece in beyond):
            self._starts[hit[0]] = wide.start
            self._taken[hit[0]] = (wide, replace(other, span=wide))

    @property
    def pieces(self) -> list[Piece]:
        """What was taken, by place."""
        return [piece for _span, piece in self._taken if piece is not None]
