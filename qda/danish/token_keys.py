"""Keys of the tokens of spaCy's documents, worked out once for each word type."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qda.danish.keywords import Word
from qda.danish.lemmas import normal

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from qda.danish.lemmas import Lemmas, WordKey


class Type(NamedTuple):
    """A word type."""

    raw: str
    number: int
    """spaCy's number for the lemma."""
    form: str
    """As `normal` gives it."""
    key: WordKey
    length: int
    """Characters as written."""
    is_word: bool
    """Whether it holds a letter."""


class Keys:
    """Keys of the word types of one vocabulary, by spaCy's number for the form.

    A token costs a look into a table here, done for a whole document at once: tokens one by one
    would cost more than all the rest.
    """

    def __init__(self, vocab: Vocab, lemmas: Lemmas) -> None:
        self.lemmas = lemmas
        self._strings = vocab.strings
        self.known: dict[tuple[int, int], Type] = {}
        self._numbers: dict[tuple[int, int], int] = {}
        self._bare: dict[int, int] = {}
        """The same where nothing has set a lemma."""
        self._pieces: dict[tuple[int, int], str] = {}
        self._last: tuple[Doc, list[int], list[int]] | None = None

    def of(self, orth: int, model: int = 0) -> Type:
        """What is known of a word type; `model` is the number of a trained model's lemma."""
        found = self.known.get((orth, model))
        if found is None:
            form = self._strings[orth]
            key = self.lemmas.key(form, self._strings[model] if model else None)
            found = self.known[(orth, model)] = Type(
                form,
                self._strings.add(key.lemma),
                normal(form),
                key,
                len(form),
                any(sign.isalpha() for sign in form),
            )
        return found

    def words(self, doc: Doc, *, model: bool = False) -> list[Word]:
        """The words of a document: whatever holds a letter."""
        return [word for _number, word in self.numbered_words(doc, model=model)]

    def numbered_words(self, doc: Doc, *, model: bool = False) -> list[tuple[int, Word]]:
        """The words of a document with the numbers of their tokens."""
        orths, spaces = self._arrays(doc)
        lemmas = lemma_numbers(doc) if model else [0] * len(orths)
        known, of, place, found = self.known, self.of, 0, []
        for number, about in enumerate(zip(orths, lemmas, strict=True)):
            one = known.get(about) or of(*about)
            if one.is_word:
                found.append((number, Word(place, place + one.length, one.form, one.key)))
            place += one.length + spaces[number]
        return found

    def lemma_of_each(self, doc: Doc) -> list[int]:
        """spaCy's number for the lemma of each token."""
        table = self._numbers
        before = lemma_numbers(doc)
        if not any(before):  # no model has run
            known = list(map(self._bare.get, self.forms(doc)))
            if None not in known:
                return known  # type: ignore[return-value]
        asked = list(zip(self.forms(doc), before, strict=True))
        numbers = list(map(table.get, asked))
        if None in numbers:
            for about in asked:
                if about not in table:
                    table[about] = self.of(*about).number
                    if not about[1]:
                        self._bare[about[0]] = table[about]
            numbers = list(map(table.get, asked))
        return numbers  # type: ignore[return-value]

    def pieces(self, doc: Doc) -> list[str]:
        """The tokens of a document, each with the blank behind it; `doc.text` makes them anew."""
        table = self._pieces
        asked = list(zip(*self._arrays(doc), strict=True))
        pieces = list(map(table.get, asked))
        if None in pieces:
            for orth, space in asked:
                table[orth, space] = self._strings[orth] + (" " if space else "")
            pieces = list(map(table.get, asked))
        return pieces  # type: ignore[return-value]

    def text(self, doc: Doc) -> str:
        """The text of a document."""
        return "".join(self.pieces(doc))

    def forms(self, doc: Doc) -> list[int]:
        """spaCy's number for the form of each token."""
        return self._arrays(doc)[0]

    def _arrays(self, doc: Doc) -> tuple[list[int], list[int]]:
        """Forms, and whether a blank follows; the next component asks for the same."""
        last = self._last
        if last is not None and last[0] is doc and len(last[1]) == len(doc):
            return last[1], last[2]
        orths, spaces = doc.to_array(["ORTH", "SPACY"]).T.tolist() if len(doc) else ([], [])
        self._last = (doc, orths, spaces)
        return orths, spaces


def lemma_numbers(doc: Doc) -> list[int]:
    """spaCy's number for what stands as the lemma of each token; 0 is none."""
    numbers: list[int] = doc.to_array("LEMMA").tolist() if len(doc) else []
    return numbers
