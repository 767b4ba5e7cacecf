"""Words in all interviews, each hit with the words around it; Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qda.domain.text import one_line
from qda.errors import QdaError
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import searching
from qda.tui.screens.dialog import Box, Dialog
from qda.tui.widgets.drawing import fitted, shortened
from qda.tui.widgets.plain_list import PlainList
from qda.tui.widgets.writing import WritingLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.searching import Hit
    from qda.tui.app import CodingApp

LIMIT = 200
"""Hits that are listed: more than anybody looks through."""

_PLACE = 14
"""Columns for the reference before each hit."""


class SearchScreen(Dialog[tuple[str, int] | None]):
    """Gives the appendix and the first character of the chosen hit, or None when it is left."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("down", "step('down')", "down", show=False),
        Binding("up", "step('up')", "up", show=False),
        Binding("pagedown", "step('page_down')", "page down", show=False),
        Binding("pageup", "step('page_up')", "page up", show=False),
    ]

    def __init__(self, wanted: str = "") -> None:
        super().__init__()
        self._wanted = wanted
        self._hits: list[Hit] = []

    def compose(self) -> ComposeResult:
        """The field, the hits, how many they are, and how to use them."""
        with Box(wide=True, id="search"):
            yield Static(Content(_("Find in all interviews")), classes="title")
            yield WritingLine(
                self._wanted or self.app.searched[0], compact=True, id="search-words",
                placeholder=_("words, or how the last one begins"), select_on_focus=True,
            )  # fmt: skip
            yield PlainList(id="search-hits")
            yield Static(id="search-count", classes="quiet")

    def on_mount(self) -> None:
        """Show the hits of the last time, at the one that was gone to."""
        words, place = self.app.searched
        self._wanted = self._wanted or words  # the field tells of them as of a change
        self._search(self._wanted)
        if words and self._wanted == words and place < len(self._hits):
            self._list.highlighted = place

    @property
    def _list(self) -> PlainList:
        return self.query_one(PlainList)

    def _search(self, words: str) -> None:
        try:
            self._hits = searching.find(self.app.project, _opened(words), limit=LIMIT)
        except QdaError as error:
            self.app.complain(error)
            self._hits = []
        self._list.clear_options()
        self._list.add_options([Option(self._line(hit)) for hit in self._hits])
        self._list.highlighted = 0 if self._hits else None
        self.query_one("#search-count", Static).update(Content(self._said(words)))

    def _said(self, words: str) -> str:
        if not words.strip():
            return _("Esc goes back")
        count = len(self._hits)
        if not count:
            return _("not found")
        if count == LIMIT:
            return _("The first {count} segments · Enter goes there").format(count=count)
        return ngettext(
            "{count} segment · Enter goes there, {back} back again",
            "{count} segments · Enter goes there, {back} back again",
            count,
        ).format(count=count, back=self.app.keys.of("back"))

    def _line(self, hit: Hit) -> Content:
        width = min(110, self.app.size.width * 94 // 100) - 10
        held_back = _("off the record") + " " if hit.restricted else ""
        match = shortened(one_line(hit.match), 30)
        room = max(4, (width - _PLACE - cell_len(held_back) - cell_len(match)) // 2)
        lead = " " if hit.before[-1:].isspace() else ""
        before = fitted(one_line(hit.before)[::-1], room - 1 - len(lead))[::-1]
        tail = " " if hit.after[:1].isspace() else ""
        return Content.assemble(
            (fitted(one_line(hit.reference), _PLACE), "$quiet"),
            (held_back, "bold $restricted"),
            before + lead,
            (match, "bold $accent"),
            shortened(tail + one_line(hit.after), room),
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed so far."""
        event.stop()
        if event.value != self._wanted or not self._hits:
            self._wanted = event.value
            self._search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the highlighted hit."""
        event.stop()
        if self._list.highlighted is not None and self._hits:
            self._take(self._list.highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the hit that was clicked."""
        event.stop()
        if event.option_index < len(self._hits):  # of what is shown by now
            self._take(event.option_index)

    def _take(self, place: int) -> None:
        hit = self._hits[place]
        self.app.searched = (self.query_one(Input).value, place)
        self.dismiss((hit.appendix, hit.span.start))

    def action_step(self, step: str) -> None:
        """Go up or down in the list."""
        self._list.go(step)

    def action_leave(self) -> None:
        """Go nowhere."""
        self.dismiss(None)


def _opened(words: str) -> str:
    """The words with the last one open to longer ones, as long as it may still be typed on."""
    return words + "*" if words[-2:].isalnum() and len(words.split()[-1]) > 1 else words
