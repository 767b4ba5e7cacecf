"""spaCy's tokenizer for Danish with components of our own, for a pipeline of anybody's.

`import qda.danish.pipeline` registers the factories `qda_lemmas`, `qda_parts`, `qda_sentences` and
`qda_keywords`; `nlp.add_pipe("qda_lemmas")` adds one. Nothing here is loaded before it is needed.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from qda.danish.keywords import Keywords, Word, keywords_of
from qda.danish.lemmas import Lemmas, WordKey, normal
from qda.danish.models import model_in_use
from qda.danish.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from spacy.lookups import Lookups
    from spacy.vocab import Vocab

SPANS = "themes"
"""Where keyword spans stand in `doc.spans`; a span's label is its theme's key."""

# A vocabulary cannot be referred to weakly; its lookup tables, one object per vocabulary, can.
_shared: WeakKeyDictionary[Lookups, Keys] = WeakKeyDictionary()


class Keys:
    """Keys of the word types of one vocabulary, by spaCy's number for the form."""

    def __init__(self, vocab: Vocab, lemmas: Lemmas) -> None:
        self.lemmas = lemmas
        self._strings = vocab.strings
        self.known: dict[tuple[int, int], Type] = {}
        self._raw: dict[int, str] = {}
        self._last: tuple[Doc, str, list[int]] | None = None

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
        # Tokens one by one would cost more than all the rest.
        known, place, found = self.known, 0, []
        for orth, space, lemma in doc.to_array(["ORTH", "SPACY", "LEMMA"]).tolist():
            about = (orth, lemma if model else 0)
            one = known.get(about) or self.of(*about)
            if one.is_word:
                found.append(Word(place, place + one.length, one.form, one.key))
            place += one.length + space
        return found

    def text(self, doc: Doc) -> tuple[str, list[int]]:
        """The text of a document and where its tokens start; `doc.text` makes every token anew."""
        last = self._last
        if last is not None and last[0] is doc and len(last[2]) == len(doc):
            return last[1], last[2]
        raw, strings = self._raw, self._strings
        orths, spaces = doc.to_array(["ORTH", "SPACY"]).T.tolist() if len(doc) else ([], [])
        forms = [raw.get(orth) or raw.setdefault(orth, strings[orth]) for orth in orths]
        pieces = [form + " " if space else form for form, space in zip(forms, spaces, strict=True)]
        text = "".join(pieces)
        starts = list(accumulate(map(len, pieces), initial=0))[:-1]
        self._last = (doc, text, starts)  # the next component asks for the same
        return text, starts


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


def _keys_of(nlp: Language, corrections: Mapping[str, str] | None = None) -> Keys:
    keys = _shared.get(nlp.vocab.lookups)
    if keys is None or corrections:
        keys = _shared[nlp.vocab.lookups] = Keys(nlp.vocab, Lemmas(corrections))
    return keys


def _parts(token: Token) -> tuple[str, ...]:
    keys = _shared.get(token.vocab.lookups)
    return keys.of(token.orth).key.parts if keys is not None else ()


Token.set_extension("parts", getter=_parts, force=True)


@Language.factory("qda_lemmas", assigns=["token.lemma"], default_config={"corrections": {}})
def make_lemmas(nlp: Language, name: str, corrections: dict[str, str]) -> Callable[[Doc], Doc]:
    """Lemmas by corrections, a model that ran before, the word list, and compounds."""
    keys = _keys_of(nlp, corrections)

    def set_lemmas(doc: Doc) -> Doc:
        if len(doc):
            import numpy

            rows = doc.to_array(["ORTH", "LEMMA"]).tolist()
            known, of = keys.known, keys.of
            numbers = [(known.get(row) or of(*row)).number for row in map(tuple, rows)]
            column: Any = numpy.asarray(numbers, dtype="uint64").reshape(-1, 1)
            doc.from_array(["LEMMA"], column)
        return doc

    return set_lemmas


@Language.factory("qda_parts")
def make_parts(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The parts of compounds in `token._.parts`, worked out when they are asked for."""
    _keys_of(nlp)

    def leave(doc: Doc) -> Doc:
        return doc

    return leave


@Language.factory("qda_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Sentence bounds from the rules of `sentences`, on the characters of the text."""
    keys = _keys_of(nlp)

    def set_bounds(doc: Doc) -> Doc:
        if not len(doc):
            return doc
        import numpy

        bounds: Any = numpy.full((len(doc), 1), -1, dtype="int64")
        text, starts = keys.text(doc)
        for start, _stop in sentence_spans(text):
            place = bisect_left(starts, start)
            if place < len(starts):
                bounds[place] = 1
        bounds[0] = 1
        doc.from_array(["SENT_START"], bounds.astype("uint64"))
        return doc

    return set_bounds


@Language.factory(
    "qda_keywords",
    requires=["token.lemma"],
    assigns=["doc.spans"],
    default_config={"keywords": {}, "spans_key": SPANS},
)
def make_keywords(
    nlp: Language, name: str, keywords: dict[str, list[str]], spans_key: str
) -> Callable[[Doc], Doc]:
    """Keywords as spans in `doc.spans`, labelled with their themes; overlaps are kept."""
    keys = _keys_of(nlp)
    table = keywords_of(keywords, keys.lemmas)

    def set_spans(doc: Doc) -> Doc:
        found: list[Span] = []
        for hit in table.hits(keys.words(doc, model=True), keys.text(doc)[0]):
            for theme in table.themes[hit.key]:
                span = doc.char_span(hit.start, hit.stop, label=theme, alignment_mode="expand")
                if span is not None:
                    found.append(span)
        doc.spans[spans_key] = found
        return doc

    return set_spans


def load(corrections: Mapping[str, str] | None = None) -> Language:
    """The Danish pipeline: an installed model that fits, or the bare tokenizer, and our own parts.

    Args:
        corrections: forms and their lemmas that a user has set right.
    """
    model = model_in_use()
    if model is None:
        nlp = spacy.blank("da")
    else:
        # Parsing gives bounds only, and those are ours.
        nlp = spacy.load(model.name, exclude=["parser", "senter"])
    config: dict[str, Any] = {"corrections": dict(corrections or {})}
    nlp.add_pipe("qda_lemmas", config=config)
    nlp.add_pipe("qda_parts")
    nlp.add_pipe("qda_sentences")
    return nlp


class Reader:
    """Reads texts into words with keys; holds the pipeline."""

    def __init__(self, corrections: Mapping[str, str] | None = None) -> None:
        self.nlp = load(corrections)
        self._keys = _keys_of(self.nlp)
        # Bounds are found where segments are made; here only words count.
        self.nlp.select_pipes(disable=["qda_sentences", "qda_parts"])

    @property
    def lemmas(self) -> Lemmas:
        """Where the keys come from."""
        return self._keys.lemmas

    def keywords(self, wanted: Iterable[tuple[str, Any]]) -> Keywords:
        """Keywords worked out with the same lemmas as the texts."""
        return Keywords(wanted, self.lemmas)

    def words(self, texts: Iterable[str]) -> Iterator[list[Word]]:
        """The words of each text."""
        trained = model_in_use() is not None
        stream = self.nlp.pipe(texts) if trained else map(self.nlp.make_doc, texts)
        for doc in stream:
            yield self._keys.words(doc, model=trained)
