"""codes.yml: every mistake and every trap is told with its line.

Where a test has a docstring of several lines, that is the input file.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.errors import BadCodebook, BadFile, ExitCode
from qda.formats.codes_reading import codebook_of
from qda.formats.codes_yml import (
    read_codebook,
)
from tests.codes_files import QUOTE_IT, problems_of, written

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.problems import Problem


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
