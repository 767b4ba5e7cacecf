"""Finding words on the screen for coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.services import coding
from qda.tui import finding
from qda.tui.screens import transcript_finding
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.widgets.find_bar import FindBar, FindWords
from qda.tui.widgets.transcript_view import TranscriptView
from tests.made_projects import held_by, made_by
from tests.tui_project import harbour_project, speakers_in_capitals
from tests.tui_screen import running

if TYPE_CHECKING:
    import pytest

    from qda.services.project import Project

project = made_by(harbour_project, "havn")
other = held_by("bo")
"""Another program that has the same project open."""


async def test_find_goes_to_the_words_and_on_to_the_next(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("f")
        await screen.type("havnen")
        assert screen.current == 0
        assert "1 of 2" in screen.text
        await screen.press("enter")
        assert screen.current == 5
        await screen.press("down")
        assert screen.current == 0
        await screen.press("up")
        assert screen.current == 5
        await screen.press("escape")
        assert isinstance(screen.app.screen, TranscriptScreen)
        assert "Find:" not in screen.text
        await screen.press("g")
        assert screen.current == 0
        await screen.press("f")
        assert "1 of 2" in screen.text


async def test_the_place_before_is_found_without_the_line_for_finding(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("f")
        await screen.type("havnen")
        await screen.press("escape")
        assert screen.current == 0
        await screen.press("G")
        assert screen.current == 5
        await screen.press("G")
        assert screen.current == 0


async def test_find_again_asks_for_words_where_there_are_none(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("g")
        await screen.type("kaffe")
        assert screen.current == 3
        await screen.pilot.click("#transcript", offset=(10, 3))
        assert "Find:" in screen.text
        await screen.press("escape")
        assert "Find:" not in screen.text
        assert isinstance(screen.app.screen, TranscriptScreen)


async def test_digits_typed_into_find_code_nothing(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("f")
        await screen.type("1 2 q")
        assert "not found" in screen.text
        assert coding.listed(project, project.interview("Bilag 1")) == []


async def test_long_words_to_find_are_seen_to_their_end(project: Project) -> None:
    async with running(project, size=(46, 12)) as screen:
        await screen.press("f")
        await screen.type("en meget lang sætning som ingen har sagt")
        line = next(line for line in screen.lines if "Find:" in line)
        assert "har sagt" in line
        assert "en meget" not in line
        assert line.rstrip().endswith("not found")
        await screen.press("home")
        line = next(line for line in screen.lines if "Find:" in line)
        assert line.startswith(" Find: en meget lang")


async def test_signs_to_find_can_not_act_on_the_terminal(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("f")
        screen.app.screen.query_one(FindWords).value = "a\x1b[31mb\u202ec"
        await screen.pilot.pause()
        line = next(line for line in screen.lines if "Find:" in line)
        assert "a␛[31mb" in line
        assert "\x1b" not in line
        assert "\u202e" not in line


async def test_selected_words_and_the_cursor_are_seen_in_the_line_for_finding(
    project: Project,
) -> None:
    async with running(project) as screen:
        await screen.press("f")
        await screen.type("kaffe")
        await screen.press("shift+left", "shift+left")
        field = screen.app.screen.query_one(FindWords)
        field._pause_blink(visible=True)
        await screen.pilot.pause()
        assert field.gutter.totals == (0, 0)
        parts = [(piece.text.rstrip(), piece.style) for piece in field.render_line(0)]
        assert [text for text, _style in parts if text] == ["kaf", "f", "e"]
        looks = [style for text, style in parts if text and style is not None]
        assert len(set(looks)) == 3
        assert looks[1] == looks[0] + field.get_component_rich_style("input--cursor")
        assert looks[2] == looks[0] + field.get_component_rich_style("input--selection")


async def test_a_long_count_leaves_the_field_its_place(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("f")
        bar = screen.app.screen.query_one(FindBar)
        field = screen.app.screen.query_one(FindWords)
        room = field.size.width
        bar.say("1.234.567 of 12.345.678")
        await screen.until(lambda: field.size.width < room)
        assert "1.234.567 of 12.345.678" in screen.text
        bar.say("1 of 2")
        await screen.until(lambda: field.size.width == room)


async def test_another_state_of_the_text_is_looked_through_at_once(
    project: Project, other: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "NEAR", 160)
    monkeypatch.setattr(finding, "AT_ONCE", 40)
    monkeypatch.setattr(transcript_finding, "_PAUSE", 3600)
    async with running(project) as screen:
        await screen.press("f")
        await screen.type("havnen")
        assert "…" in screen.text
        speakers_in_capitals(other)
        await screen.until(lambda: "VIGGO" in screen.text)
        assert "1 of 2" in screen.text
        assert "…" not in screen.text
        view = screen.app.screen.query_one(TranscriptView)
        assert view._drawer.found_here is not None
        assert view._drawer.found_here.of(view.transcript.text) == "havnen"
        await screen.press("enter")
        assert screen.current == 5
