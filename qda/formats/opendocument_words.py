"""The words of an element of OpenDocument, and the numbers of its attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.formats.opendocument_styles import DC, META

if TYPE_CHECKING:
    from lxml.etree import _Element


BLANKS = re.compile(r"[ \t\r\n]+")


MOST_BLANKS = 10_000


def words_in(element: _Element) -> str:
    """The words of an element, without who wrote them and when."""
    pieces: list[str] = []
    for part in element.iter():
        if not is_fact(part):
            pieces.append(part.text or "")
        if part is not element:
            pieces.append(part.tail or "")
    return "".join(pieces)


def is_fact(element: _Element) -> bool:
    return str(element.tag).startswith((DC, META))


def number(text: str | None, default: int, most: int) -> int:
    """A positive number that an attribute gives, no more than `most`."""
    plain = (text or "").strip()
    if not (plain.isascii() and plain.isdigit()):
        return default
    return min(int(plain[:9]), most) if len(plain) < 10 else most
