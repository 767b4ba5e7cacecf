"""Going about in the interview on the screen."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.finding import next_uncoded
from qda.tui.screens.transcript_base import TranscriptBase


class Moving(TranscriptBase):
    """Keys that go to another segment."""

    def action_next_segment(self) -> None:
        """Go to the next segment."""
        self._view.move(1)

    def action_previous_segment(self) -> None:
        """Go to the previous segment."""
        self._view.move(-1)

    def action_next_turn(self) -> None:
        """Go to the next turn."""
        self._view.move_turn(1)

    def action_previous_turn(self) -> None:
        """Go to the beginning of this turn or the one before."""
        self._view.move_turn(-1)

    def action_screen_down(self) -> None:
        """Go down by a screen."""
        self._view.move_screen(1)

    def action_screen_up(self) -> None:
        """Go up by a screen."""
        self._view.move_screen(-1)

    def action_first_segment(self) -> None:
        """Go to the first segment."""
        self._view.current = 0

    def action_last_segment(self) -> None:
        """Go to the last segment."""
        self._view.current = len(self._transcript.segments) - 1

    def action_next_uncoded(self) -> None:
        """Go to the informant's next segment without a coding."""
        found = next_uncoded(self._transcript, self._marks, self._view.current)
        if found is None:
            self._status.say(_("no segment without a coding"))
        else:
            self._view.current = found
