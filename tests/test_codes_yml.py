"""codes.yml: what is read, every mistake with its line, and changes that touch their lines only.

Where a test has a docstring of several lines, that is the input file.
"""

from __future__ import annotations

import inspect
import re
import stat
import tempfile
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda import language
from qda.domain.codebook import PALETTE, Keyword, Theme
from qda.errors import BadCodebook, BadFile, ExitCode, NotFound, Refused
from qda.formats.codes_changes import AddKeyword, AddTheme, Change, SetField
from qda.formats.codes_reading import codebook_of
from qda.formats.codes_yml import (
    Edit,
    default_codebook_text,
    edit_codebook,
    read_codebook,
    write_codebook_text,
)

if TYPE_CHECKING:
    from qda.domain.problems import Problem

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture
def codes(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The docstring of the test as a codebook file."""
    return written(tmp_path, inspect.getdoc(request.function) or "")


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "codes.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(BadCodebook) as caught:
        read_codebook(path)
    return [str(problem) for problem in caught.value.problems]


# --- reading ---------------------------------------------------------------------------------


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


# --- mistakes --------------------------------------------------------------------------------


def test_all_mistakes_are_reported_at_once(codes: Path) -> None:
    """
    titel: Havnen
    themes:
      haab:
        title: Håb
        hotkey: 1
        colour: bleu
        keywords: [kaj, kran*, kaj, ""]
      ny kaj:
        definition: Uden titel
        hotkey: 1
      haab:
        title: Igen
        keyword: [x]
    """
    assert problems_of(codes) == [
        'codes.yml:1: Unknown field "titel". Did you mean "title"? (codebook.unknown-field)',
        'codes.yml:6: "bleu" is no value of "colour". Did you mean "blue"? Possible: blue, '
        "orange, green, red, purple, grey, teal, pink, brown, yellow, cyan, magenta. "
        "(codebook.unknown-value)",
        'codes.yml:7: The keyword "kaj" stands twice in the theme, also in line 7. '
        "(codebook.duplicate-keyword)",
        "codes.yml:7: A keyword is empty. If it begins with a sign such as [ or #, put it in "
        "quotes. (codebook.empty-keyword)",
        'codes.yml:8: The key "ny kaj" may hold only letters and digits, with hyphens between. '
        'Did you mean "ny-kaj"? (codebook.bad-key)',
        'codes.yml:8: The theme "ny kaj" has no title. (codebook.missing-title)',
        "codes.yml:10: The hotkey 1 is taken by another theme, in line 5. "
        "(codebook.duplicate-hotkey)",
        'codes.yml:11: "haab" stands twice in the same group, here and in line 3. '
        "(codebook.duplicate-key)",
        'codes.yml:13: Unknown field "keyword". Did you mean "keywords"? (codebook.unknown-field)',
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("themes: {}", '"codes.yml" has 1 problem.'),
        ("themes: {a: {}, b: {}}", '"codes.yml" has 2 problems.'),
    ],
)
def test_the_error_counts_the_problems(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadCodebook) as caught:
        read_codebook(written(tmp_path, text))
    assert caught.value.message == message
    assert caught.value.hint == "Correct the lines in an editor and try again."
    assert caught.value.exit_code == ExitCode.UNUSABLE


THEME = "themes:\n  a:\n    title: A\n"
QUOTE_IT = "If it begins with a sign such as [ or #, put it in quotes."

MISTAKES = {
    "empty file": (
        "",
        '1: The file is empty. Write a key under "themes:", and "title:" and the other fields '
        "under the key. (codebook.no-themes)",
    ),
    "only comments": (
        "# intet\n",
        '1: The file is empty. Write a key under "themes:", and "title:" and the other fields '
        "under the key. (codebook.no-themes)",
    ),
    "no themes": (
        "title: Havnen\n",
        '1: The codebook holds no themes. Write a key under "themes:", and "title:" and the '
        "other fields under the key. (codebook.no-themes)",
    ),
    "themes in empty braces": (
        "title: Havnen\nthemes: {}\n",
        '2: The codebook holds no themes. Write a key under "themes:", and "title:" and the '
        "other fields under the key. (codebook.no-themes)",
    ),
    "a list at the top": (
        "- a\n",
        '1: Under "codes.yml" fields are expected, each on a line of its own. '
        "(codebook.expected-fields)",
    ),
    "a text at the top": (
        "hej\n",
        '1: Under "codes.yml" fields are expected, each on a line of its own. '
        "(codebook.expected-fields)",
    ),
    "sub-codes as a list": (
        THEME + "    themes: [b, c]\n",
        '4: Under "themes" fields are expected, each on a line of its own. '
        "(codebook.expected-fields)",
    ),
    "a theme that is only a text": (
        THEME + "  b: Bogen\n",
        '4: Under "b" fields are expected, each on a line of its own. (codebook.expected-fields)',
    ),
    "unknown field far from all": (
        THEME + "    xyz: 1\n",
        '4: Unknown field "xyz". (codebook.unknown-field)',
    ),
    "American spelling": (
        THEME + "    color: blue\n",
        '4: Unknown field "color". Did you mean "colour"? (codebook.unknown-field)',
    ),
    "no title": (
        "themes:\n  a:\n    hotkey: 1\n",
        '2: The theme "a" has no title. (codebook.missing-title)',
    ),
    "empty title": (
        "themes:\n  a:\n    title: ''\n",
        '2: The theme "a" has no title. (codebook.missing-title)',
    ),
    "a field twice": (
        THEME + "    hotkey: 1\n    title: B\n",
        '5: "title" stands twice in the same group, here and in line 3. (codebook.duplicate-key)',
    ),
    "a key on two levels": (
        THEME + "    themes:\n      a:\n        title: B\n",
        '5: The key "a" is taken by another theme, in line 2. (codebook.duplicate-key)',
    ),
    "a key twice on one line": (
        "themes: {a: {title: A}, b: {title: B, themes: {a: {title: C}}}}\n",
        '1: The key "a" is taken by another theme, in line 1. (codebook.duplicate-key)',
    ),
    "keys that differ in their composition": (
        "themes:\n  å: {title: A}\n  a\u030a: {title: B}\n",
        '3: "å" stands twice in the same group, here and in line 2. (codebook.duplicate-key)',
    ),
    "a key with underscore": (
        "themes:\n  ny_kaj: {title: A}\n",
        '2: The key "ny_kaj" may hold only letters and digits, with hyphens between. '
        'Did you mean "ny-kaj"? (codebook.bad-key)',
    ),
    "a key of signs": (
        "themes:\n  '!!': {title: A}\n",
        '2: The key "!!" may hold only letters and digits, with hyphens between. '
        "(codebook.bad-key)",
    ),
    "a key that begins with a hyphen": (
        "themes:\n  -a: {title: A}\n",
        '2: The key "-a" may hold only letters and digits, with hyphens between. '
        'Did you mean "a"? (codebook.bad-key)',
    ),
    "a key with a letter that only looks Latin": (
        "themes:\n  b\u0430d: {title: A}\n",
        '2: The key "b\u0430d" may hold only letters and digits, with hyphens between. '
        'Did you mean "b-d"? (codebook.bad-key)',
    ),
    "a reserved hotkey": (
        THEME + "    hotkey: k\n",
        '4: The key "k" belongs to the program. A hotkey is one digit from 1 to 9. '
        "(codebook.reserved-hotkey)",
    ),
    "a reserved hotkey in capitals": (
        THEME + "    hotkey: Å\n",
        '4: The key "Å" belongs to the program. A hotkey is one digit from 1 to 9. '
        "(codebook.reserved-hotkey)",
    ),
    "zero as a hotkey": (
        THEME + "    hotkey: 0\n",
        '4: The key "0" belongs to the program. A hotkey is one digit from 1 to 9. '
        "(codebook.reserved-hotkey)",
    ),
    "two digits as a hotkey": (
        THEME + "    hotkey: 12\n",
        '4: "12" cannot be a hotkey. A hotkey is one digit from 1 to 9. (codebook.bad-hotkey)',
    ),
    "a Danish colour": (
        THEME + "    colour: blå\n",
        '4: "blå" is no value of "colour". Did you mean "blue"? Possible: blue, orange, green, '
        "red, purple, grey, teal, pink, brown, yellow, cyan, magenta. (codebook.unknown-value)",
    ),
    "a list for a text": (
        THEME + "    definition: [utydeligt]\n",
        f'4: "definition" needs text, but a list or group stands here. {QUOTE_IT} '
        "(codebook.expected-text)",
    ),
    "a list for a title": (
        "themes:\n  a:\n    title: [utydeligt]\n",
        f'3: "title" needs text, but a list or group stands here. {QUOTE_IT} '
        "(codebook.expected-text)",
    ),
    "nothing for a text": (
        THEME + "    include: #1 tema\n",
        f'4: "include" needs text, but nothing stands here. {QUOTE_IT} (codebook.expected-text)',
    ),
    "nothing for a title": (
        "themes:\n  a:\n    title: #1 tema\n",
        f'3: "title" needs text, but nothing stands here. {QUOTE_IT} (codebook.expected-text)',
    ),
    "nothing for a hotkey": (
        THEME + "    hotkey:\n",
        f'4: "hotkey" needs text, but nothing stands here. {QUOTE_IT} (codebook.expected-text)',
    ),
    "nothing for a colour": (
        THEME + "    colour:\n",
        f'4: "colour" needs text, but nothing stands here. {QUOTE_IT} (codebook.expected-text)',
    ),
    "a text for keywords": (
        THEME + "    keywords: kaj, kran\n",
        '4: The field "keywords" needs a list: [one, another], or lines that begin with "- ". '
        "(codebook.expected-list)",
    ),
    "nothing for keywords": (
        THEME + "    keywords: #kaj\n",
        '4: The field "keywords" needs a list: [one, another], or lines that begin with "- ". '
        "(codebook.expected-list)",
    ),
    "a list as a keyword": (
        THEME + "    keywords: [[utydeligt]]\n",
        f'4: "keywords" needs text, but a list or group stands here. {QUOTE_IT} '
        "(codebook.expected-text)",
    ),
    "a colon in a keyword": (
        THEME + "    keywords:\n      - kaj\n      - ja: nej\n",
        f'6: "keywords" needs text, but a list or group stands here. {QUOTE_IT} '
        "(codebook.expected-text)",
    ),
    "a keyword of a star": (
        THEME + '    keywords: ["*"]\n',
        f"4: A keyword is empty. {QUOTE_IT} (codebook.empty-keyword)",
    ),
    "a keyword that is nothing": (
        THEME + "    keywords:\n      - #kaj\n",
        f"5: A keyword is empty. {QUOTE_IT} (codebook.empty-keyword)",
    ),
    "the same keyword in capitals": (
        THEME + "    keywords:\n      - kaj*\n      - KAJ*\n",
        '6: The keyword "KAJ*" stands twice in the theme, also in line 5. '
        "(codebook.duplicate-keyword)",
    ),
    "a star inside a keyword": (
        THEME + '    keywords: ["*kaj"]\n',
        '4: In "*kaj" a mark stands in the wrong place. "*" counts at the end only and "=" at '
        "the beginning only, once each. (codebook.bad-keyword)",
    ),
    "two equal signs": (
        THEME + '    keywords: ["==kaj"]\n',
        '4: In "==kaj" a mark stands in the wrong place. "*" counts at the end only and "=" at '
        "the beginning only, once each. (codebook.bad-keyword)",
    ),
    "a soft hyphen in a keyword": (
        THEME + "    keywords: [ka\u00adj]\n",
        '4: The keyword "ka␣j" holds an invisible character. It would never be found; type the '
        "word anew. (codebook.invisible-character)",
    ),
    "three levels of sub-codes": (
        THEME + "    themes: {b: {title: B, themes: {c: {title: C, themes:\n"
        "      {d: {title: D}}}}}}\n",
        '5: "d" lies too deep: sub-codes may have sub-codes, but no more. (codebook.theme-depth)',
    ),
}


@pytest.mark.parametrize(("text", "problem"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line_and_the_nearest_right_name(
    tmp_path: Path, text: str, problem: str
) -> None:
    assert problems_of(written(tmp_path, text)) == [f"codes.yml:{problem}"]


def test_a_long_wrong_value_is_cut_and_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    path = written(tmp_path, THEME + f"    hotkey: {'x' * 60}\n    \u202eukendt: 1\n")
    assert problems_of(path) == [
        f'codes.yml:4: "{"x" * 39}…" cannot be a hotkey. A hotkey is one digit from 1 to 9. '
        "(codebook.bad-hotkey)",
        'codes.yml:5: Unknown field "␦ukendt". (codebook.unknown-field)',
    ]


def test_a_wrong_value_of_forty_characters_is_shown_whole(tmp_path: Path) -> None:
    path = written(tmp_path, THEME + f"    hotkey: {'x' * 40}\n")
    assert problems_of(path) == [
        f'codes.yml:4: "{"x" * 40}" cannot be a hotkey. A hotkey is one digit from 1 to 9. '
        "(codebook.bad-hotkey)"
    ]


def test_the_same_keyword_with_other_marks_is_another_keyword(tmp_path: Path) -> None:
    path = written(tmp_path, THEME + '    keywords: [kaj, kaj*, "=kaj"]\n')
    assert len(read_codebook(path).themes[0].keywords) == 3


def test_a_missing_file_is_a_bad_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r'There is no file "codes\.yml"\.'):
        read_codebook(tmp_path / "codes.yml")


# --- traps -----------------------------------------------------------------------------------

TRAPS = {
    "tabs": (
        "themes:\n\ta:\n\t\ttitle: A\n  b:\n",
        [
            "2: A tab stands in the indentation; use blanks, the same number in each step. "
            "(codebook.tab)",
            "3: A tab stands in the indentation; use blanks, the same number in each step. "
            "(codebook.tab)",
        ],
    ),
    "a tab after blanks": (
        "themes:\n  a:\n  \ttitle: A\n",
        [
            "3: A tab stands in the indentation; use blanks, the same number in each step. "
            "(codebook.tab)"
        ],
    ),
    "an alias": (
        THEME + "    keywords: [*kaj]\n",
        ['4: A text that begins with "*" must stand in quotes. (codebook.alias)'],
    ),
    "an anchor": (
        THEME + "    definition: &kaj x\n",
        ['4: A text that begins with "&" must stand in quotes. (codebook.anchor)'],
    ),
    "an anchor before a list": (
        THEME + "    keywords: &kaj [x]\n",
        ['4: A text that begins with "&" must stand in quotes. (codebook.anchor)'],
    ),
    "a tag": (
        THEME + "    definition: !vigtigt x\n",
        ['4: A text that begins with "!" must stand in quotes. (codebook.tag)'],
    ),
    "a binary tag": (
        THEME + "    definition: !!binary aGVq\n",
        ['4: A text that begins with "!" must stand in quotes. (codebook.tag)'],
    ),
    "a tag on a group": (
        "themes: !!python/object:os.system\n  a: {title: A}\n",
        ['1: A text that begins with "!" must stand in quotes. (codebook.tag)'],
    ),
    "a merge key": (
        "themes:\n  a:\n    <<: {title: A}\n",
        ['3: The field "<<" is not understood; remove it. (codebook.merge-key)'],
    ),
    "a list as a key": (
        "themes:\n  ? [a, b]\n  : {title: A}\n",
        [
            "2: A list or group stands where the name of a field is expected. "
            "(codebook.complex-key)"
        ],
    ),
    "a directive": (
        "%YAML 1.1\n---\nthemes: {no: {title: A}}\n",
        ['2: Lines that begin with "%" are not understood. (codebook.directive)'],
    ),
    "a version without end": (
        "%YAML " + "1" * 5000 + "\n---\nthemes: {a: {title: A}}\n",
        ["1: The line is not valid YAML. (codebook.syntax)"],
    ),
    "a second document": (
        "themes: {a: {title: A}}\n---\nthemes: {b: {title: B}}\n",
        ['2: A second document begins here; remove the line "---". (codebook.second-document)'],
    ),
    "control characters": (
        "title: a\x00b\nthemes:\n  a:\n    title: \x1b[2J\n    definition: a\u2028b\n",
        [
            "1: A control character (U+0000) stands here; remove it. "
            "(codebook.control-character)",
            "4: A control character (U+001B) stands here; remove it. "
            "(codebook.control-character)",
            "5: A control character (U+2028) stands here; remove it. "
            "(codebook.control-character)",
        ],
    ),
    "escaped control characters": (
        'themes:\n  a:\n    title: "\\e[2J"\n    definition: "\\0"\n    include: "\\ud800"\n'
        '    exclude: "\\r"\n    keywords: ["\\u202e\\x9b"]\n',
        [
            "3: A control character (U+001B) stands here; remove it. "
            "(codebook.control-character)",
            "4: A control character (U+0000) stands here; remove it. "
            "(codebook.control-character)",
            "5: A control character (U+D800) stands here; remove it. "
            "(codebook.control-character)",
            "6: A control character (U+000D) stands here; remove it. "
            "(codebook.control-character)",
            "7: A control character (U+009B) stands here; remove it. "
            "(codebook.control-character)",
            '7: The keyword "␦�" holds an invisible character. It would never be found; type '
            "the word anew. (codebook.invisible-character)",
        ],
    ),
    "an escape beyond Unicode": (
        'themes:\n  a:\n    title: "\\U00110000"\n',
        ["3: The line is not valid YAML. (codebook.syntax)"],
    ),
    "a colon in a text": (
        THEME + "    definition: ja: nej\n",
        [
            '4: A colon stands where none is expected. A text with ": " in it must stand in '
            "quotes; otherwise look at the indentation. (codebook.syntax)"
        ],
    ),
    "wrong indentation": (
        THEME + "   hotkey: 1\n",
        [
            "4: The line does not fit the lines above; look at the indentation and the quotes. "
            "(codebook.syntax)"
        ],
    ),
    "text after a quote": (
        THEME + "    definition: 'ja' og nej\n",
        [
            "4: The line does not fit the lines above; look at the indentation and the quotes. "
            "(codebook.syntax)"
        ],
    ),
    "an open quote": (
        THEME + '    definition: "ja\n    hotkey: 1\n',
        ["4: A quote mark is opened here and not closed. (codebook.open-quote)"],
    ),
    "an open bracket": (
        THEME + "    keywords: [kaj,\n      kran\n    hotkey: 1\n",
        [
            "6: A comma or a closing bracket is missing; the bracket is opened in line 4. "
            "(codebook.syntax)"
        ],
    ),
    "an open brace": (
        "themes: {a: {title: A}\n",
        [
            "2: A comma or a closing bracket is missing; the bracket is opened in line 1. "
            "(codebook.syntax)"
        ],
    ),
    "two commas": (
        THEME + "    keywords: [kaj, , kran]\n",
        [
            "4: Nothing stands where a text is expected, as between two commas. (codebook.syntax)"
        ],
    ),
    "a sign that begins nothing": (
        THEME + "    definition: @havnen\n",
        ['4: A text that begins with "@" must stand in quotes. (codebook.syntax)'],
    ),
    "a star alone": (
        THEME + "    definition: *\n",
        ["4: A text that begins with a special sign must stand in quotes. (codebook.syntax)"],
    ),
    "a backslash in double quotes": (
        THEME + '    definition: "C:\\qda"\n',
        [
            "4: A backslash in double quotes has a meaning of its own; use single quotes "
            "instead. (codebook.syntax)"
        ],
    ),
    "a dash for a text": (
        THEME + "    definition: - ja\n",
        [
            '4: A list with "- " begins on a line of its own; a text with it needs quotes. '
            "(codebook.syntax)"
        ],
    ),
    "a directive that is none": (
        "%YAML x\n---\nthemes: {}\n",
        ["1: The line is not valid YAML. (codebook.syntax)"],
    ),
    "a bar with text": (
        THEME + "    definition: |noget\n",
        ["4: A text that begins with a special sign must stand in quotes. (codebook.syntax)"],
    ),
    "a line without a colon": (
        THEME + "    hotkey\n    colour: blue\n",
        ["4: A colon is missing after the name of a field. (codebook.syntax)"],
    ),
    "not UTF-8": (
        "title: ja\nthemes:\n  a: {title: Ål}\n".encode("cp1252"),
        ["3: The file is not UTF-8 text; save it as UTF-8. (codebook.not-utf-8)"],
    ),
    "UTF-16": (
        "themes: {a: {title: A}}\n".encode("utf-16"),
        ["1: The file is not UTF-8 text; save it as UTF-8. (codebook.not-utf-8)"],
    ),
    "too large": (
        b"#" * (1024 * 1024 + 1),
        [": The file is larger than 1024 KiB. (codebook.too-large)"],
    ),
    "a line too long": (
        THEME + "    definition: " + "x" * 50_000 + "\n",
        ["4: The line is longer than 50000 characters. (codebook.long-line)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "problems"), TRAPS.values(), ids=TRAPS)
def test_a_trap_is_refused_with_its_line(
    tmp_path: Path, text: str | bytes, problems: list[str]
) -> None:
    found = problems_of(written(tmp_path, text))
    assert found == [f"codes.yml{re.sub('^(?=[0-9])', ':', problem)}" for problem in problems]


BILLION_LAUGHS = "a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)

HEAVY = {
    "billion laughs": (BILLION_LAUGHS, "anchor"),
    "nested brackets": ("themes: " + "[" * 49_000, "nested-too-deep"),
    "nested brackets on many lines": ("themes: " + "[\n" * 400_000, "nested-too-deep"),
    "nested braces": ("themes: " + "{a: " * 12_000, "nested-too-deep"),
    "nested dashes": ("- " * 24_000, "nested-too-deep"),
    "nested questions": ("? " * 24_000, "complex-key"),
    "a list of 240,000": ("themes:\n" + "- [x, x,\n x, x]\n" * 60_000, "too-large"),
    "a million line ends": ("\n" * 1_000_000 + "a", "expected-fields"),
    "half a million comments": ("#\n" * 500_000, "no-themes"),
    "an endless tag": ("a: !" + "x" * 1_000_000, "long-line"),
    "long tags": (("a: !" + "x" * 49_000 + "\n") * 20, "tag"),
    "an endless anchor": ("a: &" + "x" * 49_000, "anchor"),
    "many documents": ("--- a\n" * 170_000, "second-document"),
    "a megabyte of noise": ("\x00\x01" * 20_000 + "\n", "control-character"),
}


@pytest.mark.parametrize(("text", "name"), HEAVY.values(), ids=HEAVY)
def test_a_heavy_file_is_refused_in_a_few_seconds(tmp_path: Path, text: str, name: str) -> None:
    path = written(tmp_path, text)
    start = time.perf_counter()
    with pytest.raises(BadCodebook) as caught:
        read_codebook(path)
    assert time.perf_counter() - start < 10
    assert caught.value.problems[0].name == f"codebook.{name}"


BRACKETS = "themes:\n  a:\n    title: "


@pytest.mark.parametrize(("depth", "name"), [(17, "expected-text"), (18, "nested-too-deep")])
def test_twenty_levels_are_looked_into_and_no_more(tmp_path: Path, depth: int, name: str) -> None:
    path = written(tmp_path, BRACKETS + "[" * depth + "x" + "]" * depth)
    with pytest.raises(BadCodebook) as caught:
        read_codebook(path)
    assert [problem.name for problem in caught.value.problems] == [f"codebook.{name}"]


def many_keywords(count: int) -> str:
    return THEME + "    keywords:\n" + "".join(f"    - k{number}\n" for number in range(count))


def test_twenty_thousand_values_are_read_and_no_more(tmp_path: Path) -> None:
    # Nine values come before the first keyword: names of fields, groups, the list, the title.
    book = read_codebook(written(tmp_path, many_keywords(19_991)))
    assert len(book.themes[0].keywords) == 19_991
    assert problems_of(written(tmp_path, many_keywords(19_992))) == [
        "codes.yml:19996: The file holds too many values. (codebook.too-large)"
    ]


def test_a_line_of_fifty_thousand_characters_is_read(tmp_path: Path) -> None:
    line = "    definition: "
    path = written(tmp_path, THEME + line + "x" * (50_000 - len(line)))
    assert len(read_codebook(path).themes[0].definition) == 49_984


def test_a_file_of_one_mebibyte_is_read(tmp_path: Path) -> None:
    text = THEME + ("#" * 40_000 + "\n") * 26
    text += "#" * (1024 * 1024 - len(text))
    assert len(text) == 1_048_576
    assert len(read_codebook(written(tmp_path, text)).themes) == 1
    assert problems_of(written(tmp_path, text + "#")) == [
        "codes.yml: The file is larger than 1024 KiB. (codebook.too-large)"
    ]


def test_a_binary_file_gives_no_more_than_twenty_problems(tmp_path: Path) -> None:
    assert len(problems_of(written(tmp_path, "\x00\n" * 500))) == 20


def problems_in(text: str) -> tuple[Problem, ...]:
    """All problems of a text, none where it is a codebook; other errors pass through."""
    try:
        codebook_of(text.encode(), "codes.yml")
    except BadCodebook as error:
        return error.problems
    return ()


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`?,\\ \n\t\r~=æ<0", max_size=60))
def test_no_text_is_a_crash_and_no_problem_lacks_its_line(text: str) -> None:
    found = problems_in(f"themes:\n  a:\n    title: {text}\n")
    assert [problem for problem in found if problem.line < 1] == []


# --- changes ---------------------------------------------------------------------------------

LAID_OUT = """\
# Øverste kommentar   med   blanke
title:   'Havnen'      # tre blanke

themes:
    haab:   # nøgle
        # før titlen
        title: "Håb"
        definition: >   # foldet
            Hvad folk håber, når kranerne tier, og linjen er lang, for ingen må brække den.
            Også i morgen.

        # før hotkey
        hotkey: 1   # ciffer
        colour: 'teal'
        keywords: [den nye kaj,    håb*,
                   "=drøm"]   # bagest
        themes: {}   # ingen endnu

    tvivl:
        title: Tvivl
        exclude: |
            Ikke:
              dette

        keywords:
          - gæld    # penge
          - lån*
          # - rente

    # før tid
    tid:   {title: Tid, hotkey: 3,   keywords: []}
# til sidst
"""


@pytest.fixture
def laid_out(tmp_path: Path) -> Path:
    return written(tmp_path, LAID_OUT)


def replaced(old: str, new: str) -> str:
    assert LAID_OUT.count(old) == 1
    return LAID_OUT.replace(old, new)


BLOCK = """\
        definition: >   # foldet
            Hvad folk håber, når kranerne tier, og linjen er lang, for ingen må brække den.
            Også i morgen.
"""

CHANGES: dict[str, tuple[Change, str]] = {
    "a title keeps its quotes": (
        SetField("haab", "title", 'Håb "nu"'),
        replaced('title: "Håb"', 'title: "Håb \\"nu\\""'),
    ),
    "a plain title stays plain": (
        SetField("tvivl", "title", "Stor tvivl"),
        replaced("title: Tvivl", "title: Stor tvivl"),
    ),
    "a title over two lines becomes one": (
        SetField("tvivl", "title", " Stor \n  tvivl "),
        replaced("title: Tvivl", "title: Stor tvivl"),
    ),
    "a title with a colon takes quotes": (
        SetField("tvivl", "title", "Tvivl: ja"),
        replaced("title: Tvivl", 'title: "Tvivl: ja"'),
    ),
    "a title that others take for no takes quotes": (
        SetField("tvivl", "title", "No"),
        replaced("title: Tvivl", 'title: "No"'),
    ),
    "a title with a backslash": (
        SetField("tvivl", "title", "# C:\\kaj"),
        replaced("title: Tvivl", 'title: "# C:\\\\kaj"'),
    ),
    "a title in braces": (
        SetField("tid", "title", "Tid, penge"),
        replaced("title: Tid,", 'title: "Tid, penge",'),
    ),
    "a folded text becomes one line and its comment stays": (
        SetField("haab", "definition", "Kort."),
        replaced(BLOCK, "        definition: Kort.   # foldet\n"),
    ),
    "a text of several lines becomes a block": (
        SetField("haab", "definition", "En.  \n\n  To.\n"),
        replaced(
            BLOCK,
            "        definition: |-   # foldet\n          En.\n\n            To.\n",
        ),
    ),
    "a new text of several lines becomes a block": (
        SetField("tvivl", "include", "En\nto"),
        replaced(
            "        title: Tvivl\n",
            "        title: Tvivl\n        include: |-\n          En\n          to\n",
        ),
    ),
    "a text of several lines in braces is escaped": (
        SetField("tid", "definition", 'En\n"to"'),
        replaced("{title: Tid,", '{title: Tid, definition: "En\\n\\"to\\"",'),
    ),
    "a hotkey keeps its comment": (
        SetField("haab", "hotkey", "7"),
        replaced("hotkey: 1   # ciffer", "hotkey: 7   # ciffer"),
    ),
    "a colour keeps its quotes": (
        SetField("haab", "colour", "pink"),
        replaced("'teal'", "'pink'"),
    ),
    "an apostrophe in single quotes is doubled": (
        SetField("haab", "include", "Kim's kaj"),
        replaced("\n        # før hotkey", "        include: Kim's kaj\n\n        # før hotkey"),
    ),
    "a new field stands after those that come before it": (
        SetField("tvivl", "hotkey", "2"),
        replaced("              dette\n", "              dette\n        hotkey: 2\n"),
    ),
    "a new field in braces": (
        SetField("tid", "colour", "red"),
        replaced("hotkey: 3,", "hotkey: 3, colour: red,"),
    ),
    "a removed field": (
        SetField("haab", "hotkey", None),
        replaced("        hotkey: 1   # ciffer\n", ""),
    ),
    "a removed block": (
        SetField("tvivl", "exclude", None),
        replaced("        exclude: |\n            Ikke:\n              dette\n", ""),
    ),
    "a removed field in braces": (
        SetField("tid", "hotkey", None),
        replaced("Tid, hotkey: 3,", "Tid,"),
    ),
    "removing what is not there": (SetField("tvivl", "colour", None), LAID_OUT),
    "the same text again": (SetField("haab", "title", "Håb"), LAID_OUT),
    "the same folded text again": (
        SetField(
            "haab",
            "definition",
            "Hvad folk håber, når kranerne tier, og linjen er lang, for ingen må brække den. "
            "Også i morgen.",
        ),
        LAID_OUT,
    ),
    "a title that others take for a number takes quotes": (
        SetField("tvivl", "title", "2025"),
        replaced("title: Tvivl", 'title: "2025"'),
    ),
    "a keyword in brackets over two lines": (
        AddKeyword("haab", "kran*"),
        replaced('"=drøm"]', '"=drøm", kran*]'),
    ),
    "a keyword with an equal sign": (
        AddKeyword("haab", "=ro"),
        replaced('"=drøm"]', '"=drøm", "=ro"]'),
    ),
    "a keyword with a comma": (
        AddKeyword("haab", "ro, fred"),
        replaced('"=drøm"]', '"=drøm", "ro, fred"]'),
    ),
    "a keyword on a line of its own": (
        AddKeyword("tvivl", "ro, fred"),
        replaced("          - lån*\n", "          - lån*\n          - ro, fred\n"),
    ),
    "the first keyword in empty brackets": (
        AddKeyword("tid", "ur"),
        replaced("keywords: []", "keywords: [ur]"),
    ),
    "a sub-code for empty braces": (
        AddTheme("kaj", "Kaj", parent="haab", definition="En\nto", hotkey="2", colour="red"),
        replaced(
            "        themes: {}   # ingen endnu\n",
            "        themes:   # ingen endnu\n"
            "          kaj:\n"
            "            title: Kaj\n"
            "            definition: |-\n"
            "              En\n"
            "              to\n"
            "            hotkey: 2\n"
            "            colour: red\n",
        ),
    ),
    "the first sub-code": (
        AddTheme("kaj", "Kaj", parent="tvivl"),
        replaced(
            "          # - rente\n",
            "          # - rente\n        themes:\n          kaj:\n            title: Kaj\n",
        ),
    ),
    "the first sub-code in braces": (
        AddTheme("kaj", "Kaj", parent="tid", hotkey="2"),
        replaced("keywords: []}", "keywords: [], themes: {kaj: {title: Kaj, hotkey: 2}}}"),
    ),
    "a theme after the others, with a blank line as between them": (
        AddTheme("ny-1", "Ny: én"),
        replaced(
            "# til sidst\n",
            '\n    ny-1:\n      title: "Ny: én"\n# til sidst\n',
        ),
    ),
    "a theme with a key that others take for no": (
        AddTheme("no", "Norge"),
        replaced("# til sidst\n", '\n    "no":\n      title: Norge\n# til sidst\n'),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "after"), CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_change_touches_its_own_lines_and_no_others(
    tmp_path: Path, change: Change, after: str, bom: str, end: str
) -> None:
    before = bom + LAID_OUT.replace("\n", end)
    edit = edit_codebook(written(tmp_path, before), [change])
    assert edit == Edit(before, bom + after.replace("\n", end))


def test_every_line_but_the_changed_one_is_identical_byte_for_byte(laid_out: Path) -> None:
    edit = edit_codebook(laid_out, [SetField("haab", "hotkey", "9")])
    before, after = edit.before.split("\n"), edit.after.split("\n")
    assert len(before) == 33
    assert (before[12], after[12]) == (
        "        hotkey: 1   # ciffer",
        "        hotkey: 9   # ciffer",
    )
    assert after[:12] == before[:12]
    assert after[13:] == before[13:]


def test_several_changes_are_made_in_order(laid_out: Path) -> None:
    edit = edit_codebook(
        laid_out,
        [
            AddTheme("kaj", "Kaj", parent="haab"),
            AddKeyword("kaj", "bolværk*"),
            SetField("kaj", "title", "Kajen"),
            AddTheme("kant", "Kant", parent="kaj"),
            AddTheme("bro", "Bro", parent="haab"),
        ],
    )
    assert edit.after == replaced(
        "        themes: {}   # ingen endnu\n",
        "        themes:   # ingen endnu\n"
        "          kaj:\n"
        "            title: Kajen\n"
        "            keywords: [bolværk*]\n"
        "            themes:\n"
        "              kant:\n"
        "                title: Kant\n"
        "          bro:\n"
        "            title: Bro\n",
    )


def test_sub_codes_in_braces_get_another(codes: Path) -> None:
    """
    themes: {a: {title: A, themes: {b: {title: B}}}, c: {title: C, themes: {}}}
    """
    edit = edit_codebook(
        codes, [AddTheme("d", "D", parent="a"), AddTheme("e", "E", parent="c"), AddTheme("f", "F")]
    )
    assert edit.after == (
        "themes: {a: {title: A, themes: {b: {title: B}, d: {title: D}}}, "
        "c: {title: C, themes: {e: {title: E}}}, f: {title: F}}"
    )


def test_a_file_of_one_line_can_be_changed(codes: Path) -> None:
    """
    themes: {a: {title: A}}
    """
    edit = edit_codebook(codes, [SetField("a", "title", "Å"), SetField("a", "include", "x\ny")])
    assert edit.after == 'themes: {a: {title: Å, include: "x\\ny"}}'


def test_two_themes_with_a_blank_line_between_get_a_third_with_one(codes: Path) -> None:
    """
    themes:
      a:
        title: A

      b:
        title: B

        # hører til b

    # til sidst
    """
    assert edit_codebook(codes, [AddTheme("c", "C")]).after == (
        "themes:\n  a:\n    title: A\n\n  b:\n    title: B\n\n    # hører til b\n"
        "\n  c:\n    title: C\n\n# til sidst"
    )


def test_the_first_field_in_braces_can_be_removed(codes: Path) -> None:
    """
    themes: {a: {hotkey: 1, title: A}}
    """
    assert edit_codebook(codes, [SetField("a", "hotkey", None)]).after == "themes: {a: {title: A}}"


def test_a_file_without_a_last_line_end_can_be_changed(codes: Path) -> None:
    """
    themes:
      a:
        title: A
        hotkey: 1
    """
    edit = edit_codebook(codes, [AddKeyword("a", "ø"), SetField("a", "hotkey", None)])
    assert edit.after == "themes:\n  a:\n    title: A\n    keywords: [ø]"
    edit = edit_codebook(codes, [SetField("a", "hotkey", None)])
    assert read_codebook(written(codes.parent, edit.after)).themes[0].hotkey is None


def test_a_field_finds_its_place_where_the_order_is_another(codes: Path) -> None:
    """
    themes:
      a:
        themes: {}
        title: A
    """
    edit = edit_codebook(codes, [SetField("a", "include", "Altid")])
    assert edit.after == "themes:\n  a:\n    themes: {}\n    title: A\n    include: Altid"


def test_themes_that_stand_close_stay_close(codes: Path) -> None:
    """
    themes:
      a:
        title: A
      # om b
      b:
        title: B
        # hører til b
    """
    assert edit_codebook(codes, [AddTheme("c", "C")]).after == (
        "themes:\n  a:\n    title: A\n  # om b\n  b:\n    title: B\n    # hører til b\n"
        "  c:\n    title: C"
    )


def test_planning_writes_nothing(laid_out: Path) -> None:
    edit_codebook(laid_out, [SetField("haab", "hotkey", "9")])
    assert laid_out.read_text(encoding="utf-8") == LAID_OUT


def test_the_diff_shows_what_changes(codes: Path) -> None:
    """
    title: T
    themes:
      a:
        title: A
        hotkey: 1
        colour: red
    """
    assert edit_codebook(codes, [SetField("a", "hotkey", "2")]).diff() == (
        "--- codes.yml\n"
        "+++ codes.yml\n"
        "@@ -2,5 +2,5 @@\n"
        " themes:\n"
        "   a:\n"
        "     title: A\n"
        "-    hotkey: 1\n"
        "+    hotkey: 2\n"
        "     colour: red"
    )


def test_no_change_is_an_empty_diff(laid_out: Path) -> None:
    edit = edit_codebook(laid_out, [])
    assert edit.before == LAID_OUT
    assert edit.diff() == ""


REFUSED: dict[str, tuple[Change, str]] = {
    "a hotkey that is taken": (
        SetField("tvivl", "hotkey", "1"),
        'The change would spoil "codes.yml": The hotkey 1 is taken by another theme, in line 13.',
    ),
    "a hotkey that is none": (
        SetField("tvivl", "hotkey", "x"),
        'The change would spoil "codes.yml": The key "x" belongs to the program. A hotkey is one '
        "digit from 1 to 9.",
    ),
    "no title": (
        SetField("tvivl", "title", None),
        'The change would spoil "codes.yml": The theme "tvivl" has no title.',
    ),
    "no title in braces": (
        SetField("tid", "title", " "),
        'The change would spoil "codes.yml": The theme "tid" has no title.',
    ),
    "a control character": (
        SetField("tvivl", "title", "a\x1bb"),
        "The text holds a character that cannot be written to the file.",
    ),
    "a control character in a block": (
        SetField("tvivl", "definition", "a\nb\x1bc"),
        'The change would spoil "codes.yml": A control character (U+001B) stands here; remove it.',
    ),
    "half a character": (
        SetField("tvivl", "title", "a\ud800b"),
        "The text holds a character that cannot be written to the file.",
    ),
    "half a character in a block": (
        SetField("tvivl", "definition", "a\n\ud800"),
        '"codes.yml" is written in a way that qda cannot change safely.',
    ),
    "a keyword that is there": (
        AddKeyword("tvivl", "LÅN*"),
        'The change would spoil "codes.yml": The keyword "LÅN*" stands twice in the theme, also '
        "in line 27.",
    ),
    "an empty keyword": (
        AddKeyword("tvivl", " "),
        f'The change would spoil "codes.yml": A keyword is empty. {QUOTE_IT}',
    ),
    "a theme that is there": (
        AddTheme("tid", "Igen", parent="haab"),
        'There is a theme "tid" already.',
    ),
    "a bad key": (
        AddTheme("ny kaj", "Kaj"),
        'The change would spoil "codes.yml": The key "ny kaj" may hold only letters and digits, '
        'with hyphens between. Did you mean "ny-kaj"?',
    ),
}


@pytest.mark.parametrize(("change", "message"), REFUSED.values(), ids=REFUSED)
def test_a_change_that_would_spoil_the_file_is_refused(
    laid_out: Path, change: Change, message: str
) -> None:
    with pytest.raises(Refused) as caught:
        edit_codebook(laid_out, [change])
    assert caught.value.message == message


@pytest.mark.parametrize(
    "change",
    [
        SetField("tvvil", "title", "x"),
        AddKeyword("tvvil", "x"),
        AddTheme("x", "X", parent="tvvil"),
    ],
)
def test_a_change_to_an_unknown_theme_names_the_nearest(laid_out: Path, change: Change) -> None:
    with pytest.raises(NotFound) as caught:
        edit_codebook(laid_out, [change])
    assert caught.value.hint == 'Did you mean "tvivl"?'


def test_a_form_that_cannot_be_changed_safely_is_left_alone(codes: Path) -> None:
    """
    themes:
      a:
        ? title
        : A
    """
    with pytest.raises(Refused):
        edit_codebook(codes, [SetField("a", "hotkey", "1")])


def test_a_field_that_cannot_be_set_is_an_error_of_the_program(laid_out: Path) -> None:
    with pytest.raises(ValueError, match="keywords"):
        edit_codebook(laid_out, [SetField("haab", "keywords", "x")])


def test_a_title_cannot_be_removed_even_where_it_stands_alone(codes: Path) -> None:
    """
    themes: {a: {title: A}}
    """
    with pytest.raises(Refused, match="has no title"):
        edit_codebook(codes, [SetField("a", "title", None)])


@pytest.mark.parametrize("changes", [[], [SetField("a", "title", "x")]])
def test_a_file_with_problems_is_not_changed(tmp_path: Path, changes: list[Change]) -> None:
    path = written(tmp_path, "themes: []\n")
    with pytest.raises(BadCodebook):
        edit_codebook(path, changes)


LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"])
    | st.sampled_from(" :#'\"\\[]{}-*&!,?|>%@`~="),
    max_size=20,
).filter(lambda line: "\ufeff" not in line)
TEXTS = st.lists(LINES, max_size=3).map(
    lambda lines: unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines)).strip()
)


@given(TEXTS, st.sampled_from(["haab", "tvivl", "tid"]))
def test_any_text_can_be_written_and_is_read_back(value: str, key: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), LAID_OUT)
        edit = edit_codebook(path, [SetField(key, "include", value)])
        write_codebook_text(path, edit.after)
        assert read_codebook(path).theme(key).include == value
    assert edit.after.endswith("# til sidst\n")


def test_writing_replaces_the_file_and_keeps_its_rights(laid_out: Path) -> None:
    laid_out.chmod(0o640)
    edit = edit_codebook(laid_out, [SetField("haab", "hotkey", "9")])
    write_codebook_text(laid_out, edit.after, before=edit.before)
    assert read_codebook(laid_out).theme("haab").hotkey == "9"
    assert laid_out.read_bytes() == edit.after.encode()
    assert stat.S_IMODE(laid_out.stat().st_mode) == 0o640


def test_a_new_codebook_is_private(tmp_path: Path) -> None:
    path = tmp_path / "codes.yml"
    write_codebook_text(path, LAID_OUT)
    assert path.read_text(encoding="utf-8") == LAID_OUT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_changed_in_the_meantime_is_not_overwritten(laid_out: Path) -> None:
    edit = edit_codebook(laid_out, [SetField("haab", "hotkey", "9")])
    laid_out.write_text(LAID_OUT + "# rettet i en editor\n", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        write_codebook_text(laid_out, edit.after, before=edit.before)
    assert caught.value.message == '"codes.yml" was changed by another program in the meantime.'
    assert caught.value.hint == "Nothing was written; look at the file and try again."
    assert laid_out.read_text(encoding="utf-8").endswith("# rettet i en editor\n")


# --- a new project ---------------------------------------------------------------------------


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
