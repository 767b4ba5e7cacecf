"""The steps by which the printed form of a quote is made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.form_editing import cut, drop, exchange, put_in, without_fillers
from qda.domain.printed_form import is_allowed
from qda.domain.text import Span

SAID = "Altså, det er, øh, svært, og og vi ved det, øh, men vi gør det ikke."


def of(words: str, text: str = SAID) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("Altså,", "det er, øh, svært, og og vi ved det, øh, men vi gør det ikke."),
        ("og og", "Altså, det er, øh, svært, vi ved det, øh, men vi gør det ikke."),
        ("ikke.", "Altså, det er, øh, svært, og og vi ved det, øh, men vi gør det"),
        (SAID, ""),
    ],
)
def test_dropped_words_leave_one_blank(words: str, after: str) -> None:
    assert drop(SAID, of(words))[0] == after


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("Altså, det er, øh,", "[...] svært, og og vi ved det, øh, men vi gør det ikke."),
        ("og og vi ved det, øh,", "Altså, det er, øh, svært, [...] men vi gør det ikke."),
        ("men vi gør det ikke.", "Altså, det er, øh, svært, og og vi ved det, øh, [...]."),
    ],
)
def test_a_cut_stands_where_the_words_stood(words: str, after: str) -> None:
    text, place = cut(SAID, of(words))
    assert text == after
    assert text.startswith("[...]", place)
    assert is_allowed(SAID, text)


def test_cuts_beside_each_other_become_one() -> None:
    once, _place = cut(SAID, of("svært, og og"))
    twice, _place = cut(once, of("vi ved det,", once))
    assert twice == "Altså, det er, øh, [...] øh, men vi gør det ikke."
    end, _place = cut(twice, of("øh, men vi gør det ikke.", twice))
    assert end == "Altså, det er, øh, [...]."


def test_words_are_put_in_with_brackets_only() -> None:
    text, place = put_in(SAID, of("svært").start, " meget [meget]  ")
    assert text.startswith("Altså, det er, øh, [meget meget] svært,")
    assert text[place] == "["
    assert put_in("", 0, "alt")[0] == "[alt]"


def test_brackets_are_one_thing_to_what_touches_them() -> None:
    text, _place = put_in(SAID, of("svært").start, "meget meget")
    half = of("meget] svært,", text)
    assert drop(text, half)[0] == "Altså, det er, øh, og og vi ved det, øh, men vi gør det ikke."
    assert cut(text, half)[0].startswith("Altså, det er, øh, [...] og og")
    assert exchange(text, half, "let")[0].startswith("Altså, det er, øh, [let], og og")


def test_words_are_exchanged_and_the_sign_behind_them_stays() -> None:
    text, _place = exchange(SAID, of("det, øh,"), "sagen")
    assert "vi ved [sagen], men" in text
    assert is_allowed(SAID, text)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        (SAID, "Det er svært, og vi ved det, men vi gør det ikke."),
        ("Ja. Øh, det går.", "Ja. [D]et går."),
        ("Det ved jeg ikke.", "Det ved jeg ikke."),
        ("Vi øh vi vi ved det.", "Vi vi ved det."),
        ("Jeg, øh, jeg tror det.", "Jeg jeg tror det."),
        ("Øh.", "Øh."),
        ("", ""),
    ],
)
def test_fillers_and_repetitions_go_with_their_commas(said: str, printed: str) -> None:
    found = without_fillers(said, said)
    assert found == printed
    assert is_allowed(said, found)


def test_a_filler_in_brackets_or_of_a_form_that_was_cut_stays_as_it_is() -> None:
    text = "[øh mente han] det er, øh, svært, [...]."
    assert without_fillers(SAID, text) == "[øh mente han] det er svært, [...]."


@given(st.lists(st.sampled_from(["øh,", "øh", "altså", "ja,", "vi", "vi", "ikke", "går.", "Så,"])))
def test_what_is_left_without_fillers_may_always_be_printed(words: list[str]) -> None:
    said = " ".join(words)
    assert is_allowed(said, without_fillers(said, said))
