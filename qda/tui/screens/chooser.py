"""A small chooser: type a part of a theme's name, go up and down, Enter takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qda.language import gettext as _
from qda.tui.colours import variable
from qda.tui.matching import ranked
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.widgets.drawing import shortened
from qda.tui.widgets.plain_list import PlainList
from qda.tui.widgets.writing import WritingLine

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.tui.margin import Face

_LINES, _LOST = 4, 8
"""Lines for what a theme means, and columns that a word leaves at the end of one."""


class Chooser(Dialog[str | None]):
    """Asks for one theme; gives its key, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("down", "step('down')", "down", show=False),
        Binding("up", "step('up')", "up", show=False),
        Binding("pagedown", "step('page_down')", "page down", show=False),
        Binding("pageup", "step('page_up')", "page up", show=False),
    ]

    def __init__(
        self,
        shown: Sequence[Face],
        has: Collection[str],
        *,
        counts: Mapping[str, int] | None = None,
        question: str = "",
    ) -> None:
        """
        Args:
            shown: The themes to choose from, in order.
            has: Those that the words have already, by key.
            counts: Codings by theme in this interview.
            question: What is asked; which theme to give where it is empty.
        """
        super().__init__()
        self._shown = shown
        self._has = has
        self._counts = counts or {}
        self._question = question

    def compose(self) -> ComposeResult:
        """The field, the list, what the highlighted theme means, and how to use them."""
        with Box():
            yield Static(Content(self._question or _("Which theme?")), classes="title")
            yield WritingLine(placeholder=_("part of the name"), compact=True, id="theme-words")
            yield PlainList(id="theme-list")
            yield Static(id="theme-meaning")
            yield Static(
                Content(_("Enter takes it · Esc leaves everything as it is")), classes="quiet"
            )

    def on_mount(self) -> None:
        """Show all themes."""
        self._fill("")

    @property
    def _list(self) -> PlainList:
        return self.query_one(PlainList)

    def _fill(self, wanted: str) -> None:
        fitting = ranked(wanted, self._shown)
        words = bool(wanted.strip())
        self._list.clear_options()
        self._list.add_options(
            [Option(self._line(face, filtered=words), id=face.key) for face in fitting]
        )
        self._list.highlighted = 0 if fitting else None
        if not self._shown:
            self._list.add_option(Option(Content(_("There are no themes yet.")), disabled=True))
        elif not fitting:
            self.query_one("#theme-meaning", Static).update(Content(""))
            self._list.add_option(Option(Content(_("No theme has that name.")), disabled=True))

    def _line(self, face: Face, *, filtered: bool) -> Content:
        indent = "" if filtered else "  " * face.depth
        sign = "● " if face.key in self._has else "  "
        colour = f"${variable(face.colour)}"
        above = f"  {face.above} ›" if filtered and face.above else ""
        count = self._counts.get(face.key, 0)
        return Content.assemble(
            (sign, f"bold {colour}"),
            (f"{face.hotkey:<2}", f"bold {colour}"),
            indent,
            face.title,
            (above, "$quiet"),
            (f"  {count}" if count else "", "$quiet"),
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the highlighted theme means."""
        event.stop()
        # The event may be late: what is typed since then has filled the list anew.
        option = self._list.highlighted_option
        key = None if option is None else option.id
        meaning = next((face.definition for face in self._shown if face.key == key), "")
        room = _LINES * (self.query_one("#theme-words").size.width - _LOST)
        self.query_one("#theme-meaning", Static).update(Content(shortened(meaning, room)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the themes whose names hold what is typed."""
        event.stop()
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the highlighted theme."""
        event.stop()
        highlighted = self._list.highlighted_option
        if highlighted is not None and highlighted.id is not None:
            self.dismiss(highlighted.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the theme that was clicked."""
        event.stop()
        if event.option_id is not None:
            self.dismiss(event.option_id)

    def action_step(self, step: str) -> None:
        """Go up or down in the list."""
        self._list.go(step)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
