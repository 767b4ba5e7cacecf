"""A stream of paragraphs while it is read: the body of a document, or a text box in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.formats.word_paragraph import OpenParagraph
from qda.formats.word_report import Left

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from qda.domain.documents import Cell, Paragraph
    from qda.errors import BadFile
    from qda.formats.word_report import Report

MOST_PARAGRAPHS = 200_000
MOST_CHARACTERS = 4_000_000
"""Characters of text; the largest Word file met, of 872 pages, has 813,000."""


@dataclass(slots=True)
class Account:
    """Where the characters of the main part's text elements went, each made canonical by itself.

    `written + left_out` are all of them; `written + signs - merged` are the characters of the
    document's paragraphs.
    """

    written: int = 0
    """In paragraphs."""
    left_out: int = 0
    """Reported under the kinds of `MAIN_TEXT`."""
    signs: int = 0
    """Characters of paragraphs that stand for an element: tabs, breaks, hyphens, symbols."""
    merged: int = 0
    """Accents that made one character with a letter of the run before."""
    paragraphs: int = 0
    trace: dict[int, Traced] | None = None
    """By identity of each paragraph where its characters stand; None where nobody asks."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The way back from a paragraph to the text elements of the file."""

    paragraph: Paragraph
    """Kept, so that its identity stays its own."""
    pieces: Sequence[str]
    """Together the paragraph's text."""
    sources: Sequence[_Element | None]
    """The text element of each piece; None for signs."""


class Story:
    """Paragraphs in reading order, and the one that is open."""

    def __init__(
        self, report: Report, account: Account, too_large: Callable[[], BadFile], cell: Cell | None
    ) -> None:
        self.paragraphs: list[Paragraph] = []
        self.cell = cell
        """The table cell that is being read."""
        self.open: OpenParagraph | None = None
        self._report = report
        self._account = account
        self._too_large = too_large
        self._joining: OpenParagraph | None = None
        """A paragraph without a mark of its own; the next one goes on in it."""
        self._is_stray = False
        """Whether `open` was made for text outside any paragraph."""

    def begin(self, heading: int) -> OpenParagraph:
        """Open a paragraph, or go on in one whose mark is deleted."""
        if self._is_stray:
            self.end_block()
        outer = self.open
        if self._joining is not None and outer is None:
            self.open, self._joining = self._joining, None
            self.open.heading = heading
            self.open.joins = False
        else:
            self.open = OpenParagraph(self.cell, heading, outer)
        return self.open

    def current(self) -> OpenParagraph:
        """The open paragraph; text outside any gets one of its own."""
        if self.open is None:
            self._end_joining()
            self.open = OpenParagraph(self.cell, 0, None)
            self._is_stray = True
        return self.open

    def end(self) -> bool:
        """Close the open paragraph; return whether a section ends with it."""
        ended = self.open
        if ended is None:
            return False
        self.open = ended.outer
        if ended.joins and ended.outer is None:
            self._report.leave(Left.DELETED_MARK)
            self._joining = ended
        else:
            self._store(ended)
        return ended.ends_section

    def end_block(self) -> None:
        """A table, a cell or the story begins or ends: nothing goes on over its border."""
        if self._is_stray:
            self._is_stray = False
            self.end()
        self._end_joining()

    def anchor(self, paragraphs: list[Paragraph]) -> None:
        """Put the paragraphs of a text box after the paragraph that holds it."""
        (self.paragraphs if self.open is None else self.open.after).extend(paragraphs)

    def _end_joining(self) -> None:
        left, self._joining = self._joining, None
        # With its mark and all its words deleted, nothing is left of a paragraph.
        if left is not None and (left.pieces or left.after):
            self._store(left)

    def _store(self, ended: OpenParagraph) -> None:
        closed = ended.close()
        account = self._account
        account.written += closed.written
        account.signs += closed.signs
        account.merged += closed.written + closed.signs - len(closed.paragraph.text)
        account.paragraphs += 1
        if account.paragraphs > MOST_PARAGRAPHS or account.written > MOST_CHARACTERS:
            raise self._too_large()
        for kind, count in closed.removed.items():
            self._report.leave(Left(kind), count, count)
        if account.trace is not None:
            account.trace[id(closed.paragraph)] = Traced(
                closed.paragraph, closed.pieces, ended.sources
            )
        target = self.paragraphs if ended.outer is None else ended.outer.after
        target.append(closed.paragraph)
        target.extend(ended.after)
