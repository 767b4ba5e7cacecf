"""A Unix terminal that may go away at any time, and is left as it was found.

What is used here of Textual's own driver is that of the pinned version.
"""

from __future__ import annotations

import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver

from qda.tui.hearing import Hearing

if TYPE_CHECKING:
    from io import TextIOWrapper

LEAVE_ON = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
"""What ends a program from outside; the first comes when a terminal or connection is closed."""

_READ = 4096
_WAIT = 0.1
"""Seconds between two looks at whether there is something to do besides reading."""


class UnixTerminal(LinuxDriver):
    """Draws on the terminal, also while messages go into a file, and leaves when it is gone."""

    _leaving = False

    def start_application_mode(self) -> None:
        """Take the terminal, and leave in order when something asks the program to end."""
        self._file = cast("TextIOWrapper", Lasting(_terminal()))
        super().start_application_mode()  # type: ignore[no-untyped-call]
        for one in LEAVE_ON:
            self._loop.add_signal_handler(one, self._leave, one)

    def run_input_thread(self) -> None:
        """Read what is typed; Textual's own reading fails on noise and turns idly at the end."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = Hearing(getattr(self._app, "alt_keys", frozenset()), self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_WAIT):
                    typed = self._typed()
                    if not typed:
                        self._app.call_later(self._leave, signal.SIGHUP)
                        return
                    for event in parser.feed(decode(typed)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _typed(self) -> bytes:
        """What was typed; nothing where there is no terminal any more."""
        try:
            return os.read(self.fileno, _READ)
        except OSError:
            return b""

    def _leave(self, asked: signal.Signals) -> None:
        """Leave as with the key; asked again by somebody, end at once.

        A terminal that goes says so more than once: for itself, and for its shell that ends, too.
        """
        if self._leaving:
            return
        self._leaving = True
        for one in LEAVE_ON:
            if one != signal.SIGHUP:
                self._loop.remove_signal_handler(one)
        self._app.exit(return_code=128 + asked)

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a halt; a terminal that goes sends the same, and there is none to take."""
        if os.isatty(self.fileno):
            super()._sigcont_application()


def _terminal() -> TextIO:
    """Where to draw.

    Textual draws on stderr, so `qda code 2> file` would fill the file with the screen. stdout is
    a terminal: `qda code` asks for that before.
    """
    errors = sys.__stderr__
    return errors if errors is not None and errors.isatty() else sys.__stdout__ or sys.stdout


class Lasting:
    """A terminal's file that takes no harm when the terminal has gone.

    Textual's thread for writing would end, and the program would wait for it forever.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, if somebody is there."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Send what was written, if somebody is there."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The number of the file."""
        return self._file.fileno()
