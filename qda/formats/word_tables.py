"""Tables while they are read: which cell of which table a paragraph stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.documents import Cell
from qda.formats.word_properties import cell_span, row_start

if TYPE_CHECKING:
    from lxml.etree import _Element

    from qda.formats.word_story import Story


class _Table:
    __slots__ = ("column", "number", "outer", "row")

    def __init__(self, number: int, outer: Cell | None) -> None:
        self.number = number
        self.outer = outer
        """The cell that the table stands in."""
        self.row = -1
        self.column = 0


class Tables:
    """The tables that are open, each inside the one before."""

    def __init__(self) -> None:
        self._open: list[_Table] = []
        self._count = 0

    def begin(self, story: Story) -> None:
        """A table begins."""
        story.end_block()
        self._open.append(_Table(self._count, story.cell))
        self._count += 1

    def end(self, story: Story) -> None:
        """The innermost table ends."""
        story.end_block()
        story.cell = self._open.pop().outer

    def begin_row(self, row: _Element) -> bool:
        """A row begins; False when it is deleted and must not be read."""
        column, deleted = row_start(row)
        if self._open and not deleted:
            self._open[-1].row += 1
            self._open[-1].column = column
        return not deleted

    def begin_cell(self, cell: _Element, story: Story) -> bool:
        """A cell begins; False when it is deleted and must not be read."""
        story.end_block()
        span, deleted = cell_span(cell)
        if self._open:
            table = self._open[-1]
            if not deleted:
                story.cell = Cell(table.number, max(table.row, 0), table.column)
            table.column += span
        return not deleted

    def end_cell(self, story: Story) -> None:
        """The innermost cell ends."""
        story.end_block()
        story.cell = self._open[-1].outer if self._open else None
