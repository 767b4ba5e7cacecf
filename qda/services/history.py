"""Undo and redo without limit, and the log. Every undoable action is one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.errors import Refused
from qda.language import gettext as _
from qda.language import ngettext
from qda.storage import codings, journal, suggestions
from qda.storage.journal import Change, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qda.services.project import Project


def undo(project: Project) -> Entry:
    """Take back the newest step that is not undone; returns what it was.

    Raises:
        Refused: There is nothing to take back.
    """
    with project.action() as db:
        entry = journal.last_step(db)
        if entry is None:
            raise Refused(_("There is nothing to undo."))
        for change in reversed(entry.changes):
            _apply(project, change.table, change.uid, change.before)
        journal.mark_step(db, entry.id, undone=True)
        _record(project, "undo", entry)
    return entry


def redo(project: Project) -> Entry:
    """Do again the step that was undone last; returns what it was.

    Raises:
        Refused: There is nothing to do again.
    """
    with project.action() as db:
        entry = journal.next_step(db)
        if entry is None:
            raise Refused(_("There is nothing to redo."))
        for change in entry.changes:
            _apply(project, change.table, change.uid, change.after)
        journal.mark_step(db, entry.id, undone=False)
        _record(project, "redo", entry)
    return entry


def entries(project: Project, limit: int) -> list[Entry]:
    """The newest lines of the journal, newest first."""
    return journal.entries(project.db, limit)


def _record(project: Project, action: str, entry: Entry) -> None:
    journal.record(
        project.db,
        coder=project.coder,
        action=action,
        subject={"action": entry.action, **entry.subject},
        changes=[
            Change(c.table, c.uid, c.after, c.before) if action == "undo" else c
            for c in entry.changes
        ],
        refers=entry.id,
    )


def _apply(project: Project, table: str, uid: str, row: Mapping[str, Any] | None) -> None:
    # Each undoable table has its own functions in storage.
    delete, insert = {
        "coding": (codings.delete_coding, codings.insert_coding),
        "decision": (suggestions.delete_decision, suggestions.insert_decision),
    }[table]
    delete(project.db, uid)
    if row is not None:
        insert(project.db, row)


def in_words(entry: Entry) -> str:
    """One sentence that says what a journal entry did, without interview text."""
    action = entry.subject.get("action", entry.action)
    sentence = _SENTENCES.get(action, _other)(entry.subject)
    if entry.action == "undo":
        return _("Undone: {step}").format(step=sentence)
    if entry.action == "redo":
        return _("Redone: {step}").format(step=sentence)
    return sentence


def _titled(subject: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"title": subject.get("theme", ""), **subject}


def _coding_added(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: coded as {title}").format(**_titled(subject))


def _coding_removed(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: coding {title} removed").format(**_titled(subject))


def _codings_imported(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext("{count} coding imported", "{count} codings imported", count).format(
        count=count
    )


def _suggestion_accepted(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: suggestion {title} accepted").format(**_titled(subject))


def _suggestion_rejected(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: suggestion {title} rejected").format(**_titled(subject))


def _imported(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: imported").format(**subject)


def _speakers_settled(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: speakers settled anew").format(**subject)


def _register_loaded(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext("{count} informant registered", "{count} informants registered", count).format(
        count=count
    )


def _codebook_edited(subject: Mapping[str, Any]) -> str:
    return _("codes.yml: {title} changed").format(**_titled(subject))


def _restored(subject: Mapping[str, Any]) -> str:
    return _("restored from the backup {backup}").format(**subject)


def _other(subject: Mapping[str, Any]) -> str:
    return str(subject.get("action", ""))


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "coding.add": _coding_added,
    "coding.remove": _coding_removed,
    "coding.import": _codings_imported,
    "suggestion.accept": _suggestion_accepted,
    "suggestion.reject": _suggestion_rejected,
    "interview.import": _imported,
    "interview.speakers": _speakers_settled,
    "informants.load": _register_loaded,
    "codebook.edit": _codebook_edited,
    "project.restore": _restored,
}
