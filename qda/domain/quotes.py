"""Quotes: the words of codings as they leave, each with what a reader needs to find it again."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qda.domain.rendering import Rendered
    from qda.domain.text import Span

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Source:
    """The interview that a quote comes from."""

    appendix: str
    label: str
    """The informant as printed; never a name that consent does not allow."""
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Role, organisation, municipality, area, and the project's own; empty ones are absent."""
    short_id: str = ""
    """The informant's short id; empty where none is linked."""


CONTEXT = 160
"""Characters of context on either side: two or three lines of a cell."""


class Around:
    """The words around the quotes of one transcript, as many as `CONTEXT` characters hold."""

    def __init__(
        self, text: str, unspoken: Iterable[Span], rendered: Rendered | None = None
    ) -> None:
        """Settle what is context.

        Args:
            text: The transcript's text.
            unspoken: What may not be shown or is nobody's speech: restricted passages, blocks.
                The words around them close up, as if nothing had stood there.
            rendered: The same text with names replaced, whose words are then shown.
        """
        spans = sorted(unspoken)
        self._rendered = rendered
        self._text = rendered.text if rendered else text
        self._gaps = [(s.start, s.stop) for s in (map(rendered.of, spans) if rendered else spans)]

    @cached_property
    def _words(self) -> list[tuple[int, int]]:
        words: list[tuple[int, int]] = []
        said_from = 0
        for start, stop in [*self._gaps, (len(self._text), len(self._text))]:
            if start > said_from:
                found = _WORD.finditer(self._text, said_from, start)
                words.extend(match.span() for match in found)
            said_from = max(said_from, stop)
        return words

    @cached_property
    def _starts(self) -> list[int]:
        return [word[0] for word in self._words]

    def before(self, place: int) -> str:
        """What comes before a place in the text, on one line."""
        place = self._rendered.place(place) if self._rendered else place
        taken: list[str] = []
        length = 0
        for number in range(bisect_left(self._starts, place) - 1, -1, -1):
            start, stop = self._words[number]
            length += min(stop, place) - start + 1
            if length > CONTEXT:
                taken.append("…")
                break
            taken.append(self._text[start : min(stop, place)])
        return " ".join(reversed(taken))

    def after(self, place: int) -> str:
        """What comes after a place in the text, on one line."""
        place = self._rendered.after(place) if self._rendered else place
        taken: list[str] = []
        length = 0
        first = bisect_left(self._starts, place)
        if first and self._words[first - 1][1] > place:
            first -= 1  # the place is within a word
        for start, stop in islice(self._words, first, None):
            length += stop - max(start, place) + 1
            if length > CONTEXT:
                taken.append("…")
                break
            taken.append(self._text[max(start, place) : stop])
        return " ".join(taken)


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one or more codings, as they stand in the transcript."""

    source: Source
    themes: tuple[str, ...]
    """Keys of what was coded: sub-codes, too, that a cell rolls up."""
    start: int
    """First character in what may be seen of the transcript; orders the quotes of a cell."""
    stop: int
    text: str
    pages: tuple[int, ...]
    """First and, if it differs, last page; empty means unknown."""
    reference: str
    coders: tuple[str, ...]
    speaker: str
    """Role of the first speaker touched: informant, interviewer or other."""
    segment: int
    """Number of the segment in which it begins."""
    around: Around | None = field(default=None, compare=False, repr=False)
    """The words of its interview, for its context."""
    span: Span | None = field(default=None, compare=False, repr=False)
    """Where it stands in the stored text; for working views alone, since it tells of gaps."""
    lines: tuple[int, ...] = ()
    """First and, if it differs, last line; empty means unknown."""
    printed: str = ""
    """The printed form, where it differs from the words."""
    memo: str = ""
    """What coders noted on its codings."""
    codings: tuple[str, ...] = ()
    """Uids of its codings."""

    @property
    def appendix(self) -> str:
        """The appendix number of its interview."""
        return self.source.appendix

    @property
    def before(self) -> str:
        """The words that come before it, as many as `CONTEXT` characters hold."""
        return self.around.before(self.span.start) if self.around and self.span else ""

    @property
    def after(self) -> str:
        """The words that come after it."""
        return self.around.after(self.span.stop) if self.around and self.span else ""

    @property
    def place(self) -> tuple[str, int, int]:
        """What tells it from all other quotes."""
        return self.source.appendix, self.start, self.stop


def merged(first: Quote, second: Quote) -> Quote:
    """One quote for two codings of the same words."""
    return replace(
        first,
        themes=tuple(sorted({*first.themes, *second.themes})),
        coders=tuple(sorted({*first.coders, *second.coders})),
        codings=(*first.codings, *second.codings),
        printed=first.printed or second.printed,
        memo="\n\n".join(memo for memo in (first.memo, second.memo) if memo),
    )
