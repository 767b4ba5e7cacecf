"""The fields of a theme, to be written or changed; what is wrong is said while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from qda.domain.text import display
from qda.errors import QdaError
from qda.language import gettext as _
from qda.services.theme_plans import Plan
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.widgets.writing import WritingLine
from qda.tui.widgets.writing_area import WritingArea

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType


LINES = ("title", "keywords")
"""Fields of one line; the others take several."""


class ThemeFields(Dialog[Plan | None]):
    """Gives the plan of what was written, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("ctrl+s,f2", "take", "go on", show=False, priority=True),
    ]

    def __init__(
        self, title: str, values: Mapping[str, str], plan: Callable[[Mapping[str, str]], Plan]
    ) -> None:
        """Begin.

        Args:
            title: Of the dialog.
            values: Fields by name with their texts, in order.
            plan: Makes a plan of such fields, or raises what is wrong with them.
        """
        super().__init__()
        self._title = title
        self._values = values
        self._plan = plan

    def compose(self) -> ComposeResult:
        """The fields, what is wrong, and how to go on."""
        with Box(id="theme-fields"):
            yield Static(Content(self._title), classes="title")
            with VerticalScroll(id="theme-inputs", can_focus=False):
                for name, value in self._values.items():
                    with Horizontal(classes="form-field"):
                        yield Static(Content(field_word(name)), classes="label")
                        if name in LINES:
                            yield WritingLine(
                                value, compact=True, id=f"field-{name}", select_on_focus=False
                            )
                        else:
                            yield WritingArea(
                                value, id=f"field-{name}", tab_behavior="focus", compact=True
                            )
            yield Static(id="field-trouble")
            yield Static(
                Content(_("Tab next field · Enter in a line or F2 shows the effect · Esc leaves")),
                classes="quiet",
            )

    def on_mount(self) -> None:
        """Begin with the title."""
        self.query_one("#field-title").focus()

    def _written(self) -> dict[str, str]:
        found = {}
        for name in self._values:
            field = self.query_one(f"#field-{name}")
            assert isinstance(field, Input | TextArea)
            found[name] = field.value if isinstance(field, Input) else field.text
        return found

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Plan what was written; nothing happens while something is wrong."""
        try:
            plan = self._plan(self._written())
        except QdaError as error:
            said = f"{error.message} {error.hint}".strip()
            self.query_one("#field-trouble", Static).update(Content(display(said)))
            return
        self.dismiss(plan)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)


def field_word(name: str) -> str:
    """A field of a theme in the user's language."""
    return {
        "title": _("Title"),
        "definition": _("Definition"),
        "include": _("Use it when"),
        "exclude": _("Not when"),
        "keywords": _("Keywords"),
        "hotkey": _("Digit"),
        "colour": _("Colour"),
    }[name]
