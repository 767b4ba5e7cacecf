"""The layout without labels, in which the questions are bold (or headings) and the answers are not.

Only ever a proposal: nothing in the text says who speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.interviews import Role
from qda.domain.speaker_marks import Layout, Line, Marks, Start
from qda.domain.text import trimmed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

WEIGHT = 0.45
"""Below the confidence at which speakers are taken without a person."""
_FEWEST = 2
_ASKING = 0.4
"""Share of the bold lines that must end in a question mark."""


def read_questions(text: str, lines: Sequence[Line], wanted: Collection[str]) -> Marks:
    """Bold lines as the interviewer's turns, the lines below them as the informant's."""
    del wanted  # there are no labels
    marked = [line for line in lines if _is_marked(line)]
    asking = [line for line in marked if _asks(text, line)]
    if len(asking) < _FEWEST:
        return Marks(Layout.QUESTIONS)
    first = asking[0].start
    behind = [line for line in marked if line.start >= first]
    if len(asking) < _ASKING * len(behind):
        return Marks(Layout.QUESTIONS)
    starts: list[Start] = []
    for line in lines:
        span = trimmed(text, line.start, line.stop)
        if span is None or line.start < first:
            continue
        role = Role.INTERVIEWER if _is_marked(line) else Role.INFORMANT
        if not starts or starts[-1].role is not role:
            starts.append(Start(span.start, "", span.start, role=role))
    if len({start.role for start in starts}) < 2:
        return Marks(Layout.QUESTIONS)
    return Marks(Layout.QUESTIONS, tuple(starts), weight=WEIGHT)


def _is_marked(line: Line) -> bool:
    return line.bold or (line.paragraph.heading > 0 and line.start < line.stop)


def _asks(text: str, line: Line) -> bool:
    return text[line.start : line.stop].rstrip(' \t\u00a0”"“»«)').endswith("?")
