"""Two texts side by side, segment by segment; what is replaced stands in marks, not in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qda.tui.flow import wrapped
from qda.tui.widgets.drawing import Piece, fitted, safe, strip_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from qda.domain.text import Span
    from qda.services.previewing import Line

_NUMBER = 5
_BETWEEN = " │ "
_PLAIN = Style.null()


class _Side(NamedTuple):
    """A text with its marks, and the rows that it is wrapped into."""

    text: str
    marks: list[tuple[int, int]]
    rows: list[tuple[int, int]]


class PreviewView(ScrollView, inherit_bindings=False):
    """The original at the left, what a profile sees at the right."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "preview--number", "preview--original", "preview--shown"
    }  # fmt: skip

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._sides: list[tuple[_Side, _Side]] = []
        self._rows: list[tuple[int, int]] = []
        """For each row of the screen its line, and the place of the row in that line."""
        self._width = 0

    def show(self, lines: Sequence[Line], at: int = 0) -> None:
        """Show other lines, the first of them with this number or a later one at the top."""
        self._lines = lines
        self._width = 0
        self._wrap()
        self.go_to(at)

    def go_to(self, number: int) -> None:
        """Put the line with this number at the top."""
        rows = (y for y, (line, _row) in enumerate(self._rows)
                if self._lines[line].number >= number)  # fmt: skip
        self.scroll_to(y=next(rows, 0), animate=False)

    @property
    def top(self) -> int:
        """The number of the line at the top; 0 where there is none."""
        y = min(int(self.scroll_offset.y), len(self._rows) - 1)
        return self._lines[self._rows[y][0]].number if self._rows else 0

    def move(self, rows: int) -> None:
        """Scroll by so many rows."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False)

    def on_resize(self) -> None:
        """Wrap for the new width."""
        top = self.top
        if self._wrap():
            self.call_after_refresh(lambda: self.go_to(top))

    @property
    def _column(self) -> int:
        return max(8, (self._width - _NUMBER - len(_BETWEEN) - 1) // 2)

    def _wrap(self) -> bool:
        width = self.scrollable_content_region.width
        if width == self._width or not width:
            return False
        self._width = width
        room = self._column
        self._sides = [
            (_side(line.original, line.places, room), _side(line.rendered, line.shown, room))
            for line in self._lines
        ]
        self._rows = [
            (place, row)
            for place, (left, right) in enumerate(self._sides)
            for row in range(max(len(left.rows), len(right.rows), 1))
        ]
        self.virtual_size = Size(width, len(self._rows))
        self.refresh()
        return True

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        at, ground = y + int(self.scroll_offset.y), self.rich_style
        width = self.scrollable_content_region.width
        if at >= len(self._rows):
            return Strip.blank(width, ground)
        line, row = self._rows[at]
        quiet = self.get_component_rich_style("preview--number", partial=True)
        number = f"{self._lines[line].number:>{_NUMBER - 1}} " if not row else " " * _NUMBER
        left, right = self._sides[line]
        return strip_of(
            [
                (number, quiet),
                *self._pieces(left, row, "preview--original"),
                (_BETWEEN, quiet),
                *self._pieces(right, row, "preview--shown"),
            ],
            width,
            ground,
        )

    def _pieces(self, side: _Side, row: int, style: str) -> list[Piece]:
        room = self._column
        if row >= len(side.rows):
            return [(" " * room, _PLAIN)]
        start, stop = side.rows[row]
        marked = self.get_component_rich_style(style, partial=True)
        pieces: list[Piece] = []
        place, text = start, fitted(side.text[start:stop].rstrip("\n"), room)
        for first, last in side.marks:
            first, last = max(first, start), min(last, stop)
            if first < last:
                pieces += [(side.text[place:first], _PLAIN), (side.text[first:last], marked)]
                place = last
        return [*pieces, (text[place - start :], _PLAIN)]


def _side(text: str, marks: Sequence[Span], room: int) -> _Side:
    shown = safe(text).replace("\n", " ")
    rows = list(wrapped(shown, 0, len(shown), room)) if shown.strip() else []
    return _Side(shown, [(mark.start, mark.stop) for mark in marks], rows)
