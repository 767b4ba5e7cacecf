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
_ASKING_PLAIN = 0.6
"""Share of the plain lines, where the answers are bold."""


def read_questions(text: str, lines: Sequence[Line], wanted: Collection[str]) -> Marks:
    """Bold lines as the interviewer's turns, the lines below them as the informant's; or reversed.

    Only the answers are bold where the other lines ask.
    """
    del wanted  # there are no labels
    filled = [line for line in lines if text[line.start : line.stop].strip()]
    marked = [line for line in filled if _is_marked(line)]
    others = [line for line in filled if not _is_marked(line)]
    for asking, answering in ((marked, others), (others, marked)):
        if len(answering) >= _FEWEST and _asked(text, asking, reverse=asking is others):
            return _turns(text, filled, asking)
    return Marks(Layout.QUESTIONS)


def _asked(text: str, lines: Sequence[Line], *, reverse: bool) -> bool:
    """Whether enough of the lines are questions, from the first one on."""
    asking = [line for line in lines if _asks(text, line)]
    if len(asking) < _FEWEST:
        return False
    behind = [line for line in lines if line.start >= asking[0].start]
    return len(asking) >= (_ASKING_PLAIN if reverse else _ASKING) * len(behind)


def _turns(text: str, filled: Sequence[Line], asking: Sequence[Line]) -> Marks:
    first = next(line.start for line in asking if _asks(text, line))
    ours = {line.start for line in asking}
    starts: list[Start] = []
    for line in filled:
        span = trimmed(text, line.start, line.stop)
        if span is None or line.start < first:
            continue
        role = Role.INTERVIEWER if line.start in ours else Role.INFORMANT
        if not starts or starts[-1].role is not role:
            starts.append(Start(span.start, "", span.start, role=role))
    if len({start.role for start in starts}) < 2:
        return Marks(Layout.QUESTIONS)
    return Marks(Layout.QUESTIONS, tuple(starts), weight=WEIGHT)


def _is_marked(line: Line) -> bool:
    return line.bold or (line.paragraph.heading > 0 and line.start < line.stop)


def _asks(text: str, line: Line) -> bool:
    return text[line.start : line.stop].rstrip(' \t\u00a0”"“»«)').endswith("?")
