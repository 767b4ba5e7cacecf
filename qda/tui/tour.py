"""The tour: short steps over the real screen, each done by doing it.

It can be left at any time and begun again; that a coder has seen it is kept in the project.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Static

from qda.errors import QdaError
from qda.language import gettext as _
from qda.services import preferring
from qda.tui.commands import Place
from qda.tui.tour_steps import STEPS, Moment, moment, place
from qda.tui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from textual.timer import Timer

    from qda.tui.app import CodingApp
    from qda.tui.tour_steps import Step

LOOK_EVERY = 0.15
"""Seconds between two looks at whether a step is done: at once, to a person."""

_KEY = re.compile(r"\{([a-z-]+)\}")


class TourCard(Static):
    """What to do now, on the screen where it is done."""

    ALLOW_SELECT = False
    _said: Content | None = None

    def say(self, words: Content) -> None:
        """Show words, drawn anew only where they are others."""
        if words != self._said:
            self._said = words
            self.update(Content.assemble(words))


class Tour:
    """Goes through the steps."""

    def __init__(self, app: CodingApp) -> None:
        self._app = app
        self._steps: list[Step] = []
        self._at = 0
        self._begun = Moment(0, 0)
        self._by_doing = False
        """Whether the step before was done, and not skipped."""
        self._timer: Timer | None = None
        self.did: set[str] = set()
        """The commands that were given since the step began."""

    @property
    def running(self) -> bool:
        """Whether the tour is on the screen."""
        return self._timer is not None

    def offer(self) -> None:
        """Begin, where the coder has not seen the tour and there is something to go through."""
        project = self._app.project
        seen = preferring.preferred(project, preferring.TOUR)
        if not seen and project.interviews():
            self.begin()

    def begin(self) -> None:
        """Begin with the first step."""
        known = {command.id for command in self._app.keys.commands}
        self._steps = [step for step in STEPS if known.issuperset(step.keys)]
        self._at, self._by_doing = 0, False
        self._timer = self._timer or self._app.set_interval(LOOK_EVERY, self.look)
        self._begin_step()

    def go_on(self, *, done: bool = False) -> None:
        """Go to the next step, done or not; after the last one the tour is over."""
        self._at += 1
        self._by_doing = done
        if self._at < len(self._steps):
            self._begin_step()
        else:
            self.leave()

    def leave(self) -> None:
        """End the tour, and remember that it was seen."""
        if self._timer is None:
            return
        self._timer.stop()
        self._timer = None
        for screen in self._app.screen_stack:
            screen.query(TourCard).remove()
            screen.remove_class("with-tour", "above-tour")
        self.remember()

    def remember(self) -> None:
        """Keep that the coder knows the tour."""
        try:
            preferring.prefer(self._app.project, preferring.TOUR, "seen")
        except QdaError:
            return  # it is offered once more: no harm

    def look(self) -> None:
        """Go on where the step was done; show it on the screen where the user is."""
        if self._timer is None:
            return
        with self._app.explaining():
            if self._steps[self._at].done(self._app, self._begun):
                self.go_on(done=True)
            elif self.running:
                self._show()

    def _begin_step(self) -> None:
        self._begun = moment(self._app)
        self.did.clear()
        self._show()

    def _show(self) -> None:
        if not self.running or not self._app.screen.is_attached:
            return  # left while it begins
        screen = self._app.screen
        try:
            card = screen.query_one(TourCard)
        except NoMatches:
            bars = screen.query(KeyBar)
            card = TourCard(classes="" if bars else "in-dialog")
            screen.mount(card, before=bars.first() if bars else None)
            screen.set_class(not bars, "with-tour")
            screen.set_class(bool(bars), "above-tour")
        # Two cards of different heights would show two edges; a dialog's own one is enough.
        for below in self._app.screen_stack[:-1]:
            below.query(TourCard).set(visible=False)
        card.visible = True
        card.say(self._words())

    def _words(self) -> Content:
        title, text = self._steps[self._at].words()
        number = _("Tour {number}/{last}").format(number=self._at + 1, last=len(self._steps))
        pieces: list[Content | str | tuple[str, str]] = [
            ("✓ " if self._by_doing else "", "bold $success"),
            (f"{number} · {title}  ", "bold $accent"),
            *self._with_keys(text),
            "\n",
        ]
        pieces.append((self._app.keys.told(self._hint()), "$quiet"))
        return Content.assemble(*pieces)

    def _hint(self) -> str:
        """How to go on, where that is not what the step itself says."""
        here = place(self._app)
        if here is None:
            return _("Esc closes the dialog.")
        if self._steps[self._at].in_interview and here is Place.LIBRARY:
            return _("This is done in an interview: {open} opens one. {tour-leave} leaves the tour")
        if self._at == len(self._steps) - 1:
            return _("The keys at the bottom are those of this place, most needed first.")
        return _("{tour} goes on without it · {tour-leave} leaves the tour")

    def _with_keys(self, text: str) -> list[tuple[str, str]]:
        return [
            (self._app.keys.of(piece), "bold $accent") if odd else (piece, "")
            for odd, piece in _pieces(text)
        ]


def _pieces(text: str) -> list[tuple[bool, str]]:
    """A text cut at the keys that it names; True stands before the name of a command."""
    return [(bool(number % 2), piece) for number, piece in enumerate(_KEY.split(text))]
