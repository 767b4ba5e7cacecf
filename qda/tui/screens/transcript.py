"""The screen for coding one interview: its widgets; what the keys do stands in its parts.

`transcript_base` holds and shows; `transcript_selecting`, `transcript_moving`,
`transcript_acting` and `transcript_finding` are its keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qda.language import gettext as _
from qda.tui import garbage, words
from qda.tui.commands import Place, bindings_of
from qda.tui.focus import Focus
from qda.tui.screens.transcript_finding import Finding
from qda.tui.screens.transcript_memos import Memoing
from qda.tui.screens.transcript_moving import Moving
from qda.tui.screens.transcript_suggesting import Suggesting
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.find_bar import FindBar, FindWords
from qda.tui.widgets.own_lines import Ground, SideBySide
from qda.tui.widgets.suggestion_panel import SuggestionPanel
from qda.tui.widgets.theme_panel import ThemePanel
from qda.tui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

FOR_A_CODING = ("next-here", "other-theme", "remove", "memo", "new-ends", "help")
"""What can be done with a coding that is chosen: these keys the key bar shows then."""

_WIDTHS = ((0, "-narrow"), (70, "-usual"), (96, "-roomy"), (130, "-wide"), (170, "-widest"))
"""From so many columns on, this class of the style sheet holds."""


class TranscriptScreen(Moving, Finding, Suggesting, Memoing, Ground):
    """One interview, to read and code."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.TRANSCRIPT)]
    HORIZONTAL_BREAKPOINTS = list(_WIDTHS)  # noqa: RUF012  (declared so in the base class)
    place = Place.TRANSCRIPT
    _focus_mode = Focus.OFF

    def compose(self) -> ComposeResult:
        """The text with its themes, between two lines and the keys."""
        yield TwoSides(id="heading")
        with SideBySide(id="reading"):
            yield TranscriptView(self._transcript, self._start, id="transcript")
            yield ThemePanel(id="themes")
        yield SuggestionPanel(id="suggestions")
        yield FindBar()
        yield StatusLine(id="status")
        yield KeyBar(Place.TRANSCRIPT, FOR_A_CODING)

    def on_mount(self) -> None:
        """Show the codings."""
        self._view.focus()
        # Not by a message: that would come a frame later, and cost a picture of its own.
        self.watch(self._view, "current", self.moved, init=False)
        self.watch(self.query_one(FindWords), "value", self.find, init=False)
        self._status.say(_("1–9 codes the segment"))
        with self.app.explaining():
            self.read_codings()
        self.call_after_refresh(garbage.set_apart)

    def on_unmount(self) -> None:
        """Let go of the interview."""
        garbage.take_back()

    def action_focus_mode(self) -> None:
        """Dim what is coded, then what is not one's own, then nothing."""
        modes = list(Focus)
        self._focus_mode = modes[(modes.index(self._focus_mode) + 1) % len(modes)]
        self._view.show_focus(self._focus_mode)
        self._status.say(words.focus(self._focus_mode))

    def action_panel(self) -> None:
        """Show or hide the themes."""
        self._panel.display = not self._panel.display

    def action_library(self) -> None:
        """Close the line for finding, let go of what is selected, or go to the interviews."""
        if self._bar.display:
            self._bar.action_close()
        elif not (self.let_go() or self.leave_queue()):
            self.app.show_library()
