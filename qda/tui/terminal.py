"""Where the screen is drawn: on the terminal, also while messages go into a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def on_the_terminal(usual: type[Driver]) -> type[Driver]:
    """The driver for this terminal.

    Textual draws on stderr where there is a Unix terminal, so `qda code 2> file` would fill the
    file with the screen. stdout is a terminal: `qda code` asks for that before.
    """
    if sys.platform == "win32":
        return usual  # draws on stdout
    if sys.__stderr__ is not None and sys.__stderr__.isatty():
        return usual
    from textual.drivers.linux_driver import LinuxDriver

    if usual is not LinuxDriver or sys.__stdout__ is None:
        return usual

    class OnStdout(LinuxDriver):
        def start_application_mode(self) -> None:
            self._file = sys.__stdout__  # what the pinned version gives to its writing thread
            super().start_application_mode()  # type: ignore[no-untyped-call]

    return OnStdout
