"""Canonical text, folding, display: what is stored, compared and shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.text import (
    Span,
    canonical,
    display,
    fold_typography,
    one_line,
    plain_typography,
    trimmed,
)


def test_decomposed_letters_are_composed() -> None:
    text, removed = canonical("pa\u030a gensyn")
    assert text == "på gensyn"
    assert not removed


def test_soft_hyphens_and_controls_are_removed_and_counted() -> None:
    text, removed = canonical("bo\u00adlig\u00adområde\x1b[2J\x00")
    assert text == "boligområde[2J"
    assert removed == {"soft hyphen": 2, "control character": 2}


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\x0b", "\u2028", "\u0085"])
def test_every_line_end_becomes_a_line_feed(line_end: str) -> None:
    assert canonical(f"ja{line_end}nej")[0] == "ja\nnej"


def test_typography_stays_as_it_is_written() -> None:
    written = "»Nej« – sagde hun…\u00a0„ja“\t"
    assert canonical(written) == (written, {})


@given(st.text())
def test_canonical_text_is_stable(raw: str) -> None:
    once, _removed = canonical(raw)
    assert canonical(once) == (once, {})
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_folding_leads_back_to_the_place_in_the_original(text: str) -> None:
    folded = fold_typography(text)
    assert len(folded.origin) == len(folded.text) + 1
    assert list(folded.origin) == sorted(folded.origin)


@given(st.text())
def test_the_fast_folding_gives_the_same_text(text: str) -> None:
    assert plain_typography(text) == fold_typography(text).text


def test_folding_makes_quotes_dashes_and_blanks_plain() -> None:
    assert fold_typography("”Ja”\u00a0–  nej…\nså").text == '"Ja" - nej... så'


def test_a_folded_span_covers_the_original_words() -> None:
    text = "Hun sagde  „ja…“ til det"
    folded = fold_typography(text)
    start = folded.text.index('"ja..."')
    assert folded.span(start, start + len('"ja..."')).of(text) == "„ja…“"


@given(st.text())
def test_display_keeps_the_length_and_lets_no_control_through(text: str) -> None:
    shown = display(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]


def test_display_shows_an_escape_sequence_as_signs() -> None:
    assert display("\x1b]52;c;\x07\u202e") == "␛]52;c;␇␦"


def test_one_line_has_single_blanks() -> None:
    assert one_line(" a\n\tb  c ") == "a b c"


@pytest.mark.parametrize(
    ("start", "stop", "expected"), [(0, 6, Span(2, 4)), (0, 2, None), (1, 4, Span(2, 4))]
)
def test_trimmed_drops_white_space_at_the_ends(
    start: int, stop: int, expected: Span | None
) -> None:
    assert trimmed("  ja  ", start, stop) == expected


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Span(3, 3)


@pytest.mark.parametrize(
    ("other", "overlapping"),
    [(Span(0, 5), False), (Span(0, 6), True), (Span(9, 12), True), (Span(10, 12), False)],
)
def test_spans_overlap_when_they_share_a_character(other: Span, overlapping: bool) -> None:
    assert Span(5, 10).overlaps(other) is overlapping
