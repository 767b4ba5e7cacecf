"""Queues of suggestions: segments of all interviews in an order, walked one by one, and left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.suggestions import Queue
from qda.language import gettext as _
from qda.language import ngettext
from qda.tui.screens.queue_chooser import LEAVE, QueueChooser
from qda.tui.screens.transcript_selecting import Selecting
from qda.tui.suggesting import QueueWalk, queue_name

if TYPE_CHECKING:
    from qda.services.proposing import Queued
    from qda.tui.suggesting import SuggestionHelp


class Queueing(Selecting):
    """Walking a queue, from interview to interview."""

    @property
    def _help(self) -> SuggestionHelp:
        return self.app.suggestion_help

    def action_queue(self) -> None:
        """Choose a queue, or leave the one that is being walked."""
        walk = self._help.walk
        back = ""
        if walk is not None:
            appendix, index = walk.back
            back = _("Leave the queue: back to {appendix}, segment {number}").format(
                appendix=appendix, number=index + 1
            )
        self.app.push_screen(QueueChooser(back), self._queue_chosen)

    def _queue_chosen(self, wanted: str | None) -> None:
        if wanted == LEAVE:
            self.leave_queue()
        elif wanted is not None:
            queue = Queue(wanted)
            self._status.say(_("putting the segments in order …"))
            self._help.order(
                self.app, queue, lambda found, trouble: self._ordered(queue, found, trouble)
            )

    def _ordered(self, queue: Queue, found: list[Queued] | None, trouble: str) -> None:
        if not self.is_mounted:
            return  # the user has gone elsewhere meanwhile
        if found is None:
            self._status.say(trouble)
        elif not found:
            self._status.say(_("nothing in this queue: {queue}").format(queue=queue_name(queue)))
        else:
            before = self._help.walk
            back = before.back if before else (self.appendix, self._view.current)
            self._help.walk = QueueWalk(queue, found, back, at=-1)
            self._help.shown = True
            self._walk_on()
            self._status.say(queue_name(queue))

    def _walk_on(self) -> None:
        walk = self._help.walk
        assert walk is not None
        while walk.at + 1 < len(walk.places):
            walk.at += 1
            place = walk.places[walk.at]
            coded = place.appendix == self.appendix and self._margin.at(place.number - 1)
            if walk.queue is Queue.DISPUTED or not coded:
                self._go_to(place.appendix, place.number - 1)
                return
        self._status.say(self.app.keys.told(_("the queue is at its end; {queue} leads back")))

    def _go_to(self, appendix: str, index: int) -> None:
        if appendix == self.appendix:
            self.let_go()
            self._view.current = index
            self._show_segment()
        else:
            self.app.show_interview(appendix, index)

    def leave_queue(self) -> bool:
        """Go back to where the queue was begun; False where none is being walked."""
        walk, self._help.walk = self._help.walk, None
        if walk is None:
            return False
        self._go_to(*walk.back)
        self._status.say(_("the transcript's own order again"))
        return True

    def _queue_note(self) -> str:
        walk = self._help.walk
        if walk is None:
            return ""
        left = ngettext("{count} left", "{count} left", walk.left).format(count=walk.left)
        return f"{queue_name(walk.queue)} · {left}"
