"""Where pages begin, by the marks that Word left: hints, never invented.

Word stores no pages. It leaves marks of its last layout, a person sets breaks, and the number
of pages stands in the properties as a check: marks that contradict it are worth nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.documents import PageSource
from qda.formats.word_names import w
from qda.formats.word_styles import value

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

_SECTION = w("sectPr")
_SECTION_BEFORE = w("sectPrChange")
_TYPE = w("type")
_NUMBERS = w("pgNumType")
_SAME_PAGE = frozenset({"continuous", "nextColumn"})
_MOST = 1_000_000
"""Highest page number that is believed."""


@dataclass(frozen=True, slots=True)
class Section:
    """How a section of the document begins."""

    new_page: bool = True
    number: int | None = None
    """Printed number of its first page, where the file sets it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the document properties say about the last layout."""

    pages: int | None = None
    words: int | None = None
    by_word: bool = False
    """Whether Word itself wrote them."""


def sections(root: _Element) -> list[Section]:
    """The sections of a main part, in order."""
    found = []
    for element in root.iter(*_SECTION):
        parent = element.getparent()
        if parent is not None and parent.tag in _SECTION_BEFORE:
            continue  # how a tracked change found it
        new_page, number = True, None
        for child in element:
            if child.tag in _TYPE:
                new_page = value(child) not in _SAME_PAGE
            elif child.tag in _NUMBERS:
                number = whole_number(value(child, "start"))
        found.append(Section(new_page, number))
    return found


def whole_number(text: str | None) -> int | None:
    """A page number or a count as an attribute gives it, None where it cannot be believed."""
    if text is None:
        return None
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 8):
        return None
    number = int(plain)
    return number if number <= _MOST else None


class Pages:
    """Counts page marks in reading order and hands the starts to the text that follows them."""

    def __init__(self, parts: list[Section]) -> None:
        self._sections = parts
        self._section = 0
        self.waiting = 0
        """Pages that have begun since the last character."""
        self._unpaired = 0
        """Breaks since the last character whose mark in the layout has not come yet."""
        self._begun = 0
        """Pages that began after the first."""
        self._rendered = False
        self._hard = False
        self.restarted = False
        """Whether a later section counts its pages anew."""

    @property
    def first(self) -> int:
        """The printed number of the first page."""
        number = self._sections[0].number if self._sections else None
        return 1 if number is None else number

    def break_here(self) -> None:
        """A person broke the page."""
        self._hard = True
        self._unpaired += 1
        self._begin()

    def mark(self) -> None:
        """The last layout began a page; straight after a break it is the same page."""
        self._rendered = True
        if self._unpaired:
            self._unpaired -= 1
        else:
            self._begin()

    def top_of_page(self, written: bool) -> None:
        """A paragraph that must stand at the top of a page; it may do so already.

        Args:
            written: whether any text stands before it.
        """
        if written and not self.waiting:
            self.break_here()

    def end_section(self) -> None:
        """A section ends; how the next one begins is written in the next."""
        self._section += 1
        following = (
            self._sections[self._section] if self._section < len(self._sections) else Section()
        )
        if following.new_page:
            self.break_here()
        if following.number is not None and following.number != self.first + self._begun:
            self.restarted = True

    def take(self) -> int:
        """How many pages begin with the character that comes now."""
        taken, self.waiting, self._unpaired = self.waiting, 0, 0
        return taken

    def source(self, layout: Layout, count_words: Callable[[], int]) -> PageSource:
        """How far the marks can be believed.

        Args:
            layout: what the properties say.
            count_words: tells how many words the text has; asked only when it matters.
        """
        if self.restarted:
            return PageSource.UNKNOWN
        agreed = layout.pages in (None, 1 + self._begun)
        if self._rendered:
            return PageSource.RENDERED if agreed else PageSource.UNKNOWN
        # One page leaves no mark. But programs that copy a template's properties say "one page"
        # too, so the number of words must fit the text before the number of pages is believed.
        if not self._hard and layout.pages != 1:
            return PageSource.UNKNOWN
        measured = layout.by_word and _fits(layout.words, count_words)
        if self._hard:
            return PageSource.HARD_BREAKS if agreed or not measured else PageSource.UNKNOWN
        return PageSource.RENDERED if measured else PageSource.UNKNOWN

    def _begin(self) -> None:
        self.waiting += 1
        self._begun += 1


def _fits(told: int | None, count_words: Callable[[], int]) -> bool:
    """Whether a number of words is that of the text, as far as programs count alike."""
    if not told:
        return False
    words = count_words()
    return abs(told - words) <= max(3, words // 5)
