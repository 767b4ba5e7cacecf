"""Where a finding of the gates is put right: an informant, an excerpt, names, a place of a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from qda.services import coding
from qda.storage import informants

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.domain.gates import Barrier
    from qda.services.project import Project


class Room(Enum):
    """Which part of the program it is."""

    PEOPLE = "people"
    APPROVALS = "approvals"
    REVIEWS = "reviews"
    CODEBOOK = "codebook"
    PRINTED = "printed"
    NAMES = "names"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Where:
    """A place where something is put right."""

    room: Room
    informant: str = ""
    """The short id."""
    appendix: str = ""
    coding: str = ""
    offset: int = 0
    """Character of the interview's text."""


_OF_PEOPLE = frozenset({"G01", "G02", "G03", "G04", "G08", "G13", "G14", "G18"})
_ID = 8
"""Characters of a coding's id that a finding names."""


def place_of(project: Project, barrier: Barrier) -> Where | None:
    """Where a finding is put right; None where that is outside the program."""
    gate, subject = barrier.gate, barrier.subject
    appendix = _appendix_in(project, subject)
    if gate in _OF_PEOPLE:
        informant = _informant_in(project, subject)
        if not informant and appendix and gate != "G01":
            return Where(Room.TEXT, appendix=appendix)
        return Where(Room.PEOPLE, informant=informant, appendix=appendix)
    if gate == "G06":
        return Where(Room.REVIEWS, appendix=appendix)
    if gate == "G07" and not _is_coding(project, subject):
        return Where(Room.CODEBOOK)
    if gate in ("G05", "G07", "G10"):
        return _at_coding(project, gate, appendix, subject)
    if gate == "G12" or (gate == "G09" and not barrier.in_text):
        return Where(Room.NAMES, appendix=appendix)
    if gate in ("G09", "G16"):
        return Where(Room.TEXT, appendix=appendix)
    return None


def _at_coding(project: Project, gate: str, appendix: str, subject: str) -> Where | None:
    rest = subject.removeprefix(appendix).split()
    found = _coding(project, rest[0]) if rest else None
    if found is None:
        return Where(Room.TEXT, appendix=appendix) if appendix else None
    room = {"G05": Room.APPROVALS, "G07": Room.PRINTED, "G10": Room.TEXT}[gate]
    return Where(room, appendix=appendix, coding=found.uid, offset=found.span.start)


def _is_coding(project: Project, subject: str) -> bool:
    keys = {theme.key for theme in project.codebook.themes}
    return subject.split()[0] not in keys and _coding(project, subject) is not None


def _coding(project: Project, beginning: str) -> Coding | None:
    if len(beginning) < _ID:
        return None
    return next((one for one in coding.listed(project) if one.uid.startswith(beginning)), None)


def _informant_in(project: Project, subject: str) -> str:
    """The first informant whom a finding is about."""
    ids = sorted((row["short_id"] for row in informants.informants(project.db)), key=len)
    fits = [one for one in ids if subject == one or subject.startswith(f"{one} ")]
    return str(fits[-1]) if fits else ""


def _appendix_in(project: Project, subject: str) -> str:
    """The interview that a finding is about, before or behind something else."""
    names = sorted((row.appendix for row in project.interviews()), key=len, reverse=True)
    words = f" {subject} "
    return next((name for name in names if f" {name} " in words), "")
