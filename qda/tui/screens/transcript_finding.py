"""Finding words in the interview on the screen, and in all interviews."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import TYPE_CHECKING

from qda.language import gettext as _
from qda.tui.finding import Places, Search, folded
from qda.tui.screens.transcript_base import TranscriptBase
from qda.tui.widgets.find_bar import FindBar

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import Worker

    from qda.services.screens import ScreenTranscript

_SLICE = 150_000
"""Characters that are looked through in one go: about two thousandths of a second."""
_BREATH = 0.002
"""Seconds between two such goes."""
_PAUSE = 0.15
"""Seconds without another letter before all places are counted, where one is on the screen."""


class Finding(TranscriptBase):
    """The line for finding, and going from one place to the next."""

    _folded: tuple[ScreenTranscript, str] | None = None
    _looking = False
    """Whether what is found is not all yet."""
    _vain: tuple[ScreenTranscript, str] | None = None
    """What has been looked for in a whole text in vain."""
    _asked: tuple[Search, int] | None = None
    """What is looked for in the whole text after a pause, and from which segment on."""
    _worker: Worker[None] | None = None
    """Looks through the whole text."""
    _pause: Timer

    @cached_property
    def _bar(self) -> FindBar:
        return self.query_one(FindBar)

    def find(self, wanted: str) -> None:
        """Go to the first place from here on; what is not near is looked through piece by piece."""
        self._wanted = wanted
        self._stop_looking()
        transcript, here = self._transcript, self._view.current
        search = Search(transcript, wanted)
        if search.idle or self._in_vain(search):
            self._found = Places()
            self._go_to_found(None)
            return
        if search.short:
            self._found = search.places(self._low())
            self._go_to_found(self._found.from_segment(here) if self._found else None)
            return
        self._looking = True
        self._found = search.near(here)
        at = self._found.from_segment(here) if self._found else None
        if at is not None and self._found.segment(at) < here:
            at = None  # further on there may be one
        self._go_to_found(at)
        if at is None:
            self._look_on(search, here)
        else:
            self._asked = search, here
            self._pause.reset()
            self._pause.resume()

    def on_mount(self) -> None:
        """Nothing is looked for yet."""
        self._pause = self.set_interval(_PAUSE, self._paused, pause=True)

    def _paused(self) -> None:
        """Count all places: no letter has come for a while."""
        self._pause.pause()
        if self._asked is not None:
            self._look_on(*self._asked)

    def _stop_looking(self) -> None:
        self._pause.pause()
        self._asked = None
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
        self._looking = False

    def _look_on(self, search: Search, here: int) -> None:
        """Look through the whole text between the acts of the user."""
        self._worker = self.run_worker(self._look_through(search, here), group="find")

    def _in_vain(self, search: Search) -> bool:
        """Whether the beginning of what is looked for stands nowhere, so no more of it does."""
        if self._vain is None or self._vain[0] is not self._transcript:
            return False
        return search.said.startswith(self._vain[1])

    def _low(self) -> str:
        """The text without capitals, made once."""
        if self._folded is None or self._folded[0] is not self._transcript:
            self._folded = (self._transcript, folded(self._transcript.text))
        return self._folded[1]

    async def _fold(self) -> None:
        """Make the text without capitals piece by piece: of a long one that takes a while."""
        transcript = self._transcript
        if self._folded is None or self._folded[0] is not transcript:
            parts = []
            for start in range(0, len(transcript.text), _SLICE):
                parts.append(folded(transcript.text[start : start + _SLICE]))
                await asyncio.sleep(_BREATH)
            self._folded = transcript, "".join(parts) if all(parts) else ""

    async def _look_through(self, search: Search, here: int) -> None:
        await self._fold()
        found = Places()
        for found in search.slices(_SLICE, self._low()):  # noqa: B007  (the last one counts)
            await asyncio.sleep(_BREATH)
        self._counted(search, found, here)

    def _take(self, again: ScreenTranscript) -> None:
        """Look through another state of the text at once; the place stays where one is."""
        self._stop_looking()
        super()._take(again)
        if self._bar.display:
            here = self._view.current
            self._found_at = self._found.from_segment(here) if self._found else None
            self._show_found()

    def _counted(self, search: Search, found: Places, here: int) -> None:
        """Take in all places of the whole text."""
        self._looking = False
        self._vain = None if found else (self._transcript, search.said)
        near, at = self._found, self._found_at
        self._found = found
        if not self._bar.display:  # closed meanwhile
            self._found_at = None if at is None else found.at(near[at].start)
        elif at is None:
            self._go_to_found(found.from_segment(here) if found else None)
        else:
            self._found_at = found.at(near[at].start)
            self._show_found()

    def on_find_bar_step(self, event: FindBar.Step) -> None:
        """Go on to another place."""
        self._step(event.direction)

    def on_find_bar_closed(self) -> None:
        """Show the text without marks again."""
        self._view.show_found((), None)
        self._view.focus()

    def _step(self, direction: int) -> None:
        if self._looking:  # the next place may be far away
            self._stop_looking()
            search = Search(self._transcript, self._wanted)
            self._counted(search, search.places(self._low()), self._view.current)
        if self._found:
            at = 0 if self._found_at is None else self._found_at + direction
            self._go_to_found(at % len(self._found))

    def _go_to_found(self, at: int | None) -> None:
        self._found_at = at
        if at is not None:
            self.choose(None)
            self._view.current = self._found.segment(at)
        self._show_found()
        if at is not None:
            self._view.show_place(self._found[at].start)

    def _show_found(self) -> None:
        """Mark what is found, and say how much it is."""
        if self._found_at is None:
            self._view.show_found((), None)
            waits = self._looking or not self._wanted.strip()
            self._bar.say("" if waits else _("not found"))
        else:
            self._view.show_found(self._found, self._found[self._found_at])
            self._say_found()

    def _say_found(self) -> None:
        if self._found_at is None:
            return
        at = self._found_at
        said = (
            "…"
            if self._looking
            else _("{number} of {last}").format(number=at + 1, last=len(self._found))
        )
        self._bar.say(said)
        if not self._bar.display:
            self._status.say(said)

    def action_find(self) -> None:
        """Look for words."""
        self.app.remember_place()
        self._bar.open()
        if self._wanted:
            self._go_to_found(self._found_at)

    def action_find_again(self, direction: int) -> None:
        """Go to the next place with the words looked for last, or the one before."""
        if not self._wanted:
            self.action_find()
        elif self._found or self._looking:
            self._step(direction)
        else:
            self._status.say(_("not found"))

    def action_find_everywhere(self) -> None:
        """Look for words in all interviews."""
        from qda.tui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self._wanted), self._go_to_hit)

    def _go_to_hit(self, hit: tuple[str, int] | None) -> None:
        if hit is not None:
            self.app.go_to_place(*hit)

    def action_back(self) -> None:
        """Go back to the place before the last jump."""
        if not self.app.go_back():
            self._status.say(_("There is no place to go back to."))
