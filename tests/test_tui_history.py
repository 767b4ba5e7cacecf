"""The history on the screen and as verbs: every step in words, walked after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from textual.widgets import OptionList

from qda.cli.main import build
from qda.errors import NotFound, Refused
from qda.services import coding, history, memos, stepping
from qda.services.project import Project, open_project
from qda.services.stepping import StepState
from qda.tui.screens.asking import Asking
from qda.tui.screens.steps import StepsScreen
from qda.tui.screens.transcript import TranscriptScreen
from tests.made_projects import made_by
from tests.tui_project import HARBOUR, harbour_project
from tests.tui_screen import SMALL, WIDE, Running, running

if TYPE_CHECKING:
    from pathlib import Path


project = made_by(harbour_project, "havn")


THEMES = ("arbejde", "naboer", "minder", "penge")


@pytest.fixture
def coded(project: Project) -> Project:
    """A project with four steps: one coding on each of the segments 1 to 4."""
    code(project)
    return project


def code(project: Project) -> None:
    row = project.interview("Bilag 1")
    for number, theme in enumerate(THEMES, start=1):
        coding.toggle(project, row, coding.segment_by_number(project, row, number), theme)


def themes(project: Project) -> list[str]:
    """Themes of the codings in the database, as another program reads them."""
    with open_project(project.paths.root, "reader") as reader:
        return [one.theme for one in coding.listed(reader)]


def states(project: Project) -> list[StepState]:
    return [one.state for one in stepping.steps(project)]


def number_of(project: Project, theme: str) -> int:
    """The number of the step that gave a theme."""
    title = project.codebook.theme(theme).title
    return next(one.id for one in stepping.steps(project) if title in one.says)


# Walking


@pytest.mark.parametrize(("theme", "left"), [("penge", 4), ("minder", 3), ("arbejde", 1)])
def test_going_back_keeps_what_was_done_up_to_the_step(
    coded: Project, theme: str, left: int
) -> None:
    count = stepping.go_to(coded, number_of(coded, theme))
    assert count == left - 4
    assert themes(coded) == list(THEMES[:left])


def test_going_back_and_forward_gives_the_same_back(coded: Project) -> None:
    before = coded.db.execute("select uid, start, theme from coding order by uid").fetchall()
    stepping.go_to(coded, number_of(coded, "arbejde"))
    assert states(coded) == [StepState.UNDONE] * 3 + [StepState.DONE]
    assert stepping.go_to(coded, number_of(coded, "penge")) == 3
    again = coded.db.execute("select uid, start, theme from coding order by uid").fetchall()
    assert again == before
    assert states(coded) == [StepState.DONE] * 4


def test_what_can_not_be_done_again_stays_in_the_list(coded: Project) -> None:
    history.undo(coded)
    row = coded.interview("Bilag 1")
    coding.toggle(coded, row, coding.segment_by_number(coded, row, 7), "haab")
    assert states(coded) == [StepState.DONE, StepState.CUT, *[StepState.DONE] * 3]
    with pytest.raises(Refused, match="cannot be walked to"):
        stepping.go_to(coded, number_of(coded, "penge"))


def test_a_step_that_fails_on_the_way_leaves_all_as_it_was(coded: Project) -> None:
    target = number_of(coded, "arbejde")
    # The second of three steps cannot be undone: a change of a table that there is not.
    with coded.action() as db:
        db.execute(
            'update journal set changes = \'[["nothing", "x", null, null]]\' where id = ?',
            [number_of(coded, "minder")],
        )
    before = themes(coded)
    with pytest.raises(KeyError):
        stepping.go_to(coded, target)
    assert themes(coded) == before
    assert states(coded) == [StepState.DONE] * 4


def test_a_step_that_does_not_exist_is_not_found(coded: Project) -> None:
    with pytest.raises(NotFound, match="no step 99999"):
        stepping.distance(coded, 99999)


# The screen


async def opened(screen: Running) -> None:
    await screen.press("H")
    assert isinstance(screen.app.screen, StepsScreen)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_every_step_is_listed_in_words_newest_first(
    coded: Project, size: tuple[int, int]
) -> None:
    history.undo(coded)
    async with running(coded, size=size) as screen:
        await opened(screen)
        lines = [line for line in screen.lines if "coded as" in line]
        assert [line.split("coded as ")[1].split()[0] for line in lines] == [
            "Penge",
            "Minder",
            "Naboer",
            "Arbejde",
        ]
        assert "(undone)" in lines[0]
        assert "▸" in lines[1]
        assert all("ida" in line for line in lines)
        words = " ".join(word for _label, _role, pieces in HARBOUR for word in pieces)
        assert "klagede" in words
        assert "klagede" not in screen.text


async def test_the_question_says_how_many_steps(coded: Project) -> None:
    async with running(coded) as screen:
        await opened(screen)
        await screen.press("down", "down", "enter")
        assert isinstance(screen.app.screen, Asking)
        assert "Take back 2 steps" in screen.text
        await screen.press("escape")
        assert themes(coded) == list(THEMES)
        await screen.press("enter", "enter")
        assert themes(coded) == list(THEMES[:2])
        assert screen.status == "saved · 2 steps taken back"
        await screen.press("up", "enter")
        assert "Do 1 step again" in screen.text
        await screen.press("enter")
        assert themes(coded) == list(THEMES[:3])
        await screen.press("escape")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert "3/" not in screen.status


async def test_the_last_step_needs_no_walk(coded: Project) -> None:
    async with running(coded) as screen:
        await opened(screen)
        await screen.press("enter")
        assert screen.status == "this is the last step that was done"


async def test_a_key_leads_to_the_place_of_a_step(coded: Project) -> None:
    async with running(coded, "Bilag 2") as screen:
        await opened(screen)
        await screen.press("down", "g")
        await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))
        assert "Bilag 1" in screen.lines[0]
        assert screen.current == 2


async def test_a_step_without_a_place_says_so(project: Project) -> None:
    memos.write(project, memos.on_theme(project, "penge"), "Løn?")
    async with running(project) as screen:
        await opened(screen)
        await screen.press("g")
        assert screen.status == "this step has no place in an interview"


async def test_an_empty_history_says_so(project: Project) -> None:
    async with running(project) as screen:
        await opened(screen)
        assert "Nothing has been done yet." in screen.text
        await screen.press("enter", "g", "down")
        assert isinstance(screen.app.screen, StepsScreen)


async def test_the_history_opens_from_the_library_and_leads_back(coded: Project) -> None:
    async with running(coded, None) as screen:
        before = screen.app.screen
        await opened(screen)
        assert screen.app.screen.query_one(OptionList).option_count == 4
        await screen.press("escape")
        assert screen.app.screen is before


# The verbs


async def test_the_verbs_leave_the_same_database(coded: Project, tmp_path: Path) -> None:
    with harbour_project(tmp_path / "twin") as twin:
        code(twin)
        root = str(twin.paths.root)

        def qda(*arguments: str) -> str:
            result = CliRunner().invoke(build(), [*arguments, "-p", root])
            assert result.exit_code == 0, result.output
            return result.stderr

        assert "3 steps taken back" in qda("undo", "--to", str(number_of(twin, "arbejde")))
        assert "1 step done again" in qda("redo", "--to", str(number_of(twin, "naboer")))
        async with running(coded) as screen:
            await opened(screen)
            await screen.press("end", "enter", "enter", "up", "enter", "enter")
        assert themes(coded) == themes(twin) == list(THEMES[:2])
        assert states(coded) == states(twin)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["undo", "--to", "99"], "no step 99"), (["redo", "--to", "1"], "is not undone")],
)
def test_a_walk_that_leads_nowhere_is_refused(
    coded: Project, arguments: list[str], says: str
) -> None:
    result = CliRunner().invoke(build(), [*arguments, "-p", str(coded.paths.root)])
    assert result.exit_code == 1
    assert says in result.stderr
    assert themes(coded) == list(THEMES)


# What few expect


@pytest.fixture
def emptied(project: Project) -> Project:
    """A project whose last step has removed ten codings at once."""
    row = project.interview("Bilag 1")
    for number in range(1, 6):
        segment = coding.segment_by_number(project, row, number)
        coding.toggle(project, row, segment, "arbejde")
        coding.toggle(project, row, segment, "penge")
    assert coding.remove_all(project, coding.listed(project)) == history.MANY
    return project


@pytest.mark.parametrize(
    "keys", [(), ("K",), ("X",), ("M",)], ids=["text", "codebook", "matrix", "memos"]
)
async def test_a_large_step_is_taken_back_after_a_question(
    emptied: Project, keys: tuple[str, ...]
) -> None:
    async with running(emptied) as screen:
        await screen.press(*keys, "u")
        assert "The last step has 10 changes. Take it back?" in screen.text
        assert "10 codings removed" in screen.text
        await screen.press("escape")
        assert themes(emptied) == []
        await screen.press("u", "enter")
        assert len(themes(emptied)) == 10
        await screen.press("u")
        assert len(themes(emptied)) == 9


async def test_a_step_of_one_s_own_is_taken_back_by_one_key(coded: Project) -> None:
    assert history.surprising(coded) is None
    async with running(coded) as screen:
        await screen.press("u", "u")
        assert themes(coded) == list(THEMES[:2])


def test_undo_of_a_step_that_is_not_the_last_any_more_changes_nothing(coded: Project) -> None:
    first = stepping.steps(coded)[-1]
    with pytest.raises(Refused, match="Another step was made meanwhile"):
        history.undo(coded, first.id)
    assert themes(coded) == list(THEMES)
