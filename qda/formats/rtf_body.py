"""Paragraphs, tables, sections and pages of an RTF file while it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.documents import Cell

if TYPE_CHECKING:
    from qda.formats.flow import Flow
    from qda.formats.word_paragraph import OpenParagraph


INDENTED = 200
"""Twentieths of a point from which a paragraph counts as indented, as in Word."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the control words say of a paragraph; a closing brace takes it back."""

    heading: int = 0
    in_table: bool = False
    top_of_page: bool = False
    indent: int = 0
    """Of all lines but the first, in twentieths of a point."""
    hangs: bool = False

    @property
    def apart(self) -> bool:
        """Whether it is indented as a whole, by 3.5 mm or more."""
        return self.indent >= INDENTED and not self.hangs


class Body:
    """Opens and closes the paragraphs of a flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._base: OpenParagraph | None = None
        """The paragraph around the text box that is being read."""
        self._bases: list[OpenParagraph | None] = []
        self._cell: list[int] | None = None
        """Table, row and column where the next paragraph of a table stands."""
        self._tables = 0
        self._row_begun = False
        self._section: bool | None = None
        """Whether the section that has just begun stands on a new page."""

    def begin(self, look: Look) -> None:
        """Open a paragraph, unless one is open."""
        story = self._flow.story
        if story.open is not self._base:
            return
        if not self._flow.boxes:
            if self._section:
                self._flow.break_page()
            self._section = None
            if look.top_of_page:
                self._flow.top_of_page()
            self._place(look)
        story.begin(look.heading)
        if look.apart:
            self._flow.set_apart()

    def _place(self, look: Look) -> None:
        if not (look.in_table or self._row_begun):
            self._cell = None
        elif self._cell is None:
            self._cell = [self._tables, 0, 0]
            self._tables += 1
        self._flow.story.cell = Cell(*self._cell) if self._cell else None

    def end_paragraph(self, look: Look, *, joins: bool) -> None:
        """A paragraph mark, deleted where the next paragraph goes on here."""
        self.begin(look)
        story = self._flow.story
        if joins and story.open is not None:
            story.open.joins = True
        story.end()

    def end_cell(self) -> None:
        """A cell ends; its last paragraph has ended."""
        if self._cell:
            self._cell[2] += 1

    def begin_row(self) -> None:
        """The shape of a row is given, which shows that one begins."""
        self._row_begun = True

    def end_row(self) -> None:
        """A row ends."""
        self._row_begun = False
        if self._cell:
            self._cell[1] += 1
            self._cell[2] = 0

    def break_page(self) -> None:
        """A person broke the page."""
        self._flow.break_page()
        if self._flow.story.open is not self._base:
            self._flow.line_break(look=0)

    def end_section(self) -> None:
        """A section ends, and with it the paragraph."""
        if self._flow.story.open is not self._base:
            self._flow.story.end()
        self._section = True

    def section_continues(self) -> None:
        """The section that has just begun stands on the page of the one before."""
        if self._section is not None:
            self._section = False

    def begin_box(self) -> None:
        """A text box begins."""
        self._flow.boxes += 1
        self._bases.append(self._base)
        self._base = self._flow.story.open

    def end_box(self) -> None:
        """The innermost text box ends."""
        if self._flow.story.open is not self._base:
            self._flow.story.end()
        self._flow.boxes -= 1
        self._base = self._bases.pop()
