"""Speakers that a person settled, taken over for the next file of the same layout and labels.

Roles go along, and the names that labels stand for. Only what was settled in this project counts.
A label that no settled file holds is never taken on trust: its role is a proposal, and a person is
asked to look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.interviews import Role
from qda.domain.speakers import Layout
from qda.errors import Refused
from qda.services.segmenting import Speech, segmented
from qda.storage.speakers import Settled, settled_like

if TYPE_CHECKING:
    from qda.domain.documents import Document
    from qda.domain.speaker_naming import Naming
    from qda.services.project import Project

_BOTH = {Role.INTERVIEWER, Role.INFORMANT}


@dataclass(frozen=True, slots=True)
class Remembered:
    """A file read as an earlier one was settled."""

    speech: Speech
    appendix: str
    """The interview whose speakers were settled."""
    new_labels: tuple[str, ...]
    """Speakers whom that interview does not have."""
    naming: Naming
    """What its labels stand for, as there."""


def as_settled_before(project: Project, document: Document, detected: Speech) -> Remembered | None:
    """Read a document as the newest file of its layout and labels was settled, if there is one.

    Args:
        project: An open project.
        document: What a reader understood of a file.
        detected: The document with the speakers that were recognised.
    """
    labels = _labels(detected)
    best: Remembered | None = None
    for settled in settled_like(project.db, str(detected.reading.layout)):
        naming = settled.naming
        if labels and not labels & {*settled.roles, *naming.renamed, *naming.ignored}:
            continue
        found = _read(document, settled)
        if found is not None and not found.new_labels:
            return found
        best = best or found
    return best


def _read(document: Document, settled: Settled) -> Remembered | None:
    layout = Layout(settled.layout)
    try:
        labels = _labels(segmented(document, layout=layout))
        naming = settled.naming.within(labels)
        names = {naming.name(label) for label in labels - naming.ignored}
        roles = {name: role for name, role in settled.roles.items() if name in names}
        speech = segmented(document, roles, layout, naming)
    except Refused:
        return None
    if layout is Layout.NONE or (labels and not roles):
        return None
    if not {speaker.role for speaker in speech.reading.speakers} >= _BOTH:
        return None
    new = tuple(sorted(_labels(speech) - set(roles)))
    return Remembered(speech, settled.appendix, new, naming)


def _labels(speech: Speech) -> set[str]:
    return {speaker.label for speaker in speech.reading.speakers if speaker.label}
