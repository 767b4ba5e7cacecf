"""Fields while they are read: their instruction is left out, their result is text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.formats.word_properties import is_form_field
from qda.formats.word_styles import value

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_FIELDS = 1_000
"""Fields inside each other that are told apart; Word allows 20."""


class Fields:
    """The fields that are open, each inside the one before."""

    __slots__ = ("_open", "instructions")

    def __init__(self) -> None:
        self._open: list[bool] = []
        """True while the instruction is read, False in the result."""
        self.instructions = 0
        """How many instructions are being read: text is left out unless there is none."""

    def mark(self, element: _Element) -> bool:
        """A field begins, turns to its result, or ends.

        Returns:
            Whether a check box or a list begins, whose value is not text.
        """
        kind = value(element, "fldCharType")
        if kind == "begin":
            if len(self._open) < _MOST_FIELDS:
                self._open.append(True)
                self.instructions += 1
            return is_form_field(element)
        if self._open:
            if self._open[-1]:
                self.instructions -= 1
                self._open[-1] = False
            if kind == "end":
                self._open.pop()
        return False

    def end_paragraph(self) -> None:
        """Take open instructions as ended: a damaged field must not swallow the interview."""
        self._open = [False] * len(self._open)
        self.instructions = 0
