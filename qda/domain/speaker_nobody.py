"""The layout in which nothing tells speakers apart: times that stand alone still divide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.interviews import Block, BlockKind
from qda.domain.speaker_marks import Layout, Line, Marks, Start
from qda.domain.text import trimmed
from qda.domain.time_stamps import is_stamp, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 48
"""Characters of the longest stamp."""


def read_nobody(text: str, lines: Sequence[Line]) -> Marks:
    """All of the text as nobody's; a time stamp alone on a line belongs to what follows it."""
    starts = [Start(0, "", 0)]
    blocks: list[Block] = []
    for line in lines:
        span = trimmed(text, line.start, line.stop)
        if span and len(span) <= _LONGEST and is_stamp(span.of(text)):
            blocks.append(Block(span, BlockKind.TIME))
            starts.append(Start(line.stop, "", span.start, plain(span.of(text))))
    return Marks(Layout.NONE, tuple(starts), tuple(blocks), weight=0.0)
