"""Finding in all interviews: the hits, and coming back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.search import LIMIT, SearchScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.widgets.plain_list import PlainList
from tests.made_projects import made_by
from tests.tui_project import long_project
from tests.tui_screen import SMALL, Running, running

if TYPE_CHECKING:
    from qda.services.project import Project


project = made_by(lambda folder: long_project(folder, 300), "long")


def hits(screen: Running) -> PlainList:
    return screen.app.screen.query_one(PlainList)


async def test_finding_again_begins_at_the_hit_that_was_gone_to(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("F", *"vinden", "pagedown", "down")
        gone_to = hits(screen).highlighted
        assert gone_to
        await screen.press("enter")
        await screen.press("F")
        assert isinstance(screen.app.screen, SearchScreen)
        assert hits(screen).highlighted == gone_to
        await screen.press("pagedown", "enter", "F")
        assert (hits(screen).highlighted or 0) > gone_to


async def test_words_are_found_from_the_list_of_interviews_too(project: Project) -> None:
    async with running(project, None, SMALL) as screen:
        assert isinstance(screen.app.screen, LibraryScreen)
        await screen.press("F", *"17.3", "enter")
        await screen.until(lambda: isinstance(screen.app.screen, TranscriptScreen))
        assert "17.3 Vi sejlede" in screen.text
        await screen.press("escape")
        assert isinstance(screen.app.screen, LibraryScreen)
        await screen.press("F", "escape")
        assert isinstance(screen.app.screen, LibraryScreen)


async def test_more_hits_than_are_listed_are_said_to_be_the_first(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("F", *"vinden")
        assert hits(screen).option_count == LIMIT
        assert "The first 200 segments" in screen.text


async def test_words_before_a_hit_are_seen_to_be_cut(project: Project) -> None:
    async with running(project, size=SMALL) as screen:
        await screen.press("F", *"vinden")
        row = next(line for line in screen.lines if "(Bilag 1" in line)
        before = row.split(")")[1].split("vinden")[0].strip()
        assert before.startswith("…")
        assert before.endswith("solen, og")
