"""The tour: played with keys from the first step to the last, left, begun again, remembered."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from qda.domain.interviews import Role
from qda.domain.memos import About
from qda.services import coding, memo_views, memos, preferring
from qda.services.project import make_project
from qda.tui.app import CodingApp
from qda.tui.commands import COMMANDS
from qda.tui.tour import TourCard
from qda.tui.tour_steps import STEPS
from tests.made_projects import made_by
from tests.tui_project import add_interview, harbour_project, transcript_of
from tests.tui_screen import Running, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from qda.services.project import Project


project = made_by(harbour_project, "havn")


@pytest.fixture
async def new(project: Project) -> AsyncIterator[Running]:
    """The program as a coder sees it who never saw it before."""
    async with opened(project) as running:
        yield running


@asynccontextmanager
async def opened(project: Project, appendix: str | None = None) -> AsyncIterator[Running]:
    app = CodingApp(project, appendix)
    app.tour_wanted = None
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        yield Running(app, pilot)


async def does(screen: Running, title: str, *keys: str) -> None:
    """Wait for a step, and do what it asks for."""
    await screen.until(lambda: f"· {title}" in screen.text)
    await screen.press(*keys)


async def test_the_tour_is_played_with_keys_from_beginning_to_end(
    new: Running, project: Project
) -> None:
    await does(new, "Open an interview", "enter")
    await does(new, "Move", "j", "j", "j")
    await does(new, "Select words", "shift+right", "shift+right")
    await does(new, "Code", "2")
    await does(new, "Undo", "u")
    await new.until(lambda: coding.listed(project) == [])
    await does(new, "Redo", "U")
    await new.until(lambda: len(coding.listed(project)) == 1)
    await does(new, "Memo", "m")
    await new.until(lambda: "Esc closes the dialog" in new.text)
    await new.type("Larmen kommer igen")
    await new.press("escape")
    await does(new, "Go on", "n")
    await does(new, "Suggestions", "v")
    await does(new, "Suggestions", "y")
    await does(new, "Matrix", "X")
    await does(new, "In the matrix", "right", "enter", "escape", "escape")
    await does(new, "That is all", "f2")
    await new.until(lambda: not new.app.screen.query(TourCard))
    assert preferring.preferred(project, preferring.TOUR) == "seen"


async def test_moving_is_done_on_an_answer_so_that_the_next_steps_have_words_to_work_on(
    new: Running,
) -> None:
    await does(new, "Open an interview", "enter")
    await does(new, "Move", "right", "right")
    assert new.current == 4
    new.app.tour.look()
    await new.pilot.pause()
    assert "· Move" in new.text
    await new.press("j", "j")
    await new.until(lambda: "· Select words" in new.text)


async def test_a_step_that_is_done_gets_a_check_mark_and_one_that_is_skipped_does_not(
    new: Running,
) -> None:
    await does(new, "Open an interview", "enter")
    await new.until(lambda: "✓ Tour 2/" in new.text)
    await new.press("f2")
    await new.until(lambda: "Tour 3/" in new.text)
    assert "✓ Tour" not in new.text


async def test_a_step_that_is_done_in_an_interview_says_in_the_list_how_to_get_there(
    new: Running,
) -> None:
    await new.until(lambda: "· Open an interview" in new.text)
    await new.press("f2", "f2")
    await new.until(lambda: "· Select words" in new.text)
    assert "This is done in an interview: Enter opens one." in new.text
    await new.press("enter")
    await new.until(lambda: "F2 goes on without it" in new.text)
    await does(new, "Select words", "j", "shift+right")
    await new.until(lambda: "· Code" in new.text)


async def test_the_memo_of_the_tour_may_be_on_the_coding(new: Running, project: Project) -> None:
    await does(new, "Open an interview", "enter", "j", "1")
    await new.press("f2", "f2", "f2", "f2", "f2")
    await does(new, "Memo", "o", "m")
    await new.type("Derfor")
    await new.press("escape")
    await new.until(lambda: "· Go on" in new.text)
    (memo,) = memo_views.listed(project)
    assert memo.memo.target.about is About.CODING


async def test_the_last_step_says_once_how_the_tour_ends(new: Running) -> None:
    await new.until(lambda: "· Open an interview" in new.text)
    await new.press(*["f2"] * (len(STEPS) - 2))  # the last but one is done by being here
    await new.until(lambda: "· That is all" in new.text)
    assert "F2 ends the tour." in new.text
    assert "goes on without it" not in new.text


async def test_the_tour_is_left_with_a_key_and_does_not_come_again(project: Project) -> None:
    async with opened(project) as screen:
        await does(screen, "Open an interview", "f4")
        await screen.until(lambda: "Tour" not in screen.text)
    async with opened(project) as again:
        await again.press("down", "up")
        assert "Tour" not in again.text
        await again.press("f2")
        await does(again, "Open an interview", "f4")


async def test_who_leaves_the_program_has_seen_the_tour(project: Project) -> None:
    async with opened(project) as screen:
        await does(screen, "Open an interview", "q")
    assert preferring.preferred(project, preferring.TOUR) == "seen"


async def test_the_tour_begins_in_an_interview_that_is_open(project: Project) -> None:
    async with opened(project, "Bilag 1") as screen:
        await does(screen, "Move", "f4")


async def test_another_coder_gets_a_tour_of_their_own(project: Project) -> None:
    preferring.prefer(project, preferring.TOUR, "seen")
    project.coder = "bo"
    async with opened(project) as screen:
        await does(screen, "Open an interview", "f4")


async def test_a_project_without_interviews_has_no_tour_yet(tmp_path: Path) -> None:
    with make_project(tmp_path / "empty") as project:
        async with opened(project) as screen:
            await screen.press("down")
            assert "Tour" not in screen.text
        assert preferring.preferred(project, preferring.TOUR) == ""


async def test_the_tour_names_the_keys_that_the_project_has(project: Project) -> None:
    (project.paths.root / "keys.yml").write_text("next-segment: ø\ntour-leave: F9\n", "utf-8")
    async with opened(project, "Bilag 1") as screen:
        await screen.until(lambda: "ø goes on to the next segment" in screen.text)
        assert "F9 leaves the tour" in screen.text
        await screen.press("ø", "ø", "ø")
        await does(screen, "Select words", "f9")


async def test_the_tour_stays_beside_a_dialog(project: Project) -> None:
    async with opened(project, "Bilag 1") as screen:
        await does(screen, "Move", "t")
        await screen.until(lambda: "Which theme?" in screen.text and "Tour" in screen.text)
        await screen.press("escape")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.words()[0])
def test_a_step_names_only_commands_whose_keys_it_lists(step: object) -> None:
    import re

    title, text = step.words()  # type: ignore[attr-defined]
    named = set(re.findall(r"\{([a-z-]+)\}", text))
    assert title
    assert named <= set(step.keys)  # type: ignore[attr-defined]


def test_every_command_of_the_steps_exists() -> None:
    named = {name for step in STEPS for name in step.keys}
    assert named <= {one.id for one in COMMANDS}


@pytest.mark.parametrize(
    "keys",
    [("f1",), ("t",), ("M",), ("H",), ("m",), ("v",), ("F",), ("i",), ("escape",), ("ctrl+p",),
     ("f2",), ("h", "v"), ("l", "V")],
    ids="+".join,
)  # fmt: skip
async def test_hostile_text_is_only_text_on_every_screen(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    codebook = (
        'themes:\n  a:\n    title: "[red]Tema[/] [/nej]"\n    hotkey: 1\n'
        "    keywords: [utydeligt]\n"
    )
    with make_project(tmp_path / "f", codebook=codebook.encode(), coder="[ida]\x1b[2J") as made:
        speech = (("[bold]Bo\x1b[31m", Role.INFORMANT, HOSTILE),)
        add_interview(made, "Bilag 1", transcript_of(speech, "[/titel] \x1b]0;navn\x07"))
        row = made.interview("Bilag 1")
        memos.write(made, memos.on_interview(made, row), "[red]memo\x1b[2J[/] \u202e")
        async with running(made, size=(120, 36)) as screen:
            await screen.press("1", "j", "shift+right", *keys)
            await screen.press("down")
            assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u202c", "\u200b"} & set(screen.text)
            assert len(screen.text) > 400
            await screen.press("escape", "escape", "escape")
            assert not screen.app.return_code


HOSTILE = (
    "[utydeligt] og [/] og [bold red]nej[/bold red]. ",
    "Den siger \x1b]52;c;QUJD\x07 og \x9b31m. ",
    "Vendt \u202eomvendt\u202c og u\u200bsynlig, 日本語 og e\u0301. ",
)


async def test_the_memo_dialog_keeps_its_last_line_above_the_card_of_the_tour(
    project: Project,
) -> None:
    app = CodingApp(project, "Bilag 1")
    app.tour_wanted = None
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = Running(app, pilot)
        await does(screen, "Move", "m")
        await screen.until(lambda: "Esc closes the dialog" in screen.text)
        assert "Esc saves and closes" in screen.text
        assert screen.text.count("▔" * 80) == 1
