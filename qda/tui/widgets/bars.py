"""The lines around the text: what is open, what has happened, and which keys there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from qda.language import gettext as _
from qda.tui.commands import Command, Place, bar_of
from qda.tui.widgets.drawing import shortened

if TYPE_CHECKING:
    from textual.app import ComposeResult


class TwoSides(Widget):
    """One line with something at the left and something at the right.

    Where both do not fit, the left one takes a shorter form, and then the longer one is cut.
    """

    ALLOW_SELECT = False
    left: reactive[tuple[str, ...]] = reactive(("",))
    """Safe text for the left, in one or more forms, the longest one first."""
    right: reactive[str] = reactive("")
    """Safe text for the right."""
    right_style = "$foreground"
    """The style of the right side."""

    def render(self) -> Content:
        """Both sides, the right one at the edge."""
        width = self.content_size.width
        right = shortened(self.right, max(width // 2, width - cell_len(self.left[-1]) - 2))
        room = max(0, width - cell_len(right) - (2 if right else 0))
        fitting = (form for form in self.left if cell_len(form) <= room)
        left = next(fitting, shortened(self.left[-1], room))
        gap = max(0, width - cell_len(left) - cell_len(right))
        return Content.assemble(left, " " * gap, (right, self.right_style))


class StatusLine(TwoSides):
    """Where one is, and what became of the last act."""

    def saved(self, act: str) -> None:
        """An act is on disk: the only way to the word *saved*."""
        self.right_style = "bold $success"
        self.right = _("saved · {act}").format(act=act)
        self.refresh()

    def refused(self) -> None:
        """An act has failed."""
        self.right_style = "bold $error"
        self.right = _("✗ nothing was changed")
        self.refresh()

    def say(self, text: str) -> None:
        """Something that is no act."""
        self.right_style = "$quiet"
        self.right = text
        self.refresh()


class Key(Static):
    """One key and what it does; a click does it, too."""

    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """The key was clicked."""

        command: Command

    def __init__(self, command: Command) -> None:
        self.command = command
        super().__init__(
            Content.assemble(
                (f" {command.shown_key} ", "bold $accent"), (f"{command.description} ", "")
            )
        )

    def on_click(self) -> None:
        """Tell the screen, unless the keys are several."""
        if not self.command.shown:
            self.post_message(self.Clicked(self.command))


class KeyBar(Widget):
    """At most six keys, from the registry of commands."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """A widget for each key."""
        for command in bar_of(self._place):
            yield Key(command)

    async def on_key_clicked(self, event: Key.Clicked) -> None:
        """Do what the key does."""
        event.stop()
        await self.screen.run_action(event.command.action_name)
