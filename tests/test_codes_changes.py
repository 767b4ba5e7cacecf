"""codes.yml: changes touch their own lines and no others.

Where a test has a docstring of several lines, that is the input file.
"""

from __future__ import annotations

import stat
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.errors import BadCodebook, NotFound, Refused
from qda.formats.codes_changes import AddKeyword, AddTheme, Change, SetField
from qda.formats.codes_yml import (
    Edit,
    edit_codebook,
    read_codebook,
    write_codebook_text,
)
from tests.codes_files import QUOTE_IT, written

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
    "several keywords in brackets": (
        AddKeyword("haab", "kran*", ("ro, fred", "=ro")),
        replaced('"=drøm"]', '"=drøm", kran*, "ro, fred", "=ro"]'),
    ),
    "several keywords on lines of their own": (
        AddKeyword("tvivl", "kran*", ("ro, fred",)),
        replaced(
            "          - lån*\n",
            "          - lån*\n          - kran*\n          - ro, fred\n",
        ),
    ),
    "the first keywords in empty brackets": (
        AddKeyword("tid", "ur", ("uge*",)),
        replaced("keywords: []", "keywords: [ur, uge*]"),
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
