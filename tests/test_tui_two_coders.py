"""Two coders in one project at once: each sees what the other does, and whose it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.services import coding, history, resegmenting, theme_plans
from tests.made_projects import held_by, made_by
from tests.tui_project import harbour_project
from tests.tui_screen import SMALL, running

if TYPE_CHECKING:
    from qda.services.project import Project


project = made_by(harbour_project, "havn")
other = held_by("bo")
"""The same project, as another coder's program holds it."""


def code(project: Project, segment: int, theme: str) -> None:
    row = project.interview("Bilag 1")
    found = coding.segment_by_number(project, row, segment)
    coding.add(project, row, coding.span_of_segment(project, row, found), theme)


async def test_what_the_other_did_is_said_with_their_name(project: Project, other: Project) -> None:
    async with running(project) as screen:
        await screen.press("j", "1")
        code(other, 3, "penge")
        screen.app.look_around()
        await screen.pilot.pause()
        assert screen.status == "bo: Bilag 1: coded as Penge"
        await screen.press("2")
        assert screen.status == "saved · Bilag 1: coded as Naboer og støj"


async def test_undo_of_the_others_step_says_whose_it_was(project: Project, other: Project) -> None:
    async with running(project) as screen:
        await screen.press("j", "1")
        code(other, 3, "penge")
        await screen.press("u")
        assert "The last step is one of bo. Take it back?" in screen.text
        assert "Bilag 1: coded as Penge" in screen.text
        await screen.press("escape")
        assert {one.coder for one in coding.listed(project)} == {"ida", "bo"}
        await screen.press("u", "enter")
        assert screen.status == "saved · Undone: Bilag 1: coded as Penge · bo"
        await screen.press("U")
        assert screen.status == "saved · Redone: Bilag 1: coded as Penge · bo"
        assert {one.coder for one in coding.listed(project)} == {"ida", "bo"}


async def test_a_step_that_the_other_makes_while_the_question_stands_is_not_taken_back(
    project: Project, other: Project
) -> None:
    async with running(project) as screen:
        code(other, 3, "penge")
        await screen.press("u")
        code(other, 4, "minder")
        await screen.press("enter")
        assert "Another step was made meanwhile" in screen.text
        assert [one.theme for one in coding.listed(project)] == ["penge", "minder"]


async def test_a_chosen_coding_that_the_other_removes_is_let_go_of(
    project: Project, other: Project
) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("j", "1", "o")
        (mine,) = coding.listed(other)
        coding.remove(other, mine)
        screen.app.look_around()
        await screen.press("e", "delete", "enter", "m", "escape")
        assert coding.listed(project) == []
        assert "1–9 Code" in screen.lines[-1]
        await screen.press("u", "enter")
        assert [one.theme for one in coding.listed(project)] == ["arbejde"]


async def test_segments_merged_and_themes_renamed_by_the_other_appear_where_one_selects(
    project: Project, other: Project
) -> None:
    async with running(project) as screen:
        await screen.press("j", "j", "shift+right", "shift+right")
        resegmenting.merge(other, other.interview("Bilag 1"), 2)
        theme_plans.carry_out(other, theme_plans.rename(other, "penge", "Løn"))
        screen.app.look_around()
        await screen.press("4")
        assert screen.current == 1
        (one,) = coding.listed(project)
        assert one.span.of(screen.app.screen._transcript.text) == "Så kom"  # type: ignore[attr-defined]
        assert "Løn" in screen.text
        history.undo(other)
        screen.app.look_around()
        await screen.pilot.pause()
        assert screen.status == "bo: Undone: Bilag 1: coded as Løn · ida"


async def test_the_question_for_another_theme_names_the_one_that_is_there(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("j", "1", "e")
        assert "Which theme instead of Arbejde på havnen?" in screen.text
