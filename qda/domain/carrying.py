"""Carrying marked spans over to a corrected text: exactly, with a question, or not at all.

Never silently wrong: a span that does not read exactly the same is said to be changed or gone.
What was inserted at either end of a span is outside it, what was inserted inside is inside.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.differing import Match, is_solid, matches, tokens_of
from qda.domain.text import Span, plain_typography, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence


class Fate(StrEnum):
    """What became of a span; stored, never translated."""

    EXACT = "exact"
    """It reads exactly the same."""
    CHANGED = "changed"
    """Part of it survives, or something was inserted inside: a person should look."""
    GONE = "gone"
    """None of its words survives, or only a trace in a passage that was written anew."""


_TRACE = 0.4
"""Share of characters, of what was marked and of where it would stand, below which it is gone."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A span of the old text and what became of it."""

    old: Span
    fate: Fate
    new: Span | None
    """Where it stands in the new text; a proposal when it was changed, None when it is gone."""
    window: tuple[int, int]
    """What lies in the new text between the nearest untouched signs on both sides of the span."""
    typography: bool = False
    """Only quote marks, dashes or blanks were changed."""
    words_lost: bool = False
    """At least one of its words has left no trace here; it may stand elsewhere."""

    @property
    def place(self) -> int:
        """Where in the new text it was."""
        return self.window[0]


def carry(old: str, new: str, spans: Sequence[Span]) -> list[Carried]:
    """Carry spans of a text over to its corrected version, in the order given.

    Args:
        old: The text in which the spans were marked.
        new: The corrected text.
        spans: Places in the old text.
    """
    carrier = _Carrier(old, new, matches(old, new))
    return [carrier.carried(span) for span in spans]


def unchanged_share(old: str, new: str) -> float:
    """Which part of the old text's characters stands in the new one, from 0 to 1."""
    return sum(match.size for match in matches(old, new)) / len(old) if old else 1.0


