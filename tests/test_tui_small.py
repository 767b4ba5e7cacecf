"""The usual small terminal: what is longer than it can be read, and takes no keys away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, Static

from qda.services import theme_plans
from qda.tui.screens.codebook import CodebookScreen
from qda.tui.screens.dialog import Dialog
from qda.tui.screens.too_small import COLUMNS, LINES
from qda.tui.widgets.plain_list import RowList
from tests.tui_project import harbour_project, long_project
from tests.tui_screen import SMALL, WIDE, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.services.project import Project
    from tests.tui_screen import Running

LONG = " ".join(f"ord-{number}" for number in range(200))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with harbour_project(tmp_path / "havn") as made:
        plan = theme_plans.change_fields(made, "arbejde", definition=LONG)
        theme_plans.carry_out(made, plan)
        yield made


def theme_here(screen: Running) -> str:
    shown = screen.app.screen
    assert isinstance(shown, CodebookScreen)
    assert shown._current is not None
    return shown._current.key


async def test_a_long_definition_takes_no_arrow_keys_away(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("K")
        assert "ord-0" in screen.text
        await screen.press("down")
        assert theme_here(screen) == "naboer"
        await screen.press("up")
        assert theme_here(screen) == "arbejde"


async def test_a_long_definition_can_be_read_on_with_the_keyboard(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("K")
        assert "ord-199" not in screen.text
        await screen.press(*["pagedown"] * 5)
        assert "ord-199" in screen.text
        await screen.press(*["pageup"] * 5)
        assert "ord-0" in screen.text


async def test_a_plot_that_is_longer_than_the_screen_takes_no_arrow_keys_away(
    project: Project,
) -> None:
    async with running(project, size=(44, 12)) as screen:
        await screen.press("O", "tab", "tab")
        assert "Bilag 1" in screen.text
        await screen.press("down")
        assert "Bilag 2" in screen.text


DIALOGS = {
    "theme": ("t",),
    "new theme": ("down", "c", *"Sol"),
    "memo": ("down", "m"),
    "found everywhere": ("F", *"og"),
    "page": ("P",),
    "queue": ("V",),
    "help": ("f1",),
    "fields of a theme": ("K", "e"),
    "colour": ("K", "c"),
    "effect": ("K", "r"),
    "merging": ("K", "i"),
    "asking": ("down", "1", "H", "down", "enter"),
    "file": ("X", "w"),
}
"""The keys that lead to a dialog from an interview."""


@pytest.mark.parametrize("size", [SMALL, (44, 12)])
@pytest.mark.parametrize("keys", DIALOGS.values(), ids=DIALOGS)
async def test_a_dialog_says_how_to_go_on_however_small_the_terminal(
    project: Project, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with running(project, size=size) as screen:
        await screen.press(*keys)
        shown = screen.app.screen
        assert isinstance(shown, Dialog)
        how = list(shown.query(".quiet").results(Static))[-1]
        inside = shown.query_one(".dialog").content_region
        assert inside.height > 2
        assert inside.contains_region(how.region)
        assert how.region.height > 0


@pytest.mark.parametrize(
    "keys", [("V", "down"), ("down", "1", "2", "H", "down"), ("m", "x", "escape", "M")]
)
async def test_the_highlighted_row_of_any_list_has_a_bar(
    project: Project, keys: tuple[str, ...]
) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press(*keys)
        rows = screen.app.screen.query_one(RowList).content_region
        lines = screen.lines[rows.y : rows.bottom]
        assert "▌" in {line[rows.x] for line in lines}


async def test_words_that_a_memo_has_no_room_for_end_with_an_ellipsis(tmp_path: Path) -> None:
    with long_project(tmp_path / "lang", 10) as project:
        async with running(project, size=(44, 12)) as screen:
            await screen.press("m")
            assert "0.0 Vi sejlede" in screen.text
            words = screen.app.screen.query_one("#memo-words", Static)
            assert words.region.height == 2
            assert str(words.render()).endswith("…")


async def test_all_of_a_change_to_codes_yml_can_be_read(project: Project) -> None:
    async with running(project, size=(44, 12)) as screen:
        await screen.press("down", "c", *"Solskin")
        await screen.until(lambda: "vejr:" in screen.text)
        await screen.press("pagedown", "pagedown")
        await screen.until(lambda: "title: Solskin" in screen.text)


SCREENS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "a row of the matrix": (("1", "down", "1", "X"), "#cells", "Bilag 1"),
    "what a theme means": (("K",), "#theme-about", "Arbejde på havnen"),
    "a field of a form": (("escape", "d", "n", *"xy"), "#form", "xy"),
    "details of a name": (("escape", "n"), ".details", "Viggo"),
    "details of an informant": (("escape", "d"), ".details", "havnearbejder"),
    "an interview during the tour": (("escape", "f2"), "#interviews", "Bilag 1"),
    "the text during the tour": (("f2",), "#transcript", "Samtale på havnen"),
}
"""Keys, the part of the screen, and what must stand in it."""


@pytest.mark.parametrize(("keys", "part", "words"), SCREENS.values(), ids=SCREENS)
async def test_the_smallest_terminal_shows_what_is_worked_on(
    project: Project, keys: tuple[str, ...], part: str, words: str
) -> None:
    async with running(project, size=(COLUMNS, LINES)) as screen:
        await screen.press(*keys)
        region = screen.app.screen.query(part).last().region
        lines = screen.lines[region.y : region.bottom]
        assert any(words in line[region.x : region.right] for line in lines)


@pytest.mark.parametrize("width", [44, 80, 120])
async def test_a_sentence_about_what_to_do_is_never_cut(project: Project, width: int) -> None:
    async with running(project, size=(width, 24)) as screen:
        await screen.press("down", "S")
        assert "begins." in screen.text  # its last word


async def test_a_file_to_choose_alone_offers_no_keys_that_mark(project: Project) -> None:
    async with running(project, size=WIDE) as screen:
        await screen.press("escape", "c")
        assert "Mark" not in screen.lines[-1]
        await screen.press("escape", "i")
        assert "Mark all" in screen.lines[-1]


async def test_the_matrix_says_why_it_holds_fewer_quotes_than_there_are_codings(
    project: Project,
) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("1", "down", "2", "X")
        assert "1 quote" in screen.lines[0]
        said = "Of 2 codings not counted: 1 where only the interviewer speaks."
        assert said in screen.text


async def test_the_smallest_terminal_says_it_once(project: Project) -> None:
    async with running(project, size=(COLUMNS, LINES)) as screen:
        await screen.press("1", "down", "2", "X")
        assert "Of 2 codings not counted" in screen.status
        await screen.press("u")
        assert "saved" in screen.status


async def test_a_window_that_becomes_small_gives_those_lines_to_the_matrix(
    project: Project,
) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("1", "down", "2", "X")
        await screen.until(lambda: "where only the interviewer speaks" in screen.text)
        await screen.pilot.resize_terminal(COLUMNS, LINES)
        await screen.until(lambda: "where only the interviewer" not in screen.text)
        assert any(line.startswith("▌Bilag 1") for line in screen.lines)


async def test_the_matrix_says_nothing_where_every_coding_is_a_quote(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("down", "2", "X")
        assert "1 quote" in screen.lines[0]
        assert "not counted" not in screen.text


@pytest.mark.parametrize("key", ["n", "e"])
async def test_a_memo_says_how_it_is_saved_before_a_word_is_written(
    project: Project, key: str
) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("m", "x", "escape", "M", key)
        assert "Esc saves the memo" in screen.text


FORMS = {
    "informant": ("d", "n"),
    "consent": ("d", "c"),
    "name": ("n", "e"),
    "day": ("d", "d"),
    "paper": ("d", "w"),
    "gates": ("C", "w"),
}


@pytest.mark.parametrize("size", [(COLUMNS, LINES), SMALL])
@pytest.mark.parametrize("keys", FORMS.values(), ids=FORMS)
async def test_what_an_empty_field_says_fits_into_it(
    project: Project, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with running(project, size=size) as screen:
        await screen.press("escape", *keys)
        fields = list(screen.app.screen.query(Input))
        assert fields
        assert [
            field.placeholder
            for field in fields
            if len(str(field.placeholder)) > field.content_size.width
        ] == []


async def test_themes_on_one_line_each_show_where_they_are_cut(project: Project) -> None:
    plan = theme_plans.rename(project, "minder", "Minder om havnen og dem der var her før")
    theme_plans.carry_out(project, plan)
    async with running(project, size=(80, 16)) as screen:
        (row,) = [line for line in screen.lines if "Minder" in line]
        assert "Minder om hav… 0/0" in row


async def test_a_wide_terminal_cuts_neither_informants_nor_themes_of_the_matrix(
    project: Project,
) -> None:
    label = "projektleder i havnens udvalg for byggeri"
    with project.action() as db:
        db.execute("update informant set label = ?", [label])
    plan = theme_plans.rename(project, "penge", "Hvad det koster og hvem der betaler for det")
    theme_plans.carry_out(project, plan)
    async with running(project, size=(220, 60)) as screen:
        await screen.press("X")
        assert f"Bilag 1 {label} " in screen.text
        assert "…" not in screen.text
