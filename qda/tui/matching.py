"""Finding a theme by some letters of its name: forgiving, and at home with æ, ø and å."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.tui.margin import Face

FITS = 68.0
"""From so many per cent of likeness on a misspelt name is still meant; tried on the demo's themes
with one letter too many, too few or swapped."""


def ranked(wanted: str, faces: Sequence[Face]) -> list[Face]:
    """The themes whose names are meant by what is typed, the likeliest first.

    All typed words must stand in a theme's title, its key or the titles above it; where no theme
    holds them all, likeness counts. å is no a, and a missing letter is no reason to find nothing.
    """
    words = _folded(wanted).split()
    if not words:
        return list(faces)
    exact = [(_place(words, face), face) for face in faces]
    found = [(place, face) for place, face in exact if place is not None]
    if found:
        return [face for _place_, face in sorted(found, key=lambda pair: pair[0])]
    from rapidfuzz import fuzz

    typed = " ".join(words)
    scores = [
        (max(fuzz.partial_ratio(typed, _folded(name)) for name in (face.title, face.key)), face)
        for face in faces
        if len(typed) > 2
    ]
    likely = sorted((pair for pair in scores if pair[0] >= FITS), key=lambda pair: -pair[0])
    return [face for _score, face in likely]


def _place(words: list[str], face: Face) -> int | None:
    """How near the beginning of a name the words stand; None where one is missing."""
    title, key = _folded(face.title), _folded(face.key)
    everything = f"{title} {key} {_folded(face.above)}"
    if not all(word in everything for word in words):
        return None
    if title.startswith(words[0]) or key.startswith(words[0]):
        return 0
    if f" {words[0]}" in f" {title}":
        return 1
    return 2 if words[0] in title or words[0] in key else 3


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
