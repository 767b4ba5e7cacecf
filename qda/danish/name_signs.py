"""Capitals, apostrophes and hidden signs around a name."""

from __future__ import annotations

import re

from qda.danish.name_occurrences import (
    APOSTROPHES,
    fold,
)


def in_capitals(text: str, word: re.Match[str]) -> bool:
    """Whether the words beside one are in capitals too; then capitals say nothing."""
    before = re.search(r"(\w{2,40})\W{1,3}$", text[max(0, word.start() - 44) : word.start()])
    after = re.match(r"[^\w-]{1,3}(\w{2,40})", text[word.end() : word.end() + 44])
    return any(near and near[1].isupper() for near in (before, after))


def raw_length(raw: str, stem: str) -> int:
    return next(
        (length for length in range(1, len(raw) + 1) if fold(raw[:length]) == stem), len(raw)
    )


def apostrophe(text: str, start: int, stop: int) -> int:
    """How many characters of a genitive with an apostrophe follow; 0 for none."""
    sign = text[stop : stop + 1]
    if not sign or sign not in APOSTROPHES:
        return 0
    after = text[stop + 1 : stop + 3]
    if after[:1] in ("s", "S") and not after[1:2].isalnum():
        return 2
    quoted = text[max(0, start - 1) : start] in tuple(APOSTROPHES)
    if text[stop - 1].lower() in "sxz" and not after[:1].isalnum() and not quoted:
        return 1
    return 0
