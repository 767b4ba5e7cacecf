"""The walk over the main part of a Word file, in document order, without recursion.

Every element is read, entered, or counted as left out; an unknown one is entered and counted.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from qda.formats import word_names as names
from qda.formats.word_names import drawing, math, w
from qda.formats.word_properties import paragraph_properties, run_properties, styled_run
from qda.formats.word_report import Left, Noted, Report, width
from qda.formats.word_styles import value
from qda.formats.word_tables import Tables
from qda.formats.word_text import Frame, Handler, TextReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from qda.domain.documents import Paragraph
    from qda.errors import BadFile
    from qda.formats.word_pages import Pages
    from qda.formats.word_story import Account, Story
    from qda.formats.word_styles import Style, Styles

_QUIET = tuple(f"{{{space}" for space in names.QUIET)
_COUNTED: tuple[tuple[frozenset[str], Left], ...] = (
    (drawing("main", "blip"), Left.PICTURE),
    (frozenset({f"{{{names.VML}}}imagedata"}) | w("contentPart"), Left.PICTURE),
    (drawing("chart", "chart"), Left.CHART),
    (drawing("diagram", "relIds"), Left.DIAGRAM),
    (w("altChunk"), Left.EMBEDDED),
    (w("subDoc"), Left.SUBDOCUMENT),
)
"""Elements that are counted and not entered."""


class Walk:
    """One pass over a main part."""

    def __init__(
        self, styles: Styles, report: Report, pages: Pages, too_large: Callable[[], BadFile]
    ) -> None:
        self._styles = styles
        self._report = report
        self._pages = pages
        self._text = TextReader(report, pages, too_large)
        self._tables = Tables()
        self._boxes: list[tuple[Story, Style, tuple[int, bool], int]] = []
        """What to go on with after each open text box: story, style, and looks of the run."""
        self._default_style = self._style = styles.paragraph(None)
        self._default_plain = self._plain = styled_run(styles, self._style)
        """Look and hidden, for runs that say nothing."""
        self._in_run: dict[str, Handler] = {}
        self._in_paragraph: dict[str, Handler] = {}

    @property
    def account(self) -> Account:
        """Where the characters went; complete after `read`."""
        return self._text.account

    def read(self, root: _Element) -> tuple[Paragraph, ...]:
        """The paragraphs below the root element."""
        handlers = {**self._text.handlers(), **self._own_handlers()}
        self._in_run = {name: handlers[name] for name in names.IN_MOST_RUNS}
        self._in_paragraph = {name: handlers[name] for name in w("pPr", "r", "proofErr")}
        stack: list[Frame] = []
        children: Iterator[_Element] = iter(root)
        leave: Callable[[], None] | None = None
        while True:
            for element in children:
                frame = handlers.get(element.tag, self._unknown)(element)
                if frame is not None:
                    stack.append((children, leave))
                    children, leave = frame
                    break
            else:
                if leave is not None:
                    leave()
                if not stack:
                    break
                children, leave = stack.pop()
        self._text.close(root)
        self._in_run = (
            self._in_paragraph
        ) = {}  # it refers back to this walk, and the styles would stay in memory
        return tuple(self._text.story.paragraphs)

    def _own_handlers(self) -> dict[str, Handler]:
        table: tuple[tuple[frozenset[str], Handler], ...] = (
            (w("p"), self._paragraph),
            (w("pPr"), self._paragraph_properties),
            (w("r") | math("r"), self._run),
            (w("rPr"), self._run_properties),
            (w("ins"), self._inserted),
            (w("moveTo"), self._moved_here),
            (w("del"), self._deleted),
            (w("moveFrom"), self._moved_away),
            (w("rt"), self._ruby_text),
            (w("tbl"), self._table),
            (w("tr"), self._row),
            (w("tc"), self._cell),
            (w("txbxContent"), self._text_box),
            (math("oMath"), self._formula),
            (frozenset({f"{{{names.MC}}}AlternateContent"}), self._alternatives),
            (names.DRAWN_TEXT, self._drawn_text),
            (drawing("wordprocessingDrawing", "docPr"), self._described),
            (frozenset({f"{{{names.VML}}}textpath"}), self._described),
            (names.WRAPPERS, self._enter),
            (names.WITHOUT_TEXT, self._pass),
            *((group, self._counter(kind)) for group, kind in _COUNTED),
        )
        return {name: handler for group, handler in table for name in group}

    # Wrappers

    def _enter(self, element: _Element) -> Frame:
        return iter(element), None

    def _pass(self, element: _Element) -> None:
        """Properties, bookmarks and references carry no text of their own."""

    def _counter(self, kind: Left) -> Handler:
        def count(element: _Element) -> None:
            self._report.leave(kind)

        return count

    def _unknown(self, element: _Element) -> Frame:
        if not element.tag.startswith(_QUIET):
            self._report.leave(Left.UNKNOWN)
        return iter(element), None

    def _inserted(self, element: _Element) -> Frame:
        self._report.note(Noted.INSERTION)
        self._name_author(element)
        return iter(element), None

    def _moved_here(self, element: _Element) -> Frame:
        self._report.note(Noted.MOVE)
        self._name_author(element)
        return iter(element), None

    def _deleted(self, element: _Element) -> None:
        self._name_author(element)
        self._text.drop(element, Left.DELETION)

    def _moved_away(self, element: _Element) -> None:
        self._name_author(element)
        self._text.drop(element, Left.MOVED_AWAY)

    def _name_author(self, element: _Element) -> None:
        self._report.authors.add(value(element, "author") or "")

    def _ruby_text(self, element: _Element) -> None:
        self._text.drop(element, Left.RUBY)

    def _formula(self, element: _Element) -> Frame:
        self._report.note(Noted.FORMULA)
        return iter(element), None

    def _alternatives(self, element: _Element) -> Frame:
        return self._branches(element), None

    def _branches(self, element: _Element) -> Iterator[_Element]:
        """The first way of several to say the same that holds text, and those before it."""
        met = self._text.met
        for index, branch in enumerate(element):
            if not index:
                yield branch
            elif any(text.text for text in branch.iter(*names.ALL_TEXT)):
                if self._text.met == met:
                    yield branch
                else:
                    self._text.drop(branch, Left.COPY)

    # Paragraphs and runs

    def _paragraph(self, element: _Element) -> Frame | None:
        self._style = self._default_style
        self._set_plain(self._default_plain)
        self._text.story.begin(self._style.heading or 0)
        children = iter(element)
        # Most paragraphs hold runs and nothing else: they are read here, without the stack.
        for child in children:
            read = self._in_paragraph.get(child.tag)
            frame = read(child) if read else (iter((child,)), None)
            if frame is not None:
                return chain(frame[0], children), self._end_paragraph
        self._end_paragraph()
        return None

    def _paragraph_properties(self, element: _Element) -> None:
        paragraph = self._text.story.open
        if paragraph is None:
            return
        found = paragraph_properties(element, self._styles)
        paragraph.heading = found.heading
        paragraph.joins = found.joins
        paragraph.ends_section = found.ends_section
        self._style = found.style
        if found.style is self._default_style:
            self._set_plain(self._default_plain)
        else:
            self._set_plain(styled_run(self._styles, found.style))
        if found.numbered:
            self._report.leave(Left.NUMBER)
        if found.page_before and not self._boxes:
            self._pages.top_of_page(written=bool(self.account.written))

    def _end_paragraph(self) -> None:
        if self._text.fields.instructions:
            self._text.fields.end_paragraph()
        if self._text.story.end() and not self._boxes:
            self._pages.end_section()

    def _set_plain(self, plain: tuple[int, bool]) -> None:
        self._plain = plain
        self._text.look, self._text.hidden = plain

    def _run(self, element: _Element) -> Frame | None:
        self._text.look, self._text.hidden = self._plain
        children = iter(element)
        for child in children:
            read = self._in_run.get(child.tag)
            if read is None:
                return chain((child,), children), None
            frame = read(child)
            if frame is not None:
                return chain(frame[0], children), None
        return None

    def _run_properties(self, element: _Element) -> None:
        self._text.look, self._text.hidden = run_properties(
            element, self._styles, self._style, self._plain
        )

    # Tables and text boxes

    def _table(self, element: _Element) -> Frame:
        self._tables.begin(self._text.story)
        return iter(element), lambda: self._tables.end(self._text.story)

    def _row(self, element: _Element) -> Frame | None:
        if self._tables.begin_row(element):
            return iter(element), None
        self._text.drop(element, Left.DELETION)
        return None

    def _cell(self, element: _Element) -> Frame | None:
        if self._tables.begin_cell(element, self._text.story):
            return iter(element), lambda: self._tables.end_cell(self._text.story)
        self._text.drop(element, Left.DELETION)
        return None

    def _text_box(self, element: _Element) -> Frame | None:
        text = self._text
        if text.hidden:
            text.drop(element, Left.HIDDEN)
            return None
        self._report.note(Noted.TEXT_BOX)
        self._boxes.append((text.story, self._style, self._plain, text.look))
        text.story = text.new_story(text.story.cell)
        text.in_box = True
        return iter(element), self._end_text_box

    def _end_text_box(self) -> None:
        text = self._text
        text.story.end_block()
        paragraphs = text.story.paragraphs
        text.story, self._style, self._plain, text.look = self._boxes.pop()
        text.hidden = False
        text.in_box = bool(self._boxes)
        text.story.anchor(paragraphs)

    # Words that are drawn

    def _drawn_text(self, element: _Element) -> None:
        self._report.leave(Left.DRAWN, width(element.text or ""))

    def _described(self, element: _Element) -> Frame:
        words = element.get("descr") or element.get("title") or element.get("string") or ""
        if words.strip():
            self._report.leave(Left.DRAWN, width(words))
        return iter(element), None
