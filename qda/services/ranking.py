"""The model behind suggestions: keywords as a prior in log-odds, to which each coding adds counts.

    m_t(x) = (n_t(x) + mu*p(x) + kappa*[x is a keyword of t]) / (sum_x n_t(x) + mu + kappa*keywords)
    w(x,t) = ln(m_t(x) / mean of m_u(x) over the other themes)

w is 0 where x is neither a keyword nor seen in a coding. A score is the sum of w over the distinct
keys of a text. Of the keys that one place offers – a lemma, a keyword that it is a compound of, a
phrase that it is part of – only the strongest counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy

from qda.danish.stop_words import UNTELLING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from qda.domain.suggestions import Family
    from qda.storage.counters import Place

MU = 300.0
"""Weight of the background: how many words a theme is thought to hold before any coding, to which
the longest list of keywords is added, lest the length of lists should tell. Scores are much the
same from 30 to 1,000, as they are with 2 to 10 codings for a keyword."""
KAPPA = 6.0
"""Weight of a keyword, in codings."""
VOCABULARY = 20_000
"""Words that might have been said. Half a segment for each smooths the shares, so that a word is
rare from the first interview on, and in a project without any."""
FIRM = 2
"""Coded segments from which a learned word may carry a suggestion."""


@dataclass(frozen=True, slots=True)
class Group:
    """A place in a text and the keys that it offers."""

    start: int
    stop: int
    keys: tuple[int, ...]


def groups_of(words: Sequence[Place], hits: Sequence[Place]) -> list[Group]:
    """Places of a text: each word, with the hits on it; a phrase takes its words in."""
    if not hits:
        return [Group(start, stop, (key,)) for key, start, stop in words]
    found: list[tuple[int, int, list[int]]] = []
    for key, start, stop in sorted([*hits, *words], key=lambda place: (place[1], -place[2])):
        if found and start < found[-1][1]:
            first, last, keys = found[-1]
            if key not in keys:
                keys.append(key)
            found[-1] = (first, max(last, stop), keys)
        else:
            found.append((start, stop, [key]))
    return [Group(start, stop, tuple(keys)) for start, stop, keys in found]


class Ranker:
    """Weights of keys for themes; counts move, weights follow when they are asked for."""

    def __init__(
        self,
        family: Family,
        keys: Iterable[tuple[int, str, int]],
        keywords: Mapping[str, Iterable[str]],
        extra: Iterable[str] = (),
        *,
        untelling: Collection[str] = UNTELLING,
        mu: float = MU,
        kappa: float = KAPPA,
    ) -> None:
        """Take the material.

        Args:
            family: Which themes are compared.
            keys: Number and text of each key, and how many segments hold it, coded or not.
            keywords: Themes by the text of the key that stands for a keyword.
            extra: Further keys, of a text that was not imported.
            untelling: Words that tell no theme apart; a keyword counts all the same.
            mu: Weight of the background beside the longest list of keywords.
            kappa: Weight of a keyword.
        """
        self.family = family
        self.kappa = kappa
        self._row = {theme: row for row, theme in enumerate(family.compared)}
        self._take_keys(list(keys), extra)
        count = len(self.texts)
        self._keyword = numpy.zeros((len(self._row), count), dtype=bool)
        self._owned = numpy.zeros(len(self._row))
        self._by_keyword: dict[str, set[int]] = {theme: set() for theme in family.by_keyword}
        self._sizes: dict[str, int] = dict.fromkeys(family.by_keyword, 0)
        self._take_keywords(keywords)
        self.mu = mu + kappa * float(self._owned.max(initial=0.0))
        is_keyword: Any = self._keyword.any(axis=0)
        for places in self._by_keyword.values():
            is_keyword[list(places)] = True
        self.telling = numpy.array([text not in untelling for text in self.texts], dtype=bool)
        self.telling |= is_keyword
        self._counts = numpy.zeros((len(self._row), count))
        self.stored: dict[int, dict[tuple[str, int], int]] = {}
        """Coded segments by key, then by theme and transcript."""
        self._alone = {
            theme: {place: self.keyword_weight(theme, place) for place in places}
            for theme, places in self._by_keyword.items()
        }
        self._weights: Any = None
        self._strength: Any = None

    def _take_keys(self, known: Sequence[tuple[int, str, int]], extra: Iterable[str]) -> None:
        """Give each key its place, and reckon its share of all that is said."""
        texts = [text for _number, text, _uses in known]
        seen = set(texts)
        texts += [text for text in dict.fromkeys(extra) if text not in seen]
        uses = numpy.zeros(len(texts))
        uses[: len(known)] = [used for _number, _text, used in known]
        self.texts = texts
        self.by_text = {text: place for place, text in enumerate(texts)}
        self.place = {number: place for place, (number, _text, _uses) in enumerate(known)}
        self.share = (uses + 0.5) / (uses.sum() + 0.5 * max(len(texts), VOCABULARY))

    def _take_keywords(self, keywords: Mapping[str, Iterable[str]]) -> None:
        for text, themes in keywords.items():
            place = self.by_text.get(text)
            # A keyword of a sub-code is one of the theme above too, which holds it.
            rows = {self._row.get(self.family.root[theme], -1) for theme in themes} - {-1}
            for row in rows:
                self._owned[row] += 1
                if place is not None:
                    self._keyword[row, place] = True
            for theme in themes:
                if theme in self._by_keyword:
                    self._sizes[theme] += 1
                    if place is not None:
                        self._by_keyword[theme].add(place)

    def move(self, counts: Iterable[tuple[str, int, int, int]]) -> None:
        """Set counters: theme, transcript, number of the key, segments."""
        for theme, transcript, number, segments in counts:
            place, root = self.place.get(number), self.family.root.get(theme)
            if place is None or root is None:
                continue
            mine = self.stored.setdefault(place, {})
            before = mine.get((theme, transcript), 0)
            mine[theme, transcript] = segments
            if root in self._row:
                self._counts[self._row[root], place] += segments - before
        self._weights = None

    def without(self, transcript: int) -> Ranker:
        """The same model as if one transcript had never been coded."""
        other = object.__new__(Ranker)
        other.__dict__.update(self.__dict__)
        other._counts = self._counts.copy()
        other.stored = {}
        for place, counts in self.stored.items():
            mine = other.stored[place] = {}
            for (theme, where), segments in counts.items():
                if where != transcript:
                    mine[theme, where] = segments
                elif self.family.root[theme] in self._row:
                    other._counts[self._row[self.family.root[theme]], place] -= segments
        other._weights = None
        return other

    def add(self, theme: str, places: Iterable[int], change: int = 1) -> None:
        """Count one coded segment more, or less, without a database."""
        row = self._row.get(self.family.root.get(theme, ""))
        if row is not None:
            for place in places:
                self._counts[row, place] += change
            self._weights = None

    @property
    def weights(self) -> Any:
        """Weight by compared theme and key."""
        if self._weights is None:
            self._weights = self._weigh()
            strength = numpy.abs(self._weights).max(axis=0, initial=0.0)
            for weights in self._alone.values():
                for place, weight in weights.items():
                    strength[place] = max(strength[place], weight)
            self._strength = strength
        return self._weights

    def _weigh(self) -> Any:
        themes = len(self._row)
        weights = numpy.zeros(self._counts.shape)
        active = numpy.flatnonzero(
            ((self._counts > 0).any(axis=0) | self._keyword.any(axis=0)) & self.telling
        )
        if not themes or not len(active):
            return weights
        background = self.mu * self.share[active]
        totals = self._counts[:, self.telling].sum(axis=1) + self.mu + self.kappa * self._owned
        likely = self._counts[:, active] + background + self.kappa * self._keyword[:, active]
        likely /= totals[:, None]
        others = (
            (likely.sum(axis=0) - likely) / (themes - 1) if themes > 1 else background / self.mu
        )
        weights[:, active] = numpy.log(likely / others)
        return weights

    @property
    def strength(self) -> Any:
        """How strongly each key speaks for any theme."""
        _ = self.weights
        return self._strength

    def keyword_weight(self, theme: str, place: int) -> float:
        """The weight of a keyword for a theme that is suggested by keywords only."""
        background = self.mu * self.share[place]
        size = self.mu + self.kappa * self._sizes[theme]
        return float(numpy.log((background + self.kappa) / size * self.mu / background))

    def chosen(self, group: Group) -> int:
        """The strongest of the keys that a place offers; -1 where none says anything."""
        strength = self.strength
        best = max(group.keys, key=lambda place: strength[place])
        return best if strength[best] > 0 else -1

    def chosen_places(self, groups: Iterable[Group]) -> dict[int, list[Group]]:
        """The keys that count in a text, with the places where they stand."""
        found: dict[int, list[Group]] = {}
        for group in groups:
            key = self.chosen(group)
            if key >= 0:
                found.setdefault(key, []).append(group)
        return found

    def scores(self, keys: Iterable[int]) -> dict[str, float]:
        """Scores of the compared themes, and of the others whose keywords are among the keys."""
        places = list(keys)
        sums = self.weights[:, places].sum(axis=1).tolist() if places else [0.0] * len(self._row)
        found = dict(zip(self.family.compared, sums, strict=True))
        return found | self.named(places)

    def named(self, keys: Iterable[int]) -> dict[str, float]:
        """What the keywords of rest themes and sub-codes weigh, where any is among the keys."""
        places = set(keys)
        hits = {theme: own.keys() & places for theme, own in self._alone.items()}
        return {
            theme: sum(self._alone[theme][place] for place in found)
            for theme, found in hits.items()
            if found
        }

    def support(self, keys: Iterable[int]) -> dict[str, tuple[float, float]]:
        """What speaks for each compared theme: all firm words, and keywords alone.

        A word from a single coded segment is no firm word: it may be there by chance.
        """
        places = list(keys)
        speaking = self.weights[:, places].clip(min=0)
        named = self._keyword[:, places]
        firm = (speaking * (named | (self._counts[:, places] >= FIRM))).sum(axis=1).tolist()
        by_name = (speaking * named).sum(axis=1).tolist()
        return dict(zip(self.family.compared, zip(firm, by_name, strict=True), strict=True))

    def weight(self, theme: str, place: int) -> float:
        """The weight of one key for a theme."""
        row = self._row.get(theme)
        if row is not None:
            return float(self.weights[row, place])
        return self._alone[theme].get(place, 0.0)

    def seen(self, theme: str, place: int) -> tuple[int, int]:
        """In how many coded segments of a theme a key stands, and in how many interviews."""
        root = theme if theme in self._row else None
        total, where = 0, set()
        for (coded, transcript), segments in self.stored.get(place, {}).items():
            if segments and (coded == theme or (root and self.family.root.get(coded) == root)):
                total += segments
                where.add(transcript)
        return total, len(where)
