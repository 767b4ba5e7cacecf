"""The heads of the matrix: names above their columns, or short signs and a list of the names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.text import Span
from qda.services import coding
from qda.tui.widgets.matrix_measures import Contents, list_widths, measured
from qda.tui.widgets.matrix_view import MatrixView
from tests.made_projects import made_by
from tests.many_themes import ROLES, THEMES, many_themes
from tests.tui_screen import SMALL, WIDE, Running, running

if TYPE_CHECKING:
    from qda.services.project import Project

project = made_by(many_themes, "havneliv")


def heads(screen: Running) -> list[str]:
    """The lines above the first row."""
    first = next(
        at for at, line in enumerate(screen.lines) if line.startswith(("▌Bilag", "▌Opfatt"))
    )
    return screen.lines[1:first]


@pytest.mark.parametrize("size", [SMALL, WIDE, (110, 26)])
async def test_no_name_is_cut_within_a_word_where_columns_are_narrow(
    project: Project, size: tuple[int, int]
) -> None:
    async with running(project, None, size) as screen:
        await screen.press("X")
        said = " ".join(heads(screen))
        assert "1 Opfattelser af havnelivet" in said
        assert "2 Forhåbninger til havnelivet" in said
        assert "4 Besværligheder ved at skabe havneliv" in said
        assert "6 Andet" in said


async def test_six_themes_and_eight_informants_stand_on_a_small_screen_without_scrolling(
    project: Project,
) -> None:
    async with running(project, None, SMALL) as screen:
        await screen.press("X")
        view = screen.app.screen.query_one(MatrixView)
        assert view.max_scroll_x == 0
        assert view.max_scroll_y == 0
        assert [f" {sign} " in heads(screen)[-1] for sign in "123456"] == [True] * 6
        rows = [line for line in screen.lines if line[1:].startswith("Bilag ")]
        assert len([line for line in rows if "×" not in line]) == 8
        assert any(line.startswith(" all ") for line in screen.lines)


async def test_the_column_of_the_cursor_is_named_in_full(project: Project) -> None:
    async with running(project, None, SMALL) as screen:
        await screen.press("X", *["right"] * 4)
        assert "━ 5 ━" in heads(screen)[-1]
        assert f"Bilag 1 × {THEMES['hvorfor']}" in screen.text


async def test_names_stand_above_their_columns_where_there_is_room(project: Project) -> None:
    async with running(project, None, (160, 45)) as screen:
        await screen.press("X")
        lines = heads(screen)
        assert "1 Opfattelser" not in " ".join(lines)
        assert "Opfattelser af" in lines[1]
        assert "1" not in lines[-1]


async def test_sub_codes_apart_have_the_signs_that_they_have_beside_the_transcript(
    project: Project,
) -> None:
    async with running(project, None, SMALL) as screen:
        await screen.press("X", "s")
        assert "Mi · Midler til havneliv" in screen.text
        assert "─ Mi ─" in heads(screen)[-1]
        assert screen.app.screen.query_one(MatrixView).max_scroll_x == 0


async def test_a_turned_matrix_has_the_numbers_of_the_appendices(project: Project) -> None:
    async with running(project, None, SMALL) as screen:
        await screen.press("X", "t")
        assert "8 Bilag 8 dykker" in " ".join(heads(screen))
        assert "━ 1 ━" in heads(screen)[-1]
        assert screen.app.screen.query_one(MatrixView).max_scroll_x == 0


async def test_a_click_finds_its_cell_below_a_list_of_names(project: Project) -> None:
    async with running(project, None, (80, 40)) as screen:
        await screen.press("X")
        view = screen.app.screen.query_one(MatrixView)
        y = next(at for at, line in enumerate(screen.lines) if line[1:].startswith("Bilag 3 "))
        x = view._side + 2 * view._wide + 1
        await screen.pilot.click(MatrixView, offset=(x, y - view.region.y))
        assert (view.row, view.column) == (2, 2)


async def test_the_cursor_hides_no_figure_of_a_narrow_cell(project: Project) -> None:
    row = project.interview("Bilag 1")
    for place in range(11):
        coding.add(project, row, Span(50 + place, 80 + place), "hvad")
    async with running(project, None, SMALL) as screen:
        await screen.press("X")
        line = next(line for line in screen.lines if line.startswith("▌Bilag 1"))
        assert "▐12 █" in line


async def test_where_columns_scroll_the_list_names_those_in_sight(project: Project) -> None:
    async with running(project, None, (50, 24)) as screen:
        await screen.press("X")
        assert "1 Opfattelser" in screen.text
        await screen.press("end")
        assert "1 Opfattelser" not in screen.text
        assert "6 Andet" in " ".join(heads(screen))
        assert "━ 6 ━" in heads(screen)[-1]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 160, 240])
@pytest.mark.parametrize("count", [1, 3, 6, 12, 40])
def test_what_is_in_sight_fits(width: int, count: int) -> None:
    names = [f"Forventningsafstemningssamtaler nummer {place}" for place in range(count)]
    found = measured(Contents([*ROLES], names, names, 2, 45, 1200), width, 24)
    seen = min(count, max(1, (width - found.side - 8) // found.wide))
    assert found.wide >= 9
    assert found.side + found.wide + 7 <= max(width, 30)
    assert found.lines * found.beside >= seen
    assert sum(list_widths(names[:seen], 2, found.beside, width)) <= width


def test_the_widest_names_of_the_list_give_way() -> None:
    names = ["Andet", "En del", "Hvorfor ønske havneliv uden viden om virkningerne", "Nej"]
    assert list_widths(names, 1, 2) == [10, 53]
    assert list_widths(names, 1, 2, 40) == [10, 30]
