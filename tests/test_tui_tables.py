"""The matrix, the codebook and the overview on the screen: every key, state first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.containers import VerticalScroll

from qda.domain.text import Span
from qda.services import cell_summaries, coding, history, theme_plans
from qda.services.project import open_project
from qda.tui.screens.cell import CellScreen
from qda.tui.screens.codebook import CodebookScreen
from qda.tui.screens.effect import EffectScreen
from qda.tui.screens.matrix import MatrixScreen
from qda.tui.screens.pick import PickScreen
from qda.tui.screens.plots import PlotsScreen
from qda.tui.screens.split import SplitScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.widgets.matrix_view import MatrixView
from qda.tui.widgets.plain_list import PlainList
from tests.many_themes import many_themes
from tests.tui_project import HARBOUR, add_interview, harbour_project, transcript_of
from tests.tui_screen import SMALL, WIDE, Running, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.domain.codebook import Theme
    from qda.services.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Five codings by two coders."""
    with harbour_project(tmp_path / "p") as made:
        made.db.execute("update informant set role = 'kranfører'")
        for appendix, segment, theme, coder in (
            ("Bilag 1", 2, "arbejde", "ida"),
            ("Bilag 1", 3, "arbejde", "ida"),
            ("Bilag 1", 3, "arbejde", "bo"),
            ("Bilag 1", 9, "vejr", "ida"),
            ("Bilag 2", 4, "penge", "bo"),
        ):
            row = made.interview(appendix)
            found = coding.segment_by_number(made, row, segment)
            span = coding.span_of_segment(made, row, found)
            coding.add(made, row, span, theme, coder=coder)
        yield made


def cursor(screen: Running) -> tuple[int, int]:
    view = screen.app.screen.query_one(MatrixView)
    return view.row, view.column


def cell(screen: Running) -> tuple[str, str]:
    heads = screen.app.screen.query_one(MatrixView).cell
    assert heads is not None
    return heads[0].key, heads[1].key


def theme_here(screen: Running) -> Theme:
    here = screen.app.screen
    assert isinstance(here, CodebookScreen)
    assert here._current is not None
    return here._current


def keys_of(project: Project) -> list[str]:
    return [theme.key for theme in project.codebook.themes]


# The matrix


@pytest.mark.parametrize("size", [SMALL, WIDE, (160, 45)])
async def test_the_matrix_counts_quotes_where_informants_and_themes_cross(
    project: Project, size: tuple[int, int]
) -> None:
    async with running(project, None, size) as screen:
        await screen.press("X")
        assert isinstance(screen.app.screen, MatrixScreen)
        assert "4 quotes" in screen.lines[0]
        assert cell(screen) == ("Bilag 1", "arbejde")
        row = next(line for line in screen.lines if "Bilag 1" in line and "▌" in line)
        assert "2 █" in row
        assert row.split()[-1] == "3"
        assert any(line.split()[:1] == ["all"] for line in screen.lines)


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("down",), (1, 0)),
        (("j", "k"), (0, 0)),
        (("right", "right"), (0, 2)),
        (("end", "left"), (0, 4)),
        (("end", "home"), (0, 0)),
        (("down", "up", "up"), (0, 0)),
        (("pagedown",), (1, 0)),
        (("pagedown", "pageup"), (0, 0)),
    ],
)
async def test_arrows_move_from_cell_to_cell(
    project: Project, keys: tuple[str, ...], place: tuple[int, int]
) -> None:
    async with running(project, None) as screen:
        await screen.press("X", *keys)
        assert cursor(screen) == place


