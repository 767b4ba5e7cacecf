"""How informants are shown: a row each, where each sign stands with a word; one of them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.services.consent_words import answer_word, fields_in_words, kind_word, state_lines
from qda.tui.columns import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qda.services.consent_views import View
    from qda.services.people_views import ListedPerson
    from qda.tui.keys import Keys


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


def in_full(view: View, values: Mapping[str, str], day: date | None, keys: Keys) -> Content:
    """All that is shown of an informant."""
    who = [one_line(values[name]) for name in ("name", "label", "organisation", "municipality",
                                               "area") if values[name]]  # fmt: skip
    parts: list[str | tuple[str, str] | Content] = [
        (f"{one_line(view.short_id)}  ", "bold $primary"),
        (" · ".join(dict.fromkeys(who)) or "–", "bold"),
        "\n",
        (", ".join(map(one_line, view.appendices)) or _("no interview"), "$quiet"),
        "\n\n",
        (_("On {date}").format(date=day) if day else _("Today"), "bold $secondary"),
        "\n",
    ]
    for appendix, state in view.states:
        if appendix:
            parts.append((_("Only for {appendix}:").format(appendix=one_line(appendix)), "$accent"))
            parts.append("\n")
        for place, line in enumerate(state_lines(state)):
            style = "bold $error" if state.withdrawn else "bold" if not place else ""
            parts += [(line, style), "\n"]
    parts += ["\n", (_("History"), "bold $secondary"), "\n"]
    for event in view.events:
        parts += [
            (f"{one_line(event['at'])}  ", "$accent"),
            (kind_word(event["kind"]), "bold"),
            (f"  {one_line(event['recorded_by'])}, {event['recorded_at'][:10]},"
             f" {event['hash'][:8]}\n", "$quiet"),
        ]  # fmt: skip
        parts += [f"    {one_line(line)}\n" for line in fields_in_words(event["fields"])]
    if not view.events:
        said = _("Nothing is recorded: that counts as no. {record-consent} records consent.")
        parts.append((keys.told(said), "$warning"))
    return Content.assemble(*parts)
