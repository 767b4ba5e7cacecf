"""Merging two themes, and splitting one: codings change their theme and stay the same codings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.errors import NotFound, Refused
from qda.formats.codes_changes import AddKeyword, Retire, SetField
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import codebooks
from qda.services.theme_notes import notes_moved
from qda.services.theme_plans import Plan
from qda.storage import codings, journal
from qda.storage.journal import Change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.codebook import Theme
    from qda.formats import codes_changes
    from qda.services.project import Project


def merge(project: Project, source: str, target: str) -> Plan:
    """Plan to merge a theme into another one; the first is retired, so that nothing is lost.

    Its codings get the other theme. Where a coder has given both to the same words they become
    one, with the memos of both. Its keywords, summaries and memos go to the other theme too.

    Raises:
        NotFound: The codebook does not hold one of them.
        Refused: They are the same, the first has sub-codes, or the second is retired.
    """
    book = project.codebook
    one, other = book.theme(source), book.theme(target)
    _refuse_merge(project, one, other)
    with project.reading() as db:
        rows = codings.codings_of_theme(db, one.key)
        there = {_place(row): row["uid"] for row in codings.codings_of_theme(db, other.key)}
        folded = {row["uid"]: there[_place(row)] for row in rows if _place(row) in there}
        notes = notes_moved(db, one.key, other.key, folded)
        revision = journal.revision(db)
    moved = [
        Change(
            "coding", row["uid"], row, None if row["uid"] in folded else {**row, "theme": other.key}
        )
        for row in rows
    ]
    return Plan(
        "codebook.merge",
        one.key,
        codebooks.plan(project, _wishes(one, other)),
        (
            *_effect(moved, len(folded), other.title),
            *notes.sentences,
            _('"{title}" will be retired.').format(title=one.title),
        ),
        (*moved, *notes.changes),
        revision,
        other.title,
    )


def _refuse_merge(project: Project, one: Theme, other: Theme) -> None:
    book = project.codebook
    if one.key == other.key:
        raise Refused(_("A theme cannot be merged with itself."))
    if book.is_retired(other.key):
        raise Refused(
            _('"{title}" is retired.').format(title=other.title),
            _("Take it into use again first, or merge the other way round."),
        )
    if any(theme.parent == one.key and not theme.retired for theme in book.themes):
        raise Refused(
            _('"{title}" has sub-codes.').format(title=one.title),
            _("Move or merge them first, so that each goes where it belongs."),
        )


def _wishes(one: Theme, other: Theme) -> list[codes_changes.Change]:
    known = {word.written.casefold() for word in other.keywords}
    new = [word.written for word in one.keywords if word.written.casefold() not in known]
    wishes: list[codes_changes.Change] = []
    if new:
        wishes.append(AddKeyword(other.key, new[0], tuple(new[1:])))
    if not one.retired:
        wishes.append(Retire(one.key))
    if one.hotkey:
        wishes.append(SetField(one.key, "hotkey", None))
    return wishes


def split(
    project: Project, source: str, title: str, uids: Sequence[str], *, definition: str = ""
) -> Plan:
    """Plan a new sub-code that takes some of a theme's codings.

    Args:
        project: An open project.
        source: Key of the theme.
        title: What the sub-code is called.
        uids: The codings that it takes.
        definition: What it means.

    Raises:
        NotFound: The codebook does not hold the theme, or it has no such coding.
        Refused: No codings are named, or there is a theme with that title.
    """
    theme = project.codebook.theme(source)
    if not uids:
        raise Refused(_("Choose the codings that the new sub-code takes."))
    wish = codebooks.new_theme(project, title, parent=theme.key, definition=definition)
    with project.reading() as db:
        rows = {row["uid"]: row for row in codings.codings_of_theme(db, theme.key)}
        revision = journal.revision(db)
    if any(uid not in rows for uid in uids):
        raise NotFound(_('"{title}" has no such coding.').format(title=theme.title))
    changes = [
        Change("coding", uid, rows[uid], {**rows[uid], "theme": wish.key})
        for uid in dict.fromkeys(uids)
    ]
    return Plan(
        "codebook.split",
        theme.key,
        codebooks.plan(project, [wish]),
        tuple(_effect(changes, 0, wish.title)),
        tuple(changes),
        revision,
        wish.title,
    )


def _place(row: Mapping[str, Any]) -> tuple[int, int, int, str]:
    return row["transcript_id"], row["start"], row["stop"], row["coder"]


def _effect(changes: Sequence[Change], folded: int, title: str) -> list[str]:
    coders = {change.before["coder"] for change in changes if change.before}
    count = len(changes)
    if not count:
        return [_("No codings move.")]
    by = ngettext("of {count} coder", "of {count} coders", len(coders)).format(count=len(coders))
    found = [
        ngettext(
            "Moves {count} coding {by} to {title}.", "Moves {count} codings {by} to {title}.", count
        ).format(count=count, by=by, title=title)
    ]
    if folded:
        found.append(
            ngettext(
                "{count} becomes one with another on the same words.",
                "{count} become one with others on the same words.",
                folded,
            ).format(count=folded)
        )
    return found