class _Carrier:
    """One pair of texts, and the spans that are carried from one to the other."""

    def __init__(self, old: str, new: str, found: list[Match]) -> None:
        self.old = old
        self.new = new
        self.matches = found
        self.starts = [match.a for match in found]

    def carried(self, span: Span) -> Carried:
        """What became of one span."""
        inside = self._touched(span)
        window = self._window(span)
        if not inside:
            return Carried(span, Fate.GONE, None, window, words_lost=True)
        here = inside[0].b + max(0, span.start - inside[0].a)
        last = inside[-1]
        there = last.b + min(span.stop, last.a + last.size) - last.a
        exact = self._exact(span, inside, here, window)
        if exact is not None:
            return Carried(span, Fate.EXACT, exact, window)
        proposal = self._proposal(span, inside, (here, there), window)
        if proposal is None:
            return Carried(span, Fate.GONE, None, window, words_lost=True)
        return Carried(
            span,
            Fate.CHANGED,
            proposal,
            window,
            typography=plain_typography(span.of(self.old))
            == plain_typography(proposal.of(self.new)),
            words_lost=self._words_lost(span, inside),
        )

    def _touched(self, span: Span) -> list[Match]:
        """The matches that hold characters of a span, in order."""
        place = max(0, bisect_right(self.starts, span.start) - 1)
        found: list[Match] = []
        while place < len(self.matches) and self.matches[place].a < span.stop:
            if self.matches[place].a + self.matches[place].size > span.start:
                found.append(self.matches[place])
            place += 1
        return found

    def _window(self, span: Span) -> tuple[int, int]:
        before = bisect_right(self.starts, span.start - 1) - 1
        left = 0
        if before >= 0:
            match = self.matches[before]
            left = match.b + min(match.size, span.start - match.a)
        after = bisect_right(self.starts, span.stop) - 1
        if after >= 0 and self.matches[after].a + self.matches[after].size > span.stop:
            return left, self.matches[after].b + span.stop - self.matches[after].a
        following = after + 1
        right = self.matches[following].b if following < len(self.matches) else len(self.new)
        return left, right

    def _exact(
        self, span: Span, inside: list[Match], here: int, window: tuple[int, int]
    ) -> Span | None:
        """Where the span reads exactly the same, or None.

        Which of two equal words was inserted or deleted cannot be told from the texts; where
        only that stands between the span and its words, it is taken to have been the other one.
        """
        quote = span.of(self.old)
        survivors = sum(
            min(span.stop, match.a + match.size) - max(span.start, match.a) for match in inside
        )
        places: list[int] = []
        if len(inside) == 1 and survivors == len(span):
            places = [here]
        elif survivors == len(span):
            first = self.new.find(quote, *window)
            if first >= 0 and self.new.find(quote, first + 1, window[1]) < 0:
                places = [first]
        elif len(inside) == 1:
            # Only deleted at one end, and the same words stand there in the new text.
            places = [here] if inside[0].a <= span.start else [here + survivors - len(span)]
            if not self._only_deleted(span, inside[0]):
                places = []
        for start in places:
            if start >= 0 and self.new.startswith(quote, start):
                found = Span(start, start + len(quote))
                if not self._cuts_more(span, found):
                    return found
        return None

    def _only_deleted(self, span: Span, match: Match) -> bool:
        """Whether nothing stands in the new text where the rest of a span was."""
        index = bisect_right(self.starts, match.a) - 1
        if match.a <= span.start:
            return index + 1 < len(self.matches) and (
                self.matches[index + 1].b == match.b + match.size
                and self.matches[index + 1].a >= span.stop
            )
        return index > 0 and (
            self.matches[index - 1].b + self.matches[index - 1].size == match.b
            and self.matches[index - 1].a + self.matches[index - 1].size <= span.start
        )

    def _cuts_more(self, span: Span, found: Span) -> bool:
        """Whether letters were put to a word at an end of the span, which it would cut now."""
        return (_in_word(self.new, found.start) and not _in_word(self.old, span.start)) or (
            _in_word(self.new, found.stop) and not _in_word(self.old, span.stop)
        )

    def _proposal(
        self, span: Span, inside: list[Match], hull: tuple[int, int], window: tuple[int, int]
    ) -> Span | None:
        """The surviving characters and all between them; whole words, and no blanks at the ends.

        A replacement at an end belongs to the span if what it replaced lay wholly inside.
        """
        start, stop = hull
        survivors = "".join(
            self.old[max(span.start, match.a) : min(span.stop, match.a + match.size)]
            for match in inside
        )
        if not any(map(is_solid, survivors)) and any(map(is_solid, span.of(self.old))):
            return None
        if inside[0].a > span.start and self._survives(span.start - 1):
            start = window[0]
        if inside[-1].a + inside[-1].size < span.stop and self._survives(span.stop):
            stop = window[1]
        while start > 0 and _in_word(self.new, start) and not _in_word(self.old, span.start):
            start -= 1
        while (
            stop < len(self.new) and _in_word(self.new, stop) and not _in_word(self.old, span.stop)
        ):
            stop += 1
        found = trimmed(self.new, start, stop)
        if found is not None and len(survivors) < _TRACE * min(len(span), len(found)):
            return None  # written anew: a few words that are in both do not make it the same
        return found

    def _survives(self, offset: int) -> bool:
        """Whether a character of the old text survives; the text's ends count as such."""
        if not 0 <= offset < len(self.old):
            return True
        place = bisect_right(self.starts, offset) - 1
        return place >= 0 and offset < self.matches[place].a + self.matches[place].size

    def _words_lost(self, span: Span, inside: list[Match]) -> bool:
        return any(
            not any(match.a < stop and start < match.a + match.size for match in inside)
            for start, stop in tokens_of(self.old, span.start, span.stop)
        )


def _in_word(text: str, offset: int) -> bool:
    """Whether an offset lies inside a word, or between a sign and what is put upon it."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    return (
        (before.isalnum() and after.isalnum())
        or unicodedata.category(after) in ("Mn", "Me", "Mc")
        or after == "\u200d"
        or before == "\u200d"
    )
