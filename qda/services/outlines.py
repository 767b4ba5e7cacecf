"""What a report says of a file that was read: figures and names, not the text.

Thousands of files can be imported in one go; what is kept of each must be small.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.documents import Document, LineSource, Skipped
    from qda.domain.interviews import PageMap
    from qda.domain.speakers import Layout, Speaker
    from qda.services.segmenting import Speech


@dataclass(frozen=True, slots=True)
class Outline:
    """A file in figures."""

    turns: int
    segments: int
    pages: PageMap
    line_source: LineSource
    layout: Layout
    """As the speakers are shown: those of the proposal, where there is only one."""
    confidence: float
    speakers: tuple[Speaker, ...]
    is_proposal: bool
    """The speakers were too uncertain to take."""
    skipped: Mapping[str, Skipped]
    notes: Mapping[str, int]
    form: str
    encoding: str


def outlined(document: Document, speech: Speech, proposal: Speech | None) -> Outline:
    """The figures of a file.

    Args:
        document: What the reader understood.
        speech: As it was taken.
        proposal: Speakers that were too uncertain to take.
    """
    shown = (proposal or speech).reading
    return Outline(
        turns=len(speech.reading.turns),
        segments=len(speech.segments),
        pages=speech.pages,
        line_source=speech.lines.source,
        layout=shown.layout,
        confidence=shown.confidence,
        speakers=shown.speakers,
        is_proposal=proposal is not None,
        skipped=document.skipped,
        notes=document.notes,
        form=document.form,
        encoding=document.encoding,
    )
