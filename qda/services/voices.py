"""Whose words are whose: which informants a stretch of an interview belongs to.

Where one person was interviewed, all of it is theirs. Where several were, the labels of the turns
tell; what no label settles belongs to all of them, so that nobody's no is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.interviews import Role
from qda.storage import interviews, participants

if TYPE_CHECKING:
    from qda.domain.interviews import Turn
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow
    from qda.storage.participants import Participant


@dataclass(frozen=True, slots=True)
class Voices:
    """The informants of one interview and their turns."""

    people: tuple[Participant, ...]
    turns: tuple[Turn, ...]
    """Of the newest version."""

    def of(self, span: Span) -> tuple[Participant, ...]:
        """The informants whose words a span holds; all of them where that is not known."""
        if len(self.people) < 2:
            return self.people
        by_label = {one.speaker.casefold(): one for one in self.people if one.speaker}
        found: list[Participant] = []
        for turn in self.turns:
            if not turn.span.overlaps(span) or turn.role is Role.INTERVIEWER:
                continue
            person = by_label.get(turn.label.casefold())
            if person is None:
                return self.people
            found.append(person)
        return tuple(dict.fromkeys(found)) or self.people

    def spans_of(self, person: Participant) -> tuple[Span, ...] | None:
        """The turns of one informant; None where all of the interview must be taken as theirs."""
        if len(self.people) < 2:
            return None
        if not person.speaker:
            return None
        mine = [t.span for t in self.turns if t.label.casefold() == person.speaker.casefold()]
        return tuple(mine) or None


def voices_of(project: Project, interview: InterviewRow) -> Voices:
    """The informants of an interview and their turns."""
    people = participants.participants(project.db).get(interview.id, ())
    turns = interviews.turns(project.db, interview.transcript_id) if len(people) > 1 else []
    return Voices(people, tuple(turns))
