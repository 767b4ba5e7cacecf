"""Keywords in texts: by lemma, in compounds, as exact forms, as phrases."""

from __future__ import annotations

import pytest

from qda.danish.keywords import Keywords, Word, keywords_of
from qda.danish.lemmas import Lemmas

LEMMAS = Lemmas()


def words(text: str) -> list[Word]:
    found, place = [], 0
    for piece in text.replace(",", " , ").replace(".", " . ").split():
        start = text.index(piece, place)
        place = start + len(piece)
        if piece.isalpha() or "-" in piece:
            found.append(Word(start, place, piece.lower(), LEMMAS.key(piece)))
    return found


def hits(table: Keywords, text: str) -> list[tuple[str, str, str]]:
    return [
        (text[hit.start : hit.stop], theme, hit.how)
        for hit in table.hits(words(text), text)
        for theme in table.themes[hit.key]
    ]


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("nabo", "Mine naboer hilser.", ["naboer"]),
        ("nabo", "Naboskabet og nabohjælpen er væk.", []),
        ("nabo*", "Nabohjælpen er væk.", ["Nabohjælpen"]),
        ("hjælp*", "Nabohjælpen er væk.", ["Nabohjælpen"]),
        ("fortynd*", "De fortynder os.", ["fortynder"]),
        ("=udskifte", "De vil udskifte os, og udskifter os.", ["udskifte"]),
        ("blandet by", "Vi vil have blandede byer.", ["blandede byer"]),
        ("blandet by", "Det er blandet, by og land.", []),
        ("fælles gård*", "De fælles gårdhaver blomstrer.", ["fælles gårdhaver"]),
        ("takker nej", "Mange takker nej til den.", ["takker nej"]),
    ],
)
def test_a_keyword_finds_what_it_should(written: str, text: str, found: list[str]) -> None:
    table = keywords_of({"a": [written]}, LEMMAS)
    assert [words for words, _theme, _how in hits(table, text)] == found


def test_overlaps_and_shared_words_are_all_kept() -> None:
    table = keywords_of({"a": ["gård", "fælles gård"], "b": ["gård"]}, LEMMAS)
    found = {(words, theme) for words, theme, _how in hits(table, "En fælles gård.")}
    assert found == {("fælles gård", "a"), ("gård", "a"), ("gård", "b")}


def test_a_compound_speaks_only_for_the_theme_that_opened_the_word() -> None:
    table = keywords_of({"a": ["skole*"], "b": ["skole"]}, LEMMAS)
    assert {theme for _words, theme, _how in hits(table, "Skolen ligger der.")} == {"a", "b"}
    assert {theme for _words, theme, _how in hits(table, "Folkeskolen ligger der.")} == {"a"}


def test_no_keywords_find_nothing() -> None:
    assert hits(keywords_of({}, LEMMAS), "Naboen hilser.") == []
    assert hits(keywords_of({"a": []}, LEMMAS), "") == []
