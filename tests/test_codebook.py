"""The codebook as a value: finding themes, families of sub-codes, the notation of keywords."""

from __future__ import annotations

import pytest

from qda.domain.codebook import (
    HOTKEYS,
    PALETTE,
    RESERVED_HOTKEYS,
    Codebook,
    Keyword,
    Theme,
    nearest,
    plain,
    resolve,
)
from qda.errors import NotFound

BOOK = Codebook(
    "Havnebyer",
    (
        Theme("haab", "Håb for havnen", hotkey="1", position=0),
        Theme("tvivl", "Tvivl", hotkey="2", position=1),
        Theme("tvivl-penge", "Penge og gæld", parent="tvivl", position=2),
        Theme("laan", "Lån i banken", parent="tvivl-penge", position=3),
        Theme("tid", "Ventetid", parent="tvivl", position=4),
        Theme("øvrigt", "Alt øvrigt", position=5),
    ),
)


def keys(themes: tuple[Theme, ...]) -> list[str]:
    return [theme.key for theme in themes]


def test_a_theme_is_found_by_its_key() -> None:
    assert BOOK.theme("øvrigt").title == "Alt øvrigt"


def test_an_unknown_key_names_the_nearest_ones() -> None:
    with pytest.raises(NotFound) as caught:
        BOOK.theme("tvivl-pen")
    assert caught.value.message == 'No theme "tvivl-pen" in the codebook.'
    assert caught.value.hint == 'Did you mean "tvivl-penge", "tvivl"?'


def test_an_unknown_key_far_from_all_others_points_to_the_list() -> None:
    with pytest.raises(NotFound) as caught:
        BOOK.theme("xxxx")
    assert caught.value.hint == "`qda codes list` shows the themes."


def test_an_escape_sequence_in_an_unknown_key_is_made_visible() -> None:
    with pytest.raises(NotFound) as caught:
        BOOK.theme("\x1b[2J")
    assert caught.value.message == 'No theme "␛[2J" in the codebook.'


def test_a_hotkey_finds_its_theme() -> None:
    assert BOOK.by_hotkey("2") == BOOK.themes[1]


def test_a_free_hotkey_finds_nothing() -> None:
    assert BOOK.by_hotkey("9") is None


def test_sub_codes_are_not_at_the_top_level() -> None:
    assert keys(BOOK.top_level) == ["haab", "tvivl", "øvrigt"]


def test_children_are_the_sub_codes_right_below() -> None:
    assert keys(BOOK.children("tvivl")) == ["tvivl-penge", "tid"]


def test_a_theme_without_sub_codes_has_no_children() -> None:
    assert BOOK.children("laan") == ()


def test_children_of_an_unknown_theme_are_an_error() -> None:
    with pytest.raises(NotFound):
        BOOK.children("findes-ikke")


def test_the_path_leads_from_the_top_down() -> None:
    assert keys(BOOK.path("laan")) == ["tvivl", "tvivl-penge", "laan"]


def test_the_root_of_a_sub_code_is_at_the_top() -> None:
    assert BOOK.root_of("laan").key == "tvivl"


def test_a_top_level_theme_is_its_own_root() -> None:
    assert BOOK.root_of("haab").key == "haab"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("tvivl", "tvivl"),
        ("TVIVL", "tvivl"),
        ("  tvivl ", "tvivl"),
        ("Håb for havnen", "haab"),
        ("HÅB FOR HAVNEN", "haab"),
        ("ha\u030ab for havnen", "haab"),
        ("håb", "haab"),
        ("tvivl-p", "tvivl-penge"),
        ("Lån", "laan"),
        ("ØV", "øvrigt"),
    ],
)
def test_a_theme_is_resolved_from_what_a_person_writes(text: str, key: str) -> None:
    assert resolve(BOOK, text).key == key
    assert BOOK.resolve(text).key == key


