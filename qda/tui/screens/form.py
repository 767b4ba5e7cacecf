"""A form: fields below each other, errors beside the field, one key to save and one to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from qda.domain.text import display, one_line
from qda.errors import QdaError
from qda.tui.commands import Place, bindings_of
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.fields import Answers, Field, FieldRow, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.tui.app import CodingApp


class Fields(VerticalScroll, inherit_bindings=False):
    """The fields: where they do not all fit, the arrows still go from one to the next."""


class FormScreen(Screen[bool]):
    """Asks for several things at once; True when they were saved."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.FORM)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-usual"), (130, "-wide")]  # noqa: RUF012  (as in the base class)
    place = Place.FORM

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[Mapping[str, str]], object],
        *,
        about: str = "",
        warn: Callable[[Mapping[str, str]], str] | None = None,
    ) -> None:
        """Make a form.

        Args:
            title: What it is about.
            fields: What it asks for.
            save: Does what it is for; an error is said, and the form stays.
            about: A sentence or two above the fields.
            warn: What is said before it is saved for good, by a second press of the same key.
        """
        super().__init__()
        self._title = title
        self._fields = fields
        self._save = save
        self._about = about
        self._warn = warn
        self._warned: Mapping[str, str] | None = None

    def compose(self) -> ComposeResult:
        """The fields between two lines and the keys."""
        yield TwoSides(id="heading")
        with Fields(id="form", can_focus=False):
            if self._about:
                yield Static(Content(self._about), id="about")
            for field in self._fields:
                yield FieldRow(field)
        yield Static(id="form-said")
        yield StatusLine(id="status")
        yield KeyBar(Place.FORM)

    def on_mount(self) -> None:
        """Go to the first field."""
        self.query_one("#heading", TwoSides).left = (one_line(self._title),)
        self._status.left = (one_line(self.app.project.coder),)
        self._say("")
        if self._rows:
            self._rows[0].box.focus()

    @property
    def _rows(self) -> list[FieldRow]:
        return list(self.query(FieldRow))

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    @property
    def values(self) -> dict[str, str]:
        """What the form says."""
        return {row.field.name: row.value for row in self._rows}

    def _say(self, text: str) -> None:
        below = self.query_one("#form-said", Static)
        below.update(Content(display(text)))
        below.display = bool(text)

    # Messages

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter saves from every field."""
        event.stop()
        self.action_save()

    def on_wording_submitted(self, event: Wording.Submitted) -> None:
        """Enter saves from a long field, too."""
        event.stop()
        self.action_save()

    def on_text_area_changed(self, event: Wording.Changed) -> None:
        """What was said of an earlier state no longer holds."""
        event.stop()
        self._forget()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was said of an earlier state no longer holds."""
        event.stop()
        self._forget()

    def on_answers_changed(self, event: Answers.Changed) -> None:
        """What was said of an earlier state no longer holds."""
        event.stop()
        self._forget()

    def _forget(self) -> None:
        if self._warned is not None and self._warned != self.values:
            self._warned = None
            self._say("")

    # Acts

    def action_next_field(self, direction: int) -> None:
        """Go to the next field or to the one before."""
        rows = self._rows
        here = next((n for n, row in enumerate(rows) if row.box is self.focused), 0)
        row = rows[(here + direction) % len(rows)]
        row.box.focus()
        self.query_one("#form", VerticalScroll).scroll_to_widget(row, animate=False)

    def action_other_answer(self, key: str) -> None:
        """Choose another answer."""
        if isinstance(self.focused, Answers):
            self.focused.move(1 if key == "right" else -1)

    def action_save(self) -> None:
        """Save, or say beside the fields what is wrong."""
        values = self.values
        wrong: list[FieldRow] = []
        for row in self._rows:
            row.say("")
            try:
                if row.field.check is not None:
                    row.field.check(row.value)
            except QdaError as error:
                row.say(_sentence(error))
                wrong.append(row)
        if wrong:
            wrong[0].box.focus()
            self._status.refused()
            return
        if self._warn is not None and self._warned != values:
            self._warned = values
            self._say(self._warn(values))
            return
        try:
            self._save(values)
        except QdaError as error:
            self._say(_sentence(error))
            self._status.refused()
            self._warned = None
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(False)


def _sentence(error: QdaError) -> str:
    hint = "" if "`" in error.hint else error.hint  # it names a command, and this is no terminal
    return f"{error.message} {hint}".strip()
