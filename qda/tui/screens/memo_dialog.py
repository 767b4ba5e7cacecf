"""Writing a memo beside the text: what it is about, what others wrote, a field for one's own.

Leaving saves. Where that is refused, the dialog stays with the words in it; nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from qda.domain.text import display, one_line
from qda.language import gettext as _
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.widgets.drawing import shortened
from qda.tui.widgets.writing_area import WritingArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.domain.memos import Memo
    from qda.tui.app import CodingApp

_TALL = 22
"""Lines of a terminal in which the words take four lines, not two."""
_WIDE, _LOST = 76, 14
"""Columns of the dialog, and those of a line for its frame and for a word that does not fit."""


@dataclass(frozen=True, slots=True)
class MemoQuestion:
    """What the dialog shows."""

    title: str
    """What the memo is about."""
    words: str
    """The words it is about."""
    own: Memo | None
    """The coder's own memo, to change; None begins a new one."""
    others: tuple[Memo, ...]
    """Further memos about the same, to read."""


class MemoDialog(Dialog[None]):
    """A memo about one thing."""

    app: CodingApp
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_TALL, "-tall")]  # noqa: RUF012  (as in the base class)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep", "keep", show=False, priority=True),
        Binding("ctrl+l", "leave", "leave", show=False, priority=True),
    ]

    def __init__(self, question: MemoQuestion, keep: Callable[[str], bool]) -> None:
        """Begin.

        Args:
            question: What to show.
            keep: Saves the words; False where that was refused.
        """
        super().__init__()
        self._question = question
        self._keep = keep

    def compose(self) -> ComposeResult:
        """The subject, the memos of others, the field."""
        shown = self._question
        with Box(id="memo"):
            yield Static(Content(one_line(shown.title)), classes="title")
            if shown.words:
                yield Static(id="memo-words")
            if shown.others:
                with VerticalScroll(id="memo-others", can_focus=False):
                    for memo in shown.others:
                        said = f"{one_line(memo.coder)}: {display(memo.text)}"
                        yield Static(Content(said), classes="quiet")
            yield WritingArea(shown.own.text if shown.own else "", soft_wrap=True, id="memo-text")
            yield Static(Content(self._how()), classes="quiet", id="memo-how")

    def _how(self) -> str:
        if self._question.own is not None:
            return self.app.keys.told(
                _("Esc saves and closes; an emptied memo is removed, and {undo} brings it back")
            )
        return _("Esc saves and closes")

    def on_mount(self) -> None:
        """Write at the end."""
        field = self.query_one(TextArea)
        field.focus()
        field.move_cursor(field.document.end)

    def on_resize(self) -> None:
        """Show as much of the words as there is room for, and say where they go on."""
        if self._question.words:
            lines = 4 if self.size.height >= _TALL else 2
            room = lines * (min(_WIDE, self.size.width * 94 // 100) - _LOST)
            shown = shortened(display(self._question.words), room)
            self.query_one("#memo-words", Static).update(Content(shown))

    def action_keep(self) -> None:
        """Save, and close when that is done."""
        if self._keep(self.query_one(TextArea).text):
            self.dismiss(None)
            return
        self.query_one("#memo-how", Static).update(
            Content(_("NOT SAVED. Esc tries again · Ctrl+L leaves without saving"))
        )

    def keep_words(self) -> None:
        """Save where the program ends before the dialog is left; nothing is removed then."""
        if (text := self.query_one(TextArea).text).strip():
            self._keep(text)

    def action_leave(self) -> None:
        """Close without saving."""
        self.dismiss(None)
