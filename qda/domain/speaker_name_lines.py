"""The layout in which a name stands alone on a line, and the words below it.

What shows that a line is a name: a time stamp on the same line (Otter, Teams, Word's own
transcription), a heading style (NVivo), bold letters, or nothing but its recurrence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from qda.domain.interviews import BlockKind
from qda.domain.speaker_candidates import Candidate, marks_of
from qda.domain.speaker_labels import is_known, objection, settled, tidy
from qda.domain.speaker_marks import Layout, Line, Marks, Why, tiled
from qda.domain.time_stamps import ANY, is_stamp, plain, seconds

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LONGEST_LINE = 110
_LABEL = r"(?P<label>[^\W_](?:[^:\t\n]{0,90}?[^\s:\t,|–—-])??)"
_BETWEEN = r"[^\S\n]*[,|:–—-]?[^\S\n]*"
_TIME_BEHIND = re.compile(
    rf"\s*{_LABEL}(?:(?<=\w)(?=[\[({{<#])|(?=\s|[,|:])){_BETWEEN}(?P<time>{ANY})\s*:?\s*"
)
_TIME_BEFORE = re.compile(rf"\s*(?P<time>{ANY}){_BETWEEN}{_LABEL}{_BETWEEN}")
_ENDED = re.compile(r"\w{3,}[.…?!]$")
"""How a sentence of a log ends: `10:20 Bo kommer.` An initial ends like that too: `Ida H.`"""
_ONLY_LABEL = re.compile(rf"\s*{_LABEL}\s*:?\s*")


class Evidence(IntEnum):
    """What shows that a line is a name, the strongest first."""

    TIME = 0
    HEADING = 1
    BOLD = 2
    PLAIN = 3


@dataclass(frozen=True, slots=True)
class _Named:
    candidate: Candidate
    evidence: Evidence


def name_and_time(text: str, start: int, stop: int) -> tuple[re.Match[str], str] | None:
    """The parts of a line that is a name with a time stamp, and the stamp without its marks."""
    if stop - start > _LONGEST_LINE:
        return None
    found = _TIME_BEFORE.fullmatch(text, start, stop) or _TIME_BEHIND.fullmatch(text, start, stop)
    return (found, plain(found["time"])) if found else None


def read_name_lines(text: str, lines: Sequence[Line], wanted: Collection[str]) -> Marks:
    """Names alone on a line, of the kind that is met most often, and the same names elsewhere."""
    named = [found for index, line in enumerate(lines) if (found := _named(text, line, index))]
    best, marks = 0, Marks(Layout.NAME_LINE)
    for evidence in Evidence:
        these = [each.candidate for each in named if each.evidence is evidence]
        possible = [each for each in these if each.why is None or each.label in wanted]
        counts = Counter(each.label for each in possible)
        strong = _in_time(possible, counts) if evidence is Evidence.TIME else set()
        taken, _ = settled(counts, wanted, strong)
        recurring = [label for label in taken if counts[label] > 1]
        if evidence is Evidence.PLAIN and len(recurring) < 2:
            continue
        size = sum(counts[label] for label in taken)
        if size > best:
            best = size
            late = [replace(each, why=Why.TIME) for each in _late(these, strong, counts)]
            kept = [each for each in these if each.label not in {one.label for one in late}]
            others = [
                each.candidate
                for each in named
                if each.evidence not in (evidence, Evidence.PLAIN) and each.candidate.label in taken
            ]
            candidates = sorted(kept + late + others, key=lambda each: each.line)
            weight = 0.85 if evidence is Evidence.PLAIN else 1.0
            marks = marks_of(
                Layout.NAME_LINE, text, lines, candidates, wanted, strong=strong, weight=weight
            )
    return marks


def _named(text: str, line: Line, index: int) -> _Named | None:
    if not 0 < line.stop - line.start <= _LONGEST_LINE or is_stamp(text[line.start : line.stop]):
        return None
    timed = name_and_time(text, line.start, line.stop)
    if timed:
        found, time = timed
        label_start, time_start = found.start("label"), found.start("time")
        edges = sorted([(label_start, BlockKind.LABEL), (time_start, BlockKind.TIME)])
        label = tidy(found["label"])
        begin = edges[0][0]
        blocks = tiled(line.stop, *edges)
        why = Why.SENTENCE if _ENDED.search(label) else objection(label)
        return _Named(Candidate(index, label, begin, line.stop, blocks, time, why), Evidence.TIME)
    only = _ONLY_LABEL.fullmatch(text, line.start, line.stop)
    if only is None or only["label"].endswith((".", "…")):
        return None
    label = tidy(only["label"])
    why = objection(label)
    evidence = Evidence.PLAIN
    if line.paragraph.heading:
        evidence = Evidence.HEADING
    elif line.bold:
        evidence = Evidence.BOLD
    elif why or not (is_known(label) or _looks_like_a_name(label)):
        return None
    begin = only.start("label")
    blocks = tiled(line.stop, (begin, BlockKind.LABEL))
    return _Named(Candidate(index, label, begin, line.stop, blocks, "", why), evidence)


def _looks_like_a_name(label: str) -> bool:
    words = label.split()
    return len(words) <= 3 and all(word[0].isupper() or word.isdigit() for word in words)


def _in_time(candidates: Sequence[Candidate], counts: Counter[str]) -> set[str]:
    """Labels met once whose time stamp fits between its neighbours': `Karen 00:12`.

    A line such as `Onsdag 8:30` inside a turn is out of order, and no label.
    """
    times = [seconds(each.time) for each in candidates]
    steady = [counts[each.label] > 1 for each in candidates]
    nexts = times[:]
    after = max(times, default=0)
    for index in range(len(times) - 1, -1, -1):
        nexts[index] = after
        after = times[index] if steady[index] else after
    fitting: set[str] = set()
    before = 0
    for index, candidate in enumerate(candidates):
        if steady[index]:
            before = times[index]
        elif before <= times[index] <= nexts[index]:
            fitting.add(candidate.label)
    return fitting


def _late(
    candidates: Sequence[Candidate], strong: Collection[str], counts: Counter[str]
) -> list[Candidate]:
    """Those with a stamp out of order, when the labels that recur carry stamps."""
    return [
        each
        for each in candidates
        if each.time and each.why is None and counts[each.label] == 1 and each.label not in strong
    ]
