"""The driver of a screen in a page: it ends with its page and its server, however those end.

What is used here of Textual's own driver is that of the pinned version.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from contextlib import suppress

from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver

from qda.tui.hearing import Hearing

_MOUSE = frozenset(f"\x1b[?{mode}h" for mode in (1000, 1003, 1006, 1015))
"""What asks a terminal for the mouse."""


class PageDriver(WebDriver):
    """Speaks to the server; leaves when the server has gone."""

    def write(self, data: str) -> None:
        """Show, if somebody is there."""
        if data in _MOUSE and not self._mouse:
            return  # Textual's own driver asks for the mouse all the same
        with suppress(OSError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """Say something about the program, if somebody is there."""
        with suppress(OSError):
            super().write_meta(data)

    def run_input_thread(self) -> None:
        """Read what the page sends; its end is the end of the page."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        hearing = Hearing(getattr(self._app, "alt_keys", frozenset()), self._debug)
        packets = ByteStream()
        try:
            for sent in self._input_reader:
                for kind, payload in packets.feed(sent) if sent else ():
                    if kind == "D":
                        for event in hearing.feed(decode(payload)):
                            self.process_message(event)
                    else:
                        self._on_meta(kind, payload)
                for event in hearing.tick():
                    self.process_message(event)
        finally:
            self._input_reader.close()
            if not self.exit_event.is_set():
                self._app.call_later(self._app.exit)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Heed what the server says; asked to leave, leave as with the key."""
        if packet_type == "quit":
            self._app.call_later(self._app.exit)
        else:
            super().on_meta(packet_type, payload)
