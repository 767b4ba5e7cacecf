"""What informants have answered about excerpts, held against what would be printed now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.approval import Answered, Approved, Use, verdict
from qda.services.printing import Printer
from qda.services.voices import voices_of
from qda.storage import approvals

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.services.project import Project


class Answers:
    """The newest answers of all informants, read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._newest: dict[tuple[int, str, Use], tuple[Answered, str]] = {}
        for row in approvals.approvals(project.db):
            key = (row["informant_id"], row["coding_uid"], Use(row["use"]))
            answer = Answered(row["state"])
            before = self._newest.get(key)
            if answer is Answered.SENT and before and before[1] == row["hash"]:
                continue  # sent once more: what was answered about the same words still holds
            self._newest[key] = (answer, row["hash"])
        self._printer = Printer(project)

    def of(self, informant_id: int, coding: Coding, use: Use = Use.QUOTE) -> Approved:
        """What one informant's newest answer is worth for what would be printed now."""
        answer, answered_hash = self._newest.get((informant_id, coding.uid, use), (None, ""))
        if answer is None or self._printer.interview_of(coding) is None:
            return Approved.NOT_ASKED
        return verdict(answer, answered_hash, self._printer.printed(coding, use).hash)

    def approved(self, coding: Coding, use: Use = Use.QUOTE) -> Approved:
        """What the answers are worth together: everyone whose words they are must have said yes."""
        row = self._printer.interview_of(coding)
        people = voices_of(self._project, row).of(coding.span) if row else ()
        found = {self.of(one.informant_id, coding, use) for one in people}
        return next((one for one in _WORST_FIRST if one in found), Approved.NOT_ASKED)


_WORST_FIRST = (
    Approved.NO, Approved.OUTDATED, Approved.NOT_ASKED, Approved.NO_ANSWER, Approved.YES,
)  # fmt: skip


def approved(project: Project, coding: Coding, use: Use = Use.QUOTE) -> Approved:
    """Whether a coding was approved in the form in which it would be printed now."""
    return Answers(project).approved(coding, use)
