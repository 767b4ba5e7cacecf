"""Layouts with a sign other than a colon behind the label: a dash, a semicolon, blanks, a time."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from qda.domain.interviews import BlockKind
from qda.domain.speaker_candidates import BLANKS, Candidate, each, marks_of, prefix, simple
from qda.domain.speaker_labels import is_known, objection, tidy
from qda.domain.speaker_marks import Layout, Line, Marks, Why, tiled
from qda.domain.speaker_words import FUNCTION_WORDS, VERBS
from qda.domain.time_stamps import SHORT, plain, seconds

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_DASH = re.compile(r"(?P<label>[^\W_][^:\t\n–—]{0,62}?)(?:[^\S\n]{1,3}[–—-][^\S\n]+|—)(?=\S)")
_OTHER_SIGN = re.compile(
    rf"(?P<label>[^\W_][^:;>/|=\t\n–—-]{{0,40}}?)(?:{BLANKS}(?P<apart>[|=>])|(?P<sign>[;>/–—-]))"
    r"[^\S\n]+(?=\S)"
)
_GAP = re.compile(r"(?P<label>[^\W_][^:\t\n]{0,62}?)[^\S\n]{2,}(?=[^\s|=;>/–—-])")
_BARE = re.compile(r"(?P<label>[^\W_]{1,12}(?: ?\d{1,2})?)(?:[.)][^\S\n]+|[^\S\n]+)(?=\S)")
_WORD = r"(?P<label>[^\W\d_][\w.-]*(?: \d{1,2})?)"
_TIMED = re.compile(rf"{_WORD}[^\S\n]+(?P<time>{SHORT})[^\S\n]+(?=[^\W\d_])")
_AFTER_TIME = re.compile(rf"{_WORD}[^\S\n]+(?=[^\W\d_])")
_DASHES = "–—-"
_FEWEST = 4
"""Lines with a time from which the words beside the times may be labels."""
_CLOSED = 0.9
"""Share of these lines whose words must recur, and of times that must be in order."""


def read_dash(text: str, lines: Sequence[Line], wanted: Collection[str]) -> Marks:
    """`INTERVIEWER – text`; also `IP; text`, `IP> text`, `IP   text` and, if usual, `IP- text`.

    Where most lines carry a time, a word beside it is enough: `[00:10] IP text`, `IP 0:10 text`.
    """
    found = each(text, lines, _dash)
    if all(len(each.label) == 1 for each in found if _has_stop(text, each)):
        found = [each for each in found if not _has_stop(text, each)]  # `R. Holm` is a name
    timed = _timed(text, lines)
    if len(timed) > len(found):
        found = timed
    return marks_of(Layout.DASH, text, lines, found, wanted, weight=0.9)


def _dash(text: str, line: Line, index: int) -> Candidate | None:
    begin, time_start, label_start, time = prefix(text, line)
    other = _OTHER_SIGN.match(text, label_start, line.stop)
    if other and (other["sign"] or "|") in _DASHES and not is_known(tidy(other["label"])):
        other = None  # `børne- og ungdomsklubben`
    head = other or _DASH.match(text, label_start, line.stop)
    apart = _apart(text, label_start, line.stop)
    if head is None or (apart and apart.end() < head.end()):
        head = apart
    if head is None:
        return None
    label = tidy(head["label"])
    why = objection(label) or (Why.LENGTH if len(label.split()) > (2 if other else 3) else None)
    return simple(index, label, begin, time_start, label_start, head.end(), time, why)


def _apart(text: str, start: int, stop: int) -> re.Match[str] | None:
    """A label that blanks alone set off: two of them, or one behind a usual label in capitals."""
    head = _GAP.match(text, start, stop)
    if head and head["label"][-1] not in ".,;?!":
        return head
    head = _BARE.match(text, start, stop)
    if head is None or not is_known(head["label"]) or not text[head.end()].isupper():
        return None
    label = head["label"]
    if text[head.end("label")] in ".)":
        return head
    return head if len(label) > 1 and label[:2].isupper() else None  # `I Danmark` is speech


def _has_stop(text: str, candidate: Candidate) -> bool:
    """Whether a full stop is all that follows the label: `IP. text`."""
    return text[candidate.begin : candidate.body].rstrip()[-1:] == "."


def _timed(text: str, lines: Sequence[Line]) -> list[Candidate]:
    """The words beside times, where they are few and the same again and again."""
    found: list[Candidate] = []
    for index, line in enumerate(lines):
        begin, time_start, label_start, time = prefix(text, line)
        head = (_AFTER_TIME if time else _TIMED).match(text, label_start, line.stop)
        if head is None:
            continue
        stop = time_start if time else head.start("time")
        edges = [(begin, BlockKind.LINE_NUMBER), (time_start, BlockKind.TIME)]
        edges += [(label_start, BlockKind.LABEL)]
        if not time:
            edges += [(stop, BlockKind.TIME)]
            time = plain(head["time"])
        label = tidy(head["label"])
        why = objection(label)
        if not is_known(label) and (_is_speech(label) or text[head.end()].islower()):
            why = Why.SENTENCE  # `10:15 Ida går ud` is a note
        blocks = tiled(head.end(), *edges)
        found.append(Candidate(index, label, begin, head.end(), blocks, time, why))
    fine = [each for each in found if each.why is None]
    counts = Counter(each.label for each in fine)
    times = [seconds(each.time) for each in fine]
    in_order = sum(before <= after for before, after in pairwise(times)) + 1
    again = sum(count for count in counts.values() if count > 1)
    if len(fine) < _FEWEST or min(in_order, again, len(fine)) < _CLOSED * len(found):
        return []
    return fine if len(counts) <= max(2, len(fine) // 2) else []


def _is_speech(word: str) -> bool:
    return word.casefold() in FUNCTION_WORDS | VERBS
