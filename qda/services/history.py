"""Undo and redo without limit, and the log. Every undoable action is one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.errors import Refused
from qda.language import gettext as _
from qda.language import ngettext
from qda.storage import journal, marks, reviews
from qda.storage.journal import Change, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qda.services.project import Project


def undo(project: Project) -> Entry:
    """Take back the newest step that is not undone; returns what it was.

    Raises:
        Refused: There is nothing to take back.
    """
    with project.action():
        return take_back(project)


def take_back(project: Project) -> Entry:
    """Take back the newest step that is not undone; call it inside `project.action()`.

    Raises:
        Refused: There is nothing to take back.
    """
    db = project.db
    entry = journal.last_step(db)
    if entry is None:
        raise Refused(_("There is nothing to undo."))
    for change in reversed(entry.changes):
        marks.put(db, change.table, change.uid, change.before)
    _refuse_stranded(project, entry)
    journal.mark_step(db, entry.id, undone=True)
    _record(project, "undo", entry)
    return entry


def redo(project: Project) -> Entry:
    """Do again the step that was undone last; returns what it was.

    Raises:
        Refused: There is nothing to do again.
    """
    with project.action():
        return do_again(project)


def do_again(project: Project) -> Entry:
    """Do again the step that was undone last; call it inside `project.action()`.

    Raises:
        Refused: There is nothing to do again.
    """
    db = project.db
    entry = journal.next_step(db)
    if entry is None:
        raise Refused(_("There is nothing to redo."))
    for change in entry.changes:
        marks.put(db, change.table, change.uid, change.after)
    _refuse_stranded(project, entry)
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


def _refuse_stranded(project: Project, entry: Entry) -> None:
    """Refuse to leave a restriction on a text that nobody sees: it would restrict nothing.

    Raises:
        Refused: A passage was restricted after the text was replaced, or taken back.
    """
    replaces = any(change.table == "transcript" for change in entry.changes)
    if replaces and reviews.stranded(project.db):
        raise Refused(
            _("A passage was restricted since then; it would be lost with the text it is in."),
            _("Nothing was changed. Replace the text anew instead: `qda replace`."),
        )


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
    if subject.get("subject") == "memo":
        return {**subject, "title": _("a memo")}
    return {"title": subject.get("theme", ""), **subject}


def _coding_added(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: coded as {title}").format(**_titled(subject))


def _coding_removed(subject: Mapping[str, Any]) -> str:
    if "count" in subject:
        count = int(subject["count"])
        return ngettext("{count} coding removed", "{count} codings removed", count).format(
            count=count
        )
    return _("{appendix}: coding {title} removed").format(**_titled(subject))


def _codings_imported(subject: Mapping[str, Any]) -> str:
    count = int(subject["count"])
    return ngettext("{count} coding imported", "{count} codings imported", count).format(
        count=count
    )


def _replaced(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: text replaced by version {version}").format(**subject)


def _review_accepted(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: the words now marked as {title} accepted").format(**_titled(subject))


def _review_moved(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: {title} moved to other words").format(**_titled(subject))


def _review_dropped(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: coding {title} dropped after a correction").format(**_titled(subject))


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


def _memo_written(subject: Mapping[str, Any]) -> str:
    return _("memo written: {about}").format(about=_memo_about(subject))


def _memo_changed(subject: Mapping[str, Any]) -> str:
    return _("memo changed: {about}").format(about=_memo_about(subject))


def _memo_removed(subject: Mapping[str, Any]) -> str:
    return _("memo removed: {about}").format(about=_memo_about(subject))


def _memo_about(subject: Mapping[str, Any]) -> str:
    appendix, title = subject.get("appendix", ""), subject.get("title", "")
    match subject["about"]:
        case "project":
            return _("on the project")
        case "theme":
            return _("on the theme {title}").format(title=title)
        case "informant":
            return _("on an informant")
        case "coding" if not appendix:
            return _("on a coding that was removed")
        case "coding":
            return _("{appendix}, on the coding {title}").format(appendix=appendix, title=title)
        case "passage":
            return _("{appendix}, on a passage").format(appendix=appendix)
        case _:
            return str(appendix)


def _summary_put(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: summary of {title} written").format(**_titled(subject))


def _summary_removed(subject: Mapping[str, Any]) -> str:
    return _("{appendix}: summary of {title} removed").format(**_titled(subject))


def _other(subject: Mapping[str, Any]) -> str:
    return str(subject.get("action", ""))


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "coding.add": _coding_added,
    "coding.remove": _coding_removed,
    "coding.import": _codings_imported,
    "suggestion.accept": _suggestion_accepted,
    "suggestion.reject": _suggestion_rejected,
    "interview.import": _imported,
    "interview.replace": _replaced,
    "review.accept": _review_accepted,
    "review.move": _review_moved,
    "review.drop": _review_dropped,
    "interview.speakers": _speakers_settled,
    "informants.load": _register_loaded,
    "codebook.edit": _codebook_edited,
    "project.restore": _restored,
    "memo.write": _memo_written,
    "memo.change": _memo_changed,
    "memo.remove": _memo_removed,
    "summary.put": _summary_put,
    "summary.remove": _summary_removed,
}
