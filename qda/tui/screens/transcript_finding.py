"""Finding words in the interview on the screen, and in all interviews."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.finding import places
from qda.tui.screens.transcript_base import TranscriptBase
from qda.tui.widgets.find_bar import FindBar


class Finding(TranscriptBase):
    """The line for finding, and going from one place to the next."""

    def find(self, wanted: str) -> None:
        """Go to the first place from here on."""
        self._wanted = wanted
        self._found = places(self._transcript, wanted)
        self._go_to_found(self._found.from_segment(self._view.current) if self._found else None)

    def on_find_bar_step(self, event: FindBar.Step) -> None:
        """Go on to another place."""
        self._step(event.direction)

    def on_find_bar_closed(self) -> None:
        """Show the text without marks again."""
        self._view.show_found((), None)
        self._view.focus()

    def _step(self, direction: int) -> None:
        if self._found:
            at = 0 if self._found_at is None else self._found_at + direction
            self._go_to_found(at % len(self._found))

    def _go_to_found(self, at: int | None) -> None:
        self._found_at = at
        bar = self.query_one(FindBar)
        if at is None:
            self._view.show_found((), None)
            bar.say(_("not found") if self._wanted.strip() else "")
            return
        found = self._found[at]
        self.choose(None)
        self._view.show_found(self._found, found)
        self._view.current = self._found.segment(at)
        self._view.show_place(found.start)
        said = _("{number} of {last}").format(number=at + 1, last=len(self._found))
        bar.say(said)
        if not bar.display:
            self._status.say(said)

    def action_find(self) -> None:
        """Look for words."""
        self.query_one(FindBar).open()
        if self._wanted:
            self._go_to_found(self._found_at)

    def action_find_again(self, direction: int) -> None:
        """Go to the next place with the words looked for last, or the one before."""
        if not self._wanted:
            self.action_find()
        elif self._found:
            self._step(direction)
        else:
            self._status.say(_("not found"))

    def action_find_everywhere(self) -> None:
        """Look for words in all interviews."""
        from qda.tui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self._wanted), self._go_to_hit)

    def _go_to_hit(self, hit: tuple[str, int] | None) -> None:
        if hit is not None:
            self.app.go_to_place(*hit)

    def action_back(self) -> None:
        """Go back to the place before the last jump."""
        if not self.app.go_back():
            self._status.say(_("There is no place to go back to."))
