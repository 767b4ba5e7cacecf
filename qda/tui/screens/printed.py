"""How a quote is printed: its words above, its printed form below, edited word by word.

The form is held against the words at each step; what no quote may do is said with its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.domain import form_editing
from qda.domain.printed_form import differences
from qda.domain.text import Span, display, one_line
from qda.errors import QdaError
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import coding, printed_forms
from qda.services.printed_words import edit_word, outdated_sentence, why_not
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.ask import Ask
from qda.tui.screens.dialog import Leaving
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.fields import Field, Wording
from qda.tui.widgets.word_view import WordView

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from qda.domain.printed_form import Difference
    from qda.services.project import Project
    from qda.tui.app import CodingApp

_LONG = 600
"""Characters from which typing is checked only when it pauses."""
_PAUSE = 0.3
"""Seconds of such a pause."""


class PrintedScreen(Leaving[bool]):
    """Edits the printed form of one coding; True when it was saved."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.PRINTED)]
    HORIZONTAL_BREAKPOINTS = [(0, "-usual"), (130, "-wide")]  # noqa: RUF012  (as in the base class)
    place = Place.PRINTED

    def __init__(self, project: Project, uid: str) -> None:
        """Read the words of a coding and how they are printed.

        Raises:
            NotFound: There is no such coding, or it stands in an earlier version of the text.
        """
        super().__init__()
        self._coding = coding.by_uid(project, uid)
        form = printed_forms.form_of(project, self._coding)
        self._said = " ".join(form.said.split())
        self._stored = " ".join(form.printed.split())
        self._text = self._stored or self._said
        self._before: list[str] = []
        self._after: list[str] = []
        self._extending = False
        self._warned = ""
        """The form of which was said what it makes outdated."""
        self._leaving = False
        self._soon: Timer | None = None
        themes = {theme.key: theme.title for theme in project.codebook.themes}
        self._title = one_line(themes.get(self._coding.theme, self._coding.theme))

    def compose(self) -> ComposeResult:
        """The words, the form, what differs, and the keys."""
        yield TwoSides(id="heading")
        yield Static(Content(_("As it was said")), classes="part-title")
        with VerticalScroll(id="said", can_focus=False):
            yield Static(Content(display(self._said)))
        yield Static(Content(_("As it is printed")), classes="part-title")
        yield WordView(self._text, None, 0, id="printed-form")
        yield Wording(Field("form", "", self._text, long=True))
        with VerticalScroll(id="differing", can_focus=False):
            yield Static(id="differences")
        yield Static(id="form-said")
        yield StatusLine(id="status")
        yield KeyBar(Place.PRINTED)

    def on_mount(self) -> None:
        """Show the form as it is now."""
        self._writing.display = False
        self._view.focus()
        self._status.left = (one_line(self.app.project.coder),)
        self._check()

    @property
    def _view(self) -> WordView:
        return self.query_one(WordView)

    @property
    def _writing(self) -> Wording:
        return self.query_one(Wording)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    @property
    def _changed(self) -> bool:
        return self._text != (self._stored or self._said)

    @property
    def text(self) -> str:
        """The form as it is now."""
        return self._text

    # Showing

    def _check(self) -> None:
        """Hold the form against the words, and say what differs."""
        found = differences(self._said, self._text) if self._text else ()
        wrong = sum(not one.allowed for one in found)
        heading = self.query_one("#heading", TwoSides)
        title = _("{title}: how it is printed").format(title=self._title)
        heading.left = (title, self._title)
        if wrong:
            said = ngettext(
                "✗ {count} place that no quote may have", "✗ {count} places that no quote may have",
                wrong,
            ).format(count=wrong)  # fmt: skip
        else:
            said = _("✓ may be printed so") if found else _("✓ as it was said")
        heading.right = said
        rows = [_row(one) for one in sorted(found, key=lambda one: one.allowed)]
        self.query_one("#differences", Static).update(Content("\n").join(rows))
        self.query_one("#differing").display = bool(rows)
        self._say("")
        self._warned, self._leaving = "", False

    def _say(self, text: str) -> None:
        below = self.query_one("#form-said", Static)
        below.update(Content(display(text)))
        below.display = bool(text)

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

    # Typing

    def action_type_form(self) -> None:
        """Type the whole form."""
        self._writing.text = self._text
        self._writing.move_cursor(self._writing.document.end)
        self._view.display, self._writing.display = False, True
        self._writing.focus()
        self._status.say(_("Enter or Esc goes back to the words"))

    def on_text_area_changed(self, event: Wording.Changed) -> None:
        """Check what is typed."""
        event.stop()
        if self._writing.display and len(self._said) < _LONG:
            self._check_typed()
        elif self._writing.display:
            if self._soon is not None:
                self._soon.stop()
            self._soon = self.set_timer(_PAUSE, self._check_typed)

    def _check_typed(self) -> None:
        if self._writing.display:
            before, self._text = self._text, self._writing.value
            self._check()
            self._text = before

    def on_wording_submitted(self, event: Wording.Submitted) -> None:
        """Take what was typed."""
        event.stop()
        self._end_typing()

    def _end_typing(self) -> None:
        self._view.display, self._writing.display = True, False
        self._view.focus()
        self._status.say("")
        typed = self._writing.value or self._said
        if typed != self._text:
            self._step(typed, 0)
        else:
            self._check()

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

    # Leaving

    def action_save(self) -> None:
        """Save the form, or say why it cannot be saved."""
        if not self._changed:
            self.dismiss(False)
            return
        project = self.app.project
        wanted = "" if not differences(self._said, self._text) else self._text
        if wanted == self._stored:
            self.dismiss(False)
            return
        try:
            quoted = coding.by_uid(project, self._coding.uid)
            outdated = printed_forms.outdated_by(project, quoted, wanted)
            if outdated and self._warned != self._text:
                self._warned = self._text
                self._say(outdated_sentence(outdated) + " " + _("Enter once more saves it."))
                return
            printed_forms.set_form(project, quoted, wanted)
        except QdaError as error:
            self._status.refused()
            self._say(f"{error.message} {error.hint}".strip())
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave the typing, or the screen; a change that is lost is said first."""
        if self._writing.display:
            self._end_typing()
        elif self._changed and not self._leaving:
            self._leaving = True
            self._say(_("This is not saved: Enter saves it, Esc once more leaves it as it was."))
        else:
            self.dismiss(False)


def _row(one: Difference) -> Content:
    """One difference; what no quote may do with its reason."""
    sign, style = ("✓ ", "$success") if one.allowed else ("✗ ", "bold $error")
    shown = f"{_short(one.original)} → {_short(one.printed)}"
    why = why_not(one)
    return Content.assemble(
        (sign, style), (f"{edit_word(one.edit)}: ", ""), (shown, "$quiet" if one.allowed else ""),
        (f"\n  {why}" if why else "", "$error"),
    )  # fmt: skip


_SHOWN = 60


def _short(words: str) -> str:
    shown = one_line(words)
    if len(shown) > _SHOWN:
        half = _SHOWN // 2
        shown = f"{shown[:half].rstrip()} … {shown[-half:].lstrip()}"
    return shown or "–"