async def test_a_click_goes_to_a_cell_and_another_opens_it(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("X")
        view = screen.app.screen.query_one(MatrixView)
        at = (view._side + 1, 5)
        await screen.press("down")
        await screen.pilot.click(MatrixView, offset=(view._side + 3 * view._wide + 1, 5))
        assert cell(screen) == ("Bilag 2", "penge")
        await screen.pilot.click(MatrixView, offset=(view._side + 3 * view._wide + 1, 5))
        await screen.pilot.pause()
        assert isinstance(screen.app.screen, CellScreen)
        assert at


async def test_sub_codes_stand_apart_and_are_rolled_up_again(project: Project) -> None:
    async with running(project, None, (160, 45)) as screen:
        await screen.press("X")
        assert "Vejr" not in screen.text
        await screen.press("s")
        assert "· Vejr" in screen.text
        await screen.press("s")
        assert "Vejr" not in screen.text


async def test_turning_keeps_the_cell(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "down", "right", "right", "right")
        assert cell(screen) == ("Bilag 2", "penge")
        await screen.press("t")
        assert cell(screen) == ("penge", "Bilag 2")
        await screen.press("enter")
        assert "Bilag 2:" in screen.text
        await screen.press("escape", "t")
        assert cell(screen) == ("Bilag 2", "penge")


async def test_groups_follow_the_attributes_and_lead_back(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "g")
        assert "by role" in screen.lines[0]
        assert cell(screen) == ("kranfører", "arbejde")
        await screen.press("enter")
        assert isinstance(screen.app.screen, CellScreen)
        await screen.press("escape", "g")
        assert cell(screen) == ("Bilag 1", "arbejde")


async def test_one_coder_is_counted_alone(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "c")
        assert "only bo" in screen.lines[0]
        assert "2 quotes" in screen.lines[0]
        await screen.press("c", "c")
        assert "4 quotes" in screen.lines[0]


async def test_a_quote_leads_into_the_interview_and_back_to_the_same_cell(
    project: Project,
) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "enter", "down")
        assert isinstance(screen.app.screen, CellScreen)
        assert "kran" in screen.text
        await screen.press("enter")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert screen.current == 2
        await screen.press("escape")
        assert isinstance(screen.app.screen, CellScreen)
        assert screen.app.screen.query_one(PlainList).highlighted == 1
        await screen.press("escape")
        assert cell(screen) == ("Bilag 1", "arbejde")
        await screen.press("escape")
        assert len(screen.app.screen_stack) == 2


async def test_quotes_are_gone_through_by_screens_too(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "enter", "pagedown")
        quotes = screen.app.screen.query_one(PlainList)
        assert quotes.highlighted == quotes.option_count - 1 > 0
        await screen.press("pageup")
        assert quotes.highlighted == 0


async def test_a_plot_that_is_higher_than_the_screen_is_read_on_and_back(project: Project) -> None:
    async with running(project, None, (46, 12)) as screen:
        await screen.press("O", "tab", "tab", "pagedown")
        plots = screen.app.screen.query_one("#plots", VerticalScroll)
        assert plots.scroll_y > 0
        await screen.press("pageup")
        assert plots.scroll_y == 0


async def test_what_is_coded_from_a_quote_is_counted_when_one_comes_back(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "enter", "enter", "4", "escape", "escape")
        assert "5 quotes" in screen.lines[0]
        await screen.press("u")
        assert "4 quotes" in screen.lines[0]
        await screen.press("U")
        assert "5 quotes" in screen.lines[0]


async def test_a_summary_that_is_being_written_is_saved_when_the_program_ends(
    project: Project,
) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "e", *"mest")
        screen.app.exit()
    with open_project(project.paths.root, "ida") as again:
        assert cell_summaries.written(again).own("Bilag 1", "arbejde", "ida") == "mest"


async def test_an_empty_cell_says_so(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "right", "enter")
        assert isinstance(screen.app.screen, MatrixScreen)
        assert "no quotes in this cell" in screen.status


@pytest.mark.parametrize("name", ["exports/m.xlsx", "exports/m.html", "exports/m.csv"])
async def test_the_matrix_is_written_to_a_file(project: Project, name: str) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "w", *["backspace"] * 30)
        await screen.press(*(screen_key(sign) for sign in name), "enter")
        assert (project.paths.root / name).stat().st_size > 0
        assert "m." in screen.status


def screen_key(sign: str) -> str:
    return {"/": "slash", ".": "full_stop"}.get(sign, sign)


async def test_a_file_among_the_originals_is_refused(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "w", *["backspace"] * 30)
        await screen.press(*(screen_key(sign) for sign in "codes.yml"), "enter")
        assert "ending that is not known" in screen.text
        assert project.codebook.title == "Havnens fremtid"


