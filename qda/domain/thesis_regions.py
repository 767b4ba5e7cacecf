"""Parts of a thesis that cite nothing: appended interviews at its end, and the bibliography.

An appendix that names another one, or a person who speaks of one in an interview, gives no source
for anything that the thesis says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.thesis import Setting, opens_appendices, opens_bibliography, opens_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qda.domain.thesis import Thesis

FEWEST_LETTERS = 400
"""Characters below a title from which an appendix stands there; less is an entry of a list."""
MOST_CITATIONS = 1
"""References with a place in an appendix that comes before the bibliography; a chapter has more."""
_TURNS = 0.4
"""Share of paragraphs that begin with a speaker, from which a text is an interview."""
_ENTRIES = 0.5
"""Share of paragraphs with a year, from which a list is a bibliography."""
_TURN = re.compile(r"\s*(?:[\[(]?\d{1,2}[:.]\d\d\S*\s+)?[A-ZÆØÅ][\w.\- ]{0,24}:(?:\s|$)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[a-z]?(?!\d)|\bu\.å\.")


@dataclass(frozen=True, slots=True)
class Regions:
    """Indices of paragraphs that cite nothing."""

    appended: frozenset[int]
    bibliography: frozenset[int]


@dataclass(slots=True)
class _Segment:
    """What stands below the title of one appendix."""

    name: str
    start: int
    stop: int


def regions(thesis: Thesis, titles: Mapping[int, str], citations: Sequence[int]) -> Regions:
    """Where a thesis appends its interviews, and where it lists its literature.

    Args:
        thesis: The thesis.
        titles: Paragraphs that may be titles of an appendix, with its name.
        citations: Paragraphs of references that give a source, once for each.
    """
    literature = frozenset(_bibliography(thesis, titles))
    after = max(literature, default=-1)
    appended: set[int] = set()
    for segment in _segments(thesis, titles):
        inside = range(segment.start + 1, segment.stop)
        if not appended and _letters(thesis, inside) < FEWEST_LETTERS:
            continue
        cites = sum(index in inside for index in citations)
        behind = 0 <= after < segment.start
        if behind or cites <= MOST_CITATIONS or _is_interview(thesis, inside):
            appended.update(index for index in inside if _stands_there(thesis, index, segment))
    return Regions(frozenset(appended - literature), literature)


def _segments(thesis: Thesis, titles: Mapping[int, str]) -> Iterator[_Segment]:
    """Titles with what follows; a title that is repeated on every page is one title."""
    current: _Segment | None = None
    ends = [index for index, one in enumerate(thesis.paragraphs) if opens_notes(one.text)]
    for index in sorted({**titles, **dict.fromkeys(ends, "")}):
        if current is not None and current.name == titles.get(index, ""):
            continue
        if current is not None:
            current.stop = index
            yield current
        current = (
            _Segment(titles[index], index, len(thesis.paragraphs)) if index in titles else None
        )
    if current is not None:
        yield current


def _stands_there(thesis: Thesis, index: int, segment: _Segment) -> bool:
    """Whether a paragraph is part of an appendix; a note stands where its mark is."""
    anchor = thesis.paragraphs[index].anchor
    return anchor is None or segment.start < anchor[0] < segment.stop


def _letters(thesis: Thesis, inside: range) -> int:
    return sum(len(thesis.paragraphs[index].text) for index in inside)


def _is_interview(thesis: Thesis, inside: range) -> bool:
    texts = [thesis.paragraphs[index].text for index in inside]
    full = [text for text in texts if text.strip()]
    return sum(bool(_TURN.match(text)) for text in full) >= _TURNS * len(full)


def _bibliography(thesis: Thesis, titles: Mapping[int, str]) -> Iterator[int]:
    """Paragraphs of lists of literature, those below smaller headings included."""
    entries: list[int] | None = None
    for index, paragraph in enumerate(thesis.paragraphs):
        text = paragraph.text.strip()
        if not text or paragraph.is_note or paragraph.setting is Setting.CONTENTS:
            continue
        if opens_bibliography(text):
            yield from _if_dated(thesis, entries)
            entries = []
        elif index in titles or opens_appendices(text):
            yield from _if_dated(thesis, entries)
            entries = None
        elif entries is not None and paragraph.setting is not Setting.HEADING:
            entries.append(index)
        elif entries is not None and paragraph.level == 1:
            yield from _if_dated(thesis, entries)
            entries = None
    yield from _if_dated(thesis, entries)


def _if_dated(thesis: Thesis, entries: list[int] | None) -> Sequence[int]:
    dated = sum(bool(_YEAR.search(thesis.paragraphs[index].text)) for index in entries or ())
    return entries if entries and dated >= _ENTRIES * len(entries) else ()
