"""Undo and redo without limit, and the log. Every undoable action is one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.errors import Refused
from qda.formats.codes_yml import Edit
from qda.language import gettext as _
from qda.services.history_words import in_words as in_words
from qda.storage import journal, marks, reviews
from qda.storage.journal import Change, Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.project import Project


MANY = 10
"""Changes from which on a step is not taken back by one key without a question."""


def surprising(project: Project) -> Entry | None:
    """The step that undo would take back, if few expect it: another coder's, or a large one."""
    size = journal.last_step_size(project.db)
    if size is None or (size[0] == project.coder and size[1] < MANY):
        return None
    return journal.last_step(project.db)


def undo(project: Project, step: int | None = None) -> Entry:
    """Take back the newest step that is not undone; returns what it was.

    Args:
        project: The project.
        step: The number of the step that is meant; None for whichever is the newest.

    Raises:
        Refused: There is nothing to take back, or another step has been made meanwhile.
    """
    with project.action():
        return take_back(project, step)


def take_back(project: Project, step: int | None = None) -> Entry:
    """`undo`, inside `project.action()`."""
    db = project.db
    entry = journal.last_step(db)
    if entry is None:
        raise Refused(_("There is nothing to undo."))
    if step not in (None, entry.id):
        raise Refused(
            _("Another step was made meanwhile; that one would have been taken back."),
            _("Nothing was changed. Look at what is new, and undo again."),
        )
    for change in reversed(entry.changes):
        _put(project, change, change.after, change.before)
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
        _put(project, change, change.before, change.after)
    _refuse_stranded(project, entry)
    journal.mark_step(db, entry.id, undone=False)
    _record(project, "redo", entry)
    return entry


def entries(project: Project, limit: int) -> list[Entry]:
    """The newest lines of the journal, newest first."""
    return journal.entries(project.db, limit)


def _put(
    project: Project,
    change: Change,
    there: Mapping[str, Any] | None,
    wanted: Mapping[str, Any] | None,
) -> None:
    """Make a row, or codes.yml, what it is to be.

    Raises:
        Refused: The file has been edited since.
    """
    if change.table != journal.CODEBOOK:
        marks.put(project.db, change.table, change.uid, wanted)
        return
    assert there is not None
    assert wanted is not None
    project.change_codebook(Edit(there["text"], wanted["text"]))


def _record(project: Project, action: str, entry: Entry) -> None:
    journal.record(
        project.db,
        coder=project.coder,
        action=action,
        subject={"action": entry.action, **entry.subject, **_whose(project, entry)},
        changes=[
            Change(c.table, c.uid, c.after, c.before) if action == "undo" else c
            for c in entry.changes
        ],
        refers=entry.id,
    )


def _whose(project: Project, entry: Entry) -> dict[str, str]:
    """Whose step it was, if another coder's: undo takes back the newest one of all."""
    return {"by": entry.coder} if entry.coder != project.coder else {}


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
