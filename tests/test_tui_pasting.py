"""What is pasted: all of it arrives, in a field for one line and in one for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, TextArea

from qda.services import memo_views
from tests.made_projects import made_by
from tests.tui_project import harbour_project
from tests.tui_screen import running

if TYPE_CHECKING:
    from qda.services.project import Project

project = made_by(harbour_project, "havn")


@pytest.mark.parametrize(
    ("pasted", "arrives"),
    [
        ("ved kajen", "ved kajen"),
        (" og", " og"),
        ("ved kajen\n", "ved kajen"),
        ("ved kajen\r\n  og på bolværket\n\nhver dag", "ved kajen og på bolværket hver dag"),
        ("\n\n", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("key", ["f", "t", "c", "ctrl+p"])
async def test_a_field_for_one_line_takes_all_lines_that_are_pasted(
    project: Project, key: str, pasted: str, arrives: str
) -> None:
    async with running(project) as screen:
        await screen.press(key)
        field = screen.app.focused
        assert isinstance(field, Input)
        screen.app.post_message(events.Paste(pasted))
        await screen.pilot.pause()
        assert field.value == arrives


async def test_what_is_pasted_stands_for_what_was_selected(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("f", *"abc", "shift+left", "shift+left")
        screen.app.post_message(events.Paste("x\ny"))
        await screen.pilot.pause()
        field = screen.app.focused
        assert isinstance(field, Input)
        assert field.value == "ax y"


async def test_a_long_memo_is_pasted_with_its_lines(project: Project) -> None:
    long = "\n".join(["tov og tjære"] * 2_000)
    async with running(project) as screen:
        await screen.press("m")
        screen.app.post_message(events.Paste(long))
        await screen.pilot.pause()
        assert screen.app.screen.query_one(TextArea).text == long
        await screen.press("escape")
        assert screen.status.startswith("saved · ")
    assert [one.memo.text for one in memo_views.listed(project)] == [long]


async def test_what_is_pasted_onto_the_text_is_no_keys(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("1")
        assert "saved" in screen.status
        before = screen.text
        screen.app.post_message(events.Paste("u2q"))
        await screen.pilot.pause()
        assert screen.text == before
