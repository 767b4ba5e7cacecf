"""Leaving the program without losing what is being written, whoever asks for it.

A closed window, a lost connection or a reloaded page leave no time for the key that saves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import App

if TYPE_CHECKING:
    from rich.console import RenderableType


@runtime_checkable
class Writes(Protocol):
    """A screen with a field whose words are saved when it is left."""

    def keep_words(self) -> None:
        """Save what stands in the field, as leaving it does."""


class Leavable(App[None]):
    """An app that keeps what is being written when it ends."""

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """End; what stands in a field that is saved when it is left is saved."""
        if not self._exit:  # asked twice where a page goes and its server says so
            for screen in reversed(self.screen_stack):
                if isinstance(screen, Writes):
                    screen.keep_words()
        super().exit(result, return_code, message)
