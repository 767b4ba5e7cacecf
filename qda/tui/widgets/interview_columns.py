"""What the columns of the list of interviews hold, and which of them a width has room for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services.overview import Consent, Order
from qda.tui import words
from qda.tui.widgets.drawing import Piece, fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qda.services.overview import Listed

BAR = 10
"""Cells of the bar that shows how far an interview is coded and seen."""
_LEAST = 24
"""Columns that an informant's name keeps as long as anything else can give way."""
_PLAIN = Style.null()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list."""

    head: Callable[[], str]
    cell: Callable[[Listed], tuple[str, str]]
    """The text, safe to show, and the name of its style."""
    gives_way: int = 0
    """Columns with a higher number are left out earlier; 0 stays as long as possible."""
    right: bool = False
    sign: bool = False
    """Where space is scarce its first sign alone says enough."""
    order: Order | None = None
    """The order in which this is the column that sorts."""


def _plain(text: str) -> tuple[str, str]:
    return one_line(text), "informant"


def _number(number: int | None) -> tuple[str, str]:
    from qda.formats.papers import thousands

    return ("–", "quiet") if number is None else (thousands(str(number)), "number")


def consent_badge(consent: Consent) -> tuple[str, str]:
    """A sign with a word for whether an informant may be quoted, and the name of its style."""
    return {
        Consent.YES: ("✓ " + _("yes"), "yes"),
        Consent.NO: ("✗ " + _("no"), "no"),
        Consent.NOT_RECORDED: ("? " + _("not recorded"), "quiet"),
        Consent.WITHDRAWN: ("⊘ " + _("withdrawn"), "no"),
    }[consent]


def _bar(one: Listed) -> tuple[str, str]:
    """Coded ━, seen and not coded ─, not seen ┄; the figures stand beside it."""
    whole = max(1, one.numbers.segments)
    coded = one.numbers.coded * BAR // whole
    seen = max(coded, one.seen * BAR // whole)
    return "━" * coded + "─" * (seen - coded) + "┄" * (BAR - seen), "share"


def _percent(part: int, one: Listed) -> tuple[str, str]:
    return words.percent(part, one.numbers.segments), "number"


def _day(at: str) -> tuple[str, str]:
    if not at:
        return "–", "quiet"
    day = datetime.fromisoformat(at).astimezone()
    return f"{day:%Y-%m-%d}", "number"


def _reviews(one: Listed) -> tuple[str, str]:
    if one.reviews:
        return "! " + _("to look at: {count}").format(count=one.reviews), "review"
    return ("? " + _("speakers uncertain") if one.speakers_uncertain else ""), "review"


def _held_back(one: Listed) -> tuple[str, str]:
    return (held_back_sign() if one.numbers.restricted else ""), "restricted"


COLUMNS = (
    Column(lambda: "", lambda one: _plain(one.appendix), order=Order.APPENDIX),
    Column(lambda: _("Informant"), lambda one: _plain(one.numbers.informant or "–")),
    Column(lambda: _("Consent"), lambda one: consent_badge(one.consent), sign=True),
    Column(lambda: _("Words"), lambda one: _number(one.numbers.words), 5, right=True),
    Column(lambda: _("Min."), lambda one: _number(one.minutes), 9, right=True),
    Column(lambda: _("Pages"), lambda one: _number(one.numbers.pages), 7, right=True),
    Column(lambda: _("Segments"), lambda one: _number(one.numbers.segments), 8, right=True),
    Column(
        lambda: _("Codings"), lambda one: _number(one.numbers.codings), 3, right=True,
        order=Order.CODINGS,
    ),
    Column(lambda: "", _bar, 2),
    Column(
        lambda: _("Coded"), lambda one: _percent(one.numbers.coded, one), right=True,
        order=Order.PROGRESS,
    ),
    Column(lambda: _("Seen"), lambda one: _percent(one.seen, one), 4, right=True),
    Column(
        lambda: _("Worked on"), lambda one: _day(one.worked_on), 6, right=True,
        order=Order.WORKED_ON,
    ),
    Column(lambda: "", _reviews, sign=True),
    Column(lambda: "", _held_back, sign=True),
)  # fmt: skip
"""From left to right."""

_NAME = 1
"""The column that takes what room is left."""


def held_back_sign() -> str:
    """The mark of an interview with restricted passages: its sign alone where space is scarce."""
    return "░ " + _("parts held back")


def heads(order: Order | None) -> list[str]:
    """The headings; an arrow marks the column that sorts."""
    return [
        f"{column.head()} ▾" if column.order is order and column.head() else column.head()
        for column in COLUMNS
    ]


def cells_of(one: Listed) -> list[tuple[str, str]]:
    """The texts of an interview's row, each with the name of its style."""
    return [column.cell(one) for column in COLUMNS]


def columns_for(interviews: Sequence[Listed], width: int) -> list[int]:
    """The width of each column; 0 leaves it out. Signs are cut first, then columns give way."""
    rows = [[text for text, _style in cells_of(one)] for one in interviews]
    full = [
        max([cell_len(column.head()) + 2 * bool(column.order and column.head()),
             *(cell_len(row[place]) for row in rows)])
        for place, column in enumerate(COLUMNS)
    ]  # fmt: skip
    for widths in _forms(full):
        others = sum(wide + 2 for place, wide in enumerate(widths) if wide and place != _NAME)
        room = width - 4 - others
        if room >= min(full[_NAME], _LEAST):
            break
    widths[_NAME] = max(0, min(full[_NAME], room))
    return widths


def _forms(full: list[int]) -> list[list[int]]:
    """Ways to lay the columns out, from the widest to the narrowest."""
    forms = [full]
    last_signs = [
        place for place, column in enumerate(COLUMNS) if column.sign and place > _NAME + 1
    ]
    short = [min(1, wide) if place in last_signs else wide for place, wide in enumerate(full)]
    forms.append(short)
    for level in sorted({column.gives_way for column in COLUMNS if column.gives_way}, reverse=True):
        short = [
            0 if COLUMNS[place].gives_way >= level > 0 else wide for place, wide in enumerate(short)
        ]
        forms.append(short)
    forms.append(
        [min(1, wide) if COLUMNS[place].sign else wide for place, wide in enumerate(short)]
    )
    return [list(form) for form in forms]


def laid_out(columns: list[int], cells: list[Piece]) -> list[Piece]:
    """A row of cells in columns of these widths."""
    pieces: list[Piece] = [(" ", _PLAIN), (" ", _PLAIN)]
    for column, width, (text, style) in zip(COLUMNS, columns, cells, strict=True):
        if width:
            shown = fitted(text, width) if width > 1 else text[:1] or " "
            if column.right:
                shown = " " * (width - cell_len(shown.rstrip())) + shown.rstrip()
            pieces += [(shown, style), ("  ", _PLAIN)]
    return pieces
