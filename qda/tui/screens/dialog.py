"""Screens and dialogs that are left once, however fast the key for it is pressed.

Keys wait in the queue of the screen where they were pressed. Textual would take the screen that is
on top by then: the next Esc in a closed dialog would close the interview below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.await_complete import AwaitComplete
from textual.containers import ScrollableContainer, Vertical
from textual.layouts.vertical import VerticalLayout
from textual.screen import ModalScreen, Screen
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.layout import ArrangeResult, Layout
    from textual.widget import Widget

T = TypeVar("T")

_LEAST = 2
"""Lines that a list keeps in a dialog that is too small for it."""


class Leaving(Screen[T]):
    """A screen that lies above another one and gives a result."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave with a result; nothing where it has been left already."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)


class Dialog(Leaving[T], ModalScreen[T]):
    """A screen with the one below it in sight."""


class _GivingWay(VerticalLayout):
    """From top to bottom; where all does not fit, what can be scrolled gives way, the rest stays.

    Otherwise the line that says how to leave a dialog would be the first to go.
    """

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """The places of the children."""
        placed = list(super().arrange(parent, children, size, greedy))
        if not placed or not size.height:  # asked how high they would like to be
            return placed
        over = placed[-1].region.bottom + placed[-1].margin.bottom - size.height
        given: dict[Widget, int] = {}
        for one in sorted(placed, key=lambda one: -one.region.height):
            if over > 0 and isinstance(one.widget, (ScrollView, ScrollableContainer)):
                given[one.widget] = max(0, min(over, one.region.height - _LEAST))
                over -= given[one.widget]
        moved = 0
        for place, one in enumerate(placed):
            less = given.get(one.widget, 0)
            left, top, width, height = one.region
            region = type(one.region)(left, top - moved, width, height - less)
            placed[place] = one._replace(region=region)
            moved += less
        return placed


class Box(Vertical):
    """What a dialog holds: its list gives way where the terminal is small."""

    _giving_way = _GivingWay()

    def __init__(self, *, small: bool = False, wide: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.add_class("dialog")
        self.set_class(small, "small")
        self.set_class(wide, "wide")

    @property
    def layout(self) -> Layout:
        """From top to bottom."""
        return self._giving_way
