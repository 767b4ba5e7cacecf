"""Python's garbage collector, kept from halting the screen.

It looks through every object from time to time. With a long interview open that is a tenth of a
second between a key and its picture, and finds nothing.
"""

from __future__ import annotations

import gc

SELDOM = (5_000, 1_000, 1_000)
"""New objects, and rounds of younger ones, before a look; Python's own: 700, 10, 10.

A look through the newest takes a thousandth of a second; through what outlived one, up to fifty,
so that waits until nobody types.
"""

_ENOUGH = 1_000
"""New objects that are worth a look."""

_ALL = 20
"""Looks through what outlived one before all is looked through."""


def look_seldom() -> None:
    """Look for garbage after many new objects only."""
    gc.set_threshold(*SELDOM)


class Resting:
    """Looks for garbage while nobody types."""

    def __init__(self) -> None:
        self._keys = 0

    def look(self, keys: int) -> None:
        """Look if no key came since the last time.

        Args:
            keys: Number of keys so far.
        """
        idle, self._keys = keys == self._keys, keys
        if not idle or gc.get_threshold() != SELDOM:
            return
        new, younger, older = gc.get_count()
        if older >= _ALL:
            gc.collect()
        elif younger or new >= _ENOUGH:
            gc.collect(1)


def set_apart() -> None:
    """Look through nothing that is there now, such as an interview that has just been opened."""
    gc.freeze()


def take_back() -> None:
    """Look through all again, such as when an interview is left."""
    gc.unfreeze()
