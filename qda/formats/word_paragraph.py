"""One paragraph while it is read: pieces of text that become canonical text with marks.

Making text canonical can shorten it. Bold stretches and page starts are kept by piece, so they
stay at the same words; a mark never falls between a letter and its accent.
"""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING

from qda.domain.documents import BOLD, MARKED, Note, Paragraph
from qda.domain.text import Span, canonical
from qda.formats.word_report import made_canonical, width

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from lxml.etree import _Element

    from qda.domain.documents import Cell


_BOLD_LOOKS = frozenset({BOLD, BOLD | MARKED})
_MARKED_LOOKS = frozenset({MARKED, BOLD | MARKED})


class OpenParagraph:
    """Pieces in reading order."""

    __slots__ = (
        "after",
        "apart",
        "breaks",
        "cell",
        "ends_section",
        "heading",
        "joins",
        "looks",
        "notes",
        "outer",
        "pages",
        "pieces",
        "signs",
        "sources",
    )

    def __init__(self, cell: Cell | None, heading: int, outer: OpenParagraph | None) -> None:
        self.cell = cell
        self.heading = heading
        self.outer = outer
        """The paragraph that holds this one, in damaged files."""
        self.pieces: list[str] = []
        self.looks: list[int] = []
        """`BOLD` and `MARKED` of each piece."""
        self.sources: list[_Element | None] = []
        """The text element that each piece comes from; None for signs."""
        self.pages: list[int] = []
        """Indices of pieces with which a page begins."""
        self.breaks = 0
        """Line breaks since the last text; those at the end of a paragraph say nothing."""
        self.signs = 0
        """Characters that stand for an element, not for written text: tabs, hyphens, breaks."""
        self.after: list[Paragraph] = []
        """Paragraphs of text boxes that are anchored here."""
        self.joins = False
        """Whether the paragraph mark is deleted, so that the next paragraph goes on here."""
        self.ends_section = False
        self.notes: list[tuple[int, str, str]] = []
        """Number of pieces before each note, its kind and its words."""
        self.apart = False
        """Whether it is set apart from the running text."""

    def add(self, text: str, look: int, source: _Element | None = None) -> None:
        """Append text that a person wrote."""
        self.pieces.append(text)
        self.looks.append(look)
        self.sources.append(source)
        self.breaks = 0

    def add_sign(self, sign: str, look: int) -> None:
        """Append a character that stands for an element."""
        self.add(sign, look)
        self.signs += 1

    def add_break(self, look: int) -> None:
        """Append a line break, which counts only when text follows."""
        self.pieces.append("\n")
        self.looks.append(look)
        self.sources.append(None)
        self.breaks += 1
        self.signs += 1

    def close(self) -> Closed:
        """The paragraph as it is stored."""
        if self.breaks:
            del self.pieces[-self.breaks :], self.looks[-self.breaks :]
            del self.sources[-self.breaks :]
            self.signs -= self.breaks
        raw = "".join(self.pieces)
        text, removed = made_canonical(raw)
        pieces: Sequence[str] = self.pieces
        written = len(text)
        if text != raw:
            written = sum(map(width, pieces))
            pieces = aligned(pieces, text)
        bold: tuple[Span, ...] = ()
        marked: tuple[Span, ...] = ()
        pages: tuple[int, ...] = ()
        notes: tuple[Note, ...] = ()
        if self.pages or self.notes or any(self.looks):
            starts = list(accumulate(map(len, pieces), initial=0))
            looks = set(self.looks)
            if looks & _BOLD_LOOKS:
                bold = _stretches(self.looks, starts, BOLD)
            if looks & _MARKED_LOOKS:
                marked = _stretches(self.looks, starts, MARKED)
            pages = tuple(starts[index] for index in self.pages)
            notes = tuple(
                Note(kind, words, starts[min(index, len(starts) - 1)])
                for index, kind, words in self.notes
            )
        paragraph = Paragraph(text, bold, self.heading, self.cell, pages, marked, notes, self.apart)
        return Closed(paragraph, written - self.signs, self.signs, removed, pieces)


class Closed:
    """A paragraph and the account of its characters."""

    __slots__ = ("paragraph", "pieces", "removed", "signs", "written")

    def __init__(
        self,
        paragraph: Paragraph,
        written: int,
        signs: int,
        removed: Counter[str],
        pieces: Sequence[str],
    ) -> None:
        self.paragraph = paragraph
        self.written = written
        """Characters of text elements, each made canonical by itself."""
        self.signs = signs
        """Characters that stand for an element."""
        self.removed = removed
        """What making the text canonical removed."""
        self.pieces = pieces
        """What became of each piece; together the text."""


def aligned(pieces: Sequence[str], text: str) -> list[str]:
    """The canonical pieces that make up `text`, the canonical form of all pieces together.

    An accent at the start of a piece goes to the letter that the piece before ends with.
    """
    groups: list[list[str]] = []
    tail = ""
    owner = -1
    return_before = False
    for raw in pieces:
        # CR and LF are one line end, even when a border lies between them.
        fresh = canonical(raw[1:] if return_before and raw.startswith("\n") else raw)[0]
        return_before = raw.endswith("\r") if raw else return_before
        count = 0
        while tail and count < len(fresh) and _clings(tail, fresh[count]):
            tail = unicodedata.normalize("NFC", tail + fresh[count])[-4:]
            count += 1
        if count:
            groups[owner].append(fresh[:count])
        groups.append([fresh[count:]])
        if count < len(fresh):
            tail = fresh[-4:]
            owner = len(groups) - 1
    found = [unicodedata.normalize("NFC", "".join(group)) for group in groups]
    if "".join(found) == text:
        return found
    return [text, *[""] * (len(pieces) - 1)]


def _clings(tail: str, character: str) -> bool:
    return bool(unicodedata.combining(character)) or not unicodedata.is_normalized(
        "NFC", tail[-1] + character
    )


def _stretches(looks: Sequence[int], starts: Sequence[int], wanted: int) -> tuple[Span, ...]:
    """Pieces of a look as spans; neighbours are joined, empty pieces do not count."""
    spans: list[Span] = []
    for index, look in enumerate(looks):
        if not look & wanted:
            continue
        start, stop = starts[index], starts[index + 1]
        if start == stop:
            continue
        if spans and spans[-1].stop == start:
            start = spans.pop().start
        spans.append(Span(start, stop))
    return tuple(spans)
