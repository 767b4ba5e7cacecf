"""A coding as it would be printed: its words or its printed form, who said them, the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.approval import Printed, Use
from qda.domain.citation import COLON, reference_of
from qda.domain.codings import spoken
from qda.domain.permission import Profile
from qda.services.anonymising import Renderer, rendered_speech
from qda.services.page_consents import cited_without_page
from qda.services.voices import Voices, voices_of
from qda.storage import approvals, informants, interviews

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.domain.interviews import PageMap, Turn
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


class Printer:
    """Gives the printed form of codings; holds what it has read of each interview."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._interviews = {row.transcript_id: row for row in project.interviews()}
        self._forms = approvals.forms(project.db)
        self._labels = {
            row["id"]: row["label"] or row["role"] or row["short_id"]
            for row in informants.informants(project.db)
        }
        self._renderer: Renderer | None = None
        self._read: dict[int, tuple[str, list[Turn], PageMap, Voices, bool]] = {}

    def interview_of(self, coding: Coding) -> InterviewRow | None:
        """The interview whose newest text a coding stands in; None for an earlier version."""
        return self._interviews.get(coding.transcript)

    def said(self, coding: Coding) -> str:
        """The words of a coding as they stand in the transcript, speech only."""
        text, turns, _pages, _voices, _hidden = self._of(coding.transcript)
        return spoken(text, coding.span, [t for t in turns if t.span.overlaps(coding.span)])

    def shown(self, coding: Coding) -> str:
        """The same words as a reader of what is handed in sees them: under pseudonyms."""
        text, turns, _pages, _voices, _hidden = self._of(coding.transcript)
        near = [t for t in turns if t.span.overlaps(coding.span)]
        return rendered_speech(self.renderer.rendered(text), coding.span, near)

    @property
    def renderer(self) -> Renderer:
        """What puts pseudonyms in the place of names."""
        if self._renderer is None:
            self._renderer = Renderer(self._project, Profile.ASSESSMENT)
        return self._renderer

    def printed(self, coding: Coding, use: Use = Use.QUOTE, form: str | None = None) -> Printed:
        """A coding of a newest text as it would be printed now, or with another printed form.

        Args:
            coding: The coding.
            use: What it is printed as.
            form: The printed form; empty prints it as it was said, None as it is stored.
        """
        _text, _turns, pages, voices, hidden = self._of(coding.transcript)
        if form is None:
            form = self._forms.get(coding.uid, {}).get("text", "")
        row = self._interviews[coding.transcript]
        who = [self._labels[one.informant_id] for one in voices.of(coding.span)]
        return Printed(
            text=self.renderer(form) if form else self.shown(coding),
            attribution=self.renderer(", ".join(who)),
            # In one style whatever codes.yml says, for an approval binds to it.
            reference=reference_of(COLON, row.appendix, coding.span, pages, with_page=not hidden),
            use=use,
        )

    def _of(self, transcript: int) -> tuple[str, list[Turn], PageMap, Voices, bool]:
        if transcript not in self._read:
            db, row = self._project.db, self._interviews[transcript]
            self._read[transcript] = (
                interviews.transcript_text(db, transcript),
                interviews.turns(db, transcript),
                interviews.page_map(db, transcript),
                voices_of(self._project, row),
                cited_without_page(self._project, row),
            )
        return self._read[transcript]
