"""Where the walk over an OpenDocument text stands in its tables, which may hold tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.documents import Cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.formats.word_story import Story


@dataclass(slots=True)
class _Place:
    """The row and the next column of a table."""

    number: int
    row: int = -1
    column: int = 0


class Tables:
    """Gives each cell its place, and ends blocks where cells and tables do."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._open: list[_Place] = []
        self._count = 0

    def begin(self) -> Callable[[], None]:
        """A table begins; what is returned ends it."""
        story = self._story
        outer = story.cell
        story.end_block()
        self._open.append(_Place(self._count))
        self._count += 1

        def leave() -> None:
            story.end_block()
            self._open.pop()
            story.cell = outer

        return leave

    def begin_row(self) -> None:
        """A row begins."""
        if self._open:
            self._open[-1].row += 1
            self._open[-1].column = 0

    def begin_cell(self, width: int) -> Callable[[], None]:
        """A cell of some columns begins; what is returned ends it."""
        story = self._story
        story.end_block()
        table = self._open[-1] if self._open else _Place(0)
        outer = story.cell
        story.cell = Cell(table.number, max(table.row, 0), table.column)
        table.column += width

        def leave() -> None:
            story.end_block()
            story.cell = outer

        return leave
