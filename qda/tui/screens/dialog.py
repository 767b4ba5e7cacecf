"""Screens and dialogs that are left once, however fast the key for it is pressed.

Keys wait in the queue of the screen where they were pressed. Textual would take the screen that is
on top by then: the next Esc in a closed dialog would close the interview below it.
"""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

T = TypeVar("T")


class Leaving(Screen[T]):
    """A screen that lies above another one and gives a result."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave with a result; nothing where it has been left already."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)


class Dialog(Leaving[T], ModalScreen[T]):
    """A screen with the one below it in sight."""
