"""The quotes of a cell, each with the words around it; Enter leads to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets.option_list import Option

from qda.domain.text import display, one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import coding, counting
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.one_of import OneOfScreen
from qda.tui.screens.undoing import UndoingList
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import OptionList

    from qda.domain.matrix import Head
    from qda.domain.quotes import Quote
    from qda.services.counting import Layout
    from qda.tui.app import CodingApp


class CellScreen(UndoingList):
    """What was said where an informant, or a group, and a theme cross."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.CELL)]
    place = Place.CELL

    def __init__(self, layout: Layout, across: Head, theme: Head) -> None:
        super().__init__()
        self._layout = layout
        self._across = across
        self._theme = theme
        self._quotes: tuple[Quote, ...] = ()

    def compose(self) -> ComposeResult:
        """The quotes between two lines and the keys."""
        yield TwoSides(id="heading")
        yield PlainList(id="quotes", classes="list lines")
        yield StatusLine(id="status")
        yield KeyBar(Place.CELL)

    def on_mount(self) -> None:
        """Read the quotes."""
        with self.app.explaining():
            self.read_again(others=True)

    def read_again(self, *, others: bool) -> None:
        """Read the quotes; stay where one was."""
        del others
        place = self._list.highlighted or 0
        across, theme = self._across.key, self._theme.key
        self._quotes = counting.quotes_of(self.app.project, self._layout, across, theme)
        self._list.clear_options()
        self._list.add_options([Option(self._shown(one)) for one in self._quotes])
        count = len(self._quotes)
        self._list.highlighted = min(place, count - 1) if count else None
        heading = self.query_one("#heading", TwoSides)
        label = one_line(self._across.label)
        title = one_line(self._theme.title)
        heading.left = (
            f"{one_line(self._across.title)}  {label} × {title}",
            f"{one_line(self._across.title)} × {title}",
        )
        heading.right = ngettext("{count} quote", "{count} quotes", count).format(count=count)
        self._status.left = (one_line(self.app.project.coder),)

    def _shown(self, quote: Quote) -> Content:
        titles = {theme.key: theme.title for theme in self.app.project.codebook.themes}
        sub_codes = [
            one_line(titles.get(key, key)) for key in quote.themes if key != self._theme.key
        ]
        about = [*sub_codes, ", ".join(one_line(coder) for coder in quote.coders)]
        if quote.memo:
            about.append(_("with a memo"))
        before, after = display(quote.before), display(quote.after)
        return Content.assemble(
            (one_line(quote.reference), "bold $accent"),
            ("  " + " · ".join(about), "$quiet"),
            "\n",
            (f"{before} " if before else "", "$quiet"),
            (display(quote.text), "bold"),
            (f" {after}" if after else "", "$quiet"),
            "\n",
            *self._printed(quote),
        )

    def _printed(self, quote: Quote) -> list[str | tuple[str, str]]:
        """The printed form, where a quote has one."""
        if not quote.printed:
            return []
        return [(_("printed:") + " ", "$secondary"), display(quote.printed), "\n"]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a quote goes to its place."""
        event.stop()
        self.action_go_there()

    def action_step(self, by: int) -> None:
        """Go to another quote."""
        if self._quotes:
            now = self._list.highlighted or 0
            self._list.highlighted = max(0, min(now + by, len(self._quotes) - 1))

    def action_go_there(self) -> None:
        """Show the place in the interview; Esc comes back here."""
        place = self._list.highlighted
        if place is None or place >= len(self._quotes):
            return
        quote = self._quotes[place]
        self.app.show_place(quote.appendix, quote.span.start if quote.span else quote.start)

    def action_printed_form(self) -> None:
        """Edit how the quote is printed; where it has several codings, of the chosen one."""
        place = self._list.highlighted
        if place is None or place >= len(self._quotes):
            return
        quote = self._quotes[place]
        if len(quote.codings) == 1:
            self.app.show_printed(quote.codings[0])
            return
        project = self.app.project
        titles = {theme.key: theme.title for theme in project.codebook.themes}
        with self.app.explaining():
            found = [coding.by_uid(project, uid) for uid in quote.codings]
            choices = [
                (one.uid, Content(one_line(f"{titles.get(one.theme, one.theme)} · {one.coder}")))
                for one in found
            ]
            self.app.push_screen(OneOfScreen(_("Of which coding?"), choices), self._show_printed)

    def _show_printed(self, uid: str | None) -> None:
        if uid is not None:
            self.app.show_printed(uid)

    def action_leave(self) -> None:
        """Go back to the matrix."""
        self.app.pop_screen()
