"""Whether a full stop, an ellipsis or a bare mark ends a Danish sentence.

Asked only where a capital, a digit or an omission follows; the lists are in `abbreviations`.
"""

from __future__ import annotations

import re

from qda.danish.abbreviations import (
    AFTER_WORD,
    BEFORE_DIGIT,
    BEFORE_ELLIPSIS,
    DISTRICT_CITIES,
    LETTERED,
    MAY_END,
    NEVER_END,
    NEVER_END_IN_LOWER_CASE,
)

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_INITIALS = re.compile(r"[A-ZÆØÅ](?:\.[A-ZÆØÅ])*")
_WORD_START = re.compile(r"[\s“”»„\"'(]")
_LONGEST = 8
"""No abbreviation has more characters."""


def word_before(text: str, position: int) -> str:
    """The word that the full stop follows, without opening marks; "" behind a blank."""
    pieces = text[max(0, position - _LONGEST - 4) : position].split()
    if not pieces or text[position - 1].isspace():
        return ""
    return pieces[-1].lstrip("“”»„«\"'‘’([{/–—-")


def belongs_to_sentence(text: str, position: int, word: str, following: str) -> bool:
    """Whether the stop is part of an abbreviation, a number, a name or a pause."""
    if text[position] != "." or text.startswith("..", position):
        pause = text[position] in ".…"
        return pause and (following.isdigit() or _last_word(text, position) in BEFORE_ELLIPSIS)
    if word[-1:].isdigit():
        return following.isdigit() and not _YEAR.fullmatch(word)
    if not word or len(word) > _LONGEST:
        return False
    if _INITIALS.fullmatch(word):
        return _is_initial(text, position, word)
    if word.isupper():
        return False  # KL, DR, SR: organisations, not abbreviations with a full stop
    lower = word.lower()
    if lower in NEVER_END:
        return True
    if lower in NEVER_END_IN_LOWER_CASE:
        return word[0].islower()
    if lower in MAY_END or lower in BEFORE_DIGIT:
        return following.isdigit()
    return lower in AFTER_WORD and _last_word(text, position - len(word)) in AFTER_WORD[lower]


def opens_item(text: str, start: int, number: str, listed: int) -> bool:
    """Whether a number with a full stop opens a line or an item of a list inside a sentence."""
    if start == listed:
        return True
    before = text[max(0, start - 8) : start].rstrip(" \t\u00a0•·*–-")
    if not before or before[-1] == "\n":
        return len(number) <= 3
    return number == "1" and before[-1] == ":"


def _is_initial(text: str, position: int, word: str) -> bool:
    """Whether a capital with a full stop is an initial, and not a pronoun or a lettered thing."""
    if len(word) > 1:
        return True
    before = _last_word(text, position - 1, lower=False)
    if word == "I":
        return before == "" or before.endswith(".")
    return before.lower() not in LETTERED and before not in DISTRICT_CITIES


def _last_word(text: str, position: int, *, lower: bool = True) -> str:
    """The last word before a position, blanks and commas between left aside."""
    piece = text[max(0, position - 24) : position].rstrip(" ,\u00a0")
    words = _WORD_START.split(piece)
    return words[-1].lower() if lower else words[-1]
