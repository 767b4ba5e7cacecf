"""Drawing what stands beside the lines of a transcript: a stripe for each coding, and its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style

from qda.domain.text import Span, one_line
from qda.tui.colours import variable
from qda.tui.flow import Flow, Row, RowKind
from qda.tui.widgets.drawing import Piece, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.tui.margin import Face, Mark
    from qda.tui.widgets.transcript_styles import TranscriptStyles

_PLAIN = Style.null()


@dataclass(frozen=True, slots=True)
class Columns:
    """How the width of the view is divided; depends on the width alone, so coding moves no text."""

    left: int
    """Blank, so that very wide terminals show the text in the middle."""
    number: int
    """Numbers of the segments; 0 where there is no room."""
    text: int
    stripes: int
    label: int
    """Names of the themes."""

    @property
    def before_text(self) -> int:
        """Columns at the left of the text."""
        return self.left + 2 + self.number

    @classmethod
    def of(cls, width: int) -> Columns:
        """The columns for a width."""
        number = 5 if width >= 72 else 0
        stripes = 3 if width < 64 else 4
        label = 4 if width < 64 else min(26, 8 + (width - 64) // 3)
        used = 2 + number + 1 + stripes + 1 + label + 1
        text = max(8, min(92, width - used))
        return cls(max(0, (width - used - text) // 2), number, text, stripes, label)


class MarginLines:
    """Draws the margin of a transcript, row by row."""

    def __init__(self, styles: TranscriptStyles) -> None:
        self.styles = styles
        self.flow = Flow((Row(RowKind.BLANK, 0),), (), ())
        self.columns = Columns.of(0)
        self.marks: Mapping[int, Sequence[Mark]] = {}
        """The codings beside each segment that has some."""
        self.faces: Mapping[str, Face] = {}
        self.chosen: str | None = None
        """The coding that is chosen, by uid."""
        self._named: dict[int, list[list[Mark]]] = {}

    def _margin(self, row: Row, place: int) -> list[Piece]:
        """Stripes of the codings beside a row, and a name for each."""
        marks = self._marks_of(row.segment)
        if not marks:
            return []
        stripes: list[Piece] = [(" ", _PLAIN)] * self.columns.stripes
        for mark in marks:
            if not touches(row, mark.span):
                continue
            if mark.lane < self.columns.stripes:
                stripes[mark.lane] = (self._stripe(mark), self.styles.theme(self._colour(mark)))
            else:
                stripes[-1] = ("+", self.styles.part("number"))
        return [*stripes, (" ", _PLAIN), *self._label(self._named_beside(row.segment)[place])]

    def _stripe(self, mark: Mark) -> str:
        if mark.uid == self.chosen:
            return "█"
        return "┃" if mark.own else "┆"

    def marks_named_on(self, line: int) -> list[Mark]:
        """The codings whose names stand beside a row."""
        row = self.flow.rows[line]
        if row.kind is not RowKind.SPEECH:
            return []
        return self._named_beside(row.segment)[line - self.flow.first[row.segment]]

    def forget(self, segment: int | None = None) -> None:
        """Draw a segment, or all of them, from its codings as they are now."""
        if segment is None:
            self._named.clear()
        else:
            self._named.pop(segment, None)

    def _named_beside(self, segment: int) -> list[list[Mark]]:
        """For each row of a segment the codings whose names stand beside it.

        Each stands where its stripe begins or, if another one stands there, on the next free row;
        the last row takes all that are left.
        """
        if segment in self._named:
            return self._named[segment]
        first, last = self.flow.first[segment], self.flow.last[segment]
        rows = self.flow.rows[first : last + 1]
        named: list[list[Mark]] = [[] for _row in rows]
        for mark in self._marks_of(segment):
            begin = next((at for at, row in enumerate(rows) if touches(row, mark.span)), 0)
            free = (
                at
                for at in range(begin, len(rows))
                if not named[at] and rows[at].kind is RowKind.SPEECH
            )
            named[next(free, len(rows) - 1)].append(mark)
        self._named[segment] = named
        return named

    def _label(self, marks: Sequence[Mark]) -> list[Piece]:
        """The name of a coding, or the short forms of several."""
        if len(marks) <= 1:
            return [(self._name(mark), self._theme_style(mark)) for mark in marks]
        pieces: list[Piece] = []
        room = self.columns.label
        for position, mark in enumerate(marks):
            short = self.faces[mark.theme].short
            left = len(marks) - position
            if len(short) + (3 if left > 1 else 0) > room:
                pieces.append((f"+{left}", self.styles.part("number")))
                break
            pieces += [(short, self._theme_style(mark)), (" ", _PLAIN)]
            room -= len(short) + 1
        return pieces

    def _name(self, mark: Mark) -> str:
        face, width = self.faces[mark.theme], self.columns.label
        if width < 8:
            return shortened(face.short, width)
        coder = "" if mark.own else f" · {one_line(mark.coder)}"
        if cell_len(coder) + 8 > width:
            coder = ""
        return shortened(f"{face.short} {face.title}", width - cell_len(coder)) + coder

    def _marks_of(self, segment: int) -> Sequence[Mark]:
        return self.marks.get(segment, ())

    def _colour(self, mark: Mark) -> str:
        return variable(self.faces[mark.theme].colour)

    def _theme_style(self, mark: Mark) -> Style:
        chosen = mark.uid == self.chosen
        return self.styles.theme(self._colour(mark)) + _named_style(mark.own, chosen)


@cache
def _named_style(own: bool, chosen: bool) -> Style:
    return Style(bold=own, italic=not own, reverse=chosen or None)


def touches(row: Row, span: Span) -> bool:
    """Whether any of a stretch of text stands on a row."""
    return span.start < row.stop and row.start < span.stop
