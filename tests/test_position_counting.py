"""Where positions of other programs stand in our text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.counting import Counting, Mark, canonical_places, find_counting, line_feeds

if TYPE_CHECKING:
    from collections.abc import Callable

RAW = "I: Hvad?\r\nIP: En 😀 by er blå.\r\n\r\nIP: Broen er åben nu."
TEXT = line_feeds(RAW)
WORDS = ("blå", "Broen er åben", "nu")


def written(words: str, way: str) -> tuple[int, int]:
    """Where words stand, counted by hand from an encoded copy of the text before them."""
    ends = TEXT.index(words), TEXT.index(words) + len(words)
    before, upto = (TEXT[:end] for end in ends)
    counts: dict[str, Callable[[str], int]] = {
        "code-points": len,
        "crlf": lambda text: len(text.replace("\n", "\r\n")),
        "bom": lambda text: 1 + len(text),
        "bom-crlf": lambda text: 1 + len(text.replace("\n", "\r\n")),
        "utf-16": lambda text: len(text.encode("utf-16-le")) // 2,
        "utf-16-crlf": lambda text: len(text.replace("\n", "\r\n").encode("utf-16-le")) // 2,
        "utf-8": lambda text: len(text.encode()),
    }
    return counts[way](before), counts[way](upto)


@pytest.mark.parametrize("way", [str(one) for one in Counting])
@pytest.mark.parametrize("named", [True, False])
def test_each_way_of_counting_is_found(way: str, named: bool) -> None:
    marks = [Mark(*written(words, way), words if named else "") for words in WORDS]
    counted = find_counting(TEXT, marks)
    found = [TEXT[start:stop] for start, stop in filter(None, counted.places)]
    assert found == list(WORDS)


def test_the_words_in_the_name_of_a_selection_decide() -> None:
    text = "".join(f"l{number:02}\n" for number in range(20))
    assert find_counting(text, [Mark(20, 23, "l05")]).counting is Counting.CODE_POINTS
    assert find_counting(text, [Mark(20, 23, "l04")]).counting is Counting.CRLF
    assert not find_counting(text, [Mark(20, 23)]).certain


def test_a_way_that_a_person_chose_is_taken() -> None:
    counted = find_counting(TEXT, [Mark(0, 3)], Counting.BOM)
    assert counted.counting is Counting.BOM
    assert counted.places == (None,)


def test_positions_that_nothing_tells_apart_are_called_assumed() -> None:
    counted = find_counting("en to tre fire", [Mark(40, 50)])
    assert counted.counting is Counting.CODE_POINTS
    assert not counted.certain


@pytest.mark.parametrize(
    ("start", "stop"), [(-5, 3), (3, 3), (9, 2), (0, 10**9), (len(TEXT), len(TEXT) + 1)]
)
def test_a_position_outside_the_text_has_no_place(start: int, stop: int) -> None:
    assert find_counting(TEXT, [Mark(start, stop)], Counting.CODE_POINTS).places == (None,)


def test_a_position_inside_a_sign_has_no_place() -> None:
    inside = len(TEXT[: TEXT.index("😀")].encode("utf-16-le")) // 2 + 1
    assert find_counting(TEXT, [Mark(0, inside)], Counting.UTF16).places == (None,)


def test_places_follow_the_text_into_its_canonical_form() -> None:
    text = "A\u030a ha\u00adve og bro"
    begin = text.index("bro")
    moved = canonical_places(text, [begin, begin + 3])
    assert moved is not None
    assert "Å have og bro"[moved[begin] : moved[begin + 3]] == "bro"


def test_a_place_inside_a_composed_letter_is_not_guessed() -> None:
    assert canonical_places("A\u030a", [1]) is None
