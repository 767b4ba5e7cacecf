"""The command palette: every command of a place, found by some letters of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qda.language import gettext as _
from qda.tui.matching import ranked
from qda.tui.places import grouped
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.widgets.drawing import fitted, shortened
from qda.tui.widgets.plain_list import PlainList
from qda.tui.widgets.writing import WritingLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.tui.commands import Command

_KEYS_WIDTH = 18
"""Columns at most for the keys of a command."""

_BAR_AND_SCROLLBAR = 3
"""Columns of a row that are not its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as it is looked for and shown."""

    command: Command
    group: str
    """The heading under which help shows it."""

    @property
    def title(self) -> str:
        """What counts most when it is looked for."""
        return self.command.description

    @property
    def key(self) -> str:
        """Its name in keys.yml, which finds it as well."""
        return self.command.id

    @property
    def above(self) -> str:
        """What else finds it."""
        return f"{self.command.help} {self.group}"


class Palette(Dialog[str | None]):
    """Asks for one command; gives its id, or None when it is left."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]  # noqa: RUF012  (as in the base class)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "leave", "leave", show=False),
        Binding("down", "step('down')", "down", show=False),
        Binding("up", "step('up')", "up", show=False),
        Binding("pagedown", "step('page_down')", "page down", show=False),
        Binding("pageup", "step('page_up')", "page up", show=False),
        Binding("ctrl+home", "step('first')", "first", show=False),
        Binding("ctrl+end", "step('last')", "last", show=False),
    ]

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        self._entries = list(_entries(commands))
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """The field, the commands with their keys, what the highlighted one does."""
        with Box(id="palette"):
            yield WritingLine(placeholder=_("Which command?"), compact=True, id="palette-words")
            yield PlainList(id="palette-list")
            yield Static(id="palette-help")
            yield Static(Content(_("↑ ↓ choose · Enter does it · Esc leaves")), classes="quiet")

    def on_mount(self) -> None:
        """Show what is used most."""
        self._fill("")

    def on_resize(self, event: events.Resize) -> None:
        """Write the rows anew in their width."""
        del event
        self.call_after_refresh(self._fill, self.query_one(Input).value)

    @property
    def _list(self) -> PlainList:
        return self.query_one(PlainList)

    def _fill(self, wanted: str) -> None:
        if not self.query(PlainList):
            return  # left meanwhile
        fitting = self._fitting(wanted)
        rows = self._list
        chosen = rows.highlighted_option if wanted == self._wanted else None
        self._wanted = wanted
        width = rows.container_size.width - _BAR_AND_SCROLLBAR
        keys = max((cell_len(one.command.shown_keys) for one in fitting), default=0)
        keys = min(keys, _KEYS_WIDTH, max(0, width // 2))
        rows.clear_options()
        rows.add_options(
            [Option(_line(one, wanted, width, keys), id=one.command.id) for one in fitting]
        )
        if fitting:
            ids = [one.command.id for one in fitting]
            rows.highlighted = ids.index(chosen.id) if chosen and chosen.id in ids else 0
        else:
            rows.add_option(Option(Content(_("No command has that name.")), disabled=True))
            self.query_one("#palette-help", Static).update(Content(""))

    def _fitting(self, wanted: str) -> Sequence[Entry]:
        if wanted.strip():
            return ranked(wanted, self._entries)
        return [one for one in self._entries if one.command.in_palette]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the highlighted command does."""
        event.stop()
        helps = {one.command.id: one.command.help for one in self._entries}
        meaning = helps.get(event.option_id or "", "")
        self.query_one("#palette-help", Static).update(Content(meaning))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the commands that are meant."""
        event.stop()
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do the highlighted command."""
        event.stop()
        chosen = self._list.highlighted_option
        self.dismiss(None if chosen is None else chosen.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do the command that was clicked."""
        event.stop()
        self.dismiss(event.option_id)

    def action_step(self, step: str) -> None:
        """Go up or down in the list."""
        self._list.go(step)

    def action_leave(self) -> None:
        """Do nothing."""
        self.dismiss(None)


def _entries(commands: Iterable[Command]) -> Iterator[Entry]:
    for group, members in grouped(one for one in commands if not one.is_choice):
        for command in members:
            yield Entry(command, group)


def _line(entry: Entry, wanted: str, width: int, keys: int) -> Content:
    """One line: the name at the left, its keys at the right edge."""
    room = max(1, width - keys - 2)
    title = Content(fitted(entry.title, room))
    for word in wanted.split():
        title = title.highlight_regex(re.compile(re.escape(word), re.IGNORECASE), style="underline")
    return Content.assemble(
        title.stylize("bold"),
        "  ",
        (shortened(entry.command.shown_keys, keys), "$accent"),
    )
