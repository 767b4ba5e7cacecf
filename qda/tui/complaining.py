"""One place for errors.

Errors that a user can do something about become notifications. Any other error ends the program
with its kind and place only: never a value, for values hold what people said in confidence.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import App
from textual.worker import WorkerFailed

from qda.domain.text import display
from qda.errors import QdaError
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEN_AFTER = 1.0
"""Seconds for which an error stays at least, whatever is pressed."""


class Complaining(App[None]):
    """An app that says what went wrong."""

    _complained = 0.0
    """When an error was said last; 0 where it was taken back."""

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Turn an error that a user may see into a notification."""
        try:
            yield
        except QdaError as error:
            self.complain(error)

    def complain(self, error: QdaError) -> None:
        """Say what is wrong and what to do."""
        problems = [f"· {problem}" for problem in getattr(error, "problems", ())[:3]]
        said = "\n".join([error.message, *problems, *([error.hint] if error.hint else [])])
        self.clear_notifications()
        self.notify(display(said), severity="error", timeout=10, markup=False)
        self._complained = monotonic()

    def _take_back_complaint(self) -> None:
        """Uncover what an error stands before, when the user has seen it and goes on."""
        if self._complained and monotonic() - self._complained > SEEN_AFTER:
            self._complained = 0.0
            self.clear_notifications()

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print the local variables of every frame: interview text among them.
        # The parts used here are those of the pinned version.
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.panic(Text(last_words(error)))


def last_words(error: BaseException) -> str:
    """What is said of an error that nobody expected: its kind and place, no values."""
    if isinstance(error, WorkerFailed):
        error = error.error
    package = Path(__file__).resolve().parents[1]
    place = ""
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(package):
            place = f"{file.relative_to(package.parent).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return "\n".join(
        (
            _("qda has stopped because of an error in itself: {kind} at {place}.").format(
                kind=type(error).__name__, place=place or _("an unknown place")
            ),
            _("Your codings are saved. Start again with `qda code`."),
        )
    )
