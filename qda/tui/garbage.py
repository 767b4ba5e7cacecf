"""Python's garbage collector, kept from halting the screen.

It looks through every object from time to time. With a long interview open that is a tenth of a
second between a key and its picture, and finds nothing.
"""

from __future__ import annotations

import gc

SELDOM = (20_000, 20, 20)
"""New objects, and rounds of younger ones, before a look. Python's own: 700, 10, 10."""


def look_seldom() -> None:
    """Look for garbage after many new objects only."""
    gc.set_threshold(*SELDOM)


def set_apart() -> None:
    """Look through nothing that is there now, such as an interview that has just been opened."""
    gc.freeze()


def take_back() -> None:
    """Look through all again, such as when an interview is left."""
    gc.unfreeze()
