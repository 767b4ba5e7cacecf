"""What a terminal sends, before Textual takes it apart.

Esc and the key after it often come as one, over ssh nearly always; Textual takes them for Alt and
that key, and neither does what it is for. What a terminal answers to a question of another program,
which may come late, would be taken for keys, and code.
"""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.message import Message

ESC = "\x1b"
_PASTE, _PASTED = f"{ESC}[200~", f"{ESC}[201~"

_SIGNS = re.compile(
    r"\x1b\[20[01]~"  # round what is pasted
    # Answers (ECMA-48; xterm's "Control Sequences"): strings such as the name or a colour, the kind
    # of terminal and its state, the size of its window. What Textual asks for ends with $y.
    r"|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b\[[?>=][\d;]*[A-Za-z]"
    r"|\x1b\[(?:\d+n|\d+;\d+;\d+t)"
    # Esc, where it does not begin a key; with b, f, Tab and ⌫ it is one on a Mac.
    r"|\x1b(?![\[Obf\t\x7f])"
)


class Hearing(XTermParser):
    """Hears keys, and not what is none."""

    def __init__(self, alt: frozenset[str] = frozenset(), debug: bool = False) -> None:
        """Begin.

        Args:
            alt: The characters that are keys of their own with Alt.
            debug: As for Textual's.
        """
        super().__init__(debug)
        self._alt = alt
        self._pasting = False
        self._held: float | None = None
        """When Esc came that may yet begin a key."""

    def feed(self, data: str) -> Iterable[Message]:
        """What was sent: keys, the mouse, pastes."""
        held, self._held = self._held, None
        for piece in self._pieces(ESC + data if held is not None else data):
            if piece == ESC:
                yield events.Key("escape", ESC)
            elif len(piece) == 2 and piece[0] == ESC and piece[1] in self._alt:
                yield events.Key(f"alt+{piece[1]}", piece[1])
            elif piece:
                yield from super().feed(piece)

    def tick(self) -> Iterable[Message]:
        """What has come to be clear by waiting."""
        if self._held is not None and monotonic() - self._held >= ESCAPE_DELAY:
            self._held = None
            yield events.Key("escape", ESC)
        yield from super().tick()

    def _pieces(self, sent: str) -> Iterator[str]:
        done = 0
        for found in _SIGNS.finditer(sent):
            sign, (start, stop) = found[0], found.span()
            if sign in (_PASTE, _PASTED):
                self._pasting = sign == _PASTE
                continue
            yield sent[done:start]
            done = stop
            if self._pasting:  # Textual would drop all that follows an Esc in a paste
                done = start + 1
            elif sign == ESC and stop == len(sent):
                self._held = monotonic()
            elif sign == ESC and sent[stop] in self._alt:
                done += 1
                yield sent[start:done]
            elif sign == ESC:
                yield ESC
        yield sent[done:]
