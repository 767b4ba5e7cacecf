"""The earlier words and the present ones, side by side; signs say what colours say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.domain.text import display
from qda.language import gettext as _

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qda.services.comparing import Side


class BothSides(Horizontal):
    """Two texts: what was taken away stands in [−…−], what is new in [+…+]."""

    def compose(self) -> ComposeResult:
        """A column for each text."""
        with VerticalScroll(classes="side", id="then", can_focus=False):
            yield Static(Content(_("Before")), classes="side-title")
            yield Static(classes="side-words")
        with VerticalScroll(classes="side", id="now", can_focus=False):
            yield Static(Content(_("Now")), classes="side-title")
            yield Static(classes="side-words")

    def show(self, then: Side, now: Side, *, moves: bool) -> None:
        """Show both texts from the beginning.

        Args:
            then: The words that were marked, in the earlier text.
            now: Where they stand now, or where they were.
            moves: Whether they stand somewhere else now, and nothing is marked there yet.
        """
        self.query_one("#then .side-words", Static).update(_words(then, "−", "$error"))
        self.query_one("#now .side-words", Static).update(_words(now, "+", "$success"))
        title = _("Now: the words stand here") if moves else _("Now")
        if not now.pieces:
            title = _("Now: the words are gone from here")
        self.query_one("#now .side-title", Static).update(Content(title))
        for column in self.query(VerticalScroll):
            column.scroll_home(animate=False)

    def scroll_both(self, direction: int) -> None:
        """Scroll both texts down (1) or up (-1)."""
        for column in self.query(VerticalScroll):
            column.scroll_relative(y=direction * max(1, column.size.height - 1), animate=False)


def _words(side: Side, sign: str, colour: str) -> Content:
    parts: list[str | tuple[str, str]] = [(display(side.before), "$quiet")]
    parts.append(("▸", "bold $accent"))
    for piece in side.pieces:
        if piece.kept:
            parts.append((display(piece.text), "bold"))
        else:
            parts.append((f"[{sign}{display(piece.text)}{sign}]", f"bold underline {colour}"))
    parts.append(("◂", "bold $accent"))
    parts.append((display(side.after), "$quiet"))
    return Content.assemble(*parts)
