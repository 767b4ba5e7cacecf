"""Wrapping, margins and finding: what the screen computes before it draws."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from qda.domain.codebook import PALETTE, Codebook, Theme
from qda.domain.codings import Coding
from qda.domain.consent import RestrictionKind
from qda.domain.documents import PageSource
from qda.domain.interviews import PageMap, PageStart, Role
from qda.domain.text import Span, display
from qda.services import screens
from qda.tui import words
from qda.tui.colours import CONTRAST, DARK, LIGHT, variable
from qda.tui.finding import places
from qda.tui.flow import RowKind, flow, wrapped
from qda.tui.going import next_uncoded
from qda.tui.margin import Margin, Mark, faces
from qda.tui.widgets.drawing import fitted, safe, strip_of
from tests.tui_project import HARBOUR, add_interview, harbour_project, transcript_of

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.screens import ScreenTranscript

SIGNS = st.text(alphabet="ab å æØ…–”\n\t12 日本🙂é\u0301\u200d\u200b\x1b", max_size=120)


@pytest.fixture
def transcript(tmp_path: Path) -> ScreenTranscript:
    with harbour_project(tmp_path) as project:
        return screens.transcript_for_screen(project, "Bilag 1")


def rows_of(text: str, width: int) -> list[str]:
    return [text[start:stop] for start, stop in wrapped(text, 0, len(text), width)]


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("Vinden stod ind fra vest.", 11, ["Vinden stod", "ind fra", "vest."]),
        ("havnearbejderforening", 8, ["havnearb", "ejderfor", "ening"]),
        ("kran\nskur", 20, ["kran", "skur"]),
        ("  to   blanke  ", 20, ["to   blanke"]),
        ("日本 日本 日本", 9, ["日本 日本", "日本"]),
        ("日本日本日本", 8, ["日本日本", "日本"]),
        ("🙂" * 9, 8, ["🙂🙂🙂🙂", "🙂🙂🙂🙂", "🙂"]),
        ("e\u0301" * 9, 8, ["e\u0301" * 8, "e\u0301"]),
        ("", 10, []),
        ("   \n ", 10, []),
    ],
)
def test_text_is_wrapped_at_blanks_and_line_ends(text: str, width: int, rows: list[str]) -> None:
    assert rows_of(text, width) == rows


WORDS = st.lists(
    st.text(alphabet="abåæØ…–日本🙂e\u0301\u200b", min_size=1, max_size=25), min_size=3, max_size=12
)


@given(WORDS.map(" ".join) | SIGNS, st.integers(8, 30))
def test_wrapping_loses_no_sign_and_keeps_the_width(text: str, width: int) -> None:
    shown = display(text)
    rows = rows_of(shown, width)
    assert "".join("".join(rows).split()) == "".join(shown.split())
    assert max((cell_len(row) for row in rows), default=0) <= width


def test_a_word_of_a_hundred_thousand_signs_is_wrapped_quickly() -> None:
    assert len(rows_of("🙂" + "a\u0301" * 50_000, 40)) == 1251


@given(SIGNS)
def test_safe_text_is_what_display_makes(text: str) -> None:
    assert safe(text) == display(text)


# A joiner alone swallows the sign behind it when measured, so it has no width of its own.
@given(SIGNS.map(lambda text: display(text).translate({10: " ", 0x200D: ""})), st.integers(0, 40))
def test_fitted_text_fills_its_columns(text: str, width: int) -> None:
    assert cell_len(fitted(text, width)) == width


def test_a_transcript_flows_with_speakers_pages_and_passages(transcript: ScreenTranscript) -> None:
    found = flow(transcript, transcript.text, 60)
    assert [row.kind.value for row in found.rows if row.kind is not RowKind.SPEECH] == [
        "page", "heading", "blank", "speaker", "blank", "speaker", "page", "speaker",
        "blank", "speaker", "held back", "free again",
    ]  # fmt: skip


def test_each_segment_knows_its_rows(transcript: ScreenTranscript) -> None:
    found = flow(transcript, transcript.text, 30)
    assert len(found.first) == 9
    assert [found.segment_at(row) for row in found.first] == list(range(9))
    assert [found.segment_at(row) for row in found.last] == list(range(9))


def test_a_page_that_begins_in_a_segment_cuts_it_there(tmp_path: Path) -> None:
    with harbour_project(tmp_path) as project:
        offset = transcript_of(HARBOUR).text.index("kran")
        made = transcript_of(HARBOUR, pages=(0,))
        pages = PageMap(PageSource.RENDERED, (PageStart(0, 1), PageStart(offset, 2)))
        add_interview(project, "Bilag 3", replace(made, pages=pages))
        transcript = screens.transcript_for_screen(project, "Bilag 3")
    rows = flow(transcript, transcript.text, 70).rows
    (place,) = (at for at, row in enumerate(rows) if row.kind is RowKind.PAGE and row.start == 2)
    assert transcript.text[rows[place - 1].start : rows[place - 1].stop] == "Så kom der en"
    assert transcript.text[rows[place + 1].start :].startswith("kran, og den larmede")


@given(
    st.lists(st.tuples(SIGNS.map(display), st.sampled_from(["red", "blue"])), max_size=6),
    st.integers(1, 60),
)
def test_a_line_is_exactly_so_wide_and_loses_no_style(
    drawn: list[tuple[str, str]], width: int
) -> None:
    pieces = [(text, Style(color=colour)) for text, colour in drawn]
    strip = strip_of(pieces, width, Style(bgcolor="green"))
    assert strip.cell_length == width == sum(cell_len(text) for text, _style, _no in strip)
    said = "".join(text for text, _style in pieces)
    assert said.startswith(strip.text.rstrip()[:-1])  # half a wide sign is a blank
    styles = [segment.style for segment in strip]
    assert all(style is not None and style.bgcolor for style in styles)
    assert all(one != other for one, other in pairwise(styles))


def codings(*given_: tuple[int, int, str, str]) -> list[Coding]:
    return [
        Coding(str(place), 1, Span(start, stop), theme, coder, "2025-01-01")
        for place, (start, stop, theme, coder) in enumerate(given_)
    ]


def marks_of(
    segments: list[Span], wanted: list[Coding], order: dict[str, int]
) -> list[tuple[Mark, ...]]:
    margin = Margin(segments, order, "ida")
    margin.change((), wanted)
    return [margin.at(index) for index in range(len(segments))]


def test_overlapping_codings_lie_side_by_side_and_keep_their_lane() -> None:
    segments = [Span(0, 10), Span(10, 20), Span(20, 30)]
    marks = marks_of(
        segments,
        codings((0, 20, "a", "ida"), (5, 8, "b", "bo"), (10, 15, "c", "ida"), (22, 25, "d", "ida")),
        {"a": 0, "b": 1, "c": 2, "d": 3},
    )
    assert [[(mark.lane, mark.theme, mark.own) for mark in here] for here in marks] == [
        [(0, "a", True), (1, "b", False)],
        [(0, "a", True), (1, "c", True)],
        [(0, "d", True)],
    ]


@given(
    st.lists(st.tuples(st.integers(0, 95), st.integers(1, 40), st.sampled_from("abc")), max_size=20)
)
def test_no_two_codings_share_a_lane_of_a_segment(drawn: list[tuple[int, int, str]]) -> None:
    segments = [Span(start, start + 10) for start in range(0, 100, 10)]
    wanted = codings(*((s, min(100, s + n), theme, "ida") for s, n, theme in drawn))
    marks = marks_of(segments, wanted, {})
    lanes = [[mark.lane for mark in here] for here in marks]
    assert lanes == [sorted(set(here)) for here in lanes]
    touched = [sum(1 for one in wanted if one.span.overlaps(segment)) for segment in segments]
    assert [len(here) for here in marks] == touched


@given(
    st.lists(
        st.tuples(st.integers(0, 95), st.integers(1, 40), st.sampled_from("abc")),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 11),
)
def test_one_coding_more_or_less_is_shown_as_if_all_were_read_anew(
    drawn: list[tuple[int, int, str]], which: int
) -> None:
    segments = [Span(start, start + 10) for start in range(0, 100, 10)]
    wanted = codings(*((s, min(100, s + n), theme, "ida") for s, n, theme in drawn))
    one = wanted.pop(which % len(wanted))
    without = marks_of(segments, wanted, {})
    margin = Margin(segments, {}, "ida")
    margin.change((), wanted)
    changed = margin.change((), [one])
    shown = [margin.at(index) for index in range(10)]
    assert shown == marks_of(segments, [*wanted, one], {})
    assert changed == {index for index in range(10) if shown[index] != without[index]}
    assert margin.change([one.uid], ()) == changed
    assert [margin.at(index) for index in range(10)] == without


def test_themes_without_a_hotkey_get_two_letters_of_their_own() -> None:
    book = Codebook(
        "",
        (
            Theme("penge", "Penge", hotkey="4"),
            Theme("midler", "Midler"),
            Theme("minder", "Minder"),
            Theme("mi", "Mi"),
        ),
    )
    shown = faces(book, {"gammel": "[/]\x1bGammel"})
    assert [face.short for face in shown.values()] == ["4", "Mi", "Mn", "Mi", "Ga"]
    assert shown["gammel"].title == "[/]␛Gammel"
    assert shown["gammel"].retired


@pytest.mark.parametrize(
    ("wanted", "segments"),
    [
        ("kaffe", [3]),
        ("KAFFE", [3]),
        ("alle kaffe", []),
        ("altid  kaffe", [3]),
        ("havnen", [0, 5]),
        ("Samtale", []),
        ("(", []),
        (" ", []),
    ],
)
def test_words_are_found_in_what_is_said(
    transcript: ScreenTranscript, wanted: str, segments: list[int]
) -> None:
    found = places(transcript, wanted)
    assert [found.segment(at) for at in range(len(found))] == segments


def test_words_are_found_across_a_line_end(tmp_path: Path) -> None:
    speech = (("Bo", Role.INFORMANT, ("Hej. ", "Vi sejlede\nmod  vest. ")),)
    with harbour_project(tmp_path) as project:
        add_interview(project, "Bilag 3", transcript_of(speech))
        transcript = screens.transcript_for_screen(project, "Bilag 3")
    found = places(transcript, "Sejlede mod vest")
    assert [found.segment(at) for at in range(len(found))] == [1]


@pytest.mark.parametrize(
    ("coded", "current", "found"),
    [
        (set(), 0, 1),
        ({1, 2}, 0, 3),
        ({1, 2, 3}, 0, 6),
        ({1, 2, 3}, 6, 8),
        ({2, 3, 6, 8}, 6, 1),
        ({1, 2, 3, 6, 8}, 0, None),
        ({2, 3, 6, 8}, 1, 1),
    ],
)
def test_the_next_uncoded_segment_is_the_informants(
    transcript: ScreenTranscript, coded: set[int], current: int, found: int | None
) -> None:
    assert next_uncoded(transcript, coded, current) == found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("name", [*map(variable, PALETTE), "quiet", "restricted"])
@pytest.mark.parametrize("ground", ["background", "surface", "current"])
def test_every_colour_can_be_read(theme: object, name: str, ground: str) -> None:
    variables = {
        **theme.variables,  # type: ignore[attr-defined]
        "background": theme.background,  # type: ignore[attr-defined]
        "surface": theme.surface,  # type: ignore[attr-defined]
    }
    assert contrast(variables[name], variables[ground]) >= 4.5


@pytest.mark.parametrize("name", [*map(variable, PALETTE), "quiet", "restricted", "scroll"])
@pytest.mark.parametrize("ground", [CONTRAST.background, CONTRAST.panel])
def test_high_contrast_is_sevenfold(name: str, ground: str) -> None:
    assert contrast(CONTRAST.variables[name], ground) >= 7


@pytest.mark.parametrize("name", ["primary", "secondary", "accent", "error", "success"])
@pytest.mark.parametrize("ground", [CONTRAST.background, CONTRAST.panel])
def test_what_is_said_stands_out_sevenfold_in_high_contrast(name: str, ground: str) -> None:
    assert contrast(getattr(CONTRAST, name), ground) >= 7


@pytest.mark.parametrize("name", [*map(variable, PALETTE), "quiet", "restricted"])
def test_the_current_segment_can_be_read_in_high_contrast(name: str) -> None:
    current = CONTRAST.variables["current"]
    assert contrast(str(CONTRAST.foreground), current) >= 12
    assert contrast(CONTRAST.variables[name], current) >= 7


@pytest.mark.parametrize(
    ("kind", "until", "said"),
    [
        (RestrictionKind.OFF_RECORD, "", "off the record"),
        (RestrictionKind.EMBARGO, "2027-01-01", "held back until 2027-01-01"),
        (RestrictionKind.EMBARGO, "", "held back"),
        (RestrictionKind.THIRD_PARTY, "", "about somebody else"),
        (RestrictionKind.SENSITIVE, "", "sensitive"),
        (RestrictionKind.LEFT_OUT, "", "left out by the informant"),
    ],
)
def test_each_restriction_has_its_word(kind: RestrictionKind, until: str, said: str) -> None:
    restriction = screens.Restriction(Span(0, 1), kind, until)
    assert words.restriction(restriction) == said
    assert words.restriction_ends(restriction) in ("on the record again", "free to use again")


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 0, "0 %"), (1, 3, "33 %"), (199, 200, "99 %"), (2, 2, "100 %")]
)
def test_a_share_is_never_whole_while_something_is_missing(
    part: int, whole: int, said: str
) -> None:
    assert words.percent(part, whole) == said


def test_pages_without_speech_show_the_last_of_them_only(tmp_path: Path) -> None:
    with harbour_project(tmp_path) as project:
        made = transcript_of(HARBOUR, "Forside", pages=())
        pages = PageMap(PageSource.RENDERED, tuple(PageStart(at, at + 1) for at in (0, 3, 8)))
        add_interview(project, "Bilag 3", replace(made, pages=pages))
        transcript = screens.transcript_for_screen(project, "Bilag 3")
    rows = flow(transcript, transcript.text, 60).rows
    assert [(row.kind.value, row.start) for row in rows[:4]] == [
        ("page", 1), ("heading", 0), ("page", 9), ("speaker", 0),
    ]  # fmt: skip
