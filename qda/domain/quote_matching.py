"""Where a printed quotation stands in the transcripts, and how it differs from what was said.

Places are proposed by rare words and by three words in a row, then aligned word by word. What is
called exact was compared word for word and sign for sign.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qda.domain.droppable import FEW_CUT, turns_around
from qda.domain.quote_aligning import (
    CHANGES,
    WORDS_CHANGED,
    Alignment,
    Edit,
    EditKind,
    align,
)
from qda.domain.quote_words import Item, ItemKind, items
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.quote_words import Token

COMMON = 60
"""Occurrences from which a word alone proposes no place."""
_STATEMENT = 4
"""Words from which a quotation says something, so that a negation right behind it is missed."""
PROPOSED = 4
"""Places that are aligned for each run of words and transcript."""
MOST_CHANGED = 0.34
"""Share of words that may differ before a quotation counts as another text."""


@dataclass(frozen=True, slots=True)
class Match:
    """A quotation found in a transcript."""

    source: str
    spans: tuple[Span, ...]
    """What is printed of the transcript, one span for each run between cuts."""
    edits: tuple[Edit, ...]
    words: int
    """Words of the quotation."""
    asked: int = 0
    """Words of an interviewer among them."""

    @property
    def cover(self) -> Span:
        """From the first word to the last, what was cut included."""
        return Span(min(span.start for span in self.spans), max(span.stop for span in self.spans))

    @property
    def changes(self) -> tuple[Edit, ...]:
        """Differences that printing does not allow."""
        return tuple(edit for edit in self.edits if edit.kind in CHANGES)

    @property
    def words_changed(self) -> int:
        """Words that differ."""
        return sum(edit.kind in WORDS_CHANGED for edit in self.edits)

    @property
    def exact(self) -> bool:
        """Whether nothing differs but marks, blanks, the first capital and the last full stop."""
        return all(edit.kind is EditKind.CASE for edit in self.edits)


@dataclass(slots=True)
class Index:
    """The words of all transcripts, ready to be asked."""

    sources: Mapping[str, Sequence[Token]]
    _words: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    _threes: dict[tuple[str, str, str], list[tuple[str, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        words: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        threes: defaultdict[tuple[str, str, str], list[tuple[str, int]]] = defaultdict(list)
        for source, tokens in self.sources.items():
            solid = [(place, token.word) for place, token in enumerate(tokens) if not token.drop]
            for place, word in solid:
                words[word].append((source, place))
            for (place, first), (_, second), (_, third) in zip(
                solid, solid[1:], solid[2:], strict=False
            ):
                threes[first, second, third].append((source, place))
        self._words, self._threes = dict(words), dict(threes)

    def count(self, word: str) -> int:
        """How often a word was said."""
        return len(self._words.get(word, ()))

    def matches(self, quotation: str) -> list[Match]:
        """All places that a quotation may come from, the nearest first."""
        parts = items(quotation)
        count = sum(item.kind is ItemKind.WORD for item in parts)
        runs = _runs(parts)
        if not count or not runs:
            return []
        found: list[Match] = []
        for source in self._likely(runs):
            found += self._in_source(source, runs, count)
        found = [match for match in found if _plausible(match)]
        return sorted(found, key=lambda match: (match.words_changed, len(match.edits)))

    def _likely(self, runs: Sequence[Sequence[Item]]) -> list[str]:
        """Transcripts with any rare word or three words in a row of the quotation."""
        votes: defaultdict[str, float] = defaultdict(float)
        for run in runs:
            for (source, _place), weight in self._votes(run, None).items():
                votes[source] = max(votes[source], weight)
        best = max(votes.values(), default=0.0)
        ranked = sorted(votes, key=lambda source: -votes[source])
        return [source for source in ranked if votes[source] >= 0.3 * best]

    def _votes(self, run: Sequence[Item], source: str | None) -> dict[tuple[str, int], float]:
        """How much speaks for a run of words to begin near a place, by source and place // 4."""
        words = [item.word for item in run if item.kind is ItemKind.WORD]
        solid = [(place, word) for place, word in enumerate(words)]
        votes: defaultdict[tuple[str, int], float] = defaultdict(float)
        few = len(words) < 4
        for place, word in solid:
            places = self._words.get(word, ())
            if len(places) > COMMON and not few:
                continue
            for name, at in places:
                if source is None or name == source:
                    votes[name, (at - place) // 4] += 1.0 / (1 + len(places))
        for first, second, third in zip(solid, solid[1:], solid[2:], strict=False):
            for name, at in self._threes.get((first[1], second[1], third[1]), ()):
                if source is None or name == source:
                    votes[name, (at - first[0]) // 4] += 1.0
        return votes

    def _in_source(self, source: str, runs: Sequence[Sequence[Item]], count: int) -> list[Match]:
        tokens = self.sources[source]
        options = [self._alignments(source, tokens, run) for run in runs]
        if len(runs) == 1:
            return [_match(source, tokens, [one], count) for one in options[0]]
        chain = _chained(runs, options)
        if chain is None:
            return []
        filled = self._filled(source, tokens, runs, chain)
        return [_match(source, tokens, filled, count, runs)] if any(filled) else []

    def _alignments(
        self, source: str, tokens: Sequence[Token], run: Sequence[Item]
    ) -> list[Alignment]:
        votes = self._votes(run, source)
        best = sorted(votes, key=lambda key: -votes[key])
        few = sum(item.kind is ItemKind.WORD for item in run) < 4
        found: dict[tuple[int, int], Alignment] = {}
        taken: set[int] = set()
        for key in best[: 10 * PROPOSED if few else PROPOSED]:
            place = key[1]
            # Neighbours look at the same words, and a far weaker place is another text.
            if not few and ({place - 1, place + 1} & taken or votes[key] < 0.4 * votes[best[0]]):
                continue
            taken.add(place)
            one = _window(tokens, run, place * 4)
            if one is not None:
                found.setdefault((one.first, one.last), one)
        return sorted(found.values(), key=lambda one: one.cost)

    def _filled(
        self,
        source: str,
        tokens: Sequence[Token],
        runs: Sequence[Sequence[Item]],
        chain: Sequence[Alignment | None],
    ) -> list[Alignment | None]:
        """Runs without a place of their own, sought between their neighbours."""
        filled = list(chain)
        for place, one in enumerate(filled):
            if one is not None:
                continue
            before = next((a.last + 1 for a in reversed(filled[:place]) if a), None)
            after = next((a.first for a in filled[place + 1 :] if a), None)
            start = before if before is not None else max(0, (after or 0) - 200)
            stop = after if after is not None else start + 200
            if stop > start:
                filled[place] = align(runs[place], tokens[start:stop], start)
        return filled


def _runs(parts: Sequence[Item]) -> list[list[Item]]:
    runs: list[list[Item]] = [[]]
    for item in parts:
        if item.kind is ItemKind.CUT:
            runs.append([])
        else:
            runs[-1].append(item)
    return [run for run in runs if any(item.kind is ItemKind.WORD for item in run)]


def _window(tokens: Sequence[Token], run: Sequence[Item], place: int) -> Alignment | None:
    start = max(0, place - 8)
    stop = min(len(tokens), place + len(run) + 12 + len(run) // 3)
    return align(run, tokens[start:stop], start)


def _cost_allowed(run: Sequence[Item]) -> float:
    words = sum(item.kind is ItemKind.WORD for item in run)
    return max(1.0 if words > 4 else 0.5, MOST_CHANGED * words)


def _chained(
    runs: Sequence[Sequence[Item]], options: Sequence[Sequence[Alignment]]
) -> list[Alignment | None] | None:
    """One place for each run, in the order of the transcript, at the least cost."""
    best: list[tuple[float, int, list[Alignment | None]]] = [(0.0, -1, [])]
    for run, choices in zip(runs, options, strict=True):
        words = sum(item.kind is ItemKind.WORD for item in run)
        grown: list[tuple[float, int, list[Alignment | None]]] = []
        for cost, at, chain in best:
            # A run that is not placed costs nearly all of its words.
            grown.append((cost + 0.9 * words, at, [*chain, None]))
            for one in choices:
                if one.first > at and one.cost <= _cost_allowed(run):
                    # Words from far away are other words.
                    apart = 0.001 * (one.first - at) if at >= 0 else 0.0
                    grown.append((cost + one.cost + apart, one.last, [*chain, one]))
        best = sorted(grown, key=lambda entry: entry[0])[:40]
    chain = best[0][2]
    return chain if any(chain) else None


def _match(
    source: str,
    tokens: Sequence[Token],
    chain: Sequence[Alignment | None],
    count: int,
    runs: Sequence[Sequence[Item]] = (),
) -> Match:
    edits: list[Edit] = []
    spans: list[Span] = []
    asked = 0
    before: Alignment | None = None
    for place, one in enumerate(chain):
        if place:
            edits.append(_cut(tokens, before, one))
        before = one or before
        if one is None:
            edits += [Edit(EditKind.ADDED, item.written) for item in runs[place]
                      if item.kind is ItemKind.WORD]  # fmt: skip
            continue
        edits += one.edits
        spans.append(Span(tokens[one.first].start, tokens[one.last].stop))
        asked += sum(token.asked for token in tokens[one.first : one.last + 1])
    if count >= _STATEMENT and before is not None:
        edits += _negated(tokens, before.last)
    return Match(source, tuple(spans), tuple(edits), count, asked)


def _cut(tokens: Sequence[Token], before: Alignment | None, after: Alignment | None) -> Edit:
    """What a cut is: one that takes out no more than a negation is a change."""
    if before is None or after is None:
        return Edit(EditKind.CUT)
    gone = [token for token in tokens[before.last + 1 : after.first] if not token.drop]
    if len(gone) <= FEW_CUT and turns_around([token.word for token in gone]):
        return Edit(EditKind.MISSING, "[...]", " ".join(token.written for token in gone))
    return Edit(EditKind.CUT)


def _negated(tokens: Sequence[Token], last: int) -> list[Edit]:
    """The negation that stands right behind the last word, and that the quotation stops before."""
    behind = tokens[last + 1 : last + 3]
    here = bool(behind) and behind[0].turn == tokens[last].turn and not behind[0].before
    negates = here and turns_around([behind[0].word])
    if negates and turns_around([token.word for token in behind]):  # not `ikke også`
        return [Edit(EditKind.MISSING, said=behind[0].written)]
    return []


def _plausible(match: Match) -> bool:
    if match.words < 4:
        return match.words_changed == 0
    allowed = max(1, int(MOST_CHANGED * match.words))
    return match.words_changed <= allowed
