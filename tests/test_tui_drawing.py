"""The screen for coding draws what has changed, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.geometry import Region
from textual.widget import Widget

from qda.tui.widgets.bars import KeyBar
from qda.tui.widgets.theme_panel import ThemePanel
from qda.tui.widgets.transcript_view import TranscriptView
from tests.made_projects import made_by
from tests.tui_project import (
    harbour_project,
)
from tests.tui_screen import running

if TYPE_CHECKING:
    from textual.strip import Strip

    from qda.services.project import Project

project = made_by(harbour_project, "havn")


async def test_only_segments_that_changed_are_drawn_anew(project: Project) -> None:
    async with running(project) as screen:
        view = screen.app.screen.query_one(TranscriptView)
        kept = dict.fromkeys(view._kept.keys())
        assert len(kept) > 15
        first, last = view._drawer.flow.first[0], view._drawer.flow.last[0]
        before = {line: view._kept[line] for line in kept}
        await screen.press("1")
        changed = [line for line in before if view._kept[line] is not before[line]]
        assert sorted(changed) == list(range(first, last + 1))


async def test_a_letter_to_find_draws_only_the_lines_that_change(project: Project) -> None:
    async with running(project) as screen:
        view = screen.app.screen.query_one(TranscriptView)
        await screen.press("f")
        before = {line: view._kept[line] for line in list(view._kept.keys())}
        assert len(before) > 15
        await screen.press("h")
        changed = [line for line in before if view._kept[line] is not before[line]]
        speech = view._drawer.speech(0, view.high)
        marked = [line for line in speech if view._drawer.found_on([line])]
        assert 0 < len(marked) < len(before)
        assert changed == marked


async def test_the_bar_beside_the_text_is_one_column_wide(project: Project) -> None:
    async with running(project, size=(100, 24)) as screen:
        view = screen.app.screen.query_one(TranscriptView)
        assert view.vertical_scrollbar.display
        assert view.vertical_scrollbar.size.width == 1


async def test_the_panel_says_once_that_the_segment_has_no_theme(project: Project) -> None:
    async with running(project, size=(100, 40)) as screen:
        assert screen.text.count("No theme yet.") == 1
        assert screen.text.count("This segment") == 1


async def test_the_panel_draws_for_another_width(project: Project) -> None:
    async with running(project, size=(200, 40)) as screen:
        panel = screen.app.screen.query_one(ThemePanel)
        assert panel.size.width > 40
        await screen.pilot.resize_terminal(100, 30)
        await screen.until(lambda: panel.size.width < 40)
        assert "Arbejde på havnen" in screen.text


@pytest.mark.parametrize("keys", ["j", "pagedown", "1", "1 u", "f h a", "shift+right", "plus"])
async def test_a_key_in_the_text_draws_with_nothing_that_all_widgets_of_textual_share(
    project: Project, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    drawn: list[str] = []

    def lines_of(widget: Widget, crop: Region) -> list[Strip]:
        drawn.append(type(widget).__name__)
        return usual(widget, crop)

    async with running(project) as screen:
        await screen.press("home", *keys.split()[:-1])
        # Textual's own screen below the first one is still drawn once, into that.
        await screen.until(lambda: not screen.app.screen_stack[0]._update_timer._active.is_set())
        before = screen.text
        usual = Widget.render_lines
        monkeypatch.setattr(Widget, "render_lines", lines_of)
        await screen.press(keys.split()[-1])
        monkeypatch.undo()
        assert screen.text != before or "shift" in keys  # words are selected by colour
        assert drawn == []


async def test_what_lies_below_the_widgets_takes_the_colours_of_each_appearance(
    project: Project,
) -> None:
    async with running(project, size=(100, 30)) as screen:
        grounds = []
        for _appearance in range(3):
            bar = screen.app.screen.query_one(KeyBar)
            (line,) = bar.render_lines(Region(0, 0, 100, 1))
            assert line.text == " " * 100
            (piece,) = line
            assert piece.style is not None
            assert piece.style.bgcolor == bar.rich_style.bgcolor
            grounds.append(piece.style.bgcolor)
            await screen.press("l")
        assert len(set(grounds)) > 1
