"""Keywords as spans of spaCy's documents, by a look into a table for each token.

The hits are those of `Keywords.hits`, in the same order. A phrase is looked for at its longest
word, since its first one is often one that stands everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from qda.danish.light_spacy import spacy
from qda.danish.token_keys import lemma_numbers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from qda.danish.keywords import Keywords, Pattern
    from qda.danish.token_keys import Keys, Type


class _Phrase(NamedTuple):
    """A phrase that a word type may be part of."""

    number: int
    pattern: Pattern
    anchor: int
    """Which of its steps the word type fits."""
    how: str
    """How it fits it."""


_Hit = tuple[int, int, int, tuple[str, ...]]
"""First token, number of the pattern, last token, themes."""
_Beside = Sequence[tuple[_Phrase, tuple[str, ...]]]

MOST_NEIGHBOURS = 10_000
"""Neighbours that a word type remembers; then it begins anew."""


class _Found(NamedTuple):
    """What a word type says; empty where it is no keyword and in no phrase."""

    alone: tuple[tuple[int, tuple[str, ...]], ...]
    """Numbers of patterns, and the themes that they speak for."""
    forward: tuple[_Phrase, ...]
    """Phrases that go on behind it."""
    backward: tuple[_Phrase, ...]
    """Phrases that end with it."""
    after: dict[tuple[int, int], _Beside]
    """What the next token leaves of `forward`."""
    before: dict[tuple[int, int], _Beside]


class KeywordSpans:
    """Sets keywords as spans, labelled with their themes; overlaps are kept."""

    def __init__(self, keys: Keys, table: Keywords, spans_key: str) -> None:
        self._keys, self._table, self._spans_key = keys, table, spans_key
        self._known: dict[tuple[int, int], _Found | tuple[()]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the spans of a document."""
        known = self._known
        about = list(zip(self._keys.forms(doc), lemma_numbers(doc), strict=True))
        found = list(map(known.get, about))
        if None in found:
            for one in about:
                if one not in known:
                    known[one] = self._work_out(self._keys.of(*one))
            found = list(map(known.get, about))
        doc.spans[self._spans_key] = self._spans(doc, about, found) if any(found) else []
        return doc

    def _work_out(self, one: Type) -> _Found | tuple[()]:
        if not one.is_word:
            return ()
        alone: list[tuple[int, tuple[str, ...]]] = []
        forward: list[_Phrase] = []
        backward: list[_Phrase] = []
        for number, pattern in enumerate(self._table.patterns):
            anchor = pattern.anchor
            how = pattern.steps[anchor].fits(one.form, one.key)
            if how and len(pattern.steps) == 1:
                alone.append((number, tuple(self._table.themes[pattern.counted(how)])))
            elif how:
                ends = anchor + 1 == len(pattern.steps)
                (backward if ends else forward).append(_Phrase(number, pattern, anchor, how))
        if not alone and not forward and not backward:
            return ()
        return _Found(tuple(alone), tuple(forward), tuple(backward), {}, {})

    def _spans(
        self, doc: Doc, about: list[tuple[int, int]], found: list[_Found | tuple[()] | None]
    ) -> list[Span]:
        hits: list[_Hit] = []
        open_: list[tuple[int, _Phrase]] = []
        last = len(about) - 1
        for place, one in enumerate(found):
            if not one:
                continue
            hits += [(place, number, place, themes) for number, themes in one.alone]
            if one.forward and place < last:
                near = about[place + 1]
                beside = one.after.get(near)
                if beside is None:
                    beside = self._beside(one, near, 1)
                for phrase, themes in beside:
                    if themes:
                        hits.append((place, phrase.number, place + 1, themes))
                    else:
                        self._try(about, place, phrase, hits, open_)
            if one.backward and place:
                near = about[place - 1]
                beside = one.before.get(near)
                if beside is None:
                    beside = self._beside(one, near, -1)
                for phrase, themes in beside:
                    if themes:
                        hits.append((place - 1, phrase.number, place, themes))
                    else:
                        self._try(about, place, phrase, hits, open_)
        if open_:
            hits += self._phrases(doc, open_)
        hits.sort()
        return [
            spacy.tokens.Span(doc, first, stop + 1, label=theme)
            for first, _number, stop, themes in hits
            for theme in themes
        ]

    def _beside(self, one: _Found, about: tuple[int, int], side: int) -> _Beside:
        """The phrases that a neighbour leaves possible, with their themes where they are whole."""
        near = self._keys.of(*about)
        found: list[tuple[_Phrase, tuple[str, ...]]] = []
        for phrase in one.forward if side == 1 else one.backward:
            steps = phrase.pattern.steps
            how = steps[phrase.anchor + side].fits(near.form, near.key) if near.is_word else ""
            if how and len(steps) == 2:
                how = how if side == 1 else phrase.how
                found.append((phrase, tuple(self._table.themes[phrase.pattern.counted(how)])))
            elif how or (not near.is_word and near.raw.strip() in ("", "/")):
                found.append((phrase, ()))
        known = one.after if side == 1 else one.before
        if len(known) >= MOST_NEIGHBOURS:
            known.clear()
        known[about] = tuple(found)
        return known[about]

    def _try(
        self,
        about: list[tuple[int, int]],
        place: int,
        phrase: _Phrase,
        hits: list[_Hit],
        left: list[tuple[int, _Phrase]],
    ) -> None:
        """Look for a phrase in neighbouring tokens; leave it where a blank or stroke is one."""
        first, steps = place - phrase.anchor, phrase.pattern.steps
        stop = first + len(steps)
        if first < 0 or stop > len(about):
            return
        kinds = [self._keys.of(*one) for one in about[first:stop]]
        others = [kind.raw.strip() for kind in kinds if not kind.is_word]
        if others:
            if "" in others or "/" in others:
                left.append((place, phrase))
            return
        how = ""
        for step, kind in zip(steps, kinds, strict=True):
            how = step.fits(kind.form, kind.key)
            if not how:
                return
        themes = tuple(self._table.themes[phrase.pattern.counted(how)])
        hits.append((first, phrase.number, stop - 1, themes))

    def _phrases(self, doc: Doc, phrases: list[tuple[int, _Phrase]]) -> list[_Hit]:
        numbered = self._keys.numbered_words(doc, model=True)
        words, text = [word for _number, word in numbered], self._keys.text(doc)
        where = {number: order for order, (number, _word) in enumerate(numbered)}
        hits = []
        for place, (number, pattern, anchor, _how) in phrases:
            first = where[place] - anchor
            hit = self._table.hit_at(pattern, words, first, text) if first >= 0 else None
            if hit is not None:
                last = numbered[first + len(pattern.steps) - 1][0]
                themes = tuple(self._table.themes[hit.key])
                hits.append((numbered[first][0], number, last, themes))
        return hits
