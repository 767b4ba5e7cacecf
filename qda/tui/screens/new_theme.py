"""The dialog for a new theme: what it is called, and what that makes of codes.yml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from qda.domain.text import display
from qda.errors import QdaError
from qda.language import gettext as _
from qda.services import codebooks
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.widgets.writing import WritingLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from qda.formats.codes_yml import Edit
    from qda.tui.app import CodingApp

_PAUSE = 0.2
"""Seconds without a key, after which the change is planned anew."""


@dataclass(frozen=True, slots=True)
class PlannedTheme:
    """A new theme that is not written yet."""

    key: str
    edit: Edit


class NewTheme(Dialog[PlannedTheme | None]):
    """Gives the planned theme, or None when it is left."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("down", "app.focus_next", "next field", show=False),
        Binding("up", "app.focus_previous", "previous field", show=False),
        Binding("pagedown", "scroll_change(1)", "further down", show=False),
        Binding("pageup", "scroll_change(-1)", "further up", show=False),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._planned: PlannedTheme | None = None
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        """Three fields, the change of codes.yml, and how to go on."""
        with Box(id="new-theme"):
            yield Static(Content(_("A new theme")), classes="title")
            for name, label, value in (
                ("theme-title", _("Title"), self._title),
                ("theme-parent", _("Sub-code of"), ""),
                ("theme-hotkey", _("Digit"), ""),
            ):
                with Horizontal(classes="field"):
                    yield Static(Content(label), classes="label")
                    yield WritingLine(value, compact=True, id=name, placeholder=self._hint(name))
            with VerticalScroll(id="theme-change", can_focus=False):
                yield Static(id="theme-lines")
            yield Static(
                Content(_("Enter writes it into codes.yml and codes the words · Esc leaves")),
                classes="quiet",
            )

    def on_mount(self) -> None:
        """Begin with the title."""
        self.query_one("#theme-title", Input).focus()
        self._plan()

    def _hint(self, name: str) -> str:
        if name == "theme-title":
            return _("what it is about")
        if name == "theme-parent":
            return _("none, or how it begins")
        taken = {theme.hotkey for theme in self.app.project.codebook.themes}
        free = " ".join(digit for digit in "123456789" if digit not in taken)
        return _("none; free: {digits}").format(digits=free) if free else _("none is free")

    def _plan(self) -> None:
        """Show what the fields would make of codes.yml, or what is wrong with them."""
        self._stop()
        project = self.app.project
        title, parent, hotkey = (
            self.query_one(f"#{name}", Input).value.strip()
            for name in ("theme-title", "theme-parent", "theme-hotkey")
        )
        self._planned = None
        shown = self.query_one("#theme-lines", Static)
        if not title:
            shown.update(Content(""))
            return
        try:
            above = project.codebook.resolve(parent).key if parent else None
            wish = codebooks.new_theme(project, title, parent=above, hotkey=hotkey)
            edit = codebooks.plan(project, [wish])
        except QdaError as error:
            said = f"{error.message} {error.hint}".strip()
            shown.update(Content.assemble((display(said), "$error")))
            return
        self._planned = PlannedTheme(wish.key, edit)
        shown.update(Content.assemble(*_diff(edit)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Plan anew when the typing rests: a plan takes longer than a key."""
        event.stop()
        self._stop()
        self._soon = self.set_timer(_PAUSE, self._plan)

    def _stop(self) -> None:
        if self._soon is not None:
            self._soon.stop()
            self._soon = None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is planned; nothing happens while something is wrong."""
        event.stop()
        if self._soon is not None:
            self._plan()
        if self._planned is not None:
            self.dismiss(self._planned)

    def action_scroll_change(self, direction: int) -> None:
        """Read on in the change of codes.yml."""
        change = self.query_one("#theme-change", VerticalScroll)
        change.scroll_relative(y=direction * max(1, change.size.height - 1), animate=False)

    def action_leave(self) -> None:
        """Add nothing."""
        self.dismiss(None)


def _diff(edit: Edit) -> list[tuple[str, str]]:
    """The changed lines with a style each; the two file names at the top are the same."""
    styles = {"+": "$success", "-": "$error"}
    lines = [
        "…" if one.startswith("@@") else one for one in edit.diff().rstrip("\n").split("\n")[2:]
    ]
    return [(display(line) + "\n", styles.get(line[:1], "$quiet")) for line in lines]
