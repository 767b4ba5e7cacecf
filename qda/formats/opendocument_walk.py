"""The walk over the text of an OpenDocument file, in reading order, without recursion.

Every element is read, entered, or counted as left out. White space is read as the standard says:
a run of it is one blank, and what must stay is written as an element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.formats.opendocument_kinds import DROPPED, KNOWN, OBJECTS
from qda.formats.opendocument_styles import DC, DRAW, OFFICE, TABLE, TEXT
from qda.formats.opendocument_tables import Tables
from qda.formats.opendocument_words import (
    BLANKS,
    MOST_BLANKS,
    is_fact,
    note_words,
    number,
    words_in,
)
from qda.formats.word_report import Left, Noted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from qda.errors import BadFile
    from qda.formats.flow import Flow
    from qda.formats.opendocument_styles import Look, Styles

    Leave = Callable[[], None]
    Handler = Callable[[_Element], Leave | bool | None]

_MOST_CELLS = 16_384


class Walk:
    """One pass over an `office:text`."""

    def __init__(self, flow: Flow, styles: Styles, too_large: Callable[[], BadFile]) -> None:
        self._flow = flow
        self._report = flow.report
        self._styles = styles
        self._too_large = too_large
        self._look = 0
        self._hidden = False
        self._after_blank = True
        """White space here adds nothing: the paragraph begins, or a blank is there already."""
        self._tables = Tables(flow.story)
        self._handlers: dict[str, Handler] = {
            f"{TEXT}p": self._paragraph,
            f"{TEXT}h": self._paragraph,
            f"{TEXT}span": self._span,
            f"{TEXT}s": self._blanks,
            f"{TEXT}tab": self._tab,
            f"{TEXT}line-break": self._line_break,
            f"{TEXT}soft-page-break": self._page_mark,
            f"{TEXT}section": self._section,
            f"{TEXT}list-item": self._list_item,
            f"{TEXT}note": self._note,
            f"{TEXT}hidden-text": self._hidden_text,
            f"{TEXT}tracked-changes": self._tracked_changes,
            f"{OFFICE}annotation": self._annotation,
            f"{OFFICE}forms": self._forms,
            f"{OFFICE}binary-data": self._pass,
            f"{TABLE}table": self._table,
            f"{TABLE}table-row": self._row,
            f"{TABLE}table-cell": self._cell,
            f"{TABLE}covered-table-cell": self._cell,
            f"{DRAW}frame": self._frame,
            f"{DRAW}text-box": self._box,
            f"{DRAW}control": self._control,
            **{name: self._dropper(kind) for name, kind in DROPPED.items()},
        }

    def read(self, root: _Element) -> None:
        """Read all below the root element."""
        stack: list[tuple[_Element, Iterator[_Element], Leave | None]] = [(root, iter(root), None)]
        self._say(root.text)
        while stack:
            element, children, leave = stack[-1]
            for child in children:
                entered = self._enter(child)
                if entered is not False:
                    stack.append((child, iter(child), entered if callable(entered) else None))
                    self._say(child.text)
                    break
                self._say(child.tail)
            else:
                stack.pop()
                if leave is not None:
                    leave()
                if element is not root:
                    self._say(element.tail)
        self._flow.close()

    def _enter(self, element: _Element) -> Leave | bool | None:
        """What to do when the element ends, or False where it is not to be read."""
        tag = str(element.tag)
        handler = self._handlers.get(tag)
        if handler is not None:
            return handler(element)
        if is_fact(element):
            return False
        if not tag.startswith(KNOWN):
            self._report.leave(Left.UNKNOWN)
        return None

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if self._flow.story.open is None and not text.strip():
            return  # the file's own line ends
        if self._hidden:
            self._flow.drop(Left.HIDDEN, text)
            return
        words = BLANKS.sub(" ", text)
        if self._after_blank:
            words = words.removeprefix(" ")
        if words:
            self._after_blank = words.endswith(" ")
            self._flow.say(words, look=self._look)

    def _pass(self, element: _Element) -> bool:
        return False

    def _dropper(self, kind: Left) -> Handler:
        def drop(element: _Element) -> bool:
            self._drop(element, kind)
            return False

        return drop

    def _drop(self, element: _Element, kind: Left) -> None:
        self._flow.drop(kind, words_in(element))
        for _mark in element.iter(f"{TEXT}soft-page-break"):
            self._flow.mark_page()

    # Paragraphs and what stands in them

    def _paragraph(self, element: _Element) -> Leave:
        look = self._styles.look("paragraph", element.get(f"{TEXT}style-name"))
        outer = (self._look, self._hidden, self._after_blank)
        self._begin_page(look)
        level = number(element.get(f"{TEXT}outline-level"), 1, 10)
        self._flow.story.begin(level if element.tag == f"{TEXT}h" else 0)
        if look.apart:
            self._flow.set_apart()
        self._look = look.over(0)
        self._hidden = outer[1] or bool(look.hidden)
        self._after_blank = True

        def leave() -> None:
            self._flow.story.end()
            self._look, self._hidden, self._after_blank = outer
            if look.page_after:
                self._flow.break_page()

        return leave

    def _begin_page(self, look: Look) -> None:
        if look.page_before:
            self._flow.top_of_page()
        if look.restarts:
            self._flow.pages.restarted = True

    def _span(self, element: _Element) -> Leave:
        look = self._styles.look("text", element.get(f"{TEXT}style-name"))
        outer = (self._look, self._hidden)
        self._look = look.over(outer[0])
        self._hidden = outer[1] if look.hidden is None else look.hidden

        def leave() -> None:
            self._look, self._hidden = outer

        return leave

    def _blanks(self, element: _Element) -> bool:
        count = number(element.get(f"{TEXT}c"), 1, MOST_BLANKS + 1)
        if count > MOST_BLANKS:
            raise self._too_large()
        self._sign(" " * count)
        return False

    def _tab(self, element: _Element) -> bool:
        self._sign("\t")
        return False

    def _sign(self, signs: str) -> None:
        if self._hidden:
            return
        for sign in signs:
            self._flow.sign(sign, look=self._look)
        self._after_blank = False

    def _line_break(self, element: _Element) -> bool:
        if not self._hidden:
            self._flow.line_break(look=self._look)
            self._after_blank = True
        return False

    def _page_mark(self, element: _Element) -> bool:
        self._flow.mark_page()
        return False

    def _list_item(self, element: _Element) -> None:
        self._report.leave(Left.NUMBER)

    def _section(self, element: _Element) -> bool | None:
        if element.get(f"{TEXT}display") == "none":
            self._drop(element, Left.HIDDEN)
            return False
        return None

    def _hidden_text(self, element: _Element) -> bool | None:
        if element.get(f"{TEXT}is-hidden") == "true":
            self._drop(element, Left.HIDDEN)
            return False
        return None

    # What is kept apart

    def _note(self, element: _Element) -> bool:
        is_end = element.get(f"{TEXT}note-class") == "endnote"
        kind = Left.ENDNOTE if is_end else Left.FOOTNOTE
        self._drop(element, kind)
        if not self._hidden:
            bodies = element.iterfind(f"{TEXT}note-body")
            self._flow.note(kind, "\n".join(map(note_words, bodies)))
        return False

    def _annotation(self, element: _Element) -> bool:
        self._name_authors(element)
        self._drop(element, Left.COMMENT)
        return False

    def _tracked_changes(self, element: _Element) -> bool:
        self._name_authors(element)
        for change in element.iter(f"{TEXT}insertion"):
            self._report.note(Noted.INSERTION)
            if words_in(change).strip():
                self._drop(change, Left.COMMENT)
        for change in element.iter(f"{TEXT}deletion"):
            self._drop(change, Left.DELETION)
        return False

    def _name_authors(self, element: _Element) -> None:
        self._report.authors.update(name.text or "" for name in element.iter(f"{DC}creator"))

    def _forms(self, element: _Element) -> bool:
        return False  # what they look like in the text is a `draw:control`

    def _control(self, element: _Element) -> bool:
        self._drop(element, Left.FORM_FIELD)
        return False

    # Tables and frames

    def _table(self, element: _Element) -> Leave:
        self._begin_page(self._styles.look("table", element.get(f"{TABLE}style-name")))
        return self._tables.begin()

    def _row(self, element: _Element) -> None:
        self._tables.begin_row()

    def _cell(self, element: _Element) -> Leave | bool:
        width = number(element.get(f"{TABLE}number-columns-repeated"), 1, _MOST_CELLS)
        leave = self._tables.begin_cell(width)
        if element.tag == f"{TABLE}covered-table-cell":
            if words_in(element).strip():
                self._drop(element, Left.HIDDEN)
            leave()
            return False
        return leave

    def _frame(self, element: _Element) -> None:
        kinds = {child.tag for child in element}
        if f"{DRAW}image" in kinds and not kinds & OBJECTS:
            self._report.leave(Left.PICTURE)

    def _box(self, element: _Element) -> Leave:
        self._report.note(Noted.TEXT_BOX)
        self._flow.boxes += 1

        def leave() -> None:
            self._flow.boxes -= 1

        return leave
