"""Suggestions on the screen: whether they are shown, learned, walked in a queue, put off.

Held by the program, not by a screen, for they go along from interview to interview. What takes
long runs in a thread; the screen stays as quick as without.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from qda.domain.suggestions import Queue
from qda.errors import QdaError
from qda.language import gettext as _
from qda.tui import garbage

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from qda.services.project import Project
    from qda.services.proposing import Proposals, Queued


class State(Enum):
    """How far the words have been learned."""

    OFF = "off"
    LEARNING = "learning"
    READY = "ready"
    FAILED = "failed"


@dataclass(slots=True)
class QueueWalk:
    """A queue that is being walked, and where it was begun."""

    queue: Queue
    places: list[Queued]
    back: tuple[str, int]
    """Appendix and index of the segment where one was."""
    at: int = 0

    @property
    def left(self) -> int:
        """How many come after the present one."""
        return max(0, len(self.places) - self.at - 1)

    def put_off(self) -> None:
        """Come to the present one again at the end."""
        self.places.append(self.places[self.at])


@dataclass(slots=True)
class SuggestionHelp:
    """The state of suggestions in one run of the program."""

    project: Project
    name: str = ""
    """A suggester of another make; empty for the keyword model."""
    shown: bool = False
    underlined: bool = False
    state: State = State.OFF
    trouble: str = ""
    """What is said where suggestions are not to be had."""
    proposals: Proposals | None = None
    walk: QueueWalk | None = None
    later: set[tuple[str, int]] = field(default_factory=set)
    """Appendix and index of segments that were put off, until the program is left."""
    told: set[str] = field(default_factory=set)
    """Notes that have been shown; each is shown once."""
    _again: bool = False

    @property
    def wanted(self) -> bool:
        """Whether anything of them is on the screen."""
        return self.shown or self.underlined

    def learn(self, app: App[None], done: Callable[[], None]) -> None:
        """Read the words in a thread; `done` is called in the program's own when that is over."""
        if self.state is State.LEARNING:
            self._again = True  # what has changed meanwhile is read in another round
            return
        self.state, self.trouble = State.LEARNING, ""
        root, coder, name = self.project.paths.root, self.project.coder, self.name

        def read() -> Proposals:
            from qda.services import proposing

            return proposing.prepare(root, coder, name)

        def learned(found: Proposals | None, trouble: str) -> None:
            if found is not None:
                found.hand_over(self.project)
            self.proposals, self.trouble = found, trouble
            self.state = State.FAILED if found is None else State.READY
            garbage.set_apart()
            if self._again:
                self._again = False
                self.learn(app, done)
            done()

        _in_thread(app, read, learned)

    def news(self) -> list[str]:
        """What a person should know and has not been told."""
        found = (
            [one for one in self.proposals.notes if one not in self.told]
            if (self.proposals)
            else []
        )
        self.told |= set(found)
        return found

    def order(
        self, app: App[None], queue: Queue, done: Callable[[list[Queued] | None, str], None]
    ) -> None:
        """Put segments in the order of a queue, in a thread."""
        root, coder = self.project.paths.root, self.project.coder

        def read() -> list[Queued]:
            from qda.services import proposing

            return proposing.queue(root, coder, queue)

        _in_thread(app, read, done)


T = TypeVar("T")


def _in_thread(
    app: App[None], work: Callable[[], T], done: Callable[[T | None, str], None]
) -> None:
    """Do something in a thread; `done` gets what came of it, or what to say of the failure."""

    def run() -> None:
        found, trouble = None, ""
        try:
            found = work()
        except QdaError as error:
            trouble = error.message
        except Exception as error:  # noqa: BLE001  (a model of others may fail in any way)
            kind = type(error).__name__
            trouble = _("Suggestions are not to be had ({kind}).").format(kind=kind)
        if app.is_running:
            app.call_from_thread(done, found, trouble)

    app.run_worker(run, thread=True, exit_on_error=False, group="suggestions")


def queue_name(queue: Queue) -> str:
    """What a queue is called."""
    if queue is Queue.SURE:
        return _("sure suggestions")
    if queue is Queue.DISPUTED:
        return _("disputed codings")
    return _("uncoded with strong words")


def queue_words(queue: Queue) -> str:
    """What a queue holds, in a sentence."""
    if queue is Queue.SURE:
        return _("Uncoded segments with a sure suggestion; themes with few codings come first.")
    if queue is Queue.DISPUTED:
        return _("Coded segments whose words speak for another theme in the other interviews.")
    return _("Uncoded segments that hold keywords, the strongest first: before a matrix is made.")
