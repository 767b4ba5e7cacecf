"""A newcomer codes a whole interview with the keys that the tour teaches, and with no others."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from qda.domain.codings import Origin
from qda.domain.memos import About
from qda.services import coding, history, memo_views, preferring, visiting
from qda.services.checking import examine
from qda.services.project import open_project
from qda.storage import interviews
from qda.tui.app import CodingApp
from qda.tui.keys import usual_keys
from qda.tui.suggesting import State
from qda.tui.tour import TourCard
from qda.tui.tour_steps import STEPS
from tests.made_projects import made_by
from tests.tui_screen import SMALL, Running, Settling
from tests.tui_suggestions import keyword_project

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from qda.services.project import Project


MEMO = "Han taler om penge, som var de et minde."


project = made_by(keyword_project, "havn")


@asynccontextmanager
async def begun(project: Project) -> AsyncIterator[Running]:
    """The program as it starts for a coder, on the smallest usual terminal."""
    app = CodingApp(project)
    app.tour_wanted = None
    async with app.run_test(size=SMALL, notifications=True):
        pilot = Settling(app)
        await pilot.pause()
        yield Running(app, pilot)


async def step(screen: Running, title: str, *keys: str) -> None:
    """Wait for a step of the tour, and press what it says."""
    await screen.until(lambda: f"· {title}" in screen.text)
    await screen.press(*keys)


def codings(project: Project) -> list[tuple[int, str, str]]:
    """Segment, theme and words of the codings of Bilag 1, as another program reads them."""
    with open_project(project.paths.root, "reader") as reader:
        row = reader.interview("Bilag 1")
        rows = [coding.segment_by_number(reader, row, number) for number in range(1, 10)]
        text = interviews.transcript_text(reader.db, row.transcript_id)
        return sorted(
            (segment.number, one.theme, one.span.of(text))
            for one in coding.listed(reader, row)
            for segment in rows
            if one.span.overlaps(segment.span)
        )


def wrong(project: Project) -> list[str]:
    """What `qda doctor` finds, but for how quickly tests write."""
    findings = [one for one in examine(project) if one.name != "settings"]
    assert len(findings) > 5
    return [one.name for one in findings if not one.ok and not one.warning]


async def test_a_whole_interview_is_coded_with_the_keys_of_the_tour(project: Project) -> None:
    async with begun(project) as screen:
        await step(screen, "Open an interview", "down", "up", "enter")
        await step(screen, "Move", "down", "down", "down", "down", "up")
        await step(screen, "Select words", "shift+right", "shift+right", "shift+right")
        assert "3 words selected" in screen.text
        await screen.press("shift+left")
        await step(screen, "Code", "4")
        assert codings(project) == [(4, "penge", "Pengene var")]
        await step(screen, "Undo", "u")
        assert codings(project) == []
        await step(screen, "Redo", "U")
        await step(screen, "Memo", "o", "m")
        await screen.until(lambda: "Esc closes the dialog" in screen.text)
        await screen.type(MEMO)
        await screen.press("escape")
        await step(screen, "Go on", "n", "up", "up")
        await step(screen, "Suggestions", "v")
        await screen.until(lambda: screen.app.suggestion_help.state is State.READY)
        await screen.press("y", "a")
        await step(screen, "Matrix", "X")
        await step(screen, "In the matrix", "right", "enter", "escape", "escape")
        await step(screen, "That is all", "f2")
        await screen.until(lambda: not screen.app.screen.query(TourCard))
        assert [one[:2] for one in codings(project)] == [(4, "penge"), (9, "naboer")]

        # The rest: what has no theme yet, by digit and by some letters, then every segment again.
        await screen.press(*["up"] * 9)
        await screen.press("n", "1", "n", "2", "n", "t", *"fremtid", "enter", "n")
        assert screen.status == "no segment without a coding"
        await screen.press(*["up"] * 9, *["down"] * 9)
        assert screen.current == 8
        await screen.press("1", "u", "q")

    whole = codings(project)
    assert [one[:2] for one in whole] == [
        (2, "arbejde"), (3, "naboer"), (4, "penge"), (7, "haab"), (9, "naboer")
    ]  # fmt: skip
    row = project.interview("Bilag 1")
    assert visiting.segments_seen(project, row) == set(range(1, 10))
    assert preferring.preferred(project, preferring.TOUR) == "seen"
    (memo,) = memo_views.listed(project)
    assert (memo.memo.target.about, memo.theme) == (About.CODING, "penge")
    assert memo.memo.text == MEMO
    suggested = Origin.SUGGESTION_ACCEPTED
    assert [one.theme for one in coding.listed(project, row) if one.origin is suggested] == [
        "naboer"
    ]
    assert history.entries(project, 1)[0].action == "undo"
    assert wrong(project) == []

    async with begun(project) as again:
        assert not again.app.screen.query(TourCard)
        await again.press("enter")
        assert again.current == 8
        await again.press("u", "u")
        assert [one[:2] for one in codings(project)] == [
            (2, "arbejde"),
            (4, "penge"),
            (9, "naboer"),
        ]
        await again.press("U", "U")
        assert codings(project) == whole


def test_the_session_uses_only_keys_that_the_tour_names() -> None:
    keys = usual_keys()
    named = {name for one in STEPS for name in re.findall(r"\{([a-z-]+)\}", one.words()[1])}
    assert {"next-here", "next-uncoded", "memo", "undo", "redo", "choose-theme", "accept"} <= named
    assert {keys.of(name) for name in named} >= {"↓", "↑", "Shift+→", "Shift+U", "o", "m", "v", "y"}
