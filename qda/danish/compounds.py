"""Danish compounds: the parts of a word, by the word list and a test for nouns.

A modifier must look like a noun: without parts of speech the evidence is that the list holds its
definite genitive (`boligens`) with the same lemma. Of several splits the one with the fewest
modifiers wins, then the one with the longest head. The lists are in `compound_lists`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.danish.compound_lists import (
    ADJECTIVE_HEADS,
    ADJECTIVES,
    NO_HEADS,
    NO_MODIFIERS,
    SHORT_HEADS,
    VERBS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.danish.words import WordList

SHORTEST = 6
"""Letters of the shortest word that is split."""
SHORTEST_HEAD = 4
MOST_MODIFIERS = 3
LONGEST = 60
"""Letters of the longest word that is looked at; more is no word."""
LONG_MODIFIER = 10
"""Letters from which a modifier is taken apart in its turn; `husleje` stays one thing."""

_GENITIVES = ("ens", "ets", "ns", "ts", "nens", "ernes", "enes", "nes")
_CONSONANTS = "bcdfghjklmnpqrstvxz"


class Splitter:
    """Splits words; remembers what it has found out about pieces."""

    def __init__(self, words: WordList, lemma_of: Callable[[str], str | None]) -> None:
        """Take the sources.

        Args:
            words: the list of forms.
            lemma_of: the lemma of a listed form, corrections included; None where it is not listed.
        """
        self._words = words
        self._lemma_of = lemma_of
        self._nouns: dict[str, str | None] = {}
        self._modifiers: dict[str, str | None] = {}

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a word in lower case as lemmas, the head last; empty where it is whole."""
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
            return ()
        listed = self._lemma_of(word)
        if listed is not None and not self._may_split(word, listed):
            return ()
        best: tuple[str, ...] = ()
        for cut in range(2, len(word) - 1):
            head = self._head(word[cut:], listed)
            if head is None:
                continue
            modifiers = self._chain(word[:cut], MOST_MODIFIERS)
            # The first cut of equal length has the longest head.
            if modifiers and (not best or len(modifiers) + 1 < len(best)):
                best = (*modifiers, head)
        return best

    def _may_split(self, word: str, lemma: str) -> bool:
        return self.noun(lemma) is not None or word.removesuffix("e").removesuffix("t").endswith(
            ADJECTIVE_HEADS
        )

    def _head(self, form: str, whole: str | None) -> str | None:
        """The lemma of what may be a head; the lemma of a listed word must end in it."""
        if form in NO_HEADS or (len(form) < SHORTEST_HEAD and form not in SHORT_HEADS):
            return None
        lemma = self._lemma_of(form)
        if lemma is not None and whole is not None and not whole.endswith(lemma):
            lemma = self.noun(form) if whole.endswith(form) else None
        return None if lemma is None or lemma in NO_HEADS else lemma

    def _chain(self, text: str, most: int) -> tuple[str, ...]:
        """The fewest modifiers that make up a text, or none."""
        whole = self._modifier(text)
        if whole is not None:
            inner = self.split(whole) if len(whole) >= LONG_MODIFIER else ()
            return inner or (whole,)
        if most == 1:
            return ()
        best: tuple[str, ...] = ()
        for cut in range(len(text) - 2, 1, -1):
            first = self._modifier(text[:cut])
            rest = self._chain(text[cut:], most - 1) if first is not None else ()
            if first is not None and rest and (not best or len(rest) + 1 < len(best)):
                best = (first, *rest)
        return best

    def _modifier(self, text: str) -> str | None:
        """The lemma of what may be a modifier, with its link."""
        if text not in self._modifiers:
            self._modifiers[text] = self._find_modifier(text)
        return self._modifiers[text]

    def _find_modifier(self, text: str) -> str | None:
        if text in NO_MODIFIERS or len(text) < 2:
            return None
        if text in ADJECTIVES or text in VERBS:
            return text
        noun = self.noun(text)
        if noun is None and text.endswith("s"):
            noun = self.noun(text[:-1]) or self.noun(text[:-1] + "e")
        if noun is None and text.endswith("e"):
            stem = text[:-1]
            doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _CONSONANTS
            noun = self.noun(stem) or (self.noun(stem[:-1]) if doubled else None)
        return None if noun in NO_MODIFIERS else noun

    def noun(self, form: str) -> str | None:
        """The lemma of a form that the list shows to be a noun, or None."""
        if form not in self._nouns:
            self._nouns[form] = self._find_noun(form)
        return self._nouns[form]

    def _find_noun(self, form: str) -> str | None:
        lemma = self._lemma_of(form)
        if lemma is None or len(form) < 2:
            return None
        found = {self._words.get(form + ending) for ending in _GENITIVES}
        if form[-1] in _CONSONANTS:
            found |= {self._words.get(form + form[-1] + ending) for ending in ("ens", "ets")}
        if form in found:
            return form
        return lemma if lemma in found else None
