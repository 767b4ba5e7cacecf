"""Passages are taken out so that no gap tells of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.cutting import cut_out
from qda.domain.text import Span
from qda.services.segmenting import segmented
from tests.projects import document

SPEECH = segmented(document())
TEXT = SPEECH.text
TURNS, BLOCKS = SPEECH.reading.turns, SPEECH.reading.blocks


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_blanks_beside_a_cut_close_up() -> None:
    cut = cut_out(TEXT, [span_of("Skolen er »en helt anden sag« – det må I ikke skrive.")],
                  TURNS, BLOCKS)  # fmt: skip
    assert "IP: Men børnene, de leger jo sammen." in cut.text
    assert "Skolen" not in cut.text


def test_a_turn_that_goes_altogether_takes_its_label_along() -> None:
    cut = cut_out(TEXT, [span_of("Tak skal du have.")], TURNS, BLOCKS)
    assert cut.text.count("I:") == TEXT.count("I:") - 1
    assert "sammen.\nIP: Selv tak." in cut.text


@pytest.mark.parametrize("words", ["Æbletræerne er fælles.", "Men børnene", "Selv tak."])
def test_words_elsewhere_keep_their_places(words: str) -> None:
    cut = cut_out(TEXT, [span_of("Skolen er »en helt anden sag« – det må I ikke skrive.")],
                  TURNS, BLOCKS)  # fmt: skip
    moved = cut.span(span_of(words))
    assert moved is not None
    assert moved.of(cut.text) == words


def test_words_inside_a_cut_have_no_place() -> None:
    cut = cut_out(TEXT, [span_of("Skolen er »en helt anden sag«")], TURNS, BLOCKS)
    assert cut.span(span_of("en helt anden")) is None


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 80)), max_size=6))
def test_any_cut_keeps_all_other_signs_in_order(pieces: list[tuple[int, int]]) -> None:
    wanted = [Span(start, start + length) for start, length in pieces if start < len(TEXT)]
    cut = cut_out(TEXT, wanted, TURNS, BLOCKS)
    kept = "".join(
        sign
        for place, sign in enumerate(TEXT)
        if not any(span.start <= place < span.stop for span in cut.removed)
    )
    assert cut.text == kept
    assert cut.place(len(TEXT)) == len(cut.text)
