"""codes.yml: what is read, and what a new project begins with.

Where a test has a docstring of several lines, that is the input file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from qda import language
from qda.domain.codebook import PALETTE, Keyword, Theme
from qda.formats.codes_changes import AddKeyword, AddTheme
from qda.formats.codes_yml import (
    default_codebook_text,
    edit_codebook,
    read_codebook,
    write_codebook_text,
)
from tests.codes_files import problems_of, written

PROJECT = Path(__file__).resolve().parents[1]


def test_a_codebook_is_read_with_everything_in_it(codes: Path) -> None:
    """
    # En kommentar
    title: Livet ved havnen
    themes:
      haab:                  # nøglen
        title: Håb for havnen
        definition: >
          Hvad folk håber,
          når kranerne tier.
        include: 'Ja: også drømme'
        exclude: "Ikke »ønsker«"
        hotkey: 1
        colour: teal
        keywords: [den nye kaj, håb*, "=drøm"]
      tvivl:
        title: Tvivl
        keywords:
          - gæld
        themes:
          penge-2: {title: Penge, hotkey: 9, colour: pink}
    """
    book = read_codebook(codes)
    assert book.title == "Livet ved havnen"
    assert book.themes == (
        Theme(
            key="haab",
            title="Håb for havnen",
            definition="Hvad folk håber, når kranerne tier.",
            include="Ja: også drømme",
            exclude="Ikke »ønsker«",
            hotkey="1",
            colour="teal",
            keywords=(
                Keyword("den nye kaj", compounds=False, exact=False, line=13),
                Keyword("håb", compounds=True, exact=False, line=13),
                Keyword("drøm", compounds=False, exact=True, line=13),
            ),
            parent=None,
            position=0,
            line=4,
        ),
        Theme(
            key="tvivl",
            title="Tvivl",
            colour="blue",
            keywords=(Keyword("gæld", compounds=False, exact=False, line=17),),
            position=1,
            line=14,
        ),
        Theme(
            key="penge-2",
            title="Penge",
            hotkey="9",
            colour="pink",
            parent="tvivl",
            position=2,
            line=19,
        ),
    )


LEMMAS = "themes: {a: {title: A}}\nlemmas:\n"


def test_corrected_lemmas_are_read_with_their_lines(tmp_path: Path) -> None:
    found = read_codebook(written(tmp_path, LEMMAS + "  bænkene: bænk\n  Skødet: skøde\n"))
    assert found.corrections == {"bænkene": "bænk", "Skødet": "skøde"}
    assert [correction.line for correction in found.lemmas] == [3, 4]


@pytest.mark.parametrize(
    ("typed", "line", "name"),
    [
        ("  to ord: ord\n", ":3", "codebook.bad-lemma"),
        ("  ord: to ord\n", ":3", "codebook.bad-lemma"),
        ("  bænkene:\n", ":3", "codebook.expected-text"),
        ("  bænkene: [bænk]\n", ":3", "codebook.expected-text"),
        ("  - bænkene\n", ":2", "codebook.expected-fields"),
        ("  ø: a\n  ø: b\n", ":4", ""),
    ],
)
def test_a_wrong_lemma_is_told_with_its_line(
    tmp_path: Path, typed: str, line: str, name: str
) -> None:
    problems = problems_of(written(tmp_path, LEMMAS + typed))
    assert [problem for problem in problems if f"{line}:" in problem and name in problem]


def test_a_change_leaves_the_corrected_lemmas_alone(tmp_path: Path) -> None:
    path = written(tmp_path, LEMMAS + "  bænkene: bænk  # vores\n")
    edit = edit_codebook(path, [AddKeyword("a", "bænk"), AddTheme("b", "B")])
    assert "  bænkene: bænk  # vores\n" in edit.after
    write_codebook_text(path, edit.after)
    assert read_codebook(path).corrections == {"bænkene": "bænk"}


def test_sub_codes_may_have_sub_codes(codes: Path) -> None:
    """
    themes:
      a:
        title: A
        themes:
          b:
            title: B
            themes:
              c:
                title: C
      d:
        title: D
    """
    book = read_codebook(codes)
    assert [(theme.key, theme.parent) for theme in book.themes] == [
        ("a", None), ("b", "a"), ("c", "b"), ("d", None),
    ]  # fmt: skip


def test_themes_without_a_colour_take_the_next_that_is_free(codes: Path) -> None:
    """
    themes:
      a: {title: A}
      b: {title: B, colour: blue}
      c:
        title: C
        themes:
          c1: {title: C1}
          c2: {title: C2, colour: red}
      d: {title: D}
    """
    colours = {theme.key: theme.colour for theme in read_codebook(codes).themes}
    assert colours == {
        "a": "orange", "b": "blue", "c": "green", "c1": "green", "c2": "red", "d": "red",
    }  # fmt: skip


def test_more_themes_than_colours_begin_the_palette_again(tmp_path: Path) -> None:
    themes = "".join(f"  t{number}: {{title: T}}\n" for number in range(13))
    book = read_codebook(written(tmp_path, "themes:\n" + themes))
    assert [theme.colour for theme in book.themes] == [*PALETTE, PALETTE[0]]


def test_a_codebook_need_not_have_a_title(tmp_path: Path) -> None:
    assert read_codebook(written(tmp_path, "themes: {a: {title: A}}")).title == ""


@pytest.mark.parametrize(
    "typed",
    [
        "no", "on", "Yes", "true", "null", "~", "1.10", "007", "12:30", "1e3", "1_000", "0o17",
        "0x1F", ".inf", "2026-01-02", "2026-01-02 10:00:00", "=", "3 %", "a#b", "a: b",
        "[utydeligt]", "#1 tema", "*mark", "&mark", "!mark", "@x", "`x", "%x", "{a}", "- a", "? a",
    ],
)  # fmt: skip
def test_a_text_in_quotes_stays_as_it_was_typed(tmp_path: Path, typed: str) -> None:
    book = read_codebook(written(tmp_path, f"themes: {{a: {{title: '{typed}'}}}}"))
    assert book.themes[0].title == typed


@pytest.mark.parametrize(
    "typed",
    [
        "no", "on", "Yes", "true", "null", "~", "1.10", "007", "12:30", "1e3", "1_000", "0o17",
        "0x1F", ".inf", "2026-01-02", "2026-01-02 10:00:00", "=", "3 %", "a#b",
    ],
)  # fmt: skip
def test_a_text_without_quotes_is_never_resolved(tmp_path: Path, typed: str) -> None:
    book = read_codebook(written(tmp_path, f"themes:\n  a:\n    title: {typed}\n"))
    assert book.themes[0].title == typed


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_byte_order_mark_and_line_ends_make_no_difference(
    tmp_path: Path, bom: bytes, end: bytes
) -> None:
    text = "themes:\n  å:\n    title: Ål\n    keywords: [sø]\n".encode()
    book = read_codebook(written(tmp_path, bom + text.replace(b"\n", end)))
    assert (book.themes[0].key, book.themes[0].line) == ("å", 2)
    assert book.themes[0].keywords[0].line == 4


def test_decomposed_letters_are_the_same_as_composed_ones(tmp_path: Path) -> None:
    text = "themes:\n  a\u030a:\n    title: A\u030al\n    keywords: [A\u030al*]\n"
    theme = read_codebook(written(tmp_path, text)).themes[0]
    assert (theme.key, theme.title, theme.keywords[0].text) == ("å", "Ål", "Ål")


def test_the_codebook_of_the_demo_is_valid() -> None:
    book = read_codebook(PROJECT / "codes.yml")
    assert [theme.key for theme in book.top_level] == [
        "forstaaelse", "forventninger", "effekter", "udfordringer", "hvorfor", "andet",
    ]  # fmt: skip
    assert [theme.hotkey for theme in book.top_level] == ["1", "2", "3", "4", "5", "6"]
    assert [theme.key for theme in book.children("andet")] == ["midler", "ghettoudspil"]


@pytest.mark.parametrize(("code", "key"), [("en", "example"), ("da", "eksempel")])
@pytest.mark.parametrize("title", ["Havnen", "Havn: #1 \"A\" 'B' \\", "  to \n linjer ", "no", ""])
def test_the_starter_is_a_valid_codebook_with_one_theme(
    tmp_path: Path, code: str, key: str, title: str
) -> None:
    language.settle(code)
    path = written(tmp_path, default_codebook_text(title))
    book = read_codebook(path)
    assert [(theme.key, theme.hotkey, theme.colour) for theme in book.themes] == [
        (key, "1", "blue")
    ]
    assert book.title == " ".join(title.split())
    assert [keyword.written for keyword in book.themes[0].keywords] == [
        "eksempel", "forbillede*", "=for eksempel",
    ]  # fmt: skip


def test_the_starter_can_be_extended(tmp_path: Path) -> None:
    path = written(tmp_path, default_codebook_text("Havnen"))
    edit = edit_codebook(path, [AddTheme("kaj", "Kaj", parent="example"), AddTheme("ro", "Ro")])
    assert edit.after.endswith("    #     title: A sub-code\n  ro:\n    title: Ro\n")
    assert "  themes:\n      kaj:\n        title: Kaj\n" in edit.after


def test_the_reference_style_is_read(tmp_path: Path) -> None:
    book = "themes: {a: {title: A}}\n"
    assert read_codebook(written(tmp_path, book)).reference.of("Bilag 6", (1,)) == "(Bilag 6:1)"
    styled = read_codebook(written(tmp_path, 'reference: "B{number}[ s. {pages}]"\n' + book))
    assert styled.reference.of("Bilag 6", (13,)) == "B6 s. 13"


@pytest.mark.parametrize("typed", ["side", '"({appendix}, {side})"', '"[{pages}]"'])
def test_a_wrong_reference_style_is_told_with_its_line(tmp_path: Path, typed: str) -> None:
    found = problems_of(written(tmp_path, f"themes: {{a: {{title: A}}}}\nreference: {typed}\n"))
    assert len(found) == 1
    assert ":2" in found[0]
    assert "codebook.bad-reference" in found[0]
    assert "colon, page, line, informant" in found[0]
