"""Drawing a matrix: heads, numbers with a heat beside and below them, totals.

Each cell says its number; the heat is a background and a small bar, so that it is there without
colours too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.color import Color
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.tui.colours import variable
from qda.tui.widgets.drawing import Piece, fitted, shortened, strip_of
from qda.tui.widgets.matrix_heads import ColumnHead, names_above, names_listed, rule
from qda.tui.widgets.matrix_measures import TOTAL, Contents, Measures

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from qda.domain.matrix import Head
    from qda.services.counting import Counted

BARS = " ▁▂▃▄▅▆▇█"
SUMMARY = "¶"
"""Beside the number of a cell with a summary."""


class MatrixDrawing(ScrollView):
    """The lines of a matrix as they stand on the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"matrix-view--{name}"
        for name in ("head", "here", "label", "number", "none", "total", "cursor", "summary")
    }

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._values: Counted | None = None
        self._summaries: Collection[tuple[str, str]] = ()
        self.row = 0
        self.column = 0
        self._signs: Mapping[str, str] = {}
        self._measures = Measures()

    @property
    def contents(self) -> Contents:
        """What has to find room."""
        columns = self._columns
        return Contents(
            [self._label(one) for one in self._values.rows] if self._values else [],
            [self._title(one) for one in columns],
            [self._label(one) for one in columns],
            max((cell_len(self._sign(place)) for place in range(len(columns))), default=1),
            self._values.most if self._values else 0,
            max(self._values.column_totals.values(), default=0) if self._values else 0,
        )

    @property
    def _side(self) -> int:
        return self._measures.side

    @property
    def _wide(self) -> int:
        return self._measures.wide

    @property
    def _top(self) -> int:
        """Lines above the first row."""
        return self._measures.lines + 1

    @property
    def _across(self) -> int:
        """Columns of the terminal between the labels and the totals."""
        room = max(0, self.scrollable_content_region.width - self._side - TOTAL)
        whole = room // self._wide * self._wide or room
        return min(whole, self._wide * len(self._columns))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the screen: heads, a row, or the totals."""
        width, height = self.scrollable_content_region.size
        if self._values is None or not self._values.rows:
            return Strip.blank(width, self.rich_style)
        last = min(height - 1, self._top + len(self._values.rows))
        if y < self._top:
            return self._head(y)
        if y == last:
            return self._totals()
        row = y - self._top + self.scroll_offset.y
        if row >= len(self._values.rows) or y > last:
            return Strip.blank(width, self.rich_style)
        return self._row(row)

    def _line(self, label: list[Piece], middle: list[Piece], end: list[Piece]) -> Strip:
        ground = self.rich_style
        columns = strip_of(middle, self._wide * len(self._columns), ground)
        start = self.scroll_offset.x
        line = Strip.join(
            [
                strip_of(label, self._side, ground),
                columns.crop(start, start + self._across).adjust_cell_length(self._across, ground),
                strip_of(end, TOTAL, ground),
            ]
        )
        return line.adjust_cell_length(self.scrollable_content_region.width, ground)

    @property
    def _columns(self) -> tuple[Head, ...]:
        return self._values.columns if self._values else ()

    def _head(self, line: int) -> Strip:
        lines, beside = self._measures.lines, self._measures.beside
        heads = self._heads
        if beside and line < lines:
            first = -(-self.scroll_offset.x // self._wide)
            seen = heads[first : first + max(1, self._across // self._wide)]
            width = self.scrollable_content_region.width
            return strip_of(names_listed(seen, line, lines, beside, width), width, self.rich_style)
        if line < lines:
            middle = names_above(heads, line, self._wide)
        else:
            middle = rule(heads, self._wide, signs=bool(beside))
        end = _("all") if line == (lines if beside else lines - 1) else ""
        said = shortened(end, TOTAL - 1).rjust(TOTAL - 1)
        return self._line([], middle, [(said, self._part("total"))])

    def _sign(self, place: int) -> str:
        return self._signs.get(self._columns[place].key, str(place + 1))

    @property
    def _heads(self) -> list[ColumnHead]:
        return [
            ColumnHead(
                self._sign(place),
                self._title(head),
                self._label(head),
                self._colour(head) if head.colour else self._part("none"),
                self._part("here" if place == self.column else "head"),
                place == self.column,
            )
            for place, head in enumerate(self._columns)
        ]

    def _row(self, row: int) -> Strip:
        values = self._values
        assert values is not None
        head = values.rows[row]
        bar = "▌" if row == self.row else " "
        label: list[Piece] = [
            (bar, self._part("here")),
            (
                fitted(self._label(head), self._side - 2) + " ",
                self._part("here" if row == self.row else "label"),
            ),
        ]
        middle: list[Piece] = []
        for place, column in enumerate(values.columns):
            middle += self._cell(row, place, values.count(head, column), head, column)
        total = values.row_totals.get(head.key, 0)
        return self._line(label, middle, [(f"{total:>{TOTAL - 1}}", self._part("total"))])

    def _cell(self, row: int, place: int, count: int, head: Head, column: Head) -> list[Piece]:
        assert self._values is not None
        sign = SUMMARY if (head.key, column.key) in self._summaries else " "
        share = count / self._values.most if self._values.most else 0.0
        heat = self._heat(share)
        cursor = (row, place) == (self.row, self.column)
        number = f"{count or '·':>{self._wide - 5}} "
        style = heat + self._part("number" if count else "none")
        if cursor:
            text = f"▐{number[1:]}{self._bar(share)}{sign} ▌"
            return [(fitted(text, self._wide), self._part("cursor"))]
        return [
            (number, style),
            (self._bar(share), style),
            (sign, style + self._part("summary")),
            ("  ", heat),
        ]

    def _totals(self) -> Strip:
        values = self._values
        assert values is not None
        total = self._part("total")
        middle: list[Piece] = []
        for column in values.columns:
            count = values.column_totals.get(column.key, 0)
            middle.append((f"{count:>{self._wide - 5}}     ", total))
        label = fitted(" " + _("all"), self._side)
        return self._line([(label, total)], middle, [(f"{values.total:>{TOTAL - 1}}", total)])

    @staticmethod
    def _bar(share: float) -> str:
        return BARS[0] if not share else BARS[max(1, round(share * (len(BARS) - 1)))]

    def _heat(self, share: float) -> Style:
        if not share:
            return Style.null()
        ground = Color.parse(self.app.theme_variables["background"])
        warm = Color.parse(self.app.theme_variables["heat"])
        return Style(bgcolor=ground.blend(warm, 0.15 + 0.85 * share).rich_color)

    def _label(self, head: Head) -> str:
        return one_line(f"{head.title}  {head.label}" if head.label else self._title(head))

    @staticmethod
    def _title(head: Head) -> str:
        return one_line(f"· {head.title}" if head.parent else head.title)

    def _colour(self, head: Head) -> Style:
        return Style(color=self.app.theme_variables[variable(head.colour)], bold=True)

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"matrix-view--{name}", partial=True)
