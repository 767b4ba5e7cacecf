"""Words by which people say that something is not for the record; they only ever suggest.

The list is the one of rule R19 in the project's notes on anonymisation, with the spellings that
transcribers use. What opens a passage is looked for, and what closes it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qda.domain.text import Span

OPENING = (
    r"off (?:the )?records?",
    r"uden\s?for (?:referat|citat)",
    r"ikke til (?:citat|referat)",
    r"(?:det|det her|dette|den)?\s*(?:må|skal|kan) (?:i|du|man) (?:altså |jo |bare )?ikke"
    r" (?:skrive|citere|bruge|referere|gengive|tage med)",
    r"(?:det|dette)(?: her)? (?:må|skal) (?:ikke|altså ikke) (?:skrives|citeres|bruges|stå)",
    r"(?:det )?(?:her )?(?:bliver|skal blive|er|altså) (?:bare |kun |helt )?mellem os",
    r"mellem (?:os|dig og mig|fire øjne)",
    r"(?:sluk(?:ker|ke)?|stop(?:per|pe)?) (?:lige )?(?:for )?(?:båndet|optager(?:en)?|optagelsen)",
    r"(?:not for|don't) quot(?:e|ation|ing)",
    r"between (?:you and me|us)",
)
CLOSING = (
    r"on the record",
    r"tilbage på (?:båndet|optagelsen|referat)",
    r"nu må (?:du|i) (?:gerne|godt)",
    r"(?:det her|dette) må (?:du|i) (?:gerne|godt)",
)

_OPENING = re.compile(r"(?<!\w)(?:" + "|".join(OPENING) + r")(?!\w)", re.IGNORECASE)
_CLOSING = re.compile(r"(?<!\w)(?:" + "|".join(CLOSING) + r")(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that may open a passage off the record."""

    span: Span
    """The words."""
    closing: Span | None
    """The next words that may close it, before another opening; None where none follow."""


def cues(text: str) -> tuple[Cue, ...]:
    """All cues of a text, in order."""
    opens = [Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.end())
             for m in _OPENING.finditer(text)]  # fmt: skip
    closes = [Span(m.start(), m.end()) for m in _CLOSING.finditer(text)]
    found = []
    for place, span in enumerate(opens):
        limit = opens[place + 1].start if place + 1 < len(opens) else len(text)
        after = (one for one in closes if span.stop <= one.start < limit)
        found.append(Cue(span, next(after, None)))
    return tuple(found)
