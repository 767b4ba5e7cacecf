"""What a change of themes would do: sentences and the lines of codes.yml; Enter does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.domain.text import display
from qda.language import gettext as _
from qda.tui.screens.dialog import Box, Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.theme_plans import Plan
    from qda.tui.app import CodingApp

_STYLES = {"+": "$success", "-": "$error"}


class EffectScreen(Dialog[bool]):
    """Gives whether to do it."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("enter", "take", "do it", show=False),
    ]

    def __init__(self, title: str, plan: Plan) -> None:
        super().__init__()
        self._title = title
        self._plan = plan

    def compose(self) -> ComposeResult:
        """Sentences, the changed lines, and how to go on."""
        with Box(id="effect"):
            yield Static(Content(self._title), classes="title")
            with VerticalScroll(id="effect-words"):
                for sentence in self._plan.sentences:
                    yield Static(Content(f"· {display(sentence)}"))
                yield Static(Content.assemble(*self._lines()), id="effect-lines")
            how = _(
                "Enter does it · Esc leaves everything as it is"
                " · {undo-in-codebook} takes it back later"
            )
            yield Static(Content(self.app.keys.told(how)), classes="quiet")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    def _lines(self) -> list[tuple[str, str]]:
        """The lines of codes.yml that change, with those right around them."""
        lines = self._plan.edit.diff().split("\n")[2:]
        shown = ["…" if line.startswith("@@") else line for line in lines]
        return [
            (display(line) + "\n", _STYLES.get(line[:1], "$quiet"))
            for place, line in enumerate(shown)
            if any(near[:1] in _STYLES for near in shown[max(0, place - 1) : place + 2])
        ]

    def action_take(self) -> None:
        """Do it."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)
