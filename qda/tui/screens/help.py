"""Help: how coding works in three sentences, and the keys of the place where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from qda.language import gettext as _
from qda.tui.commands import Place
from qda.tui.places import grouped, place_name
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.widgets.writing import WritingLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.tui.app import CodingApp
    from qda.tui.commands import Command
    from qda.tui.keys import Keys

_CODING = (Place.LIBRARY, Place.TRANSCRIPT)
"""Where it helps to know how coding works."""


class HelpScreen(Dialog[None]):
    """The keys of a place in groups, found by some letters; they are those of the project."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter", "leave", "leave", show=False),
        Binding("down", "scroll('down')", "down", show=False),
        Binding("up", "scroll('up')", "up", show=False),
        Binding("pagedown", "scroll('page_down')", "page down", show=False),
        Binding("pageup", "scroll('page_up')", "page up", show=False),
    ]

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """The field, the sentences, the groups."""
        with Box(id="help"):
            yield Static(Content(place_name(self._place)), classes="title")
            yield WritingLine(
                compact=True, id="help-words", placeholder=_("find a key: undo, page …")
            )
            with VerticalScroll(id="help-keys", can_focus=False):
                yield Static(id="help-table")
            yield Static(Content(_("↑ ↓ PgUp PgDn scroll · Esc closes this help")), classes="quiet")

    def on_mount(self) -> None:
        """Show everything; what is typed is looked for."""
        self._show("")
        self.app.theme_changed_signal.subscribe(self, self._draw_anew)

    def _draw_anew(self, _theme: object) -> None:
        self._show(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the keys that fit what is typed."""
        self._show(event.value)

    def action_scroll(self, direction: str) -> None:
        """Scroll without leaving the field."""
        getattr(self.query_one(VerticalScroll), f"scroll_{direction}")(animate=False)

    def action_leave(self) -> None:
        """Close the help."""
        self.dismiss(None)

    def _show(self, words: str) -> None:
        commands = [one for one in self.app.keys.commands_in(self._place) if _fits(one, words)]
        told = (
            () if words.strip() or self._place not in _CODING else how_coding_works(self.app.keys)
        )
        accent = self.app.theme_variables["accent"]
        self.query_one("#help-table", Static).update(_table(commands, told, accent))


def how_coding_works(keys: Keys) -> tuple[str, ...]:
    """Three sentences."""
    return (
        _("The bar at the left marks the current segment; a digit gives it the theme with that"
          " digit, and the same digit takes the theme away again."),
        keys.told(
            _("Each key is saved at once, and {undo} takes back one step after the other, also"
              " tomorrow.")
        ),
        _("Beside the text, ┃ is a coding of your own and ┆ one of another coder; the panel names"
          " the themes and counts them, here and in all interviews."),
    )  # fmt: skip


def _fits(command: Command, words: str) -> bool:
    told = f"{command.shown_keys} {command.description} {command.help}".casefold()
    return all(word in told for word in words.casefold().split())


def _table(commands: Sequence[Command], told: Sequence[str], accent: str) -> Group:
    parts: list[Text | Table] = [Text(sentence) for sentence in told]
    for title, members in grouped(commands):
        table = Table.grid(padding=(0, 2))
        table.add_column(min_width=14, max_width=18)
        table.add_column()
        for command in members:
            keys = command.shown_keys or "–"
            table.add_row(Text(keys, style=f"bold {accent}"), Text(command.help))
        parts += [Text(f"\n{title}" if parts else title, style="bold"), table]
    if not parts:
        parts.append(Text(_("No key does that here.")))
    return Group(*parts)
