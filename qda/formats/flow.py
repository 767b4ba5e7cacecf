"""Text on its way from a word processor's file into paragraphs, with an account of the rest.

The account runs over characters other than white space, since these forms wrap their own lines:
those in the file are those in the paragraphs and those that the report counts by kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.formats.word_report import Left, made_canonical
from qda.formats.word_story import MOST_CHARACTERS, Account, Story

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.domain.documents import Paragraph
    from qda.errors import BadFile
    from qda.formats.word_pages import Pages
    from qda.formats.word_report import Report


def solid(text: str) -> int:
    """How many characters a text has once it is canonical, white space left out."""
    return len("".join(made_canonical(text)[0].split()))


class Flow:
    """Paragraphs in reading order and the page marks between them."""

    def __init__(self, report: Report, pages: Pages, too_large: Callable[[], BadFile]) -> None:
        self.report = report
        self.pages = pages
        self.story = Story(report, Account(), too_large, None)
        self.boxes = 0
        """Text boxes that are open; no page begins in one."""
        self._too_large = too_large
        self._characters = 0

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What was read; complete after `close`."""
        return tuple(self.story.paragraphs)

    def close(self) -> None:
        """The document ends."""
        while self.story.open is not None:
            self.story.end()
        self.story.end_block()

    def say(self, text: str, *, look: int) -> None:
        """Words of the text."""
        self._count(text)
        paragraph = self.story.current()
        if self.pages.waiting and made_canonical(text)[0]:
            self._begin_pages()
        paragraph.add(text, look)

    def sign(self, sign: str, *, look: int) -> None:
        """A character that stands for an element of the form."""
        self._count(sign)
        paragraph = self.story.current()
        if self.pages.waiting:
            self._begin_pages()
        paragraph.add_sign(sign, look)

    def line_break(self, *, look: int) -> None:
        """A break inside a paragraph."""
        self._count("\n")
        self.story.current().add_break(look)

    def drop(self, kind: Left, text: str, count: int = 1) -> None:
        """Words that are no part of the text."""
        self._count(text)
        self.report.leave(kind, solid(text), count)

    def note(self, kind: Left, words: str) -> None:
        """A note whose words were dropped is kept beside the paragraph that holds its mark."""
        text = made_canonical(words)[0].strip()
        if self.story.open is not None and text:
            self.story.open.notes.append((len(self.story.open.pieces), str(kind), text))

    def set_apart(self) -> None:
        """The open paragraph is indented or styled as a quotation."""
        if self.story.open is not None:
            self.story.open.apart = True

    def mark_page(self) -> None:
        """The last layout began a page here."""
        if not self.boxes:
            self.pages.mark()

    def break_page(self) -> None:
        """A person broke the page here."""
        if not self.boxes:
            self.pages.break_here()

    def top_of_page(self) -> None:
        """What comes next stands at the top of a page; it may do so already."""
        if not self.boxes:
            begun = bool(self.story.paragraphs) or self.story.open is not None
            self.pages.top_of_page(written=begun)

    def _begin_pages(self) -> None:
        paragraph = self.story.current()
        if not self.boxes:
            paragraph.pages.extend([len(paragraph.pieces)] * self.pages.take())

    def _count(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise self._too_large()
