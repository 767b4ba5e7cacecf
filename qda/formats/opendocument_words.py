"""The words of an element of OpenDocument, and the numbers of its attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.formats.opendocument_styles import DC, META, OFFICE, TEXT

if TYPE_CHECKING:
    from lxml.etree import _Element


BLANKS = re.compile(r"[ \t\r\n]+")
MOST_BLANKS = 10_000
_BLANK_SIGNS = frozenset(f"{TEXT}{name}" for name in ("s", "tab", "line-break"))
_COMMENT = frozenset({f"{OFFICE}annotation"})


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
    """Whether an element tells of the document, e.g. who wrote a comment, and is no text."""
    return str(element.tag).startswith((DC, META))


def number(text: str | None, default: int, most: int) -> int:
    """A positive number that an attribute gives, no more than `most`."""
    plain = (text or "").strip()
    if not (plain.isascii() and plain.isdigit()):
        return default
    return min(int(plain[:9]), most) if len(plain) < 10 else most


def note_words(body: _Element) -> str:
    """The words of a note, one line for each paragraph, without comments on it."""
    comments = {part for comment in body.iter(f"{OFFICE}annotation") for part in comment.iter()}
    lines: list[str] = []
    for paragraph in body.iter(f"{TEXT}p", f"{TEXT}h"):
        if paragraph in comments:
            continue
        pieces: list[str] = []
        for part in paragraph.iter():
            if part not in comments:
                pieces.append(" " if part.tag in _BLANK_SIGNS else part.text or "")
            if part is not paragraph and (part not in comments or part.tag in _COMMENT):
                pieces.append(part.tail or "")
        lines.append(" ".join("".join(pieces).split()))
    return "\n".join(lines)
