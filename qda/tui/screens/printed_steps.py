"""The steps on the words of a printed form: cut, put in, leave out; undone one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from qda.domain import form_editing
from qda.language import gettext as _
from qda.tui.screens.ask import Ask
from qda.tui.screens.dialog import Leaving
from qda.tui.widgets.bars import StatusLine
from qda.tui.widgets.word_view import WordView

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.domain.text import Span


class Stepping(Leaving[bool]):
    """Holds a form and the forms before it, and takes one step after the other."""

    def __init__(self, said: str, stored: str) -> None:
        """Begin with what is stored.

        Args:
            said: The words as they were said, on one line.
            stored: The printed form; empty where it is printed as it was said.
        """
        super().__init__()
        self._said, self._stored = said, stored
        self._text = stored or said
        self._before: list[str] = []
        self._after: list[str] = []
        self._extending = False

    @property
    def text(self) -> str:
        """The form as it is now."""
        return self._text

    @property
    def _changed(self) -> bool:
        return self._text != (self._stored or self._said)

    @property
    def _view(self) -> WordView:
        return self.query_one(WordView)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    def _check(self) -> None:
        """Hold the form against the words."""
        raise NotImplementedError

    # Steps

    def _step(self, text: str, place: int) -> None:
        """Take another form; undo comes back to the one before."""
        if text == self._text:
            self._status.say(_("nothing to change"))
            return
        self._before.append(self._text)
        self._after.clear()
        self._take(text, place)

    def _take(self, text: str, place: int = 0) -> None:
        self._text = text
        self._extending = False
        self._view.show_text(text, place)
        self._status.say("" if not self._changed else _("not saved yet"))
        self._check()

    def _chosen(self, act: Callable[[str, Span], form_editing.Step]) -> None:
        span = self._view.span
        if span is not None:
            self._step(*act(self._text, span))

    def action_cut_words(self) -> None:
        """Cut the chosen words to `[...]`."""
        self._chosen(form_editing.cut)

    def action_drop_words(self) -> None:
        """Leave the chosen words out without a mark."""
        self._chosen(form_editing.drop)

    def action_drop_fillers(self) -> None:
        """Leave out what may be missing without a mark."""
        place = self._view.span.start if self._view.span else 0
        self._step(form_editing.without_fillers(self._said, self._text), place)

    def action_put_in_words(self) -> None:
        """Put in words before the chosen one."""
        span = self._view.span
        place = span.start if span else 0
        self._ask(
            _("Which words are put in, in brackets?"),
            lambda words: self._step(*form_editing.put_in(self._text, place, words)),
        )

    def action_exchange_words(self) -> None:
        """Put words in place of the chosen ones."""
        span = self._view.span
        if span is not None:
            self._ask(
                _("Which words stand there instead, in brackets?"),
                lambda words: self._step(*form_editing.exchange(self._text, span, words)),
            )

    def _ask(self, question: str, then: Callable[[str], None]) -> None:
        self.app.push_screen(Ask(question), lambda words: then(words) if words else None)

    def action_as_said(self) -> None:
        """Take the words as they were said."""
        self._step(self._said, 0)

    def action_undo_step(self) -> None:
        """Take back the last step."""
        self._go(self._before, self._after)

    def action_redo_step(self) -> None:
        """Do again what was undone."""
        self._go(self._after, self._before)

    def _go(self, there: list[str], back: list[str]) -> None:
        if there:
            back.append(self._text)
            self._take(there.pop())
        else:
            self._status.say(_("nothing to change"))

    # Moving

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

    def action_begin_here(self) -> None:
        """From here on the arrows choose more; the same key ends that."""
        self._extending = not self._extending
        self._view.move(0, extend=not self._extending)
        self._status.say(_("the arrows choose more words") if self._extending else "")

    def action_scroll_said(self, direction: int) -> None:
        """Scroll the words as they were said."""
        said = self.query_one("#said", VerticalScroll)
        said.scroll_relative(y=direction * max(1, said.size.height - 1), animate=False)
