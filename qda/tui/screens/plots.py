"""The overview: plots for what people would rather look at than read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services import plotting as numbers
from qda.tui import plotting, words
from qda.tui.colours import variable
from qda.tui.commands import Place, bindings_of
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.tui.app import CodingApp
    from qda.tui.plotting import Styled

SHARES, THEMES, PLACES, DAYS = range(4)
_BAR = 16
"""Columns of the terminal that bars keep, however long the names are."""


class PlotsScreen(Screen[None]):
    """One plot at a time."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.PLOTS)]
    AUTO_FOCUS = ""  # a plot that is longer than the screen would take the arrow keys
    place = Place.PLOTS

    def __init__(self) -> None:
        super().__init__()
        self._kind = SHARES
        self._interview = 0

    def compose(self) -> ComposeResult:
        """The plot between two lines and the keys."""
        yield TwoSides(id="heading")
        with VerticalScroll(id="plots", can_focus=False):
            yield Static(id="plot")
        yield StatusLine(id="status")
        yield KeyBar(Place.PLOTS)

    def on_resize(self) -> None:
        """Draw for the new width."""
        with self.app.explaining():
            self.read_again(others=True)

    def read_again(self, *, others: bool) -> None:
        """Read the numbers and draw."""
        del others
        width = max(30, self.size.width - 6)
        draw = (self._shares, self._themes, self._places, self._days)[self._kind]
        parts = draw(width)
        self.query_one("#plot", Static).update(Content.assemble(*parts))
        heading = self.query_one("#heading", TwoSides)
        heading.left = (plot_word(self._kind),)
        heading.right = _("{number} of {last}").format(number=self._kind + 1, last=DAYS + 1)
        self.query_one(StatusLine).left = (one_line(self.app.project.coder),)

    def _shares(self, width: int) -> list[Styled]:
        shares = numbers.shares(self.app.project)
        names = [f"{one_line(one.appendix)}  {one_line(one.label)}".rstrip() for one in shares]
        side = plotting.widest(names, max(width // 3, width - 22 - _BAR))
        room = width - side - 22
        parts: list[Styled] = []
        for one, name in zip(shares, names, strict=True):
            drawn = plotting.bar(one.coded, max(1, one.segments), room)
            parts += [
                (plotting.label(name, side), ""),
                (drawn, "$success"),
                ("·" * (room - len(drawn)), "$scroll"),
                (f" {words.percent(one.coded, one.segments):>5}", "bold"),
                (f"  {one.coded}/{one.segments}\n", "$quiet"),
            ]
        return parts or [(_("There are no interviews here yet."), "")]

    def _themes(self, width: int) -> list[Styled]:
        counts = numbers.by_theme(self.app.project)
        names = [one_line(f"  {one.title}" if one.parent else one.title) for one in counts.columns]
        each = min(len(counts.rows), 24)
        side = plotting.widest(names, max(width // 3, width - each - 10 - _BAR))
        room = max(8, width - side - each - 10)
        most = max(counts.column_totals.values(), default=0)
        parts: list[Styled] = []
        for head, name in zip(counts.columns, names, strict=True):
            total = counts.column_totals.get(head.key, 0)
            colour = f"${variable(head.colour)}"
            drawn = plotting.bar(total, most, room)
            mine = [counts.count(row, head) for row in counts.rows[:each]]
            parts += [
                (plotting.label(name, side), ""),
                (drawn + " " * (room - len(drawn)), colour),
                (f" {total:>5}  ", "bold"),
                (plotting.heights(mine, counts.most) + "\n", colour),
            ]
        if counts.rows:
            last = counts.rows[each - 1]
            said = _("At the right a column for each interview, {first} to {last}.").format(
                first=one_line(counts.rows[0].title), last=one_line(last.title)
            )
            parts.append(("\n" + said, "$quiet"))
        return parts or [(_("There are no themes yet."), "")]

    def _places(self, width: int) -> list[Styled]:
        project = self.app.project
        rows = project.interviews()
        if not rows:
            return [(_("There are no interviews here yet."), "")]
        self._interview = max(0, min(self._interview, len(rows) - 1))
        appendix = rows[self._interview].appendix
        names = [one_line(theme.title) for theme in project.codebook.themes]
        side = plotting.widest(names, width * 2 // 5)
        room = width - side - 2
        found = numbers.positions(project, appendix, room)
        parts: list[Styled] = [
            (plotting.label("", side), ""),
            (one_line(appendix), "bold $accent"),
            ("  " + _("↑ ↓ another interview") + "\n\n", "$quiet"),
        ]
        for theme in project.codebook.themes:
            if theme.key not in found and project.codebook.is_retired(theme.key):
                continue
            drawn = plotting.strip(found.get(theme.key, [0.0] * room))
            style = f"${variable(theme.colour)}" if theme.key in found else "$scroll"
            parts += [
                (plotting.label(one_line(theme.title), side), ""),
                (drawn + "\n", style),
            ]
        begin, end = _("beginning"), _("end")
        gap = " " * max(1, room - len(begin) - len(end))
        parts.append((" " * side + begin + gap + end, "$quiet"))
        return parts

    def _days(self, width: int) -> list[Styled]:
        found = numbers.days(self.app.project)
        if not found:
            return [(_("Nothing is coded yet."), "")]
        coders = sorted({coder for counts in found.values() for coder in counts})
        most = max(sum(counts.values()) for counts in found.values())
        room = width - 11 - 7
        legend = "   ".join(
            f"{plotting.FILLS[place % len(plotting.FILLS)] * 2} {one_line(coder)}"
            for place, coder in enumerate(coders)
        )
        parts: list[Styled] = [(legend + "\n\n", "bold")]
        for day, counts in reversed(found.items()):
            drawn = plotting.shares_of_bar(counts, coders, most, room)
            parts += [
                (f"{day} ", "$quiet"),
                (f"{sum(counts.values()):>5} ", "bold"),
                (drawn + "\n", "$primary"),
            ]
        return parts

    # Keys

    def action_turn_to(self, by: int) -> None:
        """Show another plot."""
        self._kind = (self._kind + by) % (DAYS + 1)
        self.query_one("#plots", VerticalScroll).scroll_home(animate=False)
        with self.app.explaining():
            self.read_again(others=False)

    def action_step(self, by: int) -> None:
        """Go to another interview, or scroll."""
        if self._kind == PLACES:
            self._interview += by
            with self.app.explaining():
                self.read_again(others=False)
        else:
            self.query_one("#plots", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_scroll_plot(self, direction: int) -> None:
        """Scroll by a screen."""
        plots = self.query_one("#plots", VerticalScroll)
        plots.scroll_relative(y=direction * max(1, plots.size.height - 1), animate=False)

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.app.pop_screen()


def plot_word(kind: int) -> str:
    """What a plot shows."""
    return (
        _("How far each interview is coded"),
        _("Quotes by theme and interview"),
        _("Where the themes stand in an interview"),
        _("Codings by day and coder"),
    )[kind]
