"""How a quote is printed: its words above, its printed form below, edited word by word.

The form is held against the words at each step; what no quote may do is said with its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.domain.printed_form import differences
from qda.domain.text import display, one_line
from qda.errors import QdaError
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import coding, printed_forms
from qda.services.printed_words import edit_word, outdated_sentence, why_not
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.printed_steps import Stepping
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.fields import Field, Wording
from qda.tui.widgets.word_view import WordView

if TYPE_CHECKING:
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


class PrintedScreen(Stepping):
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
        self._coding = coding.by_uid(project, uid)
        form = printed_forms.form_of(project, self._coding)
        super().__init__(" ".join(form.said.split()), " ".join(form.printed.split()))
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
    def _writing(self) -> Wording:
        return self.query_one(Wording)

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
