"""Putting a replacement where a name stood, with its genitive, compound and capitals."""

from __future__ import annotations

from qda.danish.name_occurrences import Ending
from qda.domain.register import is_category


def in_place(
    replacement: str, written: str, ending: Ending, *, opens: bool = False, rest: str = ""
) -> str:
    """A replacement in the form of what it replaces.

    Args:
        replacement: A name, or a category in brackets.
        written: What stands in the text, its genitive ending included.
        ending: What the name carries.
        opens: Whether it opens a sentence.
        rest: What follows in the same word.
    """
    text = replacement
    letters = [sign for sign in written if sign.isalpha()]
    if len(letters) > 1 and all(sign.isupper() for sign in letters) and len(replacement) > 2:
        text = text.upper()
    elif opens and text[:1].islower():
        text = text[:1].upper() + text[1:]
    if ending is Ending.GENITIVE:
        return genitive(text)
    if ending is Ending.COMPOUND and rest[:1].isalpha() and (is_category(text) or " " in text):
        return text + "-"
    return text


def genitive(name: str) -> str:
    """The genitive: `-s`, and an apostrophe alone after s, x and z (Retskrivningsordbogen § 33)."""
    if name[-1:].lower() in ("s", "x", "z"):
        return name + "'"
    return name + ("S" if name.isupper() and len(name) > 2 and not is_category(name) else "s")
