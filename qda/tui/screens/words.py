"""Choosing words of a transcript: for a coding whose own words have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from qda.domain.text import Span, one_line
from qda.language import gettext as _
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.dialog import Leaving
from qda.tui.widgets.bars import KeyBar, TwoSides
from qda.tui.widgets.word_view import WordView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.tui.app import CodingApp

_SHOWN = 300
"""Signs of the chosen words that are repeated below the text."""


class WordsScreen(Leaving[Span | None]):
    """A text with some words chosen; gives their place, or None when it is left."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.WORDS)]
    place = Place.WORDS

    def __init__(self, title: str, text: str, start: Span | None, place: int, was: str) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._start = start
        self._place = place
        self._was = was
        self._extending = False

    def compose(self) -> ComposeResult:
        """The text, the words as they were, and the words that are chosen."""
        yield TwoSides(id="heading")
        yield WordView(self._text, self._start, self._place, id="words")
        yield Static(_labelled(_("Before:"), self._was), id="were", classes="chosen")
        yield Static(id="chosen", classes="chosen")
        yield KeyBar(Place.WORDS)

    def on_mount(self) -> None:
        """Say what to do."""
        heading = self.query_one("#heading", TwoSides)
        heading.left = (one_line(self._title),)
        heading.right = _("Which words?")
        self._view.focus()

    @property
    def _view(self) -> WordView:
        return self.query_one(WordView)

    def on_word_view_chosen(self, event: WordView.Chosen) -> None:
        """Repeat the chosen words below the text."""
        said = event.span.of(self._text)
        label = _("Words so far:") if self._extending else _("Chosen:")
        self.query_one("#chosen", Static).update(_labelled(label, said))

    def action_move(self, direction: int) -> None:
        """Go a word on or back."""
        self._view.move(direction, extend=self._extending)

    def action_extend(self, direction: int) -> None:
        """Choose a word more or less."""
        self._view.move(direction, extend=True)

    def action_move_row(self, direction: int) -> None:
        """Go a row up or down."""
        self._view.move_row(direction, extend=self._extending)

    def action_extend_row(self, direction: int) -> None:
        """Choose a row more or less."""
        self._view.move_row(direction, extend=True)

    def action_move_screen(self, direction: int) -> None:
        """Go a screen up or down."""
        self._view.move_screen(direction, extend=self._extending)

    def action_begin_here(self) -> None:
        """From here on the arrows choose more; the same key ends that."""
        self._extending = not self._extending
        self._view.move(0, extend=not self._extending)

    def action_take(self) -> None:
        """Take the chosen words."""
        self.dismiss(self._view.span)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)


def _labelled(label: str, said: str) -> Content:
    shown = one_line(said)
    cut = shown if len(shown) <= _SHOWN else shown[:_SHOWN].rstrip() + " …"
    return Content.assemble((f"{label} ", "bold $accent"), cut)
