"""Keys that come faster than the screen follows.

Each key waits until all that the one before has led to is done: the message went up from the
focused widget, a dialog stands, a field has the focus. What is typed right after a key that opens
a field so reaches the field, never the text below it.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.dom import DOMNode
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.widget import Widget

PATIENCE = 1.0
"""Seconds after which a key goes on although the one before seems not done; none ever hangs."""

ROUNDS = 20
"""Times that a key is followed while its widgets have something to do: enough for any answer."""


class TypingAhead(App[None]):
    """An app that takes one key at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._under_way = 0
        """Number of the key that is followed; 0 where none is."""
        self.keys_taken = 0
        """Keys and pastes so far."""
        self._rounds = 0

    async def on_event(self, event: events.Event) -> None:
        """Let what is typed wait for its turn."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self._typed.append(event)
            if not self._under_way:
                await self._next()
            elif len(self._typed) == 1:
                self.set_timer(PATIENCE, lambda number=self._under_way: self._give_up(number))
        else:
            await super().on_event(event)

    async def _next(self) -> None:
        """Hand over the key that is next, and follow it."""
        self._under_way = self._rounds = 0
        there = self.screen_stack
        if not there or (there[-1].is_mounted and not there[-1].is_running):
            self._typed.clear()  # after the last screen keys are lost
        if not self._typed:
            return
        self.keys_taken += 1
        self._under_way = self.keys_taken
        if there[-1].is_mounted:
            target = self.focused or self.screen
            event = self._typed.popleft()
            if not await self._taken(event, target):
                await super().on_event(event)
            self._follow(target, there[-1], self._under_way)
        else:
            self._follow(there[-1], None, self._under_way)

    async def _taken(self, event: events.Key | events.Paste, target: Widget) -> bool:
        """Do what a key is for where the focused widget takes none itself.

        Otherwise it would first go through the queues of all widgets that the focused one lies in.
        """
        if not isinstance(event, events.Key) or not getattr(target, "TAKES_NO_KEYS", False):
            return False
        for priority in (True, False):
            if await self._check_bindings(event.key, priority=priority):
                return True
        return False

    def _follow(self, pump: MessagePump, screen: Screen[object] | None, number: int) -> None:
        """Come to a widget's turn behind all that waits there, then to its parent's."""
        while pump is not self and not _behind(pump, partial(self._pass, pump, screen, number)):
            pump = pump._parent or self  # it is closing
        if pump is self:
            _behind(self, partial(self._arrive, screen, number))

    def _pass(self, pump: MessagePump, screen: Screen[object] | None, number: int) -> None:
        self._follow(pump if _waits(pump) else (pump._parent or self), screen, number)

    async def _arrive(self, screen: Screen[object] | None, number: int) -> None:
        """All is done if nothing else is in front, and nothing is left to do; else follow that."""
        if number != self._under_way:
            return
        there = self.screen_stack
        front: DOMNode = (there[-1].focused or there[-1]) if there else self
        self._rounds += 1
        left = self._rounds < ROUNDS and any(
            _waits(one) for one in front.ancestors_with_self if one is not self
        )
        if _waits(self):
            _behind(self, partial(self._arrive, screen, number))
        elif self._next_callbacks:  # what a dialog was answered is on its way
            self.call_next(self._arrive, screen, number)
        elif there and there[-1].is_running and (left or there[-1] is not screen):
            self._follow(front, there[-1], number)
        else:
            await self._next()

    async def _give_up(self, number: int) -> None:
        if number == self._under_way:
            await self._next()


def _behind(pump: MessagePump, do: Callable[[], Awaitable[None] | None]) -> bool:
    """Do something behind all that waits at a widget; False where that is closing."""
    return pump.post_message(events.Callback(callback=_Step(do)))


class _Step:
    """Something to do without parameters; Textual need not find out how many, at each key."""

    _param_count = 0

    def __init__(self, do: Callable[[], Awaitable[None] | None]) -> None:
        self._do = do

    async def __call__(self) -> None:
        under_way = self._do()
        if under_way is not None:
            await under_way


def _waits(pump: MessagePump) -> bool:
    """Whether something stands in a queue; the pump takes the next one out before its turn."""
    return pump.message_queue_size > 0 or pump._pending_message is not None
