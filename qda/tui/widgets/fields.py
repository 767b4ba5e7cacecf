"""The fields of a form: a line of text, or one of a few answers; errors stand below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from qda.domain.text import display
from qda.language import gettext as _
from qda.tui.widgets.writing import WritingLine
from qda.tui.widgets.writing_area import WritingArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Field:
    """What a form asks for."""

    name: str
    label: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Answers with their words; without any it is a line of text."""
    hint: str = ""
    """Shown in an empty line."""
    check: Callable[[str], object] | None = None
    """Raises a `QdaError` that is shown below the field."""
    long: bool = False
    """Several rows of the screen; still one line of text."""
    heading: str = ""
    """Stands above the field, where a new part of the form begins."""


class Answers(Widget, can_focus=True):
    """One of a few answers: chosen by arrows, Space, a first letter, or a click."""

    ALLOW_SELECT = False
    value: reactive[str] = reactive("")

    @dataclass
    class Changed(Message):
        """Another answer was chosen."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._options = field.options
        self.set_reactive(Answers.value, field.value)

    @property
    def _place(self) -> int:
        keys = [key for key, _word in self._options]
        return keys.index(self.value) if self.value in keys else 0

    def _row(self) -> list[tuple[str, bool]]:
        """What stands there: all answers where there is room, else the chosen one."""
        words = [word for _key, word in self._options]
        if sum(cell_len(word) + 3 for word in words) - 1 <= self.size.width:
            return [(word, place == self._place) for place, word in enumerate(words)]
        return [(words[self._place], True)]

    def render(self) -> Content:
        """The answers, the chosen one in brackets."""
        style = "bold $accent" if self.has_focus else "bold"
        row = self._row()
        whole = len(row) == len(self._options)
        ends = "[]" if whole else "‹›"
        more = "" if whole else f"{self._place + 1}/{len(self._options)}"
        return Content.assemble(
            *(
                (f"{ends[0]}{word}{ends[1]} ", style) if chosen else (f" {word}  ", "$quiet")
                for word, chosen in row
            ),
            (more, "$quiet"),
        )

    def move(self, direction: int) -> None:
        """Choose the next answer, from the last to the first."""
        if self._options:
            self._choose((self._place + direction) % len(self._options))

    def _choose(self, place: int) -> None:
        self.value = self._options[place][0]
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """Space and first letters choose; no letter does anything else here."""
        if event.character is None or not event.is_printable:
            return
        event.stop()
        event.prevent_default()
        if event.key == "space":
            self.move(1)
            return
        begun = event.character.casefold()
        count = len(self._options)
        for step in range(1, count + 1):
            place = (self._place + step) % count
            if self._options[place][1].casefold().startswith(begun):
                self._choose(place)
                return

    def on_click(self, event: events.Click) -> None:
        """Choose the answer that was clicked."""
        event.stop()
        row, at = self._row(), 0
        for place, (word, _chosen) in enumerate(row):
            at += cell_len(word) + 3
            if event.x < at:
                self._choose(place) if len(row) == len(self._options) else self.move(1)
                return


class Wording(WritingArea):
    """A line of text that wraps over several rows; Enter submits it, as in a short one."""

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

    def __init__(self, field: Field) -> None:
        super().__init__(field.value, soft_wrap=True, tab_behavior="focus", compact=True)

    @property
    def value(self) -> str:
        """The text as one line."""
        return " ".join(self.text.split())

    def on_mount(self) -> None:
        """Begin at the end, where most is added."""
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted())
            return
        await super()._on_key(event)


class FieldRow(Vertical):
    """A label, its field, and what is wrong with it."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    def compose(self) -> ComposeResult:
        """The field beside its label."""
        if self.field.heading:
            yield Static(Content(self.field.heading), classes="field-heading")
        with Horizontal(classes="field -long" if self.field.long else "field"):
            yield Static(Content(self.field.label), classes="field-label")
            if self.field.options:
                yield Answers(self.field)
            elif self.field.long:
                yield Wording(self.field)
            else:
                yield WritingLine(self.field.value, placeholder=self.field.hint, compact=True)
        yield Static(classes="field-error")

    @property
    def box(self) -> Answers | Input | Wording:
        """Where the answer is given."""
        if self.field.options:
            return self.query_one(Answers)
        return self.query_one(Wording) if self.field.long else self.query_one(Input)

    @property
    def value(self) -> str:
        """What the field says, without blanks at its ends."""
        return self.box.value.strip()

    def say(self, error: str) -> None:
        """Say what is wrong, or nothing."""
        below = self.query_one(".field-error", Static)
        below.update(Content.assemble(("✗ " if error else "", "bold"), display(error)))
        below.display = bool(error)

    def on_mount(self) -> None:
        """Nothing is wrong at first."""
        self.say("")


def unchanged() -> str:
    """The answer that says nothing."""
    return _("as before")