def test_the_beginning_of_several_themes_is_refused_with_their_keys() -> None:
    with pytest.raises(NotFound) as caught:
        resolve(BOOK, "t")
    assert caught.value.message == '"t" fits more than one theme.'
    assert caught.value.hint == "Write the whole key: tvivl, tvivl-penge, tid."


def test_a_title_that_two_themes_share_is_refused() -> None:
    book = Codebook("", (Theme("a", "Fælles"), Theme("b", "Fælles")))
    with pytest.raises(NotFound) as caught:
        resolve(book, "Fælles")
    assert caught.value.hint == "Write the whole key: a, b."


def test_a_key_wins_over_the_title_of_another_theme() -> None:
    book = Codebook("", (Theme("a", "b"), Theme("b", "Noget andet")))
    assert resolve(book, "b").title == "Noget andet"


@pytest.mark.parametrize("text", ["", "   ", "qqqq"])
def test_what_fits_no_theme_is_not_found(text: str) -> None:
    with pytest.raises(NotFound, match="No theme"):
        resolve(BOOK, text)


def test_a_misspelt_title_is_proposed() -> None:
    with pytest.raises(NotFound) as caught:
        resolve(BOOK, "penge og gold")
    assert caught.value.hint == 'Did you mean "Penge og gæld"?'


@pytest.mark.parametrize(
    ("written", "text", "compounds", "exact"),
    [
        ("blandet by", "blandet by", False, False),
        ("fortynd*", "fortynd", True, False),
        ("=udskifte", "udskifte", False, True),
        ("=ry*", "ry", True, True),
        ("  to   ord ", "to ord", False, False),
        ("fortynd *", "fortynd", True, False),
        ("a\u030ar", "år", False, False),
        ("=", "", False, True),
        ("*", "", True, False),
    ],
)
def test_the_notation_of_a_keyword(written: str, text: str, compounds: bool, exact: bool) -> None:
    assert Keyword.parse(written, 7) == Keyword(text, compounds, exact, 7)


@pytest.mark.parametrize("written", ["blandet by", "fortynd*", "=udskifte", "=ry*"])
def test_a_keyword_is_written_as_it_was_read(written: str) -> None:
    assert Keyword.parse(written, 1).written == written


def test_the_palette_has_twelve_different_colours() -> None:
    assert len(set(PALETTE)) == 12
    assert PALETTE[:6] == ("blue", "orange", "green", "red", "purple", "grey")


def test_no_hotkey_is_reserved() -> None:
    assert sorted(HOTKEYS) == list("123456789")
    assert {"0", "k", "å"} <= RESERVED_HOTKEYS
    assert not HOTKEYS & RESERVED_HOTKEYS


def test_the_nearest_choice_ignores_capitals() -> None:
    assert nearest("TITEL", ["title", "themes"]) == ["title"]
    assert nearest("titel", ["TITLE", "themes"]) == ["TITLE"]


def test_only_the_nearest_is_given_unless_more_are_asked_for() -> None:
    assert nearest("titl", ["title", "titel"]) == ["title"]
    assert nearest("titl", ["title", "titel"], 2) == ["title", "titel"]


def test_no_more_than_three_keys_are_proposed() -> None:
    book = Codebook("", tuple(Theme(f"tema-{number}", "T") for number in range(5)))
    with pytest.raises(NotFound) as caught:
        book.theme("tema-x")
    assert caught.value.hint == 'Did you mean "tema-4", "tema-3", "tema-2"?'


def test_a_key_with_capitals_is_found_without_them() -> None:
    book = Codebook("", (Theme("EU-midler", "Penge udefra"),))
    assert resolve(book, "eu-midler").key == "EU-midler"
    assert resolve(book, "eu").key == "EU-midler"


def test_nothing_near_is_an_empty_list() -> None:
    assert nearest("zzz", ["title", "themes"]) == []


def test_plain_text_is_composed_and_has_single_blanks() -> None:
    assert plain(" e\u0301n\n\tlinje ") == "én linje"
