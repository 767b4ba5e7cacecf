"""Strings that stand where labels stand, and which of them are speakers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.interviews import Block, BlockKind
from qda.domain.speaker_labels import objection, settled
from qda.domain.speaker_marks import Layout, Line, Marks, Rejected, Start, Why, tiled
from qda.domain.speaker_words import FUNCTION_WORDS, VERBS
from qda.domain.text import trimmed
from qda.domain.time_stamps import ANY, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

HEADING_WORDS = 20
"""A longer paragraph in a heading style is speech that was styled by mistake."""

_FEWEST_IN_LOWER_CASE = 3
"""Turns from which a name in lower case is one, where no label has a capital."""
BLANKS = r"[^\S\n]*"
_BULLET = r"(?:>{1,2}[^\S\n]*|[•●▪◦·*–—-][^\S\n]+)"
_PREFIX = re.compile(
    rf"{BLANKS}(?P<number>{_BULLET}?\d{{1,5}}{BLANKS}\t{BLANKS}|{_BULLET})?"
    rf"(?P<time>{ANY}{BLANKS}(?:[|–—-][^\S\n]+)?)?"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string that stands where labels stand."""

    line: int
    label: str
    begin: int
    body: int
    """Where the speech begins."""
    blocks: tuple[Block, ...]
    """From `begin` to `body`."""
    time: str = ""
    why: Why | None = None
    """What speaks against it."""


def marks_of(
    layout: Layout,
    text: str,
    lines: Sequence[Line],
    candidates: Iterable[Candidate],
    wanted: Collection[str],
    *,
    strong: Collection[str] = (),
    weight: float = 1.0,
) -> Marks:
    """Which candidates are speakers, and what else is not speech."""
    found = list(candidates)
    fine = possible(found, wanted)
    taken, once = settled(Counter(each.label for each in fine), wanted, strong)
    used = [each for each in fine if each.label in taken]
    refused = Counter(
        (each.label, each.why or Why.ONCE) for each in found if each.label not in taken
    )
    blocks = [block for each in used for block in each.blocks]
    if used:
        blocks += _headings(text, lines, {each.line for each in used})
    return Marks(
        layout,
        tuple(Start(each.body, each.label, each.begin, each.time) for each in used),
        tuple(blocks),
        tuple(once),
        tuple(Rejected(label, count, why) for (label, why), count in refused.most_common()),
        weight,
    )


def possible(candidates: Iterable[Candidate], wanted: Collection[str]) -> list[Candidate]:
    """Candidates against which nothing speaks, or which the user named."""
    return [each for each in candidates if each.why is None or each.label in wanted]


def in_lower_case(found: list[Candidate], wanted: Collection[str]) -> list[Candidate]:
    """The candidates; where nobody has a capital, names in lower case are names: `ida: text`."""
    if len({each.label for each in possible(found, wanted)}) > 1:
        return found
    counts = Counter(each.label for each in found if each.why is Why.LOWER_CASE)
    names = {
        label
        for label, count in counts.items()
        if count >= _FEWEST_IN_LOWER_CASE and objection(label.capitalize()) is None
        and label not in FUNCTION_WORDS | VERBS
    }  # fmt: skip
    if len(names) < 2:
        return found
    return [replace(each, why=None) if each.label in names else each for each in found]


def each(
    text: str, lines: Sequence[Line], look: Callable[[str, Line, int], Candidate | None]
) -> list[Candidate]:
    found = (look(text, line, index) for index, line in enumerate(lines) if line.start < line.stop)
    return [candidate for candidate in found if candidate]


def _headings(text: str, lines: Sequence[Line], used: set[int]) -> list[Block]:
    """Headings between the turns; a name may stand in a heading style too, and is no heading."""
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        if line.paragraph.heading and index not in used:
            span = trimmed(text, line.start, line.stop)
            if span and len(span.of(text).split()) <= HEADING_WORDS:
                blocks.append(Block(span, BlockKind.HEADING))
    return blocks


def prefix(text: str, line: Line) -> tuple[int, int, int, str]:
    """Where a line's time stamp and label may begin, and the stamp: begin, time, label, stamp."""
    found = _PREFIX.match(text, max(line.start, line.number_stop), line.stop)
    assert found is not None
    begin = found.start("number") if found["number"] else found.end()
    time = found.start("time") if found["time"] else found.end()
    if line.number_stop > line.start:
        begin = line.start
    return min(begin, time), time, found.end(), plain(found["time"] or "")


def simple(
    index: int,
    label: str,
    begin: int,
    time_start: int,
    label_start: int,
    body: int,
    time: str,
    why: Why | None,
) -> Candidate:
    blocks = tiled(
        body,
        (begin, BlockKind.LINE_NUMBER),
        (time_start, BlockKind.TIME),
        (label_start, BlockKind.LABEL),
    )
    return Candidate(index, label, begin, body, blocks, time, why)
