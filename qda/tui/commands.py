"""The one registry of commands: bindings, key bar, palette and help are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.language import gettext as _
from qda.tui.command import Command, Place
from qda.tui.commands_coding import CODING
from qda.tui.commands_correcting import CORRECTING
from qda.tui.commands_gates import GATES
from qda.tui.commands_material import MATERIAL
from qda.tui.commands_notes import NOTES
from qda.tui.commands_people import PEOPLE
from qda.tui.commands_printing import PRINTING
from qda.tui.commands_reading import READING
from qda.tui.commands_tables import TABLES
from qda.tui.key_names import key_name

if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = ["BAR_LIMIT", "COMMANDS", "Command", "Place", "bar_of", "bindings_of", "commands_in",
           "key_name"]  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    Command(
        "open", Place.LIBRARY, ("enter",), in_bar=True,
        words=lambda: (_("Open"), _("Open the interview, where you left off.")),
    ),
    Command(
        "next-interview", Place.LIBRARY, ("down", "j"), in_palette=False,
        words=lambda: (_("Next"), _("Go to the next interview.")),
    ),
    Command(
        "previous-interview", Place.LIBRARY, ("up", "k"), in_palette=False,
        words=lambda: (_("Previous"), _("Go to the previous interview.")),
    ),
    Command(
        "filter", Place.LIBRARY, ("f", "slash"), in_bar=True,
        words=lambda: (
            _("Filter"),
            _("Show only interviews with these words; Enter keeps them, Esc shows all again."),
        ),
    ),
    Command(
        "find-from-list", Place.LIBRARY, ("F",), action="find_everywhere",
        words=lambda: (
            _("Find everywhere"),
            _("Find words in all interviews, with the words around them; Enter goes there."),
        ),
    ),
    Command(
        "show-all", Place.LIBRARY, ("escape",), in_palette=False,
        words=lambda: (_("Show all"), _("Show all interviews again.")),
    ),
    Command(
        "sort", Place.LIBRARY, ("s",),
        words=lambda: (
            _("Sort"),
            _("Sort by appendix number, progress, last worked on, or codings; so does a click"
              " on the headings."),
        ),
    ),
    Command(
        "import", Place.LIBRARY, ("i",), in_bar=True,
        words=lambda: (_("Import"), _("Choose files or a folder, and import the interviews.")),
    ),
    Command(
        "speakers", Place.LIBRARY, ("p",),
        words=lambda: (_("Speakers"), _("Settle who is who in the interview.")),
    ),
    Command(
        "replace", Place.LIBRARY, ("c",),
        words=lambda: (
            _("Corrected file"),
            _("Choose a corrected file for the interview; what it changes is shown first."),
        ),
    ),
    Command(
        "reviews", Place.LIBRARY, ("v",),
        words=lambda: (
            _("To look at"),
            _("Show the codings and restrictions that a correction has changed."),
        ),
    ),
    *CODING,
    *READING,
    *NOTES,
    *CORRECTING,
    *MATERIAL,
    *TABLES,
    *PEOPLE,
    *PRINTING,
    *GATES,
    Command(
        "help", Place.EVERYWHERE, ("f1", "question_mark"), action="app.help", in_bar=True,
        words=lambda: (_("Help"), _("Show all keys and how coding works.")),
    ),
    Command(
        "palette", Place.EVERYWHERE, ("ctrl+p",), action="app.command_palette",
        in_bar=True, in_palette=False,
        words=lambda: (_("All commands"), _("Find a command by its name.")),
    ),
    Command(
        "memos", Place.EVERYWHERE, ("M",), action="app.memos",
        words=lambda: (_("All memos"), _("Find, read and change memos; go to their places.")),
    ),
    Command(
        "history", Place.EVERYWHERE, ("H",), action="app.history",
        words=lambda: (
            _("History"),
            _("Show every step, who made it and when; go back to one, or forward again."),
        ),
    ),
    Command(
        "appearance", Place.EVERYWHERE, ("l",), action="app.appearance",
        words=lambda: (
            _("Appearance"),
            _("Take the next appearance: dark, light, high contrast. It is remembered."),
        ),
    ),
    Command(
        "dark", Place.EVERYWHERE, (), action="app.look('qda-dark')",
        words=lambda: (_("Dark screen"), _("Light letters on a dark ground.")),
    ),
    Command(
        "light", Place.EVERYWHERE, (), action="app.look('qda-light')",
        words=lambda: (_("Light screen"), _("Dark letters on a light ground.")),
    ),
    Command(
        "high-contrast", Place.EVERYWHERE, (), action="app.look('qda-contrast')",
        words=lambda: (
            _("High contrast"),
            _("White letters on black, and colours that stand out from it."),
        ),
    ),
    Command(
        "tour", Place.EVERYWHERE, ("f2",), action="app.tour",
        words=lambda: (
            _("Tour"),
            _("Begin the tour of five minutes, or go on to its next step."),
        ),
    ),
    Command(
        "tour-leave", Place.EVERYWHERE, ("f4",), action="app.tour_leave", in_palette=False,
        words=lambda: (_("Leave the tour"), _("Leave the tour; it can be begun again.")),
    ),
    Command(
        "quit", Place.EVERYWHERE, ("q",), action="app.quit", in_bar=True,
        words=lambda: (_("Quit"), _("Leave qda; everything is saved already.")),
    ),
)  # fmt: skip
"""All commands, in the order of the help."""

BAR_LIMIT = 6
"""More keys than this nobody reads."""


def commands_in(place: Place) -> list[Command]:
    """The commands that work in a place, those that work everywhere last."""
    return [command for command in COMMANDS if command.place in (place, Place.EVERYWHERE)]


def bar_of(place: Place) -> list[Command]:
    """The commands that the key bar shows in a place."""
    return [command for command in commands_in(place) if command.in_bar][:BAR_LIMIT]


def bindings_of(place: Place) -> list[Binding]:
    """The bindings of a place alone."""
    return [
        binding for command in COMMANDS if command.place is place for binding in command.bindings()
    ]
