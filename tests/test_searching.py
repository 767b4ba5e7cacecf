"""Search: Danish letters, hidden words, every query harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qda.services.searching import find
from tests.projects import LINES, add_interview

if TYPE_CHECKING:
    from qda.services.project import Project


@pytest.mark.parametrize(
    ("words", "segments"),
    [
        ("æbletræerne", [2]),
        ("ÆBLETRÆERNE", [2]),
        ("aebletraeerne", []),
        ("børnene skolen", [4]),
        ("sk*", [3, 4, 5]),
        ("buschauffor*", []),
        ("buschaufføren", [2]),
        ("", []),
    ],
)
def test_words_are_found_whole_and_in_danish(
    interviewed: Project, words: str, segments: list[int]
) -> None:
    assert [hit.segment for hit in find(interviewed, words)] == segments


def test_a_ring_is_no_ornament(interviewed: Project) -> None:
    add_interview(interviewed, "Bilag 7", ("I: Går du?", "IP: Gar er et garn.", *LINES[2:]))
    assert [(h.appendix, h.segment) for h in find(interviewed, "går")] == [("Bilag 7", 1)]
    assert [(h.appendix, h.segment) for h in find(interviewed, "gar")] == [("Bilag 7", 2)]


def test_a_zero_width_sign_hides_no_word(project: Project) -> None:
    add_interview(project, "Bilag 1", ("I: Hvad?", "IP: Vi har vaske\u200bkælder.", *LINES[2:]))
    assert [hit.segment for hit in find(project, "vaskekælder")] == [2]


def test_a_hit_stands_in_its_context_with_its_page(interviewed: Project) -> None:
    (hit,) = find(interviewed, "leger")
    assert hit.match == "leger"
    assert hit.before.endswith("Men børnene, de ")
    assert hit.after.startswith(" jo sammen.")
    assert hit.reference == "(Bilag 6:2)"


def test_hits_are_in_the_order_of_appendix_numbers(project: Project) -> None:
    for appendix in ("Bilag 10", "Bilag 2"):
        add_interview(project, appendix)
    assert [hit.appendix for hit in find(project, "leger")] == ["Bilag 2", "Bilag 10"]


def test_search_within_one_interview(project: Project) -> None:
    for appendix in ("Bilag 1", "Bilag 2"):
        add_interview(project, appendix)
    assert [hit.appendix for hit in find(project, "leger", "Bilag 2")] == ["Bilag 2"]


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=30))
def test_any_query_is_harmless(interviewed: Project, words: str) -> None:
    assert len(find(interviewed, words)) <= 6


@pytest.mark.parametrize("words", ["ga\u030ar", "g\u00adår", "gå\u200br"])
def test_a_query_is_read_like_the_texts(project: Project, words: str) -> None:
    add_interview(project, "Bilag 7", ("I: Går du?", "IP: Ja, det gør jeg.", *LINES[2:]))
    assert [hit.match for hit in find(project, words)] == ["Går"]
