"""The matrix: heads that stay, and a cell under the cursor that the keys and the mouse move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Size
from textual.message import Message

from qda.tui.widgets.matrix_drawing import MatrixDrawing
from qda.tui.widgets.matrix_measures import TOTAL, measured

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from textual import events
    from textual.binding import BindingType

    from qda.domain.matrix import Head
    from qda.services.counting import Counted


class MatrixView(MatrixDrawing, inherit_bindings=False):
    """The cells of a matrix."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_SELECT = False
    can_focus = False

    class Moved(Message):
        """Another cell is under the cursor."""

    @dataclass
    class Chosen(Message):
        """The cell under the cursor was clicked once more."""

    # What is shown

    def show(
        self,
        values: Counted,
        summaries: Collection[tuple[str, str]],
        signs: Mapping[str, str],
    ) -> None:
        """Show other values; the cursor stays where it was, if that is there.

        Args:
            values: Heads and counts.
            summaries: Rows and columns of cells with a summary.
            signs: By key what stands for a column whose name has no room above it.
        """
        self._values, self._summaries, self._signs = values, summaries, signs
        self._lay_out()
        self.go_to(self.row, self.column)
        self.refresh()

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, or on the nearest one there is."""
        if self._values is None:
            return
        self.row = max(0, min(row, len(self._values.rows) - 1))
        self.column = max(0, min(column, len(self._values.columns) - 1))
        self._into_view()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def cell(self) -> tuple[Head, Head] | None:
        """The heads of the cell under the cursor; None where there are no cells."""
        values = self._values
        if values is None or not values.rows or not values.columns:
            return None
        return values.rows[self.row], values.columns[self.column]

    # Measures

    def _lay_out(self) -> None:
        if self._values is None or not self.size.width:
            return
        self._measures = measured(self.contents, self.size.width, self.size.height)
        self.virtual_size = Size(
            self._side + self._wide * max(1, len(self._columns)) + TOTAL + 1,
            self._top + len(self._values.rows) + 1,
        )

    def on_resize(self) -> None:
        """Find room anew."""
        self._lay_out()
        self._into_view()
        self.call_after_refresh(self._into_view)  # a scrollbar that comes takes a line
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw in the new colours."""
        super().notify_style_update()
        self.refresh()

    def _into_view(self) -> None:
        if self._values is None or not self.size.width:
            return
        x, y = self.scroll_offset
        left, right = self.column * self._wide, (self.column + 1) * self._wide
        x = min(left, max(x, right - self._across))
        lines = self.scrollable_content_region.height - self._top - 1
        y = min(self.row, max(y, self.row - lines + 1))
        self.scroll_to(x, y, animate=False, force=True)

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that was clicked; once more chooses it."""
        if self._values is None or not self._values.rows:
            return
        row = event.y - self._top + self.scroll_offset.y
        at = event.x - self._side
        if not 0 <= row < len(self._values.rows) or at >= self._across:
            return
        column = (at + self.scroll_offset.x) // self._wide if at >= 0 else self.column
        if not 0 <= column < len(self._values.columns):
            return
        again = (row, column) == (self.row, self.column)
        self.go_to(row, column)
        if again:
            self.post_message(self.Chosen())
