"""Paragraphs from lines on pages, as a text file or the text layer of a PDF gives them.

Running heads and page numbers go, words cut at line ends are joined, and a paragraph goes on over
the end of a page; so a reference that is broken anywhere is whole again.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qda.domain.interviews import PageStart
from qda.domain.thesis import Setting, ThesisParagraph, looks_like_heading
from qda.formats.thesis_edges import Line, mark_of, without_edges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNWRAPPED = 200
"""Characters of a line from which lines are whole paragraphs."""
_ENDS = re.compile(r"[.!?:…][\s”“\"»«’')\]\d]*$|[)”“\"»«\]]$")
_CUT_WORD = re.compile(r"[^\W\d_]-$")
_KEEPS_HYPHEN = re.compile(r"(?:og|eller|samt|som|til|i|på|og/eller)\b")
_BULLET = re.compile(r"\s*(?:[•▪●○‣–—-]\s+|\d{1,2}[.)]\s+|[a-z]\)\s+)")
_ENTRY = re.compile(
    r"(?:bilag|appendiks)\s+\d{1,2}\s*(?:[:.–-]|(?=[A-ZÆØÅ]))\s*(?!\d)", re.IGNORECASE
)
_SOURCE_ENDS = re.compile(r"[.!?…]”?\s*\([^()]{0,40}\b(?:bilag|informant|IP) ?\d[^()]*\)\.?$", re.I)
_OPEN_BRACKET = re.compile(r"\((?!\s)[^()]{0,60}$")
"""A parenthesis that goes on in the next line, whatever that looks like."""
_NARROW = 0.96
"""Share of the width below which all lines of a paragraph are those of a block."""
_ENTRY_ALONE = re.compile(r"(?:bilag|appendiks) ?\d{1,2}[a-h]?", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s*){4,}\s*\d+\s*$")
_NOTE = re.compile(r"(?P<number>\d{1,3})[.)]?\s+(?=\S)")
_NOTE_CITES = re.compile(r"\d{1,3}[.)]?\s+(?:bilag|jf\.?|se|ibid|interview)\b", re.IGNORECASE)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})


@dataclass(slots=True)
class _Open:
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


def paragraphs_of(
    pages: Sequence[Sequence[Line]], *, step: float, numbered: bool
) -> tuple[ThesisParagraph, ...]:
    """Put paragraphs together from the lines of all pages.

    Args:
        pages: Lines by page; blank lines are lines without text.
        step: From how much further in a line counts as indented.
        numbered: Whether the pages are pages; False for a text without page ends.
    """
    cleaned, numbers = without_edges(pages)
    width = _width(cleaned)
    if width > UNWRAPPED or _whole(cleaned):
        made = list(_whole_lines(cleaned, numbers if numbered else None))
    else:
        base = _base(cleaned)
        spaced = _double_spaced(cleaned)
        made = [
            _finished(one, base, step)
            for one in _gathered(cleaned, numbers if numbered else None, width, step, spaced)
        ]
    return _anchored(made)


def _whole_lines(
    pages: Sequence[Sequence[Line]], numbers: Sequence[int] | None
) -> Iterator[ThesisParagraph]:
    for place, lines in enumerate(pages):
        page = numbers[place] if numbers else None
        for line in lines:
            if line.text:
                yield _paragraph(line.text, page, (), quoted=False, small=line.small)


def _paragraph(
    text: str,
    page: int | None,
    starts: Sequence[PageStart],
    *,
    quoted: bool,
    small: bool,
    large: bool = False,
) -> ThesisParagraph:
    level = looks_like_heading(text) or int(large)
    setting = Setting.TEXT
    if _LEADERS.search(text):
        setting = Setting.CONTENTS
    elif level:
        setting = Setting.HEADING
    elif (small and _NOTE.match(text)) or _NOTE_CITES.match(text):
        setting = Setting.FOOTNOTE
    return ThesisParagraph(
        text,
        setting,
        level if setting is Setting.HEADING else 0,
        quoted=quoted and setting is Setting.TEXT and not _BULLET.match(text),
        page=page,
        page_starts=tuple(starts),
    )


def _finished(one: _Open, base: float, step: float) -> ThesisParagraph:
    rest = one.lines[1:] or one.lines
    apart = all(line.indent >= base + step for line in rest)
    if len(one.lines) == 1:
        apart = apart and one.lines[0].indent >= base + step
    italic = all(line.italic for line in one.lines) and len(one.text) > 30
    small = all(line.small for line in one.lines)
    return _paragraph(
        one.text,
        one.page,
        one.starts,
        quoted=apart or italic,
        small=small,
        large=all(line.large for line in one.lines),
    )


def _gathered(
    pages: Sequence[Sequence[Line]],
    numbers: Sequence[int] | None,
    width: float,
    step: float,
    spaced: bool,
) -> Iterator[_Open]:
    current = _Open()
    parked: _Open | None = None
    notes: list[_Open] = []
    for place, lines in enumerate(pages):
        page = numbers[place] if numbers else None
        blanks = 0
        top = True
        for line in lines:
            if not line.text:
                blanks += 1
                continue
            if parked is not None and not line.small and current.lines:
                # The paragraph above the notes goes on, or ends, on the next page.
                notes.append(current)
                current, parked, top = parked, None, True
            parted = blanks > (1 if spaced else 0) and not top
            if current.lines and (
                _parts(current.lines, line, width, step, parted, top)
                or _parts_block(current, line, width)
            ):
                if line.small and not current.lines[-1].small:
                    parked = current
                elif parked is not None:
                    notes.append(current)
                else:
                    yield from (current, *notes)
                    notes = []
                current = _Open(introduced=current.text.endswith(":"))
            current.add(line, page)
            blanks, top = 0, False
    yield from (one for one in (parked, *notes, current) if one is not None and one.lines)


def _parts(
    before: Sequence[Line], line: Line, width: float, step: float, blank: bool, top: bool
) -> bool:
    """Whether a new paragraph begins with a line."""
    last = before[-1]
    if blank:
        return True
    if _OPEN_BRACKET.search(last.text) and not line.small:
        return False
    heading = looks_like_heading(line.text) or (len(before) == 1 and looks_like_heading(last.text))
    if (heading and len(last.text) < 0.75 * width) or _LEADERS.search(last.text):
        return True
    if last.small != line.small or last.large != line.large:
        return True
    if line.small and _NOTE.match(line.text) and _ENDS.search(last.text):
        return True
    if top and _ENTRY_ALONE.fullmatch(line.text):
        return True
    if _ENTRY.match(line.text) and len(last.text) < 0.75 * width:
        return True
    if looks_like_heading(line.text) and _ENDS.search(last.text):
        return True
    if _NOTE_CITES.match(line.text) and _ENDS.search(last.text):
        return True
    ended = bool(_ENDS.search(last.text))
    if top:
        return ended and (line.text[:1].isupper() or line.text[:1] in "”“\"»«„[") and (
            len(last.text) < 0.8 * width or abs(line.indent - before[-1].indent) >= step
        )  # fmt: skip
    if len(before) > 1 and abs(line.indent - last.indent) >= step:
        return ended or len(last.text) < 0.75 * width or line.indent > last.indent
    if len(before) == 1 and line.indent - last.indent >= step:
        return ended or len(last.text) < 0.75 * width
    if _BULLET.match(line.text) and ended:
        return True
    return ended and len(last.text) < 0.75 * width


def _parts_block(before: _Open, line: Line, width: float) -> bool:
    """Whether a quotation set apart begins or ends, in a text that keeps no indents."""
    last = before.lines[-1].text
    begins = line.text[:1].isupper() or line.text[:1] == "["
    if last.endswith(":") and begins and not before.lines[-1].small:
        return True
    if not (before.introduced and begins and _ENDS.search(last)):
        return False
    if _SOURCE_ENDS.search(before.text):
        return True
    longest = max(len(one.text) for one in before.lines)
    narrow = len(before.lines) > 2 and longest < _NARROW * width
    return narrow and len(line.text) > longest + 2


def _whole(pages: Sequence[Sequence[Line]]) -> bool:
    """Whether lines are paragraphs: nearly all that are long end as sentences do."""
    long = [line.text for lines in pages for line in lines if len(line.text) > 40]
    return len(long) > 3 and sum(bool(_ENDS.search(text)) for text in long) > 0.9 * len(long)


def _width(pages: Sequence[Sequence[Line]]) -> float:
    lengths = sorted(len(line.text) for lines in pages for line in lines if line.text)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _base(pages: Sequence[Sequence[Line]]) -> float:
    indents = Counter(
        round(line.indent) for lines in pages for line in lines if len(line.text) > 40
    )
    return float(indents.most_common(1)[0][0]) if indents else 0.0


def _double_spaced(pages: Sequence[Sequence[Line]]) -> bool:
    """Whether nearly every line is followed by a blank one."""
    full = followed = 0
    for lines in pages:
        for line, following in itertools.pairwise(lines):
            if line.text:
                full += 1
                followed += not following.text
    return full > 20 and followed > 0.85 * full


def _anchored(paragraphs: list[ThesisParagraph]) -> tuple[ThesisParagraph, ...]:
    """Notes with the place of their mark, where the number stands behind a word or a mark."""
    found: list[ThesisParagraph] = []
    for paragraph in paragraphs:
        match = _NOTE.match(paragraph.text) if paragraph.setting is Setting.FOOTNOTE else None
        if match is None:
            found.append(paragraph)
            continue
        mark = mark_of(match["number"])
        for place in range(len(found) - 1, max(-1, len(found) - 40), -1):
            hit = mark.search(found[place].text) if not found[place].is_note else None
            if hit:
                found.append(
                    ThesisParagraph(
                        paragraph.text[match.end() :],
                        Setting.FOOTNOTE,
                        page=paragraph.page,
                        anchor=(place, hit.start()),
                    )
                )
                break
        else:
            found.append(ThesisParagraph(paragraph.text, Setting.TEXT, page=paragraph.page))
    return tuple(found)


def read_lines(raw: str) -> list[list[Line]]:
    """The lines of a text by page; leading blanks are the indent."""
    return [
        [
            Line(text.strip().translate(_LIGATURES), len(text) - len(text.lstrip(" ")))
            for text in page.replace("\t", "    ").splitlines()
        ]
        for page in raw.split("\f")
    ]


def ligatures_apart(text: str) -> str:
    """Letters that a font joins, as single letters again."""
    return text.translate(_LIGATURES)