async def test_a_summary_is_written_in_its_cell_saved_when_left_and_undone(
    project: Project,
) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "down", "right", "e")
        assert "Esc saves the summary" in screen.status
        await screen.type("Kun penge")
        assert cell_summaries.written(project).by_cell == {}
        await screen.press("escape")
        assert isinstance(screen.app.screen, MatrixScreen)
        assert cell_summaries.written(project).of("Bilag 2", "naboer", "ida") == "Kun penge"
        assert "summary of Naboer og støj written" in screen.status
        assert any("¶" in line for line in screen.lines if "Bilag 2" in line)
        await screen.press("up")
        assert "Kun penge" not in screen.text
        await screen.press("down", "e")
        await screen.press(*["backspace"] * 9)
        await screen.press("escape")
        assert cell_summaries.written(project).by_cell == {}
        await screen.press("u")
        assert "Kun penge" in screen.text
        await screen.press("u")
        assert cell_summaries.written(project).by_cell == {}


async def test_a_click_elsewhere_saves_the_summary(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "e")
        await screen.type("Mit ord")
        view = screen.app.screen.query_one(MatrixView)
        await screen.pilot.click(MatrixView, offset=(view._side + 1, 5))
        await screen.pilot.pause()
        assert cell_summaries.written(project).own("Bilag 1", "arbejde", "ida") == "Mit ord"


async def test_another_coders_summary_is_shown_by_name(project: Project) -> None:
    with open_project(project.paths.root, "bo") as other:
        cell_summaries.write(other, "Bilag 1", "arbejde", "Bos [red] ord")
    async with running(project, None) as screen:
        await screen.press("X")
        assert "bo: Bos [red] ord" in screen.text


