"""Paragraphs from lines on pages, as a text file or the text layer of a PDF gives them.

Running heads and page numbers go, words cut at line ends are joined, and a paragraph goes on over
the end of a page; so a reference that is broken anywhere is whole again.
"""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from qda.domain.thesis import Setting, ThesisParagraph, looks_like_heading
from qda.formats.thesis_edges import Line, mark_of, without_edges
from qda.formats.thesis_parting import (
    BULLET,
    ENDS,
    LEADERS,
    NOTE,
    NOTE_CITES,
    Open,
    parts,
    parts_block,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.domain.interviews import PageStart

UNWRAPPED = 200
"""Characters of a line from which lines are whole paragraphs."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})


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
    if LEADERS.search(text):
        setting = Setting.CONTENTS
    elif level:
        setting = Setting.HEADING
    elif (small and NOTE.match(text)) or NOTE_CITES.match(text):
        setting = Setting.FOOTNOTE
    return ThesisParagraph(
        text,
        setting,
        level if setting is Setting.HEADING else 0,
        quoted=quoted and setting is Setting.TEXT and not BULLET.match(text),
        page=page,
        page_starts=tuple(starts),
    )


def _finished(one: Open, base: float, step: float) -> ThesisParagraph:
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
) -> Iterator[Open]:
    current = Open()
    parked: Open | None = None
    notes: list[Open] = []
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
                parts(current.lines, line, width, step, parted, top)
                or parts_block(current, line, width)
            ):
                if line.small and not current.lines[-1].small:
                    parked = current
                elif parked is not None:
                    notes.append(current)
                else:
                    yield from (current, *notes)
                    notes = []
                current = Open(introduced=current.text.endswith(":"))
            current.add(line, page)
            blanks, top = 0, False
    yield from (one for one in (parked, *notes, current) if one is not None and one.lines)


def _whole(pages: Sequence[Sequence[Line]]) -> bool:
    """Whether lines are paragraphs: nearly all that are long end as sentences do."""
    long = [line.text for lines in pages for line in lines if len(line.text) > 40]
    return len(long) > 3 and sum(bool(ENDS.search(text)) for text in long) > 0.9 * len(long)


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
        match = NOTE.match(paragraph.text) if paragraph.setting is Setting.FOOTNOTE else None
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
