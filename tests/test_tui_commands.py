"""Keys, their help, and their words in both languages."""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest

from qda import language
from qda.domain.codebook import HOTKEYS, RESERVED_HOTKEYS
from qda.tui.app import CodingApp
from qda.tui.commands import COMMANDS, Place, bar_of, commands_in
from qda.tui.keys import usual_keys
from qda.tui.screens.approvals import ApprovalsScreen
from qda.tui.screens.cell import CellScreen
from qda.tui.screens.codebook import CodebookScreen
from qda.tui.screens.files import FilesScreen
from qda.tui.screens.form import FormScreen
from qda.tui.screens.gates import GatesScreen
from qda.tui.screens.help import HelpScreen, how_coding_works
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.matrix import MatrixScreen
from qda.tui.screens.memos import MemoScreen
from qda.tui.screens.names import NamesScreen
from qda.tui.screens.people import PeopleScreen
from qda.tui.screens.plots import PlotsScreen
from qda.tui.screens.preview import PreviewScreen
from qda.tui.screens.printed import PrintedScreen
from qda.tui.screens.report import ReportScreen
from qda.tui.screens.review import ReviewScreen
from qda.tui.screens.speakers import SpeakersScreen
from qda.tui.screens.split import SplitScreen
from qda.tui.screens.steps import StepsScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.screens.words import WordsScreen
from tests.made_projects import made_by
from tests.tui_project import (
    harbour_project,
)
from tests.tui_screen import running

if TYPE_CHECKING:
    from qda.services.project import Project

    pass

project = made_by(harbour_project, "havn")


@pytest.mark.parametrize("appendix", [None, "Bilag 1"])
@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_shows_every_key_and_three_sentences(
    project: Project, appendix: str | None, key: str
) -> None:
    async with running(project, appendix=appendix, size=(120, 170)) as screen:
        await screen.press(key)
        assert isinstance(screen.app.screen, HelpScreen)
        await screen.until(lambda: "Leave qda" in screen.text)
        inside = [line.split("│")[1] for line in screen.lines if line.count("│") == 2]
        words = " ".join(" ".join(inside).split())
        told = commands_in(Place.LIBRARY if appendix is None else Place.TRANSCRIPT)
        missing = [one.id for one in told if " ".join(one.help.split()) not in words]
        assert missing == []
        assert len(how_coding_works(usual_keys())) == 3
        assert [
            sentence for sentence in how_coding_works(usual_keys()) if sentence not in words
        ] == []
        await screen.press("escape")
        assert not isinstance(screen.app.screen, HelpScreen)


async def test_a_key_is_found_by_some_letters(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("f1")
        await screen.type("back change")
        await screen.until(lambda: "Give the words the theme" not in screen.text)
        assert "Take back the last change" in screen.text
        await screen.type("zzz")
        await screen.until(lambda: "No key does that here." in screen.text)


async def test_a_click_on_the_key_bar_does_what_the_key_does(project: Project) -> None:
    async with running(project, size=(120, 30)) as screen:
        await screen.pilot.click("KeyBar", offset=(screen.lines[-1].index("Next uncoded"), 0))
        await screen.until(lambda: screen.current == 1)


@pytest.mark.parametrize("place", [place for place in Place if place is not Place.EVERYWHERE])
def test_no_key_means_two_things_in_one_place(place: Place) -> None:
    keys = [key for command in commands_in(place) for key in command.keys]
    assert len(keys) > 5
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("place", [place for place in Place if place is not Place.EVERYWHERE])
def test_the_key_bar_shows_at_most_six_keys_and_help_among_them(place: Place) -> None:
    bar = bar_of(place)
    assert 2 <= len(bar) <= 6
    assert "help" in [command.id for command in bar]


def test_digits_belong_to_themes_and_letters_to_the_program() -> None:
    digits = {key for one in COMMANDS for key in one.keys if key.isdigit()}
    letters = {key.casefold() for one in COMMANDS for key in one.keys if len(key) == 1} - digits
    assert digits == {*HOTKEYS, "0"}
    assert len(letters) > 8
    assert letters | {"0"} <= RESERVED_HOTKEYS
    on_digits = {one.id for one in COMMANDS if set(one.keys) & set(HOTKEYS)}
    assert on_digits == {"code", "hotkey"}  # to give a theme, and to give a theme its digit


def test_every_command_has_an_action_that_exists() -> None:
    holders = {
        Place.LIBRARY: LibraryScreen,
        Place.TRANSCRIPT: TranscriptScreen,
        Place.MEMOS: MemoScreen,
        Place.HISTORY: StepsScreen,
        Place.REVIEW: ReviewScreen,
        Place.WORDS: WordsScreen,
        Place.SPEAKERS: SpeakersScreen,
        Place.FILES: FilesScreen,
        Place.REPORT: ReportScreen,
        Place.PEOPLE: PeopleScreen,
        Place.NAMES: NamesScreen,
        Place.PREVIEW: PreviewScreen,
        Place.APPROVALS: ApprovalsScreen,
        Place.FORM: FormScreen,
        Place.MATRIX: MatrixScreen,
        Place.CELL: CellScreen,
        Place.CODEBOOK: CodebookScreen,
        Place.SPLIT: SplitScreen,
        Place.PLOTS: PlotsScreen,
        Place.GATES: GatesScreen,
        Place.PRINTED: PrintedScreen,
    }
    missing = [
        one.id
        for one in COMMANDS
        if not hasattr(
            CodingApp if one.action_name.startswith("app.") else holders.get(one.place, CodingApp),
            "action_" + one.action_name.split("(")[0].removeprefix("app."),
        )
    ]
    assert missing == []


def test_words_are_translated_when_they_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    class Loud(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    assert bar_of(Place.TRANSCRIPT)[0].description == "Code"
    monkeypatch.setattr(language, "_current", Loud())
    assert bar_of(Place.TRANSCRIPT)[0].description == "CODE"


async def test_the_screen_is_danish_in_danish(project: Project) -> None:
    language.settle("da")
    async with running(project, appendix=None) as screen:
        assert "Åbn" in screen.lines[-1]
        await screen.press("enter", "1")
        assert "Fortryd" in screen.lines[-1]
        assert "gemt" in screen.status


async def test_ctrl_c_says_how_to_leave(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("ctrl+c")
        assert "q leaves qda." in screen.text


async def test_q_leaves(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("q")
        assert screen.app.return_code == 0
        assert screen.app._exit
