"""No quotation passes as faithful that is not: what a check must never call exact or edited."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.documents import LineSource
from qda.domain.interviews import LineMap, PageStart, Role, Turn
from qda.domain.printed_form import is_allowed
from qda.domain.quote_matching import Index, Match
from qda.domain.quote_words import tokens
from qda.domain.text import Span
from qda.services.thesis_material import Material, Source, approval_of
from qda.services.thesis_quotes import check_quotation
from tests.thesis_demo import demo, material

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.citation_locators import Ranges

__all__ = ["demo", "material"]

SPOKEN = (
    (
        Role.INFORMANT,
        "Vi vil ikke sælge haven. Det er ligesom at sælge en bror, og det er ligesom bare værre.",
    ),
    (Role.INTERVIEWER, "Er det dyrt?"),
    (
        Role.INFORMANT,
        "Ja, det koster 20 kroner, (griner) og Jonna siger aldrig nej til Bodil.",
    ),
    (Role.INTERVIEWER, "Ja, okay."),
    (Role.INFORMANT, "Man kan godt flytte et skur ikke? Det kan man ikke med et træ."),
)


def heard() -> Index:
    text = "\n".join(said for _role, said in SPOKEN)
    turns = []
    for role, said in SPOKEN:
        start = text.index(said)
        turns.append(Turn(Span(start, start + len(said)), "X", role))
    return Index({"Bilag 1": tokens(text, turns)})


def best(quotation: str) -> Match:
    return heard().matches(quotation)[0]


@pytest.mark.parametrize(
    "quotation",
    [
        "Vi vil sælge haven",
        "Vi vil [gerne] sælge haven",
        "Vi vil [...] sælge haven",
        "Det er at sælge en bror",
        "det koster 30 kroner",
        "og Bodil siger aldrig nej til Jonna",
        "og Jonna siger nej til Bodil",
        "Ja, det koster kroner 20",
        "Det kan man med et træ",
        "en bror, og det er ligesom bare værre. Ja, det koster 20 kroner",
    ],
)
def test_a_sentence_that_was_turned_around_is_changed(quotation: str) -> None:
    assert best(quotation).changes


@pytest.mark.parametrize(
    "quotation",
    [
        "Vi vil ikke sælge haven",
        "Vi vil [aldrig] sælge haven",
        "at sælge en bror, og det er bare værre",
        "det koster 20 kroner, og Jonna siger aldrig nej",
        "siger aldrig nej til Bodil. Man kan godt flytte",
        "Vi vil ikke [...] Det er ligesom at sælge en bror",
    ],
)
def test_what_leaves_the_meaning_alone_is_not(quotation: str) -> None:
    assert best(quotation).changes == ()


def test_words_of_the_interviewer_are_counted() -> None:
    assert best("bare værre. Er det dyrt? Ja, det koster 20 kroner").asked == 3
    assert best("Man kan godt flytte et skur").asked == 0


WORDS = ("vi", "vil", "ikke", "have", "altså", "øh", "ja", "ligesom", "bare", "byen", "hun", "20")


@given(
    st.lists(st.sampled_from(WORDS), min_size=6, max_size=10),
    st.lists(st.sampled_from(WORDS), min_size=6, max_size=10),
    st.sampled_from([",", ""]),
)
def test_printed_forms_and_the_check_allow_the_same(
    said: list[str], printed: list[str], sign: str
) -> None:
    text = f"{sign} ".join(said)
    span = Span(0, len(text))
    index = Index({"Bilag 1": tokens(text, [Turn(span, "IP", Role.INFORMANT)])})
    quotation = f"{sign} ".join(printed)
    whole = [
        match for match in index.matches(quotation) if match.cover == span and not match.changes
    ]
    assert not whole or is_allowed(text, quotation)


# In an interview


def source_with(material: Material, **changes: object) -> tuple[Material, Source]:
    source = replace(material.sources["Bilag 6"], **changes)  # type: ignore[arg-type]
    return replace(material, sources={**material.sources, "Bilag 6": source}), source


def kinds(
    material: Material, quotation: str, pages: set[int], lines: Mapping[str, Ranges]
) -> list[str]:
    verdict = check_quotation(quotation, {"Bilag 6": pages}, material, sure=True, lines=lines)
    return [str(kind) for kind, _sentence in verdict.said]


QUOTE = "Man skal ikke udskifte mennesker"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [(((7, 9),), []), (((6, 6),), []), (((31, 33),), ["quote.wrong-line"]), ((), [])],
)
def test_lines_are_checked_where_they_are_known(
    material: Material, lines: Ranges, expected: list[str]
) -> None:
    at = material.sources["Bilag 6"].text.index(QUOTE)
    known = LineMap(LineSource.PRINTED, (PageStart(0, 1), PageStart(at - 1, 7)))
    changed, _source = source_with(material, lines=known)
    assert kinds(changed, QUOTE, {3}, {"Bilag 6": lines}) == expected
    assert kinds(material, QUOTE, {3}, {"Bilag 6": lines}) == []


def _said_on(source: Source, page: int) -> str:
    """Some words of the informant from the middle of a page."""
    here = [
        token
        for token in source.tokens
        if source.pages.page_at(token.start) == page and not token.asked and not token.drop
    ]
    turn = Counter(token.turn for token in here).most_common(1)[0][0]
    words = [token for token in here if token.turn == turn][5:17]
    return source.text[words[0].start : words[-1].stop]


def test_pieces_from_pages_apart_are_not_on_the_page_between_them(material: Material) -> None:
    source = material.sources["Bilag 6"]
    texts = [_said_on(source, 3), _said_on(source, 9)]
    quotation = " [...] ".join(texts)
    assert "quote.wrong-page" in kinds(material, quotation, {6}, {})
    assert "quote.wrong-page" in kinds(material, quotation, {3}, {})
    assert "quote.wrong-page" not in kinds(material, quotation, {3, 9}, {})


def test_the_interviewers_words_are_not_the_informants(material: Material) -> None:
    source = material.sources["Bilag 6"]
    asked = [token for token in source.tokens if token.asked]
    longest = Counter(token.turn for token in asked).most_common(1)[0][0]
    turn = [token for token in asked if token.turn == longest]
    words = source.text[turn[0].start : turn[-1].stop]
    page = {source.pages.page_at(turn[0].start) or 0}
    assert "quote.other-speaker" in kinds(material, words, page, {})
    assert "quote.other-speaker" not in kinds(material, f"I: {words}", page, {})


def test_an_approval_holds_for_the_words_that_were_shown(material: Material) -> None:
    source = material.sources["Bilag 3"]
    shown = replace(source, approved=frozenset({"vi vil gerne se det hele"}))
    spans = [Span(0, 5)]
    assert str(approval_of(source, "Vi vil gerne se det hele.", spans)) == "unknown"
    assert str(approval_of(shown, "”Vi vil gerne se det hele.”", spans)) == "yes"
    assert str(approval_of(shown, "Vi vil gerne se det", spans)) == "unknown"
