"""Danish lemmas: corrections first, then the word list, then the head of a compound.

A lemma is a key for comparing words. It never replaces a word that is shown, and each source has
a name and version, so that stored keys can be told from those of another source.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.danish.compounds import Splitter
from qda.danish.overrides import OVERRIDES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.danish.words import WordList

_APOSTROPHES = str.maketrans("’‘´`‛′", "''''''", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_DASHES = str.maketrans("‐‑", "--")


@dataclass(frozen=True, slots=True)
class WordKey:
    """What a word is compared by."""

    lemma: str
    parts: tuple[str, ...] = ()
    """Lemmas of the parts of a compound, the head last; empty where the word is whole."""


def normal(form: str) -> str:
    """A form as it is looked up: NFC, lower case, plain apostrophes, no invisible signs."""
    plain = form.translate(_APOSTROPHES).translate(_DASHES)
    return unicodedata.normalize("NFC", plain).lower()


class Lemmas:
    """Keys of words; each word type is worked out once."""

    def __init__(
        self, corrections: Mapping[str, str] | None = None, words: WordList | None = None
    ) -> None:
        """Take the sources.

        Args:
            corrections: forms and their lemmas that a user has set right; they win over all else.
            words: the list of forms; None reads the Danish one.
        """
        if words is None:
            from qda.danish.words import word_list

            words = word_list()
        self._words = words
        self._corrections = dict(OVERRIDES) | {
            normal(form): normal(lemma) for form, lemma in (corrections or {}).items()
        }
        self._splitter = Splitter(words, self._listed)
        self._keys: dict[str, WordKey] = {}

    def key(self, form: str, lemma: str | None = None) -> WordKey:
        """The key of a word as written.

        Args:
            form: the word.
            lemma: what a trained model says; it counts where no correction does.
        """
        word = normal(form)
        asked = word if lemma is None else f"{word}\n{lemma}"
        found = self._keys.get(asked)
        if found is None:
            found = self._keys[asked] = self._work_out(word, lemma)
        return found

    def _listed(self, word: str) -> str | None:
        found = self._corrections.get(word) or self._words.get(word)
        return found.lower() if found else None

    def _work_out(self, word: str, model: str | None) -> WordKey:
        word = word.strip("-") or word
        if word in self._corrections:
            lemma = self._corrections[word]
            return WordKey(lemma, self._splitter.split(lemma))
        if "-" in word:
            front, _hyphen, last = word.rpartition("-")
            head = self._work_out(last, None)
            pieces = (*front.split("-"), *(head.parts or (head.lemma,)))
            return WordKey(f"{front}-{head.lemma}", tuple(filter(None, pieces)))
        if model is not None:
            return WordKey(normal(model), self._splitter.split(word))
        listed = self._listed(word)
        parts = self._splitter.split(word)
        if listed is not None:
            return WordKey(listed, parts)
        if parts:
            return WordKey(_joined(word, parts, self._head_length(word, parts[-1])), parts)
        owner = word.removesuffix("'s") if word.endswith("'s") else word.removesuffix("'")
        if owner not in (word, ""):
            return self._work_out(owner, None)
        return WordKey(word)

    def _head_length(self, word: str, head: str) -> int:
        """Letters of the head as it stands in the word: the longest ending with its lemma."""
        for cut in range(2, len(word)):
            if self._listed(word[cut:]) == head:
                return len(word) - cut
        return len(head)


def _joined(word: str, parts: tuple[str, ...], length: int) -> str:
    """The modifiers as written and the lemma of the head."""
    return word[: len(word) - length] + parts[-1]
