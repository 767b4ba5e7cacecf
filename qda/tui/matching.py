"""Finding a theme or a command by some letters of its name: forgiving, at home with æ, ø and å."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

FITS = 68.0
"""From so many per cent of likeness on a misspelt name is still meant; tried on the demo's themes
with one letter too many, too few or swapped."""


class Named(Protocol):
    """What can be found by its name."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def key(self) -> str:
        """Its name for files."""

    @property
    def above(self) -> str:
        """What else it is found by: the titles above a theme, what a command does."""


N = TypeVar("N", bound=Named)


def ranked(wanted: str, things: Sequence[N]) -> list[N]:
    """The things whose names are meant by what is typed, the likeliest first.

    All typed words must stand in a thing's title, its key or what is above it; where none holds
    them all, likeness counts. å is no a, and a missing letter is no reason to find nothing.
    """
    words = _folded(wanted).split()
    if not words:
        return list(things)
    exact = [(_place(words, one), one) for one in things]
    found = [(place, one) for place, one in exact if place is not None]
    if found:
        return [one for _place_, one in sorted(found, key=lambda pair: pair[0])]
    from rapidfuzz import fuzz

    typed = " ".join(words)
    scores = [
        (max(fuzz.partial_ratio(typed, _folded(name)) for name in (one.title, one.key)), one)
        for one in things
        if len(typed) > 2
    ]
    likely = sorted((pair for pair in scores if pair[0] >= FITS), key=lambda pair: -pair[0])
    return [one for _score, one in likely]


def _place(words: list[str], one: Named) -> int | None:
    """How near the beginning of a name the words stand; None where one is missing."""
    title, key = _folded(one.title), _folded(one.key)
    everything = f"{title} {key} {_folded(one.above)}"
    if not all(word in everything for word in words):
        return None
    elsewhere = 0 if all(word in f"{title} {key}" for word in words) else 4
    if title.startswith(words[0]) or key.startswith(words[0]):
        return elsewhere
    if f" {words[0]}" in f" {title}":
        return elsewhere + 1
    return elsewhere + (2 if words[0] in title or words[0] in key else 3)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
