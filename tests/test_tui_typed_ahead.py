"""Keys that are typed faster than the screen follows do what they would do if typed slowly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, TextArea

from qda.services import coding
from qda.services.screens import transcript_for_screen
from qda.tui import finding, typing_ahead
from qda.tui.screens import transcript_finding
from qda.tui.screens.transcript import TranscriptScreen
from tests.made_projects import held_by, made_by
from tests.tui_project import harbour_project
from tests.tui_screen import running

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.services.project import Project
    from tests.tui_screen import Running


project = made_by(harbour_project, "havn")
reader = held_by("bo")
"""The project as another program sees it."""


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


@pytest.mark.parametrize("wanted", ["kaffe", "K", "for min", "e", "så   kom", "findes ikke"])
@pytest.mark.parametrize("size", [1, 7, 60])
def test_slices_of_a_text_find_what_the_whole_text_holds(
    project: Project, wanted: str, size: int
) -> None:
    transcript = transcript_for_screen(project, "Bilag 1")
    search = finding.Search(transcript, wanted)
    *_before, last = search.slices(size, finding.folded(transcript.text))
    assert list(last) == list(finding.places(transcript, wanted))
    pattern = re.compile(r"\s+".join(wanted.split()), re.IGNORECASE)
    inside = [
        match.span()
        for one in transcript.segments
        for match in pattern.finditer(transcript.text, one.span.start, one.span.stop)
    ]
    assert [(one.start, one.stop) for one in last] == inside


@pytest.mark.parametrize(
    ("wanted", "segment", "said"),
    [("j", 1, " of "), ("børneb", 6, "1 of 1"), ("xq", 0, "not found")],
)
async def test_what_is_not_near_is_found_piece_by_piece(
    project: Project, monkeypatch: pytest.MonkeyPatch, wanted: str, segment: int, said: str
) -> None:
    monkeypatch.setattr(finding, "NEAR", 40)
    monkeypatch.setattr(finding, "AT_ONCE", 40)
    monkeypatch.setattr(transcript_finding, "_SLICE", 5)
    async with running(project) as screen:
        await type_at_once(screen, ["f", *wanted])
        await screen.until(lambda: said in screen.text)
        assert screen.current == segment


async def test_enter_right_after_the_letters_goes_to_the_next_place_however_far(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "NEAR", 160)
    monkeypatch.setattr(finding, "AT_ONCE", 40)
    monkeypatch.setattr(transcript_finding, "_PAUSE", 3600)
    async with running(project) as screen:
        await type_at_once(screen, ["f", *"havnen"])
        await screen.until(lambda: screen.current == 0 and "…" in screen.text)
        await screen.press("enter")
        assert screen.current == 5
        assert "2 of 2" in screen.text


async def test_more_letters_of_what_is_nowhere_are_not_looked_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "NEAR", 40)
    monkeypatch.setattr(finding, "AT_ONCE", 40)
    async with running(project) as screen:
        await type_at_once(screen, ["f", *"havx"])
        await screen.until(lambda: "not found" in screen.text)
        monkeypatch.setattr(transcript_finding, "_BREATH", 3600)
        await screen.press("q")
        assert "not found" in screen.text
        await screen.press("backspace", "backspace")
        assert "not found" not in screen.text
        assert screen.current == 0
