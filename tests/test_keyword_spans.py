"""Keywords found through tables of word types are those that are found word by word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qda.danish import pipeline
from qda.danish.keywords import Word, keywords_of
from qda.danish.lemmas import Lemmas
from qda.formats.codes_yml import read_codebook
from qda.formats.word import read_word

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parents[1]
BOOK = {
    "have": ["fælles gård", "træ*", "af hinanden", "i den fælles gård", "=i gården"],
    "by": ["gård*", "fælles", "den blandede by", "byens liv*", "blandet by", "=hus"],
    "vej": ["fælles gård", "cykle på vej*", "op og ned", "ned ad"],
}
TEXTS = (
    "I den fælles gård står et æbletræ, og de fælles  gårde er i gården.",
    "Fælles/gård og fælles / gård. Fælles, gård. Fælles\ngård. fælles - gård",
    "Den blandede by er ikke en blandet by; den byens livskraft og byens liv.",
    "Vi cykler på vejene op og ned ad husene. Af hinanden lærer man. hus Hus huset",
    "fælles gård fælles gård fælles fælles gård, af af hinanden",
    "op", "gård", " ", "", "i i den fælles", "I  den\tfælles\u00a0gård", "ned 🙂 ad /ned/ad",
)  # fmt: skip


def by_words(nlp: Language, table: dict[str, list[str]], text: str) -> list[tuple[int, int, str]]:
    """The same with one word after the other, and no table of types."""
    lemmas = Lemmas()
    keywords = keywords_of(table, lemmas)
    words = [
        Word(token.idx, token.idx + len(token), token.lower_, lemmas.key(token.text))
        for token in nlp.make_doc(text)
        if any(sign.isalpha() for sign in token.text)
    ]
    return [
        (hit.start, hit.stop, theme)
        for hit in keywords.hits(words, text)
        for theme in keywords.themes[hit.key]
    ]


def by_tables(nlp: Language, text: str) -> list[tuple[int, int, str]]:
    spans = nlp(text).spans[pipeline.SPANS]
    return [(span.start_char, span.end_char, span.label_) for span in spans]


def with_keywords(table: dict[str, list[str]]) -> Language:
    nlp = pipeline.load()
    nlp.add_pipe("qda_keywords", config={"keywords": table})
    return nlp


@pytest.mark.parametrize("text", TEXTS)
def test_tables_find_what_words_find(text: str) -> None:
    nlp = with_keywords(BOOK)
    first = by_tables(nlp, text)
    assert first == by_words(nlp, BOOK, text)
    assert by_tables(nlp, text) == first  # the second time from what is remembered


def test_the_shipped_keywords_are_found_alike_in_the_demo() -> None:
    book = read_codebook(ROOT / "codes.yml")
    table = {theme.key: [keyword.written for keyword in theme.keywords] for theme in book.themes}
    nlp = with_keywords(table)
    parts = read_word(ROOT / "transcripts" / "Bilag 6.docx").paragraphs
    text = "\n".join(part.text for part in parts)
    found = by_tables(nlp, text)
    assert len(found) > 100
    assert found == by_words(nlp, table, text)


def test_neighbours_that_are_too_many_are_forgotten_and_found_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("qda.danish.keyword_spans.MOST_NEIGHBOURS", 1)
    nlp = with_keywords(BOOK)
    text = TEXTS[0] + TEXTS[4]
    assert by_tables(nlp, text) == by_words(nlp, BOOK, text) != []
