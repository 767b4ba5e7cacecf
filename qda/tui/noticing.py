"""What the coder has had before them, gathered while they read and written in one go.

A write for each key press would cost more than the key press. What is lost when the program is
killed is a few seconds of having looked, never an act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.errors import QdaError
from qda.services import visiting

if TYPE_CHECKING:
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.services.screens import ScreenTranscript

WRITE_EVERY = 3.0
"""Seconds between two writes, where there is anything to write."""


class Noticing:
    """Segments that were the current one since the last write."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._waiting: dict[int, dict[Span, None]] = {}

    def saw(self, transcript: ScreenTranscript, segment: int) -> None:
        """A segment is the current one."""
        if transcript.segments:
            number = transcript.interview.transcript_id
            spans = self._waiting[number] = self._waiting.pop(number, {})  # written last
            span = transcript.segments[segment].span
            spans.pop(span, None)  # the last one is where the coder is
            spans[span] = None

    def write(self) -> None:
        """Put what has gathered on disk; what cannot be written now waits for the next time."""
        for transcript in list(self._waiting):
            try:
                visiting.remember(self._project, transcript, self._waiting[transcript])
            except QdaError:
                return  # a full disk or a busy file: the next act says so
            del self._waiting[transcript]
