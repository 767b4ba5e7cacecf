"""The interviews as a list with columns that fit the width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.tui import words
from qda.tui.widgets.drawing import Piece, fitted, strip_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

    from qda.services.progress import InterviewProgress

_PLAIN = Style.null()
_BAR = 10
"""Cells of the bar that shows how far an interview is coded."""
_HEADING_LINES = 2
_NUMBERS = (2, 3, 4, 6)
"""Columns that are set to the right."""
_HELD_BACK = 7
"""The column of the last mark."""
_FORMS: tuple[tuple[bool, tuple[int, ...]], ...] = (
    (False, ()), (True, ()), (True, (5,)), (True, (5, 3)), (True, (5, 3, 2)), (True, (5, 4, 3, 2)),
    (True, (5, 4, 3, 2, 1)),
)  # fmt: skip
"""Whether the last mark is a sign only, and which columns are left out, as space gets scarce."""


class InterviewList(ScrollView, inherit_bindings=False):
    """A list of interviews with one of them under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"interview-list--{name}"
        for name in ("bar", "current", "heading", "informant", "number", "restricted", "share")
    }

    cursor: reactive[int] = reactive(0, repaint=False)
    """Index of the interview under the cursor."""

    @dataclass
    class Chosen(Message):
        """An interview is to be opened."""

        appendix: str

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._interviews: Sequence[InterviewProgress] = ()
        self._columns: list[tuple[int, bool]] = []

    def show(self, interviews: Sequence[InterviewProgress], at: str | None) -> None:
        """Show other numbers; the cursor stays where it is, or goes to an appendix."""
        self._interviews = interviews
        places = [place for place, one in enumerate(interviews) if one.appendix == at]
        self.cursor = places[0] if places else self.cursor
        self._lay_out()

    def choose(self) -> None:
        """Open the interview under the cursor."""
        if self._interviews:
            self.post_message(self.Chosen(self._interviews[self.cursor].appendix))

    def validate_cursor(self, cursor: int) -> int:
        """Stay within the list."""
        return max(0, min(cursor, len(self._interviews) - 1))

    def watch_cursor(self) -> None:
        """Keep the cursor visible."""
        line, top, height = self.cursor + _HEADING_LINES, self.scroll_offset.y, self.size.height
        if self.cursor == 0:
            self.scroll_to(y=0, animate=False)
        elif line < top:
            self.scroll_to(y=line, animate=False)
        elif height and line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False)
        self.refresh()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._columns = self._columns_for(width)
        self.virtual_size = Size(width, _HEADING_LINES + len(self._interviews))
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to an interview; a second click opens it."""
        event.stop()
        offset = event.get_content_offset(self)
        place = -1 if offset is None else offset.y + self.scroll_offset.y - _HEADING_LINES
        if 0 <= place < len(self._interviews):
            again = place == self.cursor
            self.cursor = place
            if again:
                self.choose()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = y + self.scroll_offset.y
        width, ground = self.scrollable_content_region.width, self.rich_style
        columns = self._columns
        if line == 0:
            style = self._part("heading")
            return strip_of(_laid_out(columns, [(head, style) for head in _heads()]), width, ground)
        place = line - _HEADING_LINES
        if not 0 <= place < len(self._interviews):
            return Strip.blank(width, ground)
        current = place == self.cursor
        if current:
            ground += self._part("current")
        pieces = _laid_out(columns, self._cells(self._interviews[place]))
        return strip_of([("▌" if current else " ", self._part("bar")), *pieces[1:]], width, ground)

    def _cells(self, one: InterviewProgress) -> list[Piece]:
        filled = 0 if not one.segments else one.coded * _BAR // one.segments
        number = self._part("number")
        return [
            (one_line(one.appendix), Style(bold=True)),
            (one_line(one.informant), self._part("informant")),
            (str(one.words), number),
            (str(one.segments), number),
            (str(one.codings), number),
            ("━" * filled + "┄" * (_BAR - filled), self._part("share")),
            (words.percent(one.coded, one.segments), number),
            (held_back_sign() if one.restricted else "", self._part("restricted")),
        ]

    def _columns_for(self, width: int) -> list[tuple[int, bool]]:
        """Width of each column, and whether it is set to the right; 0 leaves it out."""
        rows = [[text for text, _style in self._cells(one)] for one in self._interviews]
        needed = [
            max([cell_len(head), *(cell_len(row[place]) for row in rows)])
            for place, head in enumerate(_heads())
        ]
        room = 0
        widths = needed
        for sign_only, without in _FORMS:
            widths = [0 if place in without else wide for place, wide in enumerate(needed)]
            if sign_only:
                widths[_HELD_BACK] = min(1, needed[_HELD_BACK])
            others = sum(wide + 2 for place, wide in enumerate(widths) if wide and place != 1)
            room = width - 2 - others - 2
            if room >= min(needed[1], 24) or 1 in without:
                break
        if widths[1]:
            widths[1] = max(0, min(needed[1], room))
        return [(wide, place in _NUMBERS) for place, wide in enumerate(widths)]

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"interview-list--{name}", partial=True)


def held_back_sign() -> str:
    """The mark of an interview with restricted passages: its sign alone where space is scarce."""
    return "░ " + _("parts held back")


def _heads() -> list[str]:
    return ["", _("Informant"), _("Words"), _("Segments"), _("Codings"), "", _("Coded"), ""]


def _laid_out(columns: list[tuple[int, bool]], cells: list[Piece]) -> list[Piece]:
    pieces: list[Piece] = [(" ", _PLAIN), (" ", _PLAIN)]
    for (width, right), (text, style) in zip(columns, cells, strict=True):
        if width:
            shown = fitted(text, width) if width > 1 else text[:1] or " "
            if right:
                shown = " " * (width - cell_len(shown.rstrip())) + shown.rstrip()
            pieces += [(shown, style), ("  ", _PLAIN)]
    return pieces
