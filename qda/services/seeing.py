"""What is left of each interview once restricted passages and withdrawn informants are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.text import Span
from qda.domain.visible import Visible, visible
from qda.services import consenting
from qda.storage import interviews

if TYPE_CHECKING:
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


class Seeing:
    """The visible part of interviews, each worked out when it is first asked for."""

    def __init__(self, project: Project, gate: consenting.Gate | None = None) -> None:
        self._project = project
        self.gate = gate or consenting.gate(project)
        self._found: dict[int, Visible] = {}

    def of(self, row: InterviewRow) -> Visible:
        """What is left of an interview's newest text."""
        if row.transcript_id not in self._found:
            self._found[row.transcript_id] = self._cut(row)
        return self._found[row.transcript_id]

    def hides(self, row: InterviewRow, span: Span) -> bool:
        """Whether a span touches a passage that may not be used."""
        if row.transcript_id in self.gate.withdrawn | self.gate.doubtful:
            return True
        return any(one.overlaps(span) for one in self.gate.hidden(row.transcript_id))

    def _cut(self, row: InterviewRow) -> Visible:
        db, transcript = self._project.db, row.transcript_id
        gone = transcript in self.gate.withdrawn or transcript in self.gate.doubtful
        hidden = self.gate.hidden(transcript)
        if not gone and not hidden:
            return Visible()
        text = interviews.transcript_text(db, transcript)
        if gone:
            return Visible((Span(0, len(text)),) if text else ())
        turns, blocks = interviews.turns(db, transcript), interviews.blocks(db, transcript)
        return visible(text, turns, blocks, hidden)
