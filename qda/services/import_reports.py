"""What became of each file of an import: in its texts, or in figures only."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qda.domain.speaker_naming import Naming
from qda.domain.speakers import CONFIDENT
from qda.services.outlines import Outline, outlined

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.documents import Document
    from qda.domain.interviews import PageMap
    from qda.errors import QdaError
    from qda.services.segmenting import Speech

PROPOSAL = 0.5
"""Below this the detected speakers are only proposed, and the text comes in without any."""


class Outcome(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    RESETTLED = "speakers settled anew"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What importing one file did, or would do."""

    path: Path
    appendix: str
    outcome: Outcome
    document: Document | None = None
    speech: Speech | None = None
    proposal: Speech | None = None
    """Speakers that were too uncertain to take; for a person to settle."""
    error: QdaError | None = None
    settled: bool = False
    """A person said who is who, of this file or of one with the same layout and labels."""
    recognised: str = ""
    """The layout that was recognised, before anybody decided."""
    as_in: str = ""
    """The interview whose settled speakers were taken over."""
    new_labels: tuple[str, ...] = ()
    """Speakers whom that interview does not have."""
    naming: Naming = field(default_factory=Naming)
    """What labels stand for, as a person said of this file or of that one."""
    outline: Outline | None = None
    """What is kept of `document`, `speech` and `proposal` when those are not."""

    @property
    def seen(self) -> Outline | None:
        """The file in figures; None where it could not be read."""
        if self.outline is not None or self.document is None or self.speech is None:
            return self.outline
        return outlined(self.document, self.speech, self.proposal)

    @property
    def confident(self) -> bool:
        """Whether the speakers need no second look."""
        seen = self.seen
        return self.settled or (
            seen is not None
            and not seen.is_proposal
            and seen.confidence >= CONFIDENT
            and not self.new_labels
        )

    def without_text(self) -> FileReport:
        """The same with figures only."""
        return replace(self, document=None, speech=None, proposal=None, outline=self.seen)


def with_pages(report: FileReport, pages: PageMap) -> FileReport:
    """The report of a file whose pages were measured after it came in."""
    assert report.seen is not None
    return replace(report.without_text(), outline=replace(report.seen, pages=pages))


def report_values(document: Document) -> dict[str, Any]:
    """The reader's report as it is stored: what was skipped and what deserves mention."""
    return {
        "skipped": {
            kind: {"count": piece.count, "characters": piece.characters}
            for kind, piece in document.skipped.items()
        },
        "notes": dict(document.notes),
        "form": document.form,
        "encoding": document.encoding,
        **({"line_numbers": list(document.line_numbers)} if document.line_numbers else {}),
    }
