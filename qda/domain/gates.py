"""The gates before publication: what each found, without a word of an interview or a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.permission import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable

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


@dataclass(frozen=True, slots=True)
class Finding:
    """The same thing, found by a gate of one or of many."""

    gate: str
    what: str
    todo: str
    """What to do; where it named the one thing that it is about, there stands `…`."""
    blocks: bool
    accepted: str
    subjects: tuple[str, ...]


def together(barriers: Iterable[Barrier]) -> tuple[Finding, ...]:
    """What gates found, with what is the same but for its subject said once."""
    grouped: dict[tuple[str, str, str, bool, str], list[Barrier]] = {}
    for one in barriers:
        todo = _without(one.subject, one.todo)
        grouped.setdefault((one.gate, one.what, todo, one.blocks, one.accepted), []).append(one)
    return tuple(
        Finding(
            gate,
            what,
            todo if len(members) > 1 else members[0].todo,
            blocks,
            accepted,
            tuple(dict.fromkeys(one.subject for one in members)),
        )
        for (gate, what, todo, blocks, accepted), members in grouped.items()
    )


def _without(subject: str, todo: str) -> str:
    """What to do, with `…` for as much of the subject's beginning as stands in it."""
    words = subject.split()
    beginnings = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((todo.replace(one, "…") for one in beginnings if one in todo), todo)


APPLIES: dict[str, tuple[Profile, ...]] = {
    "G01": ALL, "G02": ALL, "G03": HANDED_IN, "G04": ALL, "G05": HANDED_IN, "G06": ALL,
    "G07": ALL, "G08": HANDED_IN, "G09": ALL, "G10": ALL, "G11": ALL, "G12": ALL, "G13": ALL,
    "G14": HANDED_IN, "G15": ALL, "G16": (Profile.PUBLIC,), "G17": HANDED_IN, "G18": HANDED_IN,
}  # fmt: skip
"""The profiles that a gate is asked for."""

ACCEPTABLE = frozenset({"G03", "G13", "G14", "G16", "G18"})
"""Gates whose findings a person may accept with a reason; the others are never passed over."""
