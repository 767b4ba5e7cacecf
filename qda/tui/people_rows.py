"""The columns of the list of informants; each sign stands with a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services.consent_words import answer_word
from qda.tui.columns import Cell, Column

if TYPE_CHECKING:
    from qda.services.people_views import ListedPerson


def columns() -> list[Column]:
    """From left to right."""
    return [
        Column(),
        Column(_("Appendix"), 3),
        Column(_("Informant"), grows=True),
        Column(_("Quotes")),
        Column(_("Approval"), 5),
        Column(_("Appendix shown"), 6),
        Column(_("May be kept until"), 4),
        Column(_("Waiting"), 2),
    ]


def cells_of(one: ListedPerson) -> list[Cell]:
    """An informant's row."""
    person = one.person
    return [
        (one_line(person.short_id), "bold"),
        (one_line(person.appendix) or "–", "$secondary"),
        (one_line(person.label) or "–", ""),
        badge(one),
        (answer_word(person.approval), ""),
        (answer_word(person.appendix_policy), ""),
        _kept(one),
        (_("{count} open").format(count=one.waiting) if one.waiting else "–",
         "$warning" if one.waiting else "$quiet"),
    ]  # fmt: skip


def badge(one: ListedPerson) -> Cell:
    """A sign with a word for whether the informant may be quoted."""
    if one.person.withdrawn:
        return "⊘ " + _("withdrawn"), "$error"
    if not one.given:
        return "? " + _("no consent"), "$error"
    signs = {"yes": ("✓", "$success"), "no": ("✗", "$error")}
    sign, style = signs.get(one.person.quote, ("?", "$quiet"))
    return f"{sign} {answer_word(one.person.quote)}", style


def _kept(one: ListedPerson) -> Cell:
    if one.retention is None:
        return "– " + answer_word("not recorded"), "$quiet"
    if one.over:
        return f"! {one.retention} " + _("passed"), "$error"
    return (f"~ {one.retention}", "$warning") if one.soon else (f"{one.retention}", "")
