"""The gates before publication: what each found, without a word of an interview or a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qda.domain.permission import Profile

ALL = (Profile.SUPERVISOR, Profile.ASSESSMENT, Profile.PUBLIC)
HANDED_IN = (Profile.ASSESSMENT, Profile.PUBLIC)


class State(StrEnum):
    """How a gate stands; stored in reports, never translated."""

    OPEN = "open"
    WARNING = "warning"
    CLOSED = "closed"
    NOT_ASKED = "not asked"
    """It does not apply to the profile."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """One thing that a gate found."""

    gate: str
    """`G01` to `G18`."""
    subject: str
    """What it is about, by id: `I3`, `Bilag 6`, `E4`, an excerpt; never a name."""
    what: str
    todo: str
    blocks: bool = True
    accepted: str = ""
    """Why somebody accepted it, and who; it does not block then."""
    in_text: bool = False
    """Whether it is put right by reading the interview."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate and what it found."""

    id: str
    title: str
    state: State
    found: tuple[Barrier, ...] = ()


@dataclass(frozen=True, slots=True)
class Gates:
    """All gates for a profile."""

    profile: Profile
    gates: tuple[Gate, ...]

    @property
    def closed(self) -> tuple[Barrier, ...]:
        """What blocks."""
        return tuple(one for gate in self.gates for one in gate.found if one.blocks)


APPLIES: dict[str, tuple[Profile, ...]] = {
    "G01": ALL, "G02": ALL, "G03": HANDED_IN, "G04": ALL, "G05": HANDED_IN, "G06": ALL,
    "G07": ALL, "G08": HANDED_IN, "G09": ALL, "G10": ALL, "G11": ALL, "G12": ALL, "G13": ALL,
    "G14": HANDED_IN, "G15": ALL, "G16": (Profile.PUBLIC,), "G17": HANDED_IN, "G18": HANDED_IN,
}  # fmt: skip
"""The profiles that a gate is asked for."""

ACCEPTABLE = frozenset({"G03", "G13", "G14", "G16", "G18"})
"""Gates whose findings a person may accept with a reason; the others are never passed over."""
