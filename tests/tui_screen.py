"""Help for tests of the screen: a running program, what it shows, and waiting for a condition."""

from __future__ import annotations

import asyncio
import unicodedata
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.worker import WorkerState

from qda.tui.app import CodingApp
from qda.tui.widgets.bars import StatusLine
from qda.tui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from qda.services.project import Project

WIDE = (100, 30)
SMALL = (80, 24)
DEADLINE = 30.0


PAUSE = 0.002
CALM = 2
"""So many rounds in a row without anything to do, and the program has settled."""
PATIENCE = 1.0
"""Seconds to wait for a worker that nothing else waits for: a test may hold it back."""


class Settling(Pilot[None]):
    """A pilot that goes on when the program has nothing left to do, and not after fixed times.

    Textual's own waits 40 ms after each key and then looks at the clock of the processor, which
    takes long where nothing is left to do and is too short where the machine is busy.
    """

    async def press(self, *keys: str) -> None:
        """Press keys, each when the program has done with the one before."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            if len(key) == 1 and not key.isalnum():
                key = _character_to_key(key)
            try:
                name = _get_unicode_name_from_key(REPLACED_KEYS.get(key, key))
                char: str | None = unicodedata.lookup(name)
            except KeyError:
                char = key if len(key) == 1 else None
            event = events.Key(key, char)
            event.set_sender(self.app)
            driver.send_message(event)
            await self.pause()

    async def pause(self, delay: float | None = None) -> None:
        """Wait until every message is handled, every worker done, and the screen drawn."""
        if delay is not None:
            await super().pause(delay)
            return
        loop = asyncio.get_running_loop()
        end = monotonic() + DEADLINE
        calm, waited = 0, 0.0
        while calm < CALM and monotonic() < end:
            await asyncio.sleep(0)
            if loop._ready:  # type: ignore[attr-defined]
                calm = 0
            elif self._at_work() and waited < PATIENCE:
                calm = 0
                waited += PAUSE
                await asyncio.sleep(PAUSE)
            else:
                self.app.screen._on_timer_update()
                calm += 1

    def _at_work(self) -> bool:
        busy = {WorkerState.PENDING, WorkerState.RUNNING}
        return any(worker.state in busy for worker in self.app.workers)


class Running:
    """A program that runs without a terminal."""

    def __init__(self, app: CodingApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until the screen has settled."""
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Type a text sign by sign."""
        await self.press(*("space" if sign == " " else sign for sign in text))

    async def type_fast(self, keys: Iterable[str]) -> None:
        """Press keys as a terminal sends them, without waiting for a picture after each."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await asyncio.sleep(0)
        await self.pilot.pause()

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
    async with app.run_test(size=size, notifications=True):
        pilot = Settling(app)
        await pilot.pause()
        yield Running(app, pilot)
