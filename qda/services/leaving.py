"""A transcript as it may leave: under pseudonyms, without what is restricted, with its places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.domain.cutting import Cut, cut_out
from qda.storage import interviews

if TYPE_CHECKING:
    from qda.domain.rendering import Rendered
    from qda.domain.text import Span
    from qda.services.anonymising import Renderer
    from qda.services.consenting import Gate
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


class Leaving:
    """The text of one interview for other eyes, and where its places are in it."""

    def __init__(self, project: Project, gate: Gate, renderer: Renderer, row: InterviewRow) -> None:
        db, transcript = project.db, row.transcript_id
        self._shown: Rendered = renderer.rendered(interviews.transcript_text(db, transcript))
        of = self._shown.of
        turns = [replace(t, span=of(t.span)) for t in interviews.turns(db, transcript)]
        blocks = [replace(b, span=of(b.span)) for b in interviews.blocks(db, transcript)]
        hidden = [of(span) for span in gate.hidden(transcript)]
        self._cut: Cut = cut_out(self._shown.text, hidden, turns, blocks)

    @property
    def cut(self) -> Cut:
        """What leaves, for what already has its spans in the rendered text."""
        return self._cut

    @property
    def text(self) -> str:
        """What leaves."""
        return self._cut.text

    def place(self, offset: int) -> int:
        """Where an offset of the stored text is in it."""
        return self._cut.place(self._shown.place(offset))

    def span(self, span: Span) -> Span | None:
        """Where a span of the stored text is in it; None where nothing of it is left."""
        return self._cut.span(self._shown.of(span))
