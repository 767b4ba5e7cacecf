"""spaCy's tokenizer for Danish with components of our own, for a pipeline of anybody's.

`import qda.danish.pipeline` registers the factories `qda_lemmas`, `qda_parts`, `qda_sentences` and
`qda_keywords`; `nlp.add_pipe("qda_lemmas")` adds one. Nothing here is loaded before it is needed.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from numpy import array, full

from qda.danish.keyword_spans import KeywordSpans
from qda.danish.keywords import Keywords, keywords_of
from qda.danish.lemmas import Lemmas
from qda.danish.light_spacy import spacy
from qda.danish.models import model_in_use
from qda.danish.sentences import sentence_spans
from qda.danish.token_keys import Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from spacy.language import Language
    from spacy.lookups import Lookups
    from spacy.tokens import Doc, Token

    from qda.danish.keywords import Word

SPANS = "themes"
"""Where keyword spans stand in `doc.spans`; a span's label is its theme's key."""

# spaCy keeps a sentence that goes on as -1, read as a number without a sign.
_GOES_ON = 2**64 - 1

# A vocabulary cannot be referred to weakly; its lookup tables, one object per vocabulary, can.
_shared: WeakKeyDictionary[Lookups, Keys] = WeakKeyDictionary()


def _keys_of(nlp: Language, corrections: Mapping[str, str] | None = None) -> Keys:
    keys = _shared.get(nlp.vocab.lookups)
    if keys is None or corrections:
        keys = _shared[nlp.vocab.lookups] = Keys(nlp.vocab, Lemmas(corrections))
    return keys


def _parts(token: Token) -> tuple[str, ...]:
    keys = _shared.get(token.vocab.lookups)
    return keys.of(token.orth).key.parts if keys is not None else ()


spacy.tokens.Token.set_extension("parts", getter=_parts, force=True)


@spacy.language.Language.factory(
    "qda_lemmas", assigns=["token.lemma"], default_config={"corrections": {}}
)
def make_lemmas(nlp: Language, name: str, corrections: dict[str, str]) -> Callable[[Doc], Doc]:
    """Lemmas by corrections, a model that ran before, the word list, and compounds."""
    keys = _keys_of(nlp, corrections)

    def set_lemmas(doc: Doc) -> Doc:
        if len(doc):
            column: Any = array(keys.lemma_of_each(doc), dtype="uint64").reshape(-1, 1)
            doc.from_array(["LEMMA"], column)
        return doc

    return set_lemmas


@spacy.language.Language.factory("qda_parts")
def make_parts(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The parts of compounds in `token._.parts`, worked out when they are asked for."""
    _keys_of(nlp)

    def leave(doc: Doc) -> Doc:
        return doc

    return leave


@spacy.language.Language.factory("qda_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Sentence bounds from the rules of `sentences`, on the characters of the text."""
    keys = _keys_of(nlp)

    def set_bounds(doc: Doc) -> Doc:
        if not len(doc):
            return doc
        pieces = keys.pieces(doc)
        bounds: Any = full((len(doc), 1), _GOES_ON, dtype="uint64")
        bounds[0] = 1
        spans = sentence_spans("".join(pieces))
        if len(spans) > 1:
            starts = list(accumulate(map(len, pieces), initial=0))[:-1]
            for start, _stop in spans:
                place = bisect_left(starts, start)
                if place < len(starts):
                    bounds[place] = 1
        doc.from_array(["SENT_START"], bounds)
        return doc

    return set_bounds


@spacy.language.Language.factory(
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
    return KeywordSpans(keys, keywords_of(keywords, keys.lemmas), spans_key)


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
