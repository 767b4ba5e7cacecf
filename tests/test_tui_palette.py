"""The palette: every command by its name, also for fingers that are faster than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets.option_list import Option

from qda.services import read_throughs
from qda.tui.commands import Place, commands_in
from qda.tui.screens.help import HelpScreen
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.palette import Palette
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.widgets.plain_list import PlainList, RowList
from tests.made_projects import made_by
from tests.tui_project import harbour_project
from tests.tui_screen import SMALL, running

if TYPE_CHECKING:
    from qda.services.project import Project
    from tests.tui_screen import Running


project = made_by(harbour_project, "havn")


def offered(screen: Running) -> list[str]:
    rows = screen.app.screen.query_one(PlainList).options
    return [row.id for row in rows if row.id is not None]


async def test_the_palette_offers_what_is_used_most_and_finds_all(project: Project) -> None:
    async with running(project) as screen:
        usual = {one.id for one in commands_in(Place.TRANSCRIPT) if one.in_palette}
        assert {"undo", "next-uncoded", "high-contrast", "quit"} <= usual
        await screen.press("ctrl+p")
        assert set(offered(screen)) == {
            one for one in usual if one not in ("code", "palette", "tour-leave")
        }
        await screen.type("next seg")
        assert offered(screen)[0] == "next-segment"


async def test_a_command_is_shown_with_its_keys_and_done(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("ctrl+p")
        await screen.type("Next unc")
        await screen.until(lambda: "Go to the informant's next" in screen.text)
        (row,) = [line for line in screen.lines if "Next uncoded" in line and "▌" in line]
        assert row.split("Next uncoded")[1].split()[0] == "n"
        await screen.press("enter")
        assert isinstance(screen.app.screen, TranscriptScreen)
        await screen.until(lambda: screen.current == 1)


@pytest.mark.parametrize("typed", ["undoo", "fortryd", "undo"])
async def test_a_misspelt_name_or_a_part_of_the_help_finds_a_command(
    project: Project, typed: str
) -> None:
    async with running(project) as screen:
        await screen.press("ctrl+p")
        await screen.type({"fortryd": "take back the last"}.get(typed, typed))
        assert offered(screen)[0] == "undo"


async def test_the_palette_says_in_our_words_that_nothing_fits(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("ctrl+p")
        await screen.type("xyzzy")
        await screen.until(lambda: "No command has that name." in screen.text)
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))
        assert screen.current == 0


async def test_a_click_does_a_command(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("ctrl+p")
        await screen.type("go to the list")
        assert offered(screen)[0] == "library"
        await screen.pilot.click(PlainList, offset=(4, 0))
        await screen.until(lambda: isinstance(screen.app.screen, LibraryScreen))


@pytest.mark.parametrize("size", [SMALL, (46, 12)])
async def test_every_row_shows_its_key_in_a_small_terminal(
    project: Project, size: tuple[int, int]
) -> None:
    async with running(project, size=size, appendix=None) as screen:
        await screen.press("ctrl+p")
        await screen.type("all memos")
        (row,) = [line for line in screen.lines if "All memos" in line and "▌" in line]
        assert "Shift+M" in row
        await screen.press("pagedown", "pageup", "ctrl+end", "ctrl+home", "up", "ctrl+p")
        assert isinstance(screen.app.screen, LibraryScreen)


@pytest.mark.parametrize(
    "keys",
    [("pageup",), ("pagedown", "pagedown"), ("enter", "enter", "enter"), ("escape", "enter"),
     ("x", "pageup", "backspace", "pageup", "enter"), ("escape", "ctrl+p", "pageup")],
    ids="+".join,
)  # fmt: skip
async def test_keys_typed_ahead_of_the_palette_do_no_harm(
    project: Project, keys: tuple[str, ...]
) -> None:
    async with running(project) as screen:
        for key in ("ctrl+p", *keys):
            screen.app.simulate_key(key)
        await screen.press("escape", "escape")
        await screen.until(lambda: not isinstance(screen.app.screen, Palette))
        assert not screen.app.return_code


def test_a_page_in_a_list_that_is_not_laid_out_moves_nothing() -> None:
    rows = RowList(Option("one"), Option("two"), id="rows")
    rows.highlighted = 1
    rows.go("page_up")
    assert rows.highlighted == 1


async def test_a_key_for_a_screen_that_was_left_does_nothing(project: Project) -> None:
    async with running(project) as screen:
        left = screen.app.screen
        await screen.press("escape")
        assert isinstance(screen.app.screen, LibraryScreen)
        assert not await screen.app.run_action("next_uncoded", left)
        assert not await screen.app.run_action("library", left)
        assert isinstance(screen.app.screen, LibraryScreen)


async def test_undo_of_a_step_without_a_place_stays_where_one_is(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("j", "j")
        read_throughs.record(project, project.interview("Bilag 1"))
        assert next(one.state for one in read_throughs.readings(project)) == "read"
        await screen.press("u")
        assert next(one.state for one in read_throughs.readings(project)) != "read"
        assert screen.current == 2
        assert not screen.app.return_code


async def test_a_screen_that_is_being_built_is_left_when_it_stands(project: Project) -> None:
    async with running(project) as screen:
        above = HelpScreen(Place.TRANSCRIPT)
        screen.app.push_screen(above)
        assert not above.is_mounted
        await screen.app.run_action("leave", above)
        await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))
        assert not screen.app.return_code


@pytest.mark.parametrize(
    ("wanted", "theme"),
    [("high contrast", "qda-contrast"), ("light", "qda-light"), ("dark", "qda-dark")],
)
async def test_each_appearance_is_chosen_by_its_name(
    project: Project, wanted: str, theme: str
) -> None:
    async with running(project) as screen:
        await screen.press("l" if theme == "qda-dark" else "home")
        assert screen.app.theme != theme
        await screen.press("ctrl+p")
        await screen.type(wanted)
        await screen.press("enter")
        assert screen.app.theme == theme
