"""The matrix screen: informants × themes, with a summary to be written for each cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from qda.domain.matrix import Side
from qda.domain.text import display, one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import cell_summaries, counting, matrix_files
from qda.tui.commands import Place, bindings_of
from qda.tui.margin import faces
from qda.tui.screens.asking_words import AskWords
from qda.tui.screens.cell import CellScreen
from qda.tui.screens.undoing import Undoing
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.matrix_view import MatrixView
from qda.tui.widgets.writing_area import WritingArea
from qda.tui.words import uncounted

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.domain.matrix import Head
    from qda.services.counting import Counted, Layout
    from qda.tui.app import CodingApp


class MatrixScreen(Undoing):
    """How informants and themes cross."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.MATRIX)]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-roomy"), (130, "-wide")]  # noqa: RUF012  (as in the base class)
    place = Place.MATRIX

    def __init__(self, at: str | None = None) -> None:
        super().__init__()
        self._at = at
        self._layout = counting.Layout()
        self._values: Counted | None = None
        self._written = cell_summaries.Written({})
        self._open: tuple[str, str] | None = None
        """Appendix and theme of the summary in the field."""
        self._told = False
        """Whether it was said on a small screen why there are fewer quotes than codings."""

    def compose(self) -> ComposeResult:
        """The cells, and below them the summary of the one under the cursor."""
        yield TwoSides(id="heading")
        yield MatrixView(id="cells")
        yield Static(id="nothing")
        yield Static(id="uncounted")
        with Vertical(id="summary"):
            yield TwoSides(id="summary-heading")
            yield WritingArea(
                id="summary-words", soft_wrap=True, tab_behavior="focus", compact=True
            )
        yield StatusLine(id="status")
        yield KeyBar(Place.MATRIX)

    def on_mount(self) -> None:
        """Read the counts."""
        self._field.read_only, self._field.can_focus = True, False
        with self.app.explaining():
            self.read_again(others=True)
            if self._at is not None and self._values is not None:
                rows = [place for place, one in enumerate(self._values.rows) if one.key == self._at]
                self._view.go_to(rows[0] if rows else 0, 0)

    @property
    def _view(self) -> MatrixView:
        return self.query_one(MatrixView)

    @property
    def _field(self) -> TextArea:
        return self.query_one("#summary-words", TextArea)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    # Reading

    def read_again(self, *, others: bool) -> None:
        """Count again."""
        del others
        project = self.app.project
        self._values = counting.counted(project, self._layout)
        self._written = cell_summaries.written(project)
        shown = {
            cell
            for row in self._values.rows
            for column in self._values.columns
            if self._written.of(*(cell := (row.key, column.key))[:: -1 if self._turned else 1])
        }
        self._view.show(self._values, shown, self._signs())
        nothing = self.query_one("#nothing", Static)
        nothing.display = not self._values.rows
        self._view.display = bool(self._values.rows)
        nothing.update(Content(_("There are no interviews here yet.")))
        self._show_heading()
        self._show_cell()
        self.call_after_refresh(self._show_uncounted)

    def _signs(self) -> dict[str, str]:
        """The signs of the themes, as beside the transcript; of appendices their numbers."""
        assert self._values is not None
        if self._turned:
            numbers = {one.key: one.key.split()[-1] for one in self._values.columns if one.label}
            plain = all(number.isdecimal() for number in numbers.values())
            return numbers if plain and len(set(numbers.values())) == len(numbers) else {}
        titles = {head.key: head.title for head in self._values.columns}
        return {key: face.short for key, face in faces(self.app.project.codebook, titles).items()}

    def _show_uncounted(self) -> None:
        """Say why there are fewer quotes than codings, once the matrix stands there."""
        below = self.query_one("#uncounted", Static)
        with self.app.explaining():
            if self._values is not None:
                total = self._values.total
                said = uncounted(*counting.uncounted(self.app.project, self._layout, total))
                below.update(Content(said))
                short = self.has_class("-short")  # no line to spare: said once
                below.display = bool(said) and not short
                if short and said and not self._told:
                    self._told = True
                    self._status.say(said)

    @property
    def _turned(self) -> bool:
        return self._layout.rows == Side.THEMES

    @property
    def _across(self) -> str:
        """What crosses the themes: informants or an attribute."""
        return self._layout.columns if self._turned else self._layout.rows

    def _show_heading(self) -> None:
        assert self._values is not None
        parts = [_("Matrix")]
        if self._values.attribute:
            parts.append(_("by {attribute}").format(attribute=attribute_word(self._across)))
        if self._layout.apart:
            parts.append(_("sub-codes apart"))
        if self._layout.choice.coders:
            coder = one_line(self._layout.choice.coders[0])
            parts.append(_("only {coder}").format(coder=coder))
        heading = self.query_one("#heading", TwoSides)
        heading.left = (" · ".join(parts), parts[0])
        heading.right = ngettext("{count} quote", "{count} quotes", self._values.total).format(
            count=self._values.total
        )
        self._status.left = (one_line(self.app.project.coder),)

    @property
    def _cell(self) -> tuple[Head, Head] | None:
        """Informant or group, and theme."""
        cell = self._view.cell
        return (cell[1], cell[0]) if cell and self._turned else cell

    def _show_cell(self) -> None:
        """Show what is known of the cell under the cursor."""
        cell, values = self._cell, self._values
        heading = self.query_one("#summary-heading", TwoSides)
        if cell is None or values is None:
            heading.left, heading.right = ("",), ""
            self._field.text = ""
            return
        across, theme = cell
        row, column = (theme, across) if self._turned else (across, theme)
        count = values.count(row, column)
        heading.left = (
            f"{one_line(across.title)} × {one_line(theme.title)}",
            one_line(theme.title),
        )
        heading.right = ngettext("{count} quote", "{count} quotes", count).format(count=count)
        if self._field.read_only:
            self._field.text = display(
                self._written.of(across.key, theme.key, self.app.project.coder)
            )
            self._field.placeholder = self._hint(across)

    def _hint(self, across: Head) -> str:
        assert self._values is not None
        if self._values.attribute:
            return _("Summaries are written where informants and themes cross.")
        if across.key in self._values.withdrawn:
            return _("This informant has withdrawn consent.")
        return self.app.keys.told(_("No summary yet; {write-summary} writes one."))

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

    def _lay_out(self, layout: Layout, row: int | None = None, column: int | None = None) -> None:
        before, self._layout = self._layout, layout
        with self.app.explaining():
            try:
                self.read_again(others=False)
            except Exception:
                self._layout = before
                raise
            if row is not None and column is not None:
                self._view.go_to(row, column)

    def action_sub_codes(self) -> None:
        """Sub-codes apart, or rolled up."""
        self._lay_out(replace(self._layout, apart=not self._layout.apart))

    def action_turn(self) -> None:
        """Change rows and columns over."""
        row, column = self._view.column, self._view.row
        layout = self._layout
        across = self._across
        turned = (
            replace(layout, rows=across or Side.INFORMANTS, columns="")
            if self._turned
            else replace(layout, rows=Side.THEMES, columns=across)
        )
        self._lay_out(turned, row, column)

    def action_groups(self) -> None:
        """Group informants by the next attribute."""
        assert self._values is not None
        sides = [Side.INFORMANTS, *self._values.attributes]
        if len(sides) == 1:
            self._status.say(_("no informant has a role, organisation or other attribute"))
            return
        wanted = sides[(sides.index(self._across or Side.INFORMANTS) + 1) % len(sides)]
        layout = self._layout
        self._lay_out(
            replace(layout, columns=wanted) if self._turned else replace(layout, rows=wanted)
        )

    def action_coder(self) -> None:
        """Count the next coder's codings only."""
        there = ["", *counting.coders(self.app.project)]
        now = (*self._layout.choice.coders, "")[0]
        wanted = there[(there.index(now) + 1) % len(there)] if now in there else ""
        choice = replace(self._layout.choice, coders=(wanted,) if wanted else ())
        self._lay_out(replace(self._layout, choice=choice))

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


def attribute_word(name: str) -> str:
    """An attribute of every informant in the user's language; others as they are written."""
    known = {
        "role": _("role"),
        "organisation": _("organisation"),
        "municipality": _("municipality"),
        "area": _("area"),
    }
    return known.get(name, one_line(name))
