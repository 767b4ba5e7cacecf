"""What may identify a person in a text: candidates, their kinds, and how overlapping ones settle.

A candidate is a question to a person, never an answer. Rules find, a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(StrEnum):
    """What a candidate is taken for; stored, never translated."""

    CPR = "cpr"
    COMPANY = "company number"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    HANDLE = "handle"
    ADDRESS = "address"
    STREET = "street"
    POSTCODE = "postcode"
    DATE = "date"
    BIRTH = "birth"
    AGE = "age"
    PLATE = "plate"
    BANK = "bank account"
    IBAN = "iban"
    SPEAKER = "speaker label"
    PERSON = "person"
    NAME = "name"
    """Spelt as a name; whether of a person, a place or an organisation is for a reader to say."""
    PLACE = "place"
    ORGANISATION = "organisation"
    ROLE = "role"
    SENSITIVE = "sensitive"
    """A word of a special category of personal data (GDPR article 9)."""
    OFF_RECORD = "off the record"
    """Words with which speakers go off the record; only suggests."""


class Standing(StrEnum):
    """How strongly a candidate identifies."""

    DIRECT = "direct"
    """Alone it points to one person."""
    QUASI = "quasi"
    """Together with other things it may."""
    CUE = "cue"
    """It identifies nobody; it asks a reader to look."""


BLOCKERS = frozenset(
    {Kind.CPR, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.PLATE, Kind.BANK, Kind.IBAN, Kind.BIRTH}
)
"""Kinds that come first in the queue, and that are masked even before anybody has decided."""

NAMES = frozenset({Kind.PERSON, Kind.NAME, Kind.PLACE, Kind.ORGANISATION, Kind.SPEAKER})
"""Kinds that the register can take in."""

_RANK = {
    "R01": 0, "R10": 1, "R04": 2, "R03": 3, "R02": 4, "R12": 5, "R11": 6, "R06": 7, "R08": 8,
    "R05": 9, "R07": 10, "R09": 11, "R15": 12, "R16": 13, "R13": 14, "R14": 15, "R17": 16,
    "R20": 17, "R18": 18, "R19": 19,
}  # fmt: skip
"""Checksum, register, speaker label, address, title, capital run, list, model: the first wins."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in a text that may identify somebody."""

    span: Span
    kind: Kind
    rule: str
    """Number of the recogniser, `R01` to `R20`."""
    score: float
    """From 0 to 1."""
    why: tuple[str, ...]
    """Stable names of what spoke for it, such as `check digit`; never words of the text."""
    standing: Standing = Standing.DIRECT

    @property
    def blocks(self) -> bool:
        """Whether it comes first, and is masked before anybody has decided."""
        return self.kind in BLOCKERS


def settled(found: Iterable[Candidate]) -> list[Candidate]:
    """One candidate per place, by place.

    Of two that overlap the higher rank gives the kind and rule, the span is the union, and both
    reasons are kept. A direct identifier is never made shorter. Cues stand beside the others.
    """
    cues: list[Candidate] = []
    others: list[Candidate] = []
    for one in found:
        (cues if one.standing is Standing.CUE else others).append(one)
    others.sort(key=lambda one: (one.span.start, -one.span.stop))
    merged: list[Candidate] = []
    for one in others:
        if merged and merged[-1].span.overlaps(one.span):
            merged[-1] = _joined(merged[-1], one)
        else:
            merged.append(one)
    return sorted(merged + cues, key=lambda one: (one.span.start, one.span.stop, one.rule))


def _joined(first: Candidate, second: Candidate) -> Candidate:
    strong, weak = sorted((first, second), key=lambda one: (_RANK[one.rule], -len(one.span)))
    return replace(
        strong,
        span=Span(min(first.span.start, second.span.start), max(first.span.stop, second.span.stop)),
        score=max(first.score, second.score),
        why=tuple(dict.fromkeys((*strong.why, *weak.why))),
        standing=Standing.DIRECT
        if Standing.DIRECT in (first.standing, second.standing)
        else Standing.QUASI,
    )