async def test_groups_have_no_summaries(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("X", "g", "e")
        assert "where informants and themes cross" in screen.status


async def test_a_matrix_of_many_themes_scrolls_and_keeps_its_heads(project: Project) -> None:
    for number in range(12):
        theme_plans.carry_out(project, theme_plans.add(project, f"Emne {number}"))
    async with running(project, None, SMALL) as screen:
        await screen.press("X", "end")
        assert cell(screen) == ("Bilag 1", "emne-11")
        assert "Bilag 1" in screen.text
        assert "Emne 11" in screen.text
        assert "Arbejde" not in screen.text
        await screen.press("home")
        assert "Arbejde" in screen.text


async def test_hostile_titles_do_no_harm(project: Project) -> None:
    title = "[red]Farlig[/] [utydeligt]"
    theme_plans.carry_out(project, theme_plans.rename(project, "arbejde", title))
    async with running(project, None, (160, 45)) as screen:
        await screen.press("X")
        assert "[red]Farlig" in screen.text
        await screen.press("enter", "escape", "K")
        assert title in screen.text
        await screen.press("r")
        assert title in screen.text
        await screen.press("escape", "O", "tab")
        assert "[red]Farlig" in screen.text


# The codebook


async def test_the_codebook_shows_themes_with_counts_and_what_they_mean(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K")
        assert theme_here(screen).key == "arbejde"
        assert "3 codings · 1 interview · 2 coders" in screen.text
        await screen.press("down", "j", "k")
        assert theme_here(screen).key == "naboer"


async def test_a_theme_is_changed_after_its_diff_was_shown(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "e")
        await screen.type(" nu")
        await screen.press("enter")
        assert isinstance(screen.app.screen, EffectScreen)
        assert "+    title: Arbejde på havnen nu" in screen.text
        assert project.codebook.theme("arbejde").title == "Arbejde på havnen"
        await screen.press("enter")
        assert project.codebook.theme("arbejde").title == "Arbejde på havnen nu"
        assert "saved" in screen.status
        await screen.press("u")
        assert project.codebook.theme("arbejde").title == "Arbejde på havnen"
        await screen.press("ctrl+y")
        assert theme_here(screen).title == "Arbejde på havnen nu"


async def test_keywords_and_definition_are_changed(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "e", "tab")
        await screen.type("Om arbejde")
        await screen.press("tab", "tab", "tab")
        await screen.press(*"løn", "comma", *"hyre", "enter", "enter")
        theme = project.codebook.theme("arbejde")
        assert theme.definition == "Om arbejde"
        assert [word.written for word in theme.keywords] == ["løn", "hyre"]


async def test_what_is_wrong_with_a_title_is_said_beside_it(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "n")
        await screen.type("Penge")
        await screen.press("enter")
        assert 'There is a theme with the title "Penge" already.' in screen.text
        await screen.press("escape")
        assert keys_of(project).count("penge") == 1


@pytest.mark.parametrize(("key", "parent"), [("n", None), ("b", "arbejde")])
async def test_a_theme_or_sub_code_is_made(project: Project, key: str, parent: str | None) -> None:
    async with running(project, None) as screen:
        await screen.press("K", key)
        await screen.type("Fisk")
        await screen.press("enter", "enter")
        assert project.codebook.theme("fisk").parent == parent
        assert theme_here(screen).key == "fisk"
        await screen.press("u")
        assert "fisk" not in keys_of(project)


async def test_a_theme_is_recoloured(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "c")
        await screen.type("pink")
        await screen.press("enter")
        assert project.codebook.theme("arbejde").colour == "pink"


async def test_a_digit_is_given_and_taken_and_its_owner_asked_about(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "1")
        assert project.codebook.theme("arbejde").hotkey is None
        await screen.press("2")
        assert "gives up the key 2" in screen.text
        await screen.press("enter")
        assert project.codebook.theme("arbejde").hotkey == "2"
        assert project.codebook.theme("naboer").hotkey is None


async def test_themes_change_their_order(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "shift+down")
        assert keys_of(project)[:2] == ["naboer", "arbejde"]
        assert theme_here(screen).key == "arbejde"
        await screen.press("shift+up")
        assert keys_of(project)[:2] == ["arbejde", "naboer"]
        await screen.press("shift+up")
        assert "There is no theme on that side." in screen.text


async def test_a_theme_is_moved_below_another_and_back_to_the_top(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "m")
        assert isinstance(screen.app.screen, PickScreen)
        await screen.type("andet")
        await screen.press("enter")
        assert "Stands below Andet then." in screen.text
        await screen.press("enter")
        assert project.codebook.theme("arbejde").parent == "andet"
        await screen.press("m", "enter", "enter")
        assert project.codebook.theme("arbejde").parent is None


async def test_merging_shows_what_moves_and_is_undone(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "i")
        await screen.type("penge")
        await screen.press("enter")
        assert "Moves 3 codings of 2 coders to Penge." in screen.text
        assert "will be retired." in screen.text
        await screen.press("enter")
        assert {one.theme for one in coding.listed(project)} == {"penge", "vejr"}
        assert theme_here(screen).key == "penge"
        assert "1 retired" in screen.lines[0]
        await screen.press("u")
        assert {one.theme for one in coding.listed(project)} == {"arbejde", "penge", "vejr"}
        assert "retired" not in screen.lines[0]


async def test_esc_in_the_effect_changes_nothing(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "r")
        assert isinstance(screen.app.screen, EffectScreen)
        await screen.press("escape")
        assert not project.codebook.is_retired("arbejde")


async def test_splitting_takes_what_is_ticked(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "x")
        assert isinstance(screen.app.screen, SplitScreen)
        await screen.press("enter")
        assert "nothing is ticked yet" in screen.status
        await screen.press("space", "down", "space", "space", "enter")
        await screen.type("Kraner")
        await screen.press("enter")
        assert "Moves 1 coding of 1 coder to Kraner." in screen.text
        await screen.press("enter")
        assert [one.theme for one in coding.listed(project)].count("kraner") == 1
        await screen.press("u")
        assert "kraner" not in keys_of(project)


async def test_a_theme_without_codings_is_not_split(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "down", "x")
        assert isinstance(screen.app.screen, CodebookScreen)
        assert "nothing is coded" in screen.status


async def test_a_retired_theme_is_hidden_shown_and_taken_into_use_again(project: Project) -> None:
    async with running(project, None) as screen:
        await screen.press("K", "r", "enter")
        assert project.codebook.is_retired("arbejde")
        assert theme_here(screen).key != "arbejde"
        await screen.press("v", "home", *["up"] * 9)
        assert theme_here(screen).key == "arbejde"
        assert "retired: stays on its codings" in screen.text
        await screen.press("r", "enter")
        assert not project.codebook.is_retired("arbejde")


async def test_undo_says_why_it_refuses_an_edited_file(project: Project) -> None:
    theme_plans.carry_out(project, theme_plans.rename(project, "penge", "Løn"))
    path = project.paths.codebook
    path.write_text(path.read_text("utf-8") + "# my own note\n", "utf-8")
    async with running(project, None) as screen:
        await screen.press("K", "u")
        assert "has been edited since" in screen.text
        assert project.codebook.theme("penge").title == "Løn"
        assert "# my own note" in path.read_text("utf-8")


# The overview


async def test_plots_follow_one_another(project: Project) -> None:
    async with running(project, None, SMALL) as screen:
        await screen.press("O")
        assert isinstance(screen.app.screen, PlotsScreen)
        assert "33 %" in screen.text
        await screen.press("tab")
        assert "Arbejde på havnen" in screen.text
        await screen.press("right")
        assert "Bilag 1" in screen.text
        await screen.press("down")
        assert "Bilag 2" in screen.text
        await screen.press("up")
        assert "Bilag 1" in screen.text
        await screen.press("tab")
        assert "██ bo" in screen.text
        await screen.press("left", "left", "j", "k")
        assert "2 of 4" in screen.lines[0]
        await screen.press("escape")
        assert len(screen.app.screen_stack) == 2


async def test_the_chosen_quote_stands_out_from_the_words_around_it_without_colours_too(
    project: Project,
) -> None:
    async with running(project, None, WIDE) as screen:
        await screen.press("X", "enter")
        strips = screen.app.screen._compositor.render_strips()
        bold = " ".join(
            part.text for line in strips for part in line if part.style and part.style.bold
        )
        assert "Hvornår begyndte du" in screen.text
        assert "Jeg begyndte som dreng" in bold
        assert "Hvornår begyndte du" not in bold


async def test_a_plot_of_what_the_matrix_counts_calls_it_quotes(project: Project) -> None:
    async with running(project, None, SMALL) as screen:
        await screen.press("O", "tab")
        assert screen.lines[0].strip().startswith("Quotes by theme and interview")
        # Two coders gave the theme to the same words: three codings, two quotes.
        row = next(line for line in screen.lines if "Arbejde på havnen" in line)
        assert " 2 " in row


@pytest.mark.parametrize(("plot", "name"), [
    (0, "Bilag 6  bådebygger, Vesterhavnens"),
    (1, "Besværligheder ved at skabe havneliv "),
    (1, "Hvorfor ønske havneliv uden viden om v"),
    (2, "Hvorfor ønske havneliv ud"),
])  # fmt: skip
async def test_names_beside_plots_keep_half_of_a_small_terminal(
    tmp_path: Path, plot: int, name: str
) -> None:
    with many_themes(tmp_path / "p") as project:
        async with running(project, None, SMALL) as screen:
            await screen.press("O", *["tab"] * plot)
            assert name in screen.text


@pytest.mark.parametrize("key", ["X", "K", "O"])
async def test_an_empty_project_says_what_is_missing(tmp_path: Path, key: str) -> None:
    from qda.services.project import make_project
    from tests.tui_project import CODEBOOK

    with make_project(tmp_path / "p", codebook=CODEBOOK.encode(), coder="ida") as project:
        async with running(project, None) as screen:
            await screen.press(key, "enter", "escape", "escape")
            assert len(screen.app.screen_stack) == 2
            assert history.entries(project, 1) == []


@pytest.mark.parametrize("key", ["X", "K", "O"])
async def test_help_and_palette_know_the_place(project: Project, key: str) -> None:
    async with running(project, None) as screen:
        await screen.press(key, "question_mark")
        assert "Esc" in screen.text
        assert {"X": "sub-codes", "K": "Merge the theme", "O": "next plot"}[key].lower() in (
            screen.text.lower()
        )


def many(project: Project) -> None:
    for number in range(3, 12):
        add_interview(project, f"Bilag {number}", transcript_of(HARBOUR[:2]))
        coding.add(project, project.interview(f"Bilag {number}"), Span(60, 72), "naboer")


async def test_the_row_of_the_cursor_stays_in_sight_above_what_takes_lines(
    project: Project,
) -> None:
    many(project)
    async with running(project, "Bilag 6", size=SMALL) as screen:
        await screen.press("f2", "X")
        await screen.until(lambda: "F2 goes on without it" in screen.text)
        await screen.until(lambda: any(line.startswith("▌Bilag 6") for line in screen.lines))
