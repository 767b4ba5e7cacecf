"""What somebody new leans on: keys shown when they are needed, and none that is swallowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.services import coding, theme_plans
from qda.tui.screens.chooser import Chooser
from qda.tui.suggesting import State
from tests.made_projects import made_by
from tests.tui_project import harbour_project, long_project
from tests.tui_screen import SMALL, WIDE, Running, running
from tests.tui_suggestions import NOISE, WORK, keyword_project

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project


project = made_by(harbour_project, "havn")
keywords = made_by(keyword_project, "havn")


# Suggestions


async def test_the_next_suggestion_is_gone_to_when_the_words_are_learned(
    keywords: Project,
) -> None:
    async with running(keywords) as screen:
        await screen.type_fast(["y"])
        await screen.until(lambda: screen.app.suggestion_help.state is State.READY)
        await screen.until(lambda: screen.current == WORK)
        await screen.press("y")
        assert screen.current == NOISE


async def test_who_goes_on_while_the_words_are_learned_is_not_carried_away(
    keywords: Project,
) -> None:
    async with running(keywords) as screen:
        await screen.type_fast(["y", "j", "j", "j"])
        await screen.until(lambda: screen.app.suggestion_help.state is State.READY)
        await screen.pilot.pause()
        assert screen.current == 3


# The list of interviews


async def test_the_bar_stands_at_the_interview_where_one_left_off(project: Project) -> None:
    async with running(project, "Bilag 2") as screen:
        await screen.press("j", "j", "q")
    async with running(project, None) as again:
        await again.press("enter")
        assert again.lines[0].lstrip().startswith("Bilag 2")
        assert again.current == 2


async def test_a_look_at_another_interview_does_not_move_the_bar(project: Project) -> None:
    async with running(project, "Bilag 2") as screen:
        await screen.press("F", *"vinden", "enter")
        assert screen.lines[0].lstrip().startswith("Bilag 1")
        await screen.press("b", "q")
    async with running(project, None) as again:
        await again.press("enter")
        assert again.lines[0].lstrip().startswith("Bilag 2")


# The line at the bottom


async def test_what_became_of_an_act_is_read_in_full_on_a_small_screen(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("j", "5", "5")
        assert "saved · Bilag 1: coding Håb for fremtiden removed" in screen.text


async def test_what_was_said_of_a_place_is_forgotten_elsewhere_and_what_is_saved_is_not(
    project: Project,
) -> None:
    async with running(project) as screen:
        await screen.press("o")
        assert "No coding here." in screen.text
        await screen.press("j")
        assert "No coding here." not in screen.text
        await screen.press("1", "j")
        assert "saved · Bilag 1: coded as Arbejde på havnen" in screen.text


async def test_going_past_the_end_is_said(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("j", "1", "n")
        assert screen.status == "saved · Bilag 1: coded as Arbejde på havnen"
        await screen.press("end", "n")
        assert (screen.current, screen.status) == (2, "from the beginning again")
        await screen.press("N")
        assert (screen.current, screen.status) == (8, "from the end again")


async def test_an_error_goes_when_one_has_seen_it_and_goes_on(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qda.tui.complaining.SEEN_AFTER", 0.0)
    async with running(project) as screen:
        await screen.press("J")
        assert "is the last one of its turn" in screen.text
        await screen.press("j")
        assert "is the last one of its turn" not in screen.text


async def test_an_error_stays_for_a_while_whatever_is_pressed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qda.tui.complaining.SEEN_AFTER", 60.0)
    async with running(project) as screen:
        await screen.press("J", "j")
        assert "is the last one of its turn" in screen.text


# A coding that is chosen


def key_bar(screen: Running) -> str:
    return screen.lines[-1]


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_keys_for_a_coding_are_shown_while_one_is_chosen(
    project: Project, size: tuple[int, int]
) -> None:
    async with running(project, size=size) as screen:
        await screen.press("j", "1")
        before = key_bar(screen)
        assert "1–9 Code" in before
        await screen.press("o")
        shown = key_bar(screen)
        for key in ("o Coding here", "e Other theme", "Del Remove coding", "m Memo", "F1 Help"):
            assert key in shown
        assert "1–9" not in shown
        await screen.press("escape")
        assert key_bar(screen) == before


async def test_the_usual_keys_are_back_when_the_chosen_coding_is_removed(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("j", "1", "o", "delete")
        assert coding.listed(project) == []
        assert "1–9 Code" in key_bar(screen)


async def test_a_coding_keeps_its_number_whether_words_are_selected_or_not(
    project: Project,
) -> None:
    async with running(project) as screen:
        await screen.press("j", "shift+right", "1", "escape", "shift+left", "2", "o")
        assert screen.status == "coding 2 of 2: Naboer og støj"
        await screen.press("o")
        assert screen.status == "coding 1 of 2: Arbejde på havnen"


async def test_sentences_about_choosing_name_the_users_own_key(project: Project) -> None:
    (project.paths.root / "keys.yml").write_text("next-here: ø\n", "utf-8")
    async with running(project) as screen:
        await screen.press("j", "1", "2", "delete")
        assert screen.status == "Several codings here: choose one with ø."
        await screen.press("enter")
        assert screen.status == "Choose a coding with ø first; then move its ends."


async def test_the_way_out_is_shown_before_other_keys(project: Project) -> None:
    async with running(project, size=(62, 24)) as screen:
        await screen.press("X")
        assert "Esc Back" in key_bar(screen)
        assert "F1 Help" in key_bar(screen)
        assert "w To a file" not in key_bar(screen)


# Coming back


@pytest.mark.parametrize(
    "keys",
    [("end",), ("P", "#", "5", "enter"), ("f", *"vinden", "enter", "escape")],
    ids=" ".join,
)
async def test_b_leads_back_from_a_jump(project: Project, keys: tuple[str, ...]) -> None:
    async with running(project) as screen:
        await screen.press("j", "j", *keys)
        assert screen.current > 3
        await screen.press("b")
        assert screen.current == 2


async def test_b_leads_back_from_where_undo_has_led(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("j", "j", "1", "k", "k", "u")
        assert screen.current == 2
        await screen.press("b")
        assert screen.current == 0


async def test_b_leads_back_to_where_an_earlier_session_ended(tmp_path: Path) -> None:
    with long_project(tmp_path / "langt", 60) as project:
        async with running(project) as screen:
            await screen.press("pagedown", "pagedown", "q")
            left = screen.current
        assert left > 0
        async with running(project) as again:
            assert again.current == left
            await again.press("end", "b")
            assert again.current == left


# Themes


async def test_the_dialog_for_themes_shows_its_keys_on_a_small_screen(project: Project) -> None:
    long = theme_plans.change_fields(project, "arbejde", definition="Om dette og hint. " * 20)
    theme_plans.carry_out(project, long)
    for number in range(12):
        theme_plans.carry_out(project, theme_plans.add(project, f"Tema {number}"))
    async with running(project, size=SMALL) as screen:
        await screen.press("j", "t")
        assert isinstance(screen.app.screen, Chooser)
        assert "Om dette og hint." in screen.text
        assert "Enter takes it · Esc leaves everything as it is" in screen.text


async def test_the_segments_themes_stay_in_sight_below_a_long_list(project: Project) -> None:
    for number in range(30):
        theme_plans.carry_out(project, theme_plans.add(project, f"Tema {number}"))
    async with running(project, size=SMALL) as screen:
        await screen.press("j", "1")
        assert "This segment" in screen.text
        assert "… and" in screen.text
        assert "┃ Arbejde på havnen" in screen.text


async def test_a_title_that_is_cut_in_the_list_of_themes_says_so(project: Project) -> None:
    title = "Naboernes forhold til havnens larm"
    theme_plans.carry_out(project, theme_plans.rename(project, "naboer", title))
    async with running(project, size=(80, 16)) as screen:
        named = next(line for line in screen.lines if " 2  Nabo" in line)
        assert "…" in named


# Lists


@pytest.mark.parametrize("key", ["H", "M"])
async def test_the_row_under_the_cursor_has_a_bar_and_not_only_a_colour(
    project: Project, key: str
) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("j", "m", *"larm", "escape", "j", "m", *"ro", "escape", key)
        first = [line for line in screen.lines if line.startswith("▌")]
        await screen.press("down")
        second = [line for line in screen.lines if line.startswith("▌")]
        assert (len(first), len(second)) == (1, 1)
        assert first != second
