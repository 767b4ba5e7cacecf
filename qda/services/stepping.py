"""All steps of a project as a list to walk: back to one, or forward again, as one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import history
from qda.storage import journal, versions

if TYPE_CHECKING:
    from qda.services.project import Project


class StepState(StrEnum):
    """Where a step stands."""

    DONE = "done"
    UNDONE = "undone"
    """Can be done again."""
    CUT = "cut"
    """Was undone, and something else was done since: it stays in the log only."""
    FIXED = "fixed"
    """Cannot be undone, such as an import."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done."""

    id: int
    """Number of its journal entry."""
    at: str
    """UTC, ISO 8601."""
    coder: str
    says: str
    """One sentence, without interview text."""
    state: StepState


def steps(project: Project, limit: int | None = None) -> list[Step]:
    """What was done, newest first; undoing and redoing show as the state of a step."""
    with project.reading() as db:
        undone, last = journal.step_states(db), journal.last_walks(db)
        return [
            Step(
                act.id,
                act.at,
                act.coder,
                history.in_words(act),
                _state(undone.get(act.id), last.get(act.id)),
            )
            for act in journal.acts(db, limit)
        ]


def _state(undone: bool | None, last: str | None) -> StepState:
    if undone is not None:
        return StepState.UNDONE if undone else StepState.DONE
    return StepState.CUT if last == "undo" else StepState.FIXED


def distance(project: Project, step: int) -> int:
    """How many steps lie between now and the moment right after a step.

    Returns:
        Steps to be done again; negative: steps to be taken back; 0 where it is the last one done.

    Raises:
        NotFound: There is no such step.
        Refused: It is none that undo and redo walk.
    """
    with project.reading() as db:
        states = journal.step_states(db)
        if step not in states:
            if step not in {act.id for act in journal.acts(db, None)}:
                raise NotFound(
                    _("There is no step {number}.").format(number=step),
                    _("`qda log` shows the numbers."),
                )
            raise Refused(
                _("Step {number} cannot be walked to: it is not undone and redone.").format(
                    number=step
                ),
                _("Choose a step beside it."),
            )
    if states[step]:
        return sum(1 for one, undone in states.items() if undone and one <= step)
    return -sum(1 for one, undone in states.items() if not undone and one > step)


def go_to(project: Project, step: int) -> int:
    """Make the project what it was right after a step; all of the way, or not at all.

    Returns:
        How many steps were done again; negative: taken back.

    Raises:
        NotFound: There is no such step.
        Refused: It cannot be walked to, or one on the way cannot be undone or redone.
    """
    with project.action():
        count = distance(project, step)
        for _step in range(abs(count)):
            if count < 0:
                history.take_back(project)
            else:
                history.do_again(project)
    return count


def place(project: Project, step: int) -> tuple[str, int] | None:
    """The appendix and the first character of what a step changed; None where it has no place."""
    with project.reading() as db:
        entry = journal.entry(db, step)
        places = [
            (row["transcript_id"], row["start"])
            for change in (entry.changes if entry else ())
            for row in (change.after, change.before)
            if row is not None and row.get("transcript_id") and row.get("start") is not None
        ]
        current = [one for one in places if versions.is_current(db, one[0])]
        if not current:
            return None
        transcript, start = min(current)
        return versions.appendix_of(db, transcript), start
