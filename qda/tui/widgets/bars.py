"""The lines around the text: what is open, what has happened, and which keys there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Static

from qda.language import gettext as _
from qda.tui.widgets.drawing import shortened, strip_of
from qda.tui.widgets.own_lines import Ground, OwnLines

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.app import ComposeResult

    from qda.tui.app import CodingApp
    from qda.tui.commands import Command, Place

_LEAST = 8
"""Columns in which something that is cut still says something."""
_EDGE = (" ", Style.null())


class TwoSides(OwnLines):
    """One line with something at the left and something at the right, a blank beside each.

    Where both do not fit, the left one takes a shorter form, and then the longer one is cut.
    """

    ALLOW_SELECT = False
    left: reactive[tuple[str, ...]] = reactive(("",))
    """Safe text for the left, in one or more forms, the longest one first."""
    right: reactive[str] = reactive("")
    """Safe text for the right."""
    right_colour = ""
    """The style variable for the right side; empty takes the colour of the left one."""
    right_bold: bool | None = None
    _drawn: tuple[object, Strip] | None = None

    def render_line(self, y: int) -> Strip:
        """Both sides, the right one at the edge; drawn once as long as they say the same."""
        full = self.outer_size.width
        if y:
            return self.finished(Strip.blank(full, self.ground))
        says = full, self.left, self.right, self._right_style()
        if self._drawn is None or self._drawn[0] != says:
            self._drawn = says, self._draw(full)
        return self._drawn[1]

    def notify_style_update(self) -> None:
        """Take the new colours."""
        super().notify_style_update()
        self._drawn = None

    def _draw(self, full: int) -> Strip:
        width = max(0, full - 2)
        right = shortened(self.right, self._room_right(width))
        room = max(0, width - cell_len(right) - (2 if right else 0))
        fitting = (form for form in self.left if cell_len(form) <= room)
        left = next(fitting, shortened(self.left[-1], room) if room >= _LEAST else "")
        gap = max(0, width - cell_len(left) - cell_len(right))
        pieces = [_EDGE, (left, Style()), (" " * gap, Style()), (right, self._right_style()), _EDGE]
        return strip_of(pieces, full, self.ground, self.tone)

    def _room_right(self, width: int) -> int:
        return max(width // 2, width - cell_len(self.left[-1]) - 2)

    def _right_style(self) -> Style:
        name = self.right_colour
        colour = self.app.theme_variables[name] if name else None
        return Style(color=colour, bold=self.right_bold)


class StatusLine(TwoSides):
    """Where one is, and what became of the last act; that is said first where room is scarce."""

    _passing = False
    """Whether what is said holds only where one is."""

    def _room_right(self, width: int) -> int:
        return width

    def saved(self, act: str) -> None:
        """An act is on disk: the only way to the word *saved*."""
        self._passing = False
        self._colour_right("success", bold=True)
        self._tell(_("saved · {act}").format(act=act))

    def refused(self) -> None:
        """An act has failed."""
        self._passing = True
        self._colour_right("error", bold=True)
        self._tell(_("✗ nothing was changed"))

    def say(self, text: str) -> None:
        """Something that is no act; a sentence that is wider than the line stands above it, too."""
        self._passing = True
        self._colour_right("quiet")
        told = self.right
        self._tell(text)
        if text != told and 0 < self.outer_size.width - 2 < cell_len(text):
            self.app.clear_notifications()
            self.app.notify(text, markup=False)

    def forget(self) -> None:
        """Say no longer what was said of another place; that something is saved stays."""
        if self._passing and self.right:
            self.right = ""

    def _tell(self, text: str) -> None:
        if text == self.right:
            self.refresh()  # it may have another colour
        self.right = text

    def _colour_right(self, name: str, *, bold: bool | None = None) -> None:
        self.right_colour, self.right_bold = name, bold


class Key(Static):
    """One key and what it does; a click does it, too."""

    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """The key was clicked."""

        command: Command

    def __init__(self, command: Command, classes: str = "") -> None:
        self.command = command
        super().__init__(
            Content.assemble(
                (f" {command.shown_key} ", "bold $accent"), (f"{command.description} ", "")
            ),
            classes=classes,
        )

    def on_click(self) -> None:
        """Tell the screen, unless the keys are several."""
        if not self.command.shown:
            self.post_message(self.Clicked(self.command))


def _always(command: Command) -> bool:
    """Whether nobody should look for a key in vain."""
    return command.id == "help" or "escape" in command.keys


class KeyBar(Ground):
    """At most six keys, from the registry of commands."""

    app: CodingApp
    chosen: reactive[bool] = reactive(False, init=False)
    """Whether something is chosen for which there are other keys."""

    def __init__(
        self, place: Place, while_chosen: Sequence[str] = (), *, without: Collection[str] = ()
    ) -> None:
        """Make the line.

        Args:
            place: Where the keys work.
            while_chosen: Commands that are shown instead while `chosen` is set.
            without: Commands that do nothing here, by id.
        """
        super().__init__()
        self._place = place
        self._while_chosen = while_chosen
        self._without = without

    def compose(self) -> ComposeResult:
        """A widget for each key."""
        keys = self.app.keys
        for command in keys.bar_of(self._place):
            if command.id not in self._without:
                yield Key(command)
        for wanted in self._while_chosen:
            for command in keys.commands_in(self._place):
                if command.id == wanted and command.keys:
                    yield Key(command, classes="while-chosen")

    def watch_chosen(self) -> None:
        """Show the keys for what is chosen, or the usual ones."""
        self.on_resize()

    def on_resize(self) -> None:
        """Show as many keys as there is room for, whole ones only; help and the way out first."""
        room = self.size.width + 2
        for key in sorted(self.query(Key), key=lambda one: not _always(one.command)):
            wanted = key.has_class("while-chosen") == self.chosen
            if wanted:
                room -= cell_len(f" {key.command.shown_key} {key.command.description}  ")
            key.display = wanted and room >= 0

    async def on_key_clicked(self, event: Key.Clicked) -> None:
        """Do what the key does."""
        event.stop()
        await self.screen.run_action(event.command.action_name)
