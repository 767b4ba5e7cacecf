"""The matrix screen: informants × themes, with a summary to be written for each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services import cell_summaries, matrix_files
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.asking_words import AskWords
from qda.tui.screens.cell import CellScreen
from qda.tui.screens.matrix_layouts import MatrixLayouts

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType


class MatrixScreen(MatrixLayouts):
    """How informants and themes cross."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.MATRIX)]

    # The summary

    def action_write_summary(self) -> None:
        """Write the summary of the cell."""
        cell, values = self._cell, self._values
        if cell is None or values is None:
            return
        if values.attribute or cell[0].key in values.withdrawn:
            self._status.say(self._hint(cell[0]))
            return
        self._open = (cell[0].key, cell[1].key)
        field = self._field
        field.read_only, field.can_focus = False, True
        field.text = self._written.own(*self._open, self.app.project.coder)
        field.move_cursor(field.document.end)
        field.focus()
        self._status.say(_("Esc saves the summary"))

    def _close_field(self) -> None:
        """Save what is in the field."""
        cell, self._open = self._open, None
        field = self._field
        words = field.text
        field.read_only, field.can_focus = True, False
        self.set_focus(None)
        if cell is None:
            return
        if words.strip() == self._written.own(*cell, self.app.project.coder).strip():
            self._status.say("")
            self._show_cell()
            return
        self._act(lambda: cell_summaries.write(self.app.project, *cell, words))

    def keep_words(self) -> None:
        """Save where the program ends before the field is left; nothing is removed then."""
        if self._open is not None and self._field.text.strip():
            self._close_field()

    # Messages

    def on_matrix_view_moved(self) -> None:
        """Another cell: save what was written, show its summary."""
        if self._open is not None:
            self._close_field()
        self._show_cell()

    def on_matrix_view_chosen(self) -> None:
        """A click on the cell under the cursor."""
        self.action_quotes()

    # Acts

    def _act(self, act: Callable[[], object]) -> None:
        self.app.act(self._status, act)

    def action_go(self, down: int, right: int) -> None:
        """Go to another cell."""
        self._view.go_to(self._view.row + down, self._view.column + right)

    def action_quotes(self) -> None:
        """Show the quotes of the cell."""
        cell, values = self._cell, self._values
        if cell is None or values is None:
            return
        across, theme = cell
        row, column = (theme, across) if self._turned else (across, theme)
        if not values.count(row, column):
            self._status.say(_("no quotes in this cell"))
            return
        with self.app.explaining():
            self.app.push_screen(CellScreen(self._layout, across, theme))

    def action_write_matrix(self) -> None:
        """Ask for a file, and write the matrix to it."""
        name = matrix_files.proposed(self.app.project)
        self.app.push_screen(AskWords(_("Write the matrix to which file?"), name), self._write)

    def _write(self, name: str | None) -> None:
        if name is None:
            return
        with self.app.explaining():
            written = matrix_files.write(self.app.project, self._layout, name)
            self._status.say(_("written: {name}").format(name=one_line(written)))

    def action_leave(self) -> None:
        """Save and leave the field, or go back."""
        if self._open is not None:
            self._close_field()
        else:
            self.app.pop_screen()
