"""The text of a Word file as the walk meets it: read into the open paragraph, or left out.

Each character of a text element ends in a paragraph or under a kind of `word_report.MAIN_TEXT`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qda.formats import word_names as names
from qda.formats.word_fields import Fields
from qda.formats.word_names import w
from qda.formats.word_report import Left, Noted, Report, width
from qda.formats.word_story import MOST_CHARACTERS, Account, Story
from qda.formats.word_styles import value
from qda.formats.word_symbols import UNMAPPED, symbol

if TYPE_CHECKING:
    from lxml.etree import _Element

    from qda.domain.documents import Cell
    from qda.errors import BadFile
    from qda.formats.word_pages import Pages
    from qda.formats.word_paragraph import OpenParagraph

Frame = tuple[Iterator["_Element"], Callable[[], None] | None]
"""Children still to be read, and what to do after the last one."""
Handler = Callable[["_Element"], Frame | None]
"""Reads an element; what it returns is entered."""

_RENDERED = w("lastRenderedPageBreak")
_MEASURED = tuple(names.ALL_TEXT | _RENDERED)


class TextReader:
    """Knows where text goes now, and how it looks."""

    def __init__(self, report: Report, pages: Pages, too_large: Callable[[], BadFile]) -> None:
        self.account = Account()
        self.look = 0
        """`BOLD` and `MARKED` of the run that is read."""
        self.hidden = False
        """Whether the run that is read is shown."""
        self.fields = Fields()
        self.met = 0
        """Text elements met that were not empty, read or left out."""
        self.in_box = False
        """Whether a text box is read; pages do not begin in one."""
        self._report = report
        self._pages = pages
        self._too_large = too_large
        self._seen = 0
        """Text elements met, empty ones too."""
        self._characters = 0
        self.story = self.new_story(None)
        """Where paragraphs go: the body, or a text box."""

    def new_story(self, cell: Cell | None) -> Story:
        """An empty stream of paragraphs that counts into the same account."""
        return Story(self._report, self.account, self._too_large, cell)

    def handlers(self) -> dict[str, Handler]:
        """What to do with each element that a run may hold, by its name."""
        table: tuple[tuple[frozenset[str], Handler], ...] = (
            (names.TEXT, self._text),
            (w("tab", "ptab"), self._tab),
            (w("br", "cr"), self._line_break),
            (w("noBreakHyphen"), self._hyphen),
            (w("softHyphen"), self._soft_hyphen),
            (w("sym"), self._symbol),
            (_RENDERED, self._rendered),
            (w("fldChar"), self._field_mark),
            (names.INSTRUCTION, self._instruction),
            (names.DELETED_TEXT, self._deleted_text),
        )
        return {name: handler for group, handler in table for name in group}

    def drop(self, element: _Element, kind: Left) -> None:
        """Count a part of the tree that is not read; its page marks hold all the same."""
        characters = 0
        for part in element.iter(*_MEASURED):
            if part.tag not in _RENDERED:
                self._seen += 1
                characters += width(_own_text(part))
            elif kind is not Left.COPY:
                self._rendered(part)
        self.met += bool(characters)
        self._report.leave(kind, characters)

    def close(self, root: _Element) -> None:
        """End the story and settle the account, with text where no program puts it."""
        self.story.end_block()
        count = sum(1 for _ in root.iter(*names.ALL_TEXT)) - self._seen
        if count:
            every = sum(width(_own_text(text)) for text in root.iter(*names.ALL_TEXT))
            rest = every - self.account.written - self._report.left_out()
            self._report.leave(Left.MISPLACED, rest, count)
        self.account.left_out = self._report.left_out()

    def _text(self, element: _Element) -> Frame | None:
        self._seen += 1
        inside: Frame | None = (iter(element), None) if len(element) else None
        text = _own_text(element) if inside else element.text
        if not text:
            return inside
        self.met += 1
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise self._too_large()
        if self.fields.instructions:
            self._report.leave(Left.FIELD, width(text))
        elif self.hidden:
            self._report.leave(Left.HIDDEN, width(text))
        else:
            paragraph = self.story.open or self.story.current()
            # A soft hyphen alone leaves no character with which a page could begin.
            if self._pages.waiting and width(text):
                self._begin_pages(paragraph)
            paragraph.pieces.append(text)  # as `add` does: there is one for every run
            paragraph.looks.append(self.look)
            paragraph.sources.append(element)
            paragraph.breaks = 0
        return inside

    def _sign(self, sign: str) -> None:
        if self.fields.instructions or self.hidden:
            return
        paragraph = self.story.current()
        if self._pages.waiting:
            self._begin_pages(paragraph)
        paragraph.add_sign(sign, self.look)

    def _begin_pages(self, paragraph: OpenParagraph) -> None:
        """Let the pages that wait for text begin with what comes next."""
        if not self.in_box:
            paragraph.pages.extend([len(paragraph.pieces)] * self._pages.take())

    def _tab(self, element: _Element) -> None:
        self._sign("\t")

    def _hyphen(self, element: _Element) -> None:
        self._sign("\u2011")

    def _soft_hyphen(self, element: _Element) -> None:
        self._report.leave(Left.SOFT_HYPHEN, 1)

    def _symbol(self, element: _Element) -> None:
        sign = symbol(value(element, "font") or "", value(element, "char") or "")
        if sign == UNMAPPED:
            self._report.leave(Left.SYMBOL)
        else:
            self._report.note(Noted.SYMBOL)
        self._sign(sign)

    def _line_break(self, element: _Element) -> None:
        if self.fields.instructions or self.hidden:
            return
        paragraph = self.story.current()
        if value(element, "type") == "page":
            if not self.in_box:
                self._pages.break_here()
            if not paragraph.pieces:
                return
        paragraph.add_break(self.look)

    def _rendered(self, element: _Element) -> None:
        if not self.in_box:
            self._pages.mark()

    def _field_mark(self, element: _Element) -> None:
        if self.fields.mark(element):
            self._report.leave(Left.FORM_FIELD)

    def _instruction(self, element: _Element) -> Frame:
        self._seen += 1
        self._report.leave(Left.FIELD, width(_own_text(element)))
        return iter(element), None

    def _deleted_text(self, element: _Element) -> Frame:
        self._seen += 1
        self.met += 1
        self._report.leave(Left.DELETION, width(_own_text(element)))
        return iter(element), None


def _own_text(element: _Element) -> str:
    """The text of an element without that of elements inside it, which do not belong there."""
    return (element.text or "") + "".join(child.tail or "" for child in element)
