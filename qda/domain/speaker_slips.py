"""What a typist did to labels: numbers for each question, and slips such as `IP;` for `IP:`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qda.domain.speaker_candidates import Candidate, possible, prefix, simple
from qda.domain.speaker_labels import is_known, objection, settled
from qda.domain.speaker_marks import Why
from qda.domain.speaker_words import HEADINGS, NEVER_NUMBERED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qda.domain.speaker_marks import Line

_NUMBERED = re.compile(r"(?P<stem>[^\W\d_]+\.?)[\s._-]*(?:nr\.?\s*)?(?P<number>\d{1,3})\.?")
_FEWEST = 2
"""Numbers that a label must run through."""
_MANY = 3
"""The same where the label does not say that it is a question."""


def unnumbered(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; where each question has a number of its own, its label is without.

    `Q1`, `A1`, `Q2`, `A2` … are two speakers. `IP1` and `IP2` that come back stay who they are.
    """
    parts = {
        each.label: None if each.why is Why.NUMBER else _NUMBERED.fullmatch(each.label)
        for each in found
    }
    runs: dict[str, list[int]] = {}
    others: Counter[str] = Counter()
    for each in found:
        match = parts[each.label]
        if match:
            runs.setdefault(match["stem"], []).append(int(match["number"]))
        elif each.why is None:
            others[each.label] += 1
    running = {stem for stem, numbers in runs.items() if _runs(stem, numbers)}
    recurring = sum(1 for count in others.values() if count > 1)
    usual = any(stem.casefold().rstrip(".") in NEVER_NUMBERED for stem in running)
    many = all(len(set(runs[stem])) >= _MANY for stem in running)
    if recurring > 1 or len(running) + recurring < 2 or not (usual or (many and len(running) > 1)):
        return list(found)
    out: list[Candidate] = []
    for each in found:
        match = parts[each.label]
        if match and match["stem"] in running:
            each = replace(each, label=match["stem"].rstrip("."), why=None)
        out.append(each)
    return out


def with_slips(
    text: str, lines: Sequence[Line], found: Sequence[Candidate], wanted: Collection[str]
) -> list[Candidate]:
    """The candidates and the lines that begin with a speaker's label but not with a colon.

    `IP; text`, `IP text` and `IP. text` once in a while, where `IP: text` is usual.
    """
    counts = Counter(each.label for each in possible(found, wanted))
    taken, _ = settled(counts, wanted)
    labels = sorted((label for label in taken if counts[label] > 1), key=len, reverse=True)
    if not labels:
        return list(found)
    names = "|".join(map(re.escape, labels))
    slip = re.compile(rf"(?P<label>{names})(?P<sign>[;.,]|[^\S\n]*::|(?=[^\S\n]))[^\S\n]*(?=\S)")
    labelled = {each.line for each in found if each.label in taken}
    first = min(labelled, default=0)
    slips: list[Candidate] = []
    for index, line in enumerate(lines):
        if index < first or index in labelled or line.start == line.stop:
            continue
        begin, time_start, label_start, time = prefix(text, line)
        head = slip.match(text, label_start, line.stop)
        if head and _is_slip(head["label"], head["sign"], text[head.end()]):
            slips.append(
                simple(index, head["label"], begin, time_start, label_start, head.end(), time, None)
            )
    gone = {each.line for each in slips}
    kept = [each for each in found if each.line not in gone]
    return sorted([*kept, *slips], key=lambda each: each.line)


def _is_slip(label: str, sign: str, following: str) -> bool:
    """Whether a speaker's label and what follows it is a label that was mistyped."""
    if sign == ";" or sign.strip() == "::":
        return True
    if not is_known(label) or len(label) < 2 or not label[:2].isupper():
        return False  # `Bo. Han kom`, `I Danmark`
    return following.isupper()


def _runs(stem: str, numbers: Sequence[int]) -> bool:
    """Whether a label counts up: each number once or twice in a row, from the beginning."""
    steps = [after - before for before, after in pairwise(numbers)]
    return (
        len(set(numbers)) >= _FEWEST
        and numbers[0] <= 2
        and all(0 <= step <= 2 for step in steps)
        and len(numbers) < 2 * len(set(numbers))
        and stem.casefold().rstrip(".") not in HEADINGS
        and objection(stem.rstrip(".")) is None
    )
