"""Which terminals can show the screen, and what draws on them."""

from __future__ import annotations

import codecs
import locale
import sys
from typing import TYPE_CHECKING

from qda.errors import Refused
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.driver import Driver

NO_SCREEN = ("dumb", "unknown")
"""Names of terminals that can show lines only; those that Rich knows."""

COLOUR_SYSTEMS = ("auto", "standard", "256", "truecolor")
"""What `TEXTUAL_COLOR_SYSTEM` may be."""


def needed(environment: Mapping[str, str]) -> None:
    """Find out whether a screen can be drawn, as far as the environment tells.

    Raises:
        Refused: If it cannot.
    """
    if (name := environment.get("TERM", "")) in NO_SCREEN:
        raise Refused(
            _('The terminal is called "{name}", and such a one can show no screen.').format(
                name=name
            ),
            _("Use another terminal, or a browser: `qda code --serve`."),
        )
    if (system := environment.get("TEXTUAL_COLOR_SYSTEM", "auto")) not in COLOUR_SYSTEMS:
        raise Refused(
            _('TEXTUAL_COLOR_SYSTEM is "{system}", which is no system of colours.').format(
                system=system
            ),
            _("Remove the variable, or take one of: {known}.").format(
                known=", ".join(COLOUR_SYSTEMS)
            ),
        )


def other_encoding() -> str:
    """The encoding of a terminal that is set to another one than UTF-8; else the empty string.

    Plain ASCII says nothing about the terminal: it is what a bare server says where ssh leads to.
    Windows draws in another way, whatever the encoding of its files is.
    """
    if sys.platform == "win32":
        return ""
    try:
        name = codecs.lookup(locale.getencoding()).name
    except LookupError:
        return locale.getencoding()
    return "" if name in ("utf-8", "ascii") else name.upper()


def on_the_terminal(usual: type[Driver]) -> type[Driver]:
    """The driver for this terminal: Textual's own, where it is not the one for Unix."""
    if sys.platform == "win32":
        return usual
    from textual.drivers.linux_driver import LinuxDriver

    if usual is not LinuxDriver:
        return usual
    from qda.tui.unix_terminal import UnixTerminal

    return UnixTerminal
