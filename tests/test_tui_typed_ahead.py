"""Keys that are typed faster than the screen follows do what they would do if typed slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, TextArea

from qda.services import coding
from qda.services.project import Project, open_project
from qda.tui import typing_ahead
from qda.tui.screens.transcript import TranscriptScreen
from tests.tui_project import harbour_project
from tests.tui_screen import running

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.tui_screen import Running


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with harbour_project(tmp_path / "havn") as made:
        yield made


@pytest.fixture
def reader(project: Project) -> Iterator[Project]:
    """The project as another program sees it."""
    with open_project(project.paths.root, "bo") as opened:
        yield opened


def written(screen: Running) -> str:
    box = screen.app.focused
    assert isinstance(box, Input | TextArea)
    return box.value if isinstance(box, Input) else box.text


async def type_at_once(screen: Running, keys: Iterable[str]) -> None:
    """All keys stand in the program's queue before it has taken the first."""
    for key in keys:
        screen.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await screen.pilot.pause()


OPENING = ("f", "F", "t", "c", "m", "T", "P", "ctrl+p")
"""Keys of the transcript that open a field."""


@pytest.mark.parametrize("opening", OPENING)
async def test_what_is_typed_after_a_key_that_opens_a_field_goes_into_the_field(
    project: Project, reader: Project, opening: str
) -> None:
    async with running(project) as screen:
        await screen.press("j", "1", "k")
        await type_at_once(screen, [opening, *"j12u3"])
        assert written(screen).endswith("j12u3")
        assert [one.theme for one in coding.listed(reader)] == ["arbejde"]


@pytest.mark.parametrize("opening", OPENING)
async def test_letters_that_come_one_by_one_go_into_the_field_too(
    project: Project, reader: Project, opening: str
) -> None:
    async with running(project) as screen:
        await screen.press("j", "1", "k")
        await screen.type_fast([opening, *"j12u3"])
        assert written(screen).endswith("j12u3")
        assert [one.theme for one in coding.listed(reader)] == ["arbejde"]


async def test_a_theme_chosen_by_name_is_given_to_the_words_that_were_shown(
    project: Project,
) -> None:
    async with running(project) as screen:
        await type_at_once(screen, ["j", "t", *"penge", "enter", "j", "1", "j", "f", *"1kaffe"])
        assert isinstance(screen.app.screen, TranscriptScreen)
        places = {one.theme: one.span.start for one in coding.listed(project)}
        assert sorted(places, key=lambda theme: places[theme]) == ["penge", "arbejde"]
        assert written(screen) == "1kaffe"


async def test_keys_go_on_after_one_whose_act_does_not_end(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing_ahead, "PATIENCE", 0.01)
    async with running(project) as screen:
        screen.app._under_way = -1  # as if a key were never done
        await screen.press("j")
        await screen.until(lambda: screen.current == 1)
        await screen.press("j")
        assert screen.current == 2
