"""What the matrix screen shows: the counts, what they are counts of, and the cell of the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from qda.domain.matrix import Side
from qda.domain.text import display, one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import cell_summaries, counting
from qda.tui.commands import Place
from qda.tui.margin import faces
from qda.tui.screens.undoing import Undoing
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.matrix_view import MatrixView
from qda.tui.widgets.writing_area import WritingArea
from qda.tui.words import uncounted

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qda.domain.matrix import Head
    from qda.services.counting import Counted
    from qda.tui.app import CodingApp


class MatrixShowing(Undoing):
    """The cells, and below them the summary of one."""

    app: CodingApp
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
                below.set_class(bool(said), "said")
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


def attribute_word(name: str) -> str:
    """An attribute of every informant in the user's language; others as they are written."""
    known = {
        "role": _("role"),
        "organisation": _("organisation"),
        "municipality": _("municipality"),
        "area": _("area"),
    }
    return known.get(name, one_line(name))
