"""Help for tests of the screen: a running program, what it shows, and waiting for a condition."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING

from qda.tui.app import CodingApp
from qda.tui.widgets.bars import StatusLine
from qda.tui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

    from qda.services.project import Project

WIDE = (100, 30)
SMALL = (80, 24)
DEADLINE = 10.0


class Running:
    """A program that runs without a terminal."""

    def __init__(self, app: CodingApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until the screen has settled."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text sign by sign."""
        await self.press(*("space" if sign == " " else sign for sign in text))

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines)

    @property
    def current(self) -> int:
        """Index of the current segment."""
        return self.app.screen.query_one(TranscriptView).current

    @property
    def status(self) -> str:
        """What the status line says of the last act."""
        return self.app.screen.query_one(StatusLine).right

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds; fails with what is on the screen where it never does."""
        end = monotonic() + DEADLINE
        while not condition():
            if monotonic() > end:
                raise AssertionError(self.text)
            await asyncio.sleep(0.01)
            await self.pilot.pause()


@asynccontextmanager
async def running(
    project: Project, appendix: str | None = "Bilag 1", size: tuple[int, int] = WIDE
) -> AsyncIterator[Running]:
    """The program on a screen of a size."""
    app = CodingApp(project, appendix)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Running(app, pilot)
