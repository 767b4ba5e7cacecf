"""Whether a word opens a sentence."""

from __future__ import annotations


def opens_sentence(text: str, start: int) -> bool:
    """Whether what begins at an offset opens a sentence; quotes and dashes are skipped."""
    place = start - 1
    while place >= 0:
        sign = text[place]
        if sign == "\n":
            return True
        if not (sign.isspace() or sign in "\"'»«“”„‘’›‹([*•_-–—"):
            break
        place -= 1
    if place < 0:
        return True
    if text[place] not in ".!?:…":
        return False
    # An initial is no end: `J. Hansen`.
    return not (
        text[place] == "."
        and place > 0
        and text[place - 1].isupper()
        and not (place > 1 and text[place - 2].isalnum())
    )
