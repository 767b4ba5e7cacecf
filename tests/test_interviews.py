"""Appendix numbers, pages, tiling."""

from __future__ import annotations

import pytest

from qda.domain.citation import ReferenceStyle, reference_of, style_of
from qda.domain.documents import PageSource
from qda.domain.interviews import (
    Block,
    BlockKind,
    PageMap,
    PageStart,
    Role,
    Segment,
    Turn,
    appendix_in_file_name,
    appendix_number,
    appendix_order,
    tiling_problems,
)
from qda.domain.text import Span


@pytest.mark.parametrize(
    ("written", "number"),
    [("bilag 6", "Bilag 6"), ("BILAG_06", "Bilag 6"), ("6", "Bilag 6"),
     ("Bilag\u00a012", "Bilag 12"), ("bilag 3B", "Bilag 3b"), ("Studie  A", "Studie A")],
)  # fmt: skip
def test_an_appendix_number_has_one_spelling(written: str, number: str) -> None:
    assert appendix_number(written) == number


@pytest.mark.parametrize(
    ("stem", "number"),
    [("Bilag 6", "Bilag 6"), ("bilag_6 - endelig", "Bilag 6"), ("Interview (bilag 12)", "Bilag 12"),
     ("Bilag 4b", "Bilag 4b"), ("Interview 3", None), ("2025-03-06", None)],
)  # fmt: skip
def test_the_appendix_number_is_read_from_the_file_name(stem: str, number: str | None) -> None:
    assert appendix_in_file_name(stem) == number


def test_appendices_are_sorted_by_number() -> None:
    names = ["Bilag 10", "Bilag 2", "Studie A", "Bilag 1"]
    assert sorted(names, key=appendix_order) == ["Bilag 1", "Bilag 2", "Bilag 10", "Studie A"]


PAGES = PageMap(PageSource.RENDERED, (PageStart(0, 3), PageStart(100, 4), PageStart(200, 5)))


@pytest.mark.parametrize(("offset", "page"), [(0, 3), (99, 3), (100, 4), (500, 5)])
def test_a_page_holds_its_first_character(offset: int, page: int) -> None:
    assert PAGES.page_at(offset) == page


def test_an_unknown_page_is_never_invented() -> None:
    assert PageMap(PageSource.UNKNOWN).pages_of(Span(0, 10)) == ()


@pytest.mark.parametrize(
    ("span", "pages", "printed"),
    [(Span(10, 100), (3,), "(Bilag 6:3)"), (Span(99, 101), (3, 4), "(Bilag 6:3-4)")],
)
def test_a_reference_names_the_pages(span: Span, pages: tuple[int, ...], printed: str) -> None:
    assert PAGES.pages_of(span) == pages
    assert ReferenceStyle().of("Bilag 6", pages) == printed


def test_a_reference_without_a_page_names_the_appendix_only() -> None:
    style = ReferenceStyle()
    assert style.of("Bilag 6") == "(Bilag 6)"
    assert reference_of(style, "Bilag 5", Span(3, 5), PAGES, with_page=False) == "(Bilag 5)"
    assert reference_of(style, "Bilag 5", Span(3, 5), PAGES) == "(Bilag 5:3)"


@pytest.mark.parametrize(
    ("written", "whole", "bare"),
    [
        ("colon", "(Bilag 6:13-14)", "(Bilag 6)"),
        ("page", "(Bilag 6, s. 13–14)", "(Bilag 6)"),
        ("line", "(Bilag 6, s. 13–14, l. 4–9)", "(Bilag 6)"),
        ("informant", "(I6)", "(Bilag 6)"),
        ("[B{number}[x]", None, None),
        ("B{number}[/{pages}]", "B6/13–14", "B6"),
        ("{informant}[, {appendix} s. {pages}]", "I6, Bilag 6 s. 13–14", "Bilag 6"),
        ("({pages})", None, None),
        ("({appendix}[, {side}])", None, None),
        ("({appendix}", "(Bilag 6", "(Bilag 6"),
        ("({appendix", None, None),
        ("(appendix})", None, None),
        ("{appendix}[{pages]", None, None),
        ("{}{appendix}", None, None),
    ],
)
def test_references_are_written_in_the_style_of_the_thesis(
    written: str, whole: str | None, bare: str | None
) -> None:
    style = style_of(written)
    assert (style and style.of("Bilag 6", (13, 14), (4, 9), "I6")) == whole
    assert (style and style.of("Bilag 6")) == bare


TURN = Turn(Span(3, 10), "I", Role.INTERVIEWER)
LABEL = Block(Span(0, 3), BlockKind.LABEL)


def test_a_tiled_text_has_no_problems() -> None:
    segments = [Segment(0, Span(3, 6)), Segment(0, Span(6, 10))]
    assert tiling_problems("I: abc def", [TURN], [LABEL], segments) == []


@pytest.mark.parametrize(
    ("blocks", "segments", "problem"),
    [
        ([], [Segment(0, Span(3, 10))], "text.gap"),
        ([LABEL, Block(Span(2, 4), BlockKind.TIME)], [Segment(0, Span(3, 10))], "text.overlap"),
        ([LABEL], [Segment(0, Span(3, 9))], "turn.end"),
        ([LABEL], [Segment(0, Span(4, 10))], "turn.gap"),
        ([LABEL], [Segment(0, Span(3, 7)), Segment(0, Span(6, 10))], "turn.overlap"),
        ([LABEL], [], "turn.end"),
    ],
)
def test_a_character_without_one_place_is_a_problem(
    blocks: list[Block], segments: list[Segment], problem: str
) -> None:
    assert problem in tiling_problems("I: abc def", [TURN], blocks, segments)


def test_text_after_the_last_turn_is_a_problem() -> None:
    segments = [Segment(0, Span(3, 10))]
    assert tiling_problems("I: abc def!", [TURN], [LABEL], segments) == ["text.end"]


@pytest.mark.parametrize("written", ["²", "Bilag ²", "9" * 5000, "Bilag " + "9" * 5000])
def test_what_only_looks_like_a_number_stays_a_name(written: str) -> None:
    assert appendix_number(written) == written
    assert sorted([written, "Ø"], key=appendix_order) in ([written, "Ø"], ["Ø", written])
