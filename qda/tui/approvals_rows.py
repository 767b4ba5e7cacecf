"""How excerpts and their approval are shown: a row each, and one of them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from qda.domain.approval import Answered, Approved
from qda.domain.text import display, one_line
from qda.language import gettext as _
from qda.services.approval_words import answered_word, state_word
from qda.tui.columns import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.approval_views import ListedExcerpt, Worded

_SIGNS = {
    Approved.YES: ("✓", "$success"),
    Approved.NO: ("✗", "$error"),
    Approved.NOT_ASKED: ("–", "$quiet"),
    Approved.NO_ANSWER: ("?", "$warning"),
    Approved.OUTDATED: ("≠", "$error"),
}


def _short_state(one: ListedExcerpt) -> str:
    """Where the approval stands, in a word or two."""
    if one.state is Approved.YES and one.answered == Answered.WITH_CHANGES:
        return _("with changes")
    return {
        Approved.YES: _("approved"),
        Approved.NO: _("left out"),
        Approved.NOT_ASKED: _("not asked"),
        Approved.NO_ANSWER: _("asked"),
        Approved.OUTDATED: _("outdated"),
    }[one.state]


def columns() -> list[Column]:
    """From left to right."""
    return [Column(), Column("", 2), Column(), Column(grows=True), Column("", 3)]


def cells_of(one: ListedExcerpt, titles: Mapping[str, str]) -> list[Cell]:
    """An excerpt's row; themes are shown by their titles."""
    sign, style = _SIGNS[one.state]
    late = " ! " + _("late") if one.overdue else ""
    return [
        (f"{sign} {_short_state(one)}{late}", f"bold {style}"),
        (one_line(one.informant), "bold"),
        (one_line(one.reference), "$secondary"),
        (titles.get(one.theme, one_line(one.theme)), ""),
        (one.deadline, "$quiet"),
    ]


def in_full(one: ListedExcerpt, words: Worded) -> Content:
    """An excerpt with its words: as shown, as answered, and as they would be printed now."""
    parts: list[str | tuple[str, str]] = [
        (f"{one_line(one.informant)}  {one_line(one.reference)}", "bold $primary"),
        (f"  {one_line(words.attribution)}\n", "$quiet"),
        (state_word(one.state), "bold"),
    ]
    if one.answered:
        parts.append((f" · {answered_word(one.answered)}, {one_line(one.at)}", "$quiet"))
    if one.deadline:
        late = _("the deadline {date} has passed") if one.overdue else _("answer by {date}")
        parts.append((" · " + late.format(date=one.deadline), "$warning"))
    parts.append("\n\n")
    same = words.shown == words.now
    for title, text in (
        (_("As shown"), words.shown),
        (_("Their words"), words.answered),
        (_("As it would be printed now"), "" if same or one.state is Approved.NO else words.now),
    ):
        if text:
            parts += [(title, "bold $secondary"), "\n", display(text), "\n\n"]
    return Content.assemble(*parts)
