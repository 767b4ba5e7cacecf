"""Packs that came back: each row is recorded, or reported with what to do. Nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.approval import Answered, Approved, free
from qda.domain.problems import Problem
from qda.domain.text import one_line
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import approving, consents
from qda.services.approving import Answer
from qda.storage import approvals

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from qda.formats.approval_reading import Reply
    from qda.services.project import Project

_STATES = {"yes": Answered.APPROVED, "changes": Answered.WITH_CHANGES, "no": Answered.LEFT_OUT}


@dataclass(frozen=True, slots=True)
class Imported:
    """What came back in a pack."""

    answers: tuple[Answer, ...]
    """Rows that are clear."""
    worth: tuple[Approved, ...]
    """What each is worth for what would be printed now; empty after a dry run."""
    problems: tuple[Problem, ...]
    """Rows that are not, each with what to do; they were not recorded."""


def import_replies(
    project: Project, path: Path, *, dry_run: bool = False, at: str = "", channel: str = ""
) -> Imported:
    """Record the answers in a pack that came back.

    Args:
        project: An open project.
        path: The Word file.
        dry_run: Only say what would be recorded.
        at: The day of the answer; today when empty.
        channel: How it came.

    Raises:
        BadFile: No Word file.
        Refused: No pack of this project.
    """
    from qda.formats.approval_pack import own_wording, placeholder
    from qda.formats.approval_reading import read_replies

    if at:
        consents.check_moment(at)
    marks = ("My wording:", "(write here)", "Min formulering:", "(skriv her)")
    found = read_replies(path, (*marks, own_wording(), placeholder()))
    batch = _batch(project, found.batches, path)
    everything = {row["uid"][:8]: dict(row) for row in approvals.excerpts(project.db)}
    shown = {key: everything[key] for key in batch}
    problems = _Problems(one_line(path.name))
    answers: list[Answer] = []
    met: dict[str, int] = {}
    for reply in found.replies:
        key = problems.key_of(reply, shown)
        if key in met:
            problems.add(reply, "repeated", _("Excerpt {id} stands there twice, first as {row}.")
                         .format(id=key, row=met[key]))  # fmt: skip
            answers = [one for one in answers if one.excerpt["uid"][:8] != key]
        elif key:
            met[key] = reply.number
            answer = problems.answer_of(reply, shown[key])
            answers += [answer] if answer else []
    for key in batch:
        if key not in met:
            problems.missing(key)
    worth = [] if dry_run else approving.record(project, answers, at=at, channel=channel)
    return Imported(tuple(answers), tuple(worth), tuple(problems.found))


def _batch(project: Project, batches: tuple[str, ...], path: Path) -> list[str]:
    """The ids that were shown in the pack, one for each row of it.

    Raises:
        Refused: The file names no pack that was written here, or several.
    """
    rows = approvals.approvals(project.db)
    known = [row for row in rows if row["batch"] and row["batch"][:8] in batches]
    if len({row["batch"] for row in known}) != 1:
        raise Refused(
            _('"{name}" is not one pack of this project.').format(name=one_line(path.name)),
            _("Its last line names the pack. Record the answers one by one:"
              " `qda approve record ID --yes`."),
        )  # fmt: skip
    by_hash: dict[str, str] = {}
    for row in known:
        by_hash.setdefault(row["hash"], row["excerpt_uid"][:8])
    return list(by_hash.values())


class _Problems:
    """Collects what is not clear, each with the row and what to do."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.found: list[Problem] = []

    def add(self, reply: Reply, name: str, message: str) -> None:
        """Report a row that was not recorded."""
        hint = _("Nothing was recorded for it; ask, then use `qda approve record`.")
        self.found.append(
            Problem(self._file, reply.number, f"approval.{name}", f"{message} {hint}")
        )

    def missing(self, key: str) -> None:
        """Report an excerpt that was sent and is not in the file."""
        message = _("Excerpt {id} is missing. No answer is not a yes.").format(id=key)
        self.found.append(Problem(self._file, 0, "approval.missing", message))

    def key_of(self, reply: Reply, shown: dict[str, dict[str, Any]]) -> str:
        """The id of a row; empty and reported where it is not one that was sent."""
        keys = {*reply.tagged, *reply.printed}
        if len(keys) > 1:
            self.add(reply, "changed-id", _("The row has two ids."))
            return ""
        key = next(iter(keys), "")
        if key not in shown:
            self.add(reply, "unknown-id", _("The row has an id that was not sent in this pack."))
            return ""
        return key

    def answer_of(self, reply: Reply, excerpt: dict[str, Any]) -> Answer | None:
        """The answer of a row; None and reported where it is not clear."""
        key = excerpt["uid"][:8]
        if not reply.whole:
            self.add(reply, "rows", _("Rows of excerpt {id} are missing or added.").format(id=key))
        elif free(reply.shown) != free(excerpt["text"]):
            self.add(
                reply,
                "edited",
                _("The passage of excerpt {id} itself was edited, so it is not clear what was"
                  " approved.").format(id=key),
            )  # fmt: skip
        elif not reply.ticked:
            self.add(reply, "no-answer", _("Excerpt {id} has no box ticked.").format(id=key))
        elif len(reply.ticked) > 1:
            self.add(reply, "several", _("Excerpt {id} has several boxes ticked.").format(id=key))
        else:
            return self._clear(reply, excerpt, _STATES[next(iter(reply.ticked))])
        return None

    def _clear(self, reply: Reply, excerpt: dict[str, Any], state: Answered) -> Answer | None:
        key = excerpt["uid"][:8]
        if state is Answered.WITH_CHANGES and not reply.wording:
            self.add(
                reply,
                "no-wording",
                _("Excerpt {id} is approved with changes, but no wording is written.").format(
                    id=key
                ),
            )
            return None
        if state is Answered.APPROVED and reply.wording:
            self.add(
                reply,
                "contradiction",
                _("Excerpt {id} is approved as it stands, but another wording is written.").format(
                    id=key
                ),
            )
            return None
        return Answer(excerpt, state, reply.wording if state is Answered.WITH_CHANGES else "")
