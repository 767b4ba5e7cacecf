"""Help: how coding works in three sentences, and all keys from the registry of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.language import gettext as _
from qda.tui.commands import Place, commands_in
from qda.tui.screens.leaving import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.tui.commands import Command


class HelpScreen(Dialog[None]):
    """All keys of a place, and how coding works."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,q,enter", "leave", "leave", show=False)
    ]

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """The sentences, and a table for each place."""
        accent = self.app.theme_variables["accent"]
        with VerticalScroll(classes="dialog", id="help"):
            if self._place in (Place.LIBRARY, Place.TRANSCRIPT):
                yield Static(Content(_("How coding works")), classes="title")
                for sentence in how_coding_works():
                    yield Static(Content(sentence), classes="sentence")
            for place in (self._place, Place.EVERYWHERE):
                yield Static(Content(_place_name(place)), classes="title")
                here = [command for command in commands_in(place) if command.place is place]
                yield Static(_table(here, accent))
            yield Static(Content(_("Esc closes this help.")), classes="quiet")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Close the help."""
        self.dismiss(None)


def how_coding_works() -> tuple[str, ...]:
    """Three sentences."""
    return (
        _("The bar at the left marks the current segment; a digit gives it the theme with that"
          " digit, and the same digit takes the theme away again."),
        _("Each key is saved at once, and u takes back one step after the other, also tomorrow."),
        _("Beside the text, ┃ is a coding of your own and ┆ one of another coder; the panel names"
          " the themes and counts them, here and in all interviews."),
    )  # fmt: skip


def _place_name(place: Place) -> str:
    return {
        Place.LIBRARY: _("Among the interviews"),
        Place.TRANSCRIPT: _("In an interview"),
        Place.REVIEW: _("After a correction"),
        Place.WORDS: _("Choosing words"),
        Place.SPEAKERS: _("Who is who"),
        Place.FILES: _("Choosing files"),
        Place.REPORT: _("After an import"),
        Place.MEMOS: _("Among the memos"),
        Place.HISTORY: _("In the history"),
        Place.MATRIX: _("In the matrix"),
        Place.CELL: _("Among the quotes of a cell"),
        Place.CODEBOOK: _("In the codebook"),
        Place.SPLIT: _("Choosing codings to split off"),
        Place.PLOTS: _("In the overview"),
        Place.EVERYWHERE: _("Everywhere"),
    }[place]


def _table(commands: list[Command], accent: str) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=12, no_wrap=True)
    table.add_column()
    for command in commands:
        table.add_row(Text(command.shown_keys, style=f"bold {accent}"), Text(command.help))
    return table
