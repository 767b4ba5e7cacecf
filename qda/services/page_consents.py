"""Whether the pages of an interview may be given where it is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import AppendixPolicy, Scope
from qda.services import consents
from qda.services.voices import voices_of

if TYPE_CHECKING:
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


def cited_without_page(project: Project, interview: InterviewRow) -> bool:
    """Whether a page may not be given: the appendix is not shown, and no informant said it may."""
    for person in voices_of(project, interview).people:
        state = consents.state_of(project, person.informant_id, appendix=interview.appendix)
        not_shown = state.appendix in (AppendixPolicy.EMPTY, AppendixPolicy.OMITTED)
        if not_shown and not state.permits(Scope.LOCATOR):
            return True
    return False
