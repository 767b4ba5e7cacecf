"""A paragraph of a thesis while it is put together from lines, and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qda.domain.interviews import PageStart
from qda.domain.thesis import looks_like_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.formats.thesis_edges import Line

ENDS = re.compile(r"[.!?:…][\s”“\"»«’')\]\d]*$|[)”“\"»«\]]$")
_CUT_WORD = re.compile(r"[^\W\d_]-$")
_KEEPS_HYPHEN = re.compile(r"(?:og|eller|samt|som|til|i|på|og/eller)\b")
BULLET = re.compile(r"\s*(?:[•▪●○‣–—-]\s+|\d{1,2}[.)]\s+|[a-z]\)\s+)")
_ENTRY = re.compile(
    r"(?:bilag|appendiks)\s+\d{1,2}\s*(?:[:.–-]|(?=[A-ZÆØÅ]))\s*(?!\d)", re.IGNORECASE
)
_SOURCE_ENDS = re.compile(r"[.!?…]”?\s*\([^()]{0,40}\b(?:bilag|informant|IP) ?\d[^()]*\)\.?$", re.I)
_OPEN_BRACKET = re.compile(r"\((?!\s)[^()]{0,60}$")
"""A parenthesis that goes on in the next line, whatever that looks like."""
_NARROW = 0.96
"""Share of the width below which all lines of a paragraph are those of a block."""
_ENTRY_ALONE = re.compile(r"(?:bilag|appendiks) ?\d{1,2}[a-h]?", re.IGNORECASE)
LEADERS = re.compile(r"(?:\.\s*){4,}\s*\d+\s*$")
NOTE = re.compile(r"(?P<number>\d{1,3})[.)]?\s+(?=\S)")
NOTE_CITES = re.compile(r"\d{1,3}[.)]?\s+(?:bilag|jf\.?|se|ibid|interview)\b", re.IGNORECASE)


@dataclass(slots=True)
class Open:
    """A paragraph that is being put together."""

    lines: list[Line] = field(default_factory=list)
    text: str = ""
    page: int | None = None
    starts: list[PageStart] = field(default_factory=list)
    introduced: bool = False
    """Whether the paragraph before it ends with a colon."""

    def add(self, line: Line, page: int | None) -> None:
        if not self.lines:
            self.page = page
        self.text, offset = _joined(self.text, line.text)
        if self.lines and page is not None:
            last = self.starts[-1].number if self.starts else self.page
            if page != last:
                self.starts.append(PageStart(offset, page))
        self.lines.append(line)


def _joined(text: str, line: str) -> tuple[str, int]:
    """The text with one more line, and where that begins."""
    if not text:
        return line, 0
    if text.endswith("\u00ad"):
        return text[:-1] + line, len(text) - 1
    if _CUT_WORD.search(text) and line[:1].islower() and not _KEEPS_HYPHEN.match(line):
        return text[:-1] + line, len(text) - 1
    if text[-1] in "-–" and line[:1].isdigit() and text[-2:-1].isdigit():
        return text + line, len(text)
    return f"{text} {line}", len(text) + 1


def parts(
    before: Sequence[Line], line: Line, width: float, step: float, blank: bool, top: bool
) -> bool:
    """Whether a new paragraph begins with a line."""
    last = before[-1]
    if blank:
        return True
    if _OPEN_BRACKET.search(last.text) and not line.small:
        return False
    heading = looks_like_heading(line.text) or (len(before) == 1 and looks_like_heading(last.text))
    if (heading and len(last.text) < 0.75 * width) or LEADERS.search(last.text):
        return True
    if last.small != line.small or last.large != line.large:
        return True
    if line.small and NOTE.match(line.text) and ENDS.search(last.text):
        return True
    if top and _ENTRY_ALONE.fullmatch(line.text):
        return True
    if _ENTRY.match(line.text) and len(last.text) < 0.75 * width:
        return True
    if looks_like_heading(line.text) and ENDS.search(last.text):
        return True
    if NOTE_CITES.match(line.text) and ENDS.search(last.text):
        return True
    ended = bool(ENDS.search(last.text))
    if top:
        return ended and (line.text[:1].isupper() or line.text[:1] in "”“\"»«„[") and (
            len(last.text) < 0.8 * width or abs(line.indent - before[-1].indent) >= step
        )  # fmt: skip
    if len(before) > 1 and abs(line.indent - last.indent) >= step:
        return ended or len(last.text) < 0.75 * width or line.indent > last.indent
    if len(before) == 1 and line.indent - last.indent >= step:
        return ended or len(last.text) < 0.75 * width
    if BULLET.match(line.text) and ended:
        return True
    return ended and len(last.text) < 0.75 * width


def parts_block(before: Open, line: Line, width: float) -> bool:
    """Whether a quotation set apart begins or ends, in a text that keeps no indents."""
    last = before.lines[-1].text
    begins = line.text[:1].isupper() or line.text[:1] == "["
    if last.endswith(":") and begins and not before.lines[-1].small:
        return True
    if not (before.introduced and begins and ENDS.search(last)):
        return False
    if _SOURCE_ENDS.search(before.text):
        return True
    longest = max(len(one.text) for one in before.lines)
    narrow = len(before.lines) > 2 and longest < _NARROW * width
    return narrow and len(line.text) > longest + 2
