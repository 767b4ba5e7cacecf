"""Layouts with the label at the start of a line: colon, bracket, bold name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from qda.domain.interviews import BlockKind
from qda.domain.speaker_candidates import (
    BLANKS,
    Candidate,
    each,
    in_lower_case,
    marks_of,
    prefix,
    simple,
)
from qda.domain.speaker_labels import (
    is_heading,
    is_known,
    is_remark,
    objection,
    stem_of,
    tidy,
)
from qda.domain.speaker_marks import Layout, Line, Marks, Why, tiled
from qda.domain.speaker_slips import unnumbered, with_slips
from qda.domain.time_stamps import ANY, BESIDE_LABEL, is_stamp, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


_HEAD = re.compile(
    r"(?P<sign>[#@]?)"
    r"(?P<label>[^\W_][^:\t\n]{0,110}?|\([^():\t\n]{1,40}\))"
    rf"(?P<manner>{BLANKS}\((?![A-ZÆØÅ\d])[^():\n]{{1,40}}\))?"
    rf"(?P<stamp>{BLANKS}{BESIDE_LABEL})?"
    rf"{BLANKS}(?P<separator>:{{1,2}}|[：\t]){BLANKS}"
)
_STAMPED = re.compile(
    rf"(?P<label>[^\W\d_][^:,\t\n\[(]{{0,40}}?){BLANKS}"
    rf"(?P<stamp>{BESIDE_LABEL}|{ANY}(?=[^\S\n]+[–—-]))[^\S\n]*(?:[–—-][^\S\n]+)?(?=[^\s:])"
)
_BRACKET = re.compile(
    rf"(?P<sign>[\[{{<(])(?P<label>[^\[\]{{}}<>()\n]{{1,110}}(?:\([^()\n]{{1,40}}\))?)[\]}}>)]"
    rf"{BLANKS}:?{BLANKS}"
)
_INITIALS = re.compile(r"[A-ZÆØÅ]{1,3}\d{0,2}")
_LIST_ITEM = re.compile(r"\d+|\w{1,3}[.)]")  # `1`, `a)`, `IV.` before a tab
_SEPARATORS = (":", "\t", "：")
_FARTHEST = 130
"""Characters of a line within which its label must end."""
_HEADER_LINES = 40
_LEGEND = re.compile(
    r"(?:\w+\s)?(?:interviewere?|informant|interviewperson|respondent|moderator|deltager)\b",
    re.IGNORECASE,
)


def read_colon(text: str, lines: Sequence[Line], wanted: Collection[str]) -> Marks:
    """`IP: text`, with or without a tab, a time stamp before or behind the label, `#` or `@`."""
    found = in_lower_case(unnumbered(each(text, lines, _colon)), wanted)
    header = _header_stop(text, lines, found)
    spoken = [candidate for candidate in found if candidate.line >= header]
    return marks_of(Layout.COLON, text, lines, with_slips(text, lines, spoken, wanted), wanted)


def read_bracket(text: str, lines: Sequence[Line], wanted: Collection[str]) -> Marks:
    """`[IP] text`, `{IP} text`, `<IP> text`; `(IP) text` where the label is usual."""
    return marks_of(Layout.BRACKET, text, lines, each(text, lines, _bracket), wanted, weight=0.95)


def read_bold(text: str, lines: Sequence[Line], wanted: Collection[str]) -> Marks:
    """A bold name and the words behind it, without a colon."""
    return marks_of(Layout.BOLD, text, lines, each(text, lines, _bold), wanted, weight=0.9)


def _colon(text: str, line: Line, index: int) -> Candidate | None:
    farthest = min(line.stop, line.start + _FARTHEST)
    if all(text.find(sign, line.start, farthest) < 0 for sign in _SEPARATORS):
        return None
    begin, time_start, label_start, time = prefix(text, line)
    head = _HEAD.match(text, label_start, line.stop)
    if head is None or (not head["stamp"] and _STAMPED.match(text, label_start, line.stop)):
        return _stamped(text, line, index)
    label = tidy(head["label"])
    following = text[head.end("separator") : min(line.stop, head.end("separator") + 3)]
    why = objection(label, following)
    if head["separator"] == "\t":
        rest = text[head.end() : line.stop]
        if not rest.strip() or is_stamp(rest) or _LIST_ITEM.fullmatch(label):
            return None
        why = objection(label) or (Why.LENGTH if len(label.split()) > 3 else None)
    stamp = head.start("stamp") if head["stamp"] else head.end()
    after = head.end("stamp") if head["stamp"] else head.end()
    blocks = tiled(
        head.end(),
        (begin, BlockKind.LINE_NUMBER),
        (time_start, BlockKind.TIME),
        (label_start, BlockKind.LABEL),
        (stamp, BlockKind.TIME),
        (after, BlockKind.LABEL),
    )
    time = time or plain(head["stamp"] or "")
    return Candidate(index, label, begin, head.end(), blocks, time, why)


def _stamped(text: str, line: Line, index: int) -> Candidate | None:
    """`Ida [00:10] text` and `Ida 00:10 – text`: only the stamp stands behind the label."""
    begin, time_start, label_start, time = prefix(text, line)
    head = _STAMPED.match(text, label_start, line.stop)
    if head is None:
        return None
    label = tidy(head["label"])
    why = objection(label) or (Why.LENGTH if len(label.split()) > 3 else None)
    blocks = tiled(
        head.end(),
        (begin, BlockKind.LINE_NUMBER),
        (time_start, BlockKind.TIME),
        (label_start, BlockKind.LABEL),
        (head.start("stamp"), BlockKind.TIME),
        (head.end("stamp"), BlockKind.LABEL),
    )
    return Candidate(index, label, begin, head.end(), blocks, time or plain(head["stamp"]), why)


def _bracket(text: str, line: Line, index: int) -> Candidate | None:
    begin, time_start, label_start, time = prefix(text, line)
    head = _BRACKET.match(text, label_start, line.stop)
    if head is None or is_stamp(head["label"]) or is_remark(head["label"]):
        return None
    label = tidy(head["label"])
    why = objection(label) if label else Why.NO_NAME
    if head["sign"] == "(" and not (is_known(label) or _INITIALS.fullmatch(label)):
        return None  # what stands in round brackets is mostly a remark
    if why is Why.LOWER_CASE and any(character.isdigit() for character in label):
        why = None  # `[id1]`
    return simple(index, label, begin, time_start, label_start, head.end(), time, why)


def _bold(text: str, line: Line, index: int) -> Candidate | None:
    if line.bold or line.bold_stop <= line.start:
        return None
    begin, time_start, label_start, time = prefix(text, line)
    label = tidy(text[label_start : line.bold_stop].rstrip(" \t\u00a0:–—-"))
    if not label or not (label[0].isalnum() or label[0] == "(") or label.endswith("."):
        return None
    body = line.bold_stop
    while body < line.stop and text[body] in " \t\u00a0:–—-":
        body += 1
    return simple(index, label, begin, time_start, label_start, body, time, objection(label))


def _is_name(value: str) -> bool:
    """Whether a text is a person's name, of at least two words and without a full stop."""
    words = value.split()
    return 1 < len(words) < 6 and all(word[0].isupper() for word in words) and value[-1].isalpha()


def _header_stop(text: str, lines: Sequence[Line], found: Sequence[Candidate]) -> int:
    """The line behind the last `Dato: …`, `IP: Informant` or `Informant: Ida Ravn` of a title.

    Right below such a line, a label that is met nowhere else, or one with a few words and no full
    stop behind it, is still part of the block. The first line that reads like speech ends it.
    """
    stop = 0
    counts = Counter(candidate.label for candidate in found)
    for candidate in found:
        line = lines[candidate.line]
        if candidate.line > _HEADER_LINES:
            break
        value = text[candidate.body : line.stop].strip()
        few_words = len(value.split()) <= 6 and not value.endswith((".", "?", "!", "…"))
        legend = bool(_LEGEND.match(value)) and len(value.split()) <= 8 and "?" not in value
        below = stop > 0 and candidate.line == stop
        named = len(stem_of(candidate.label)) > 3 and _is_name(value)
        single = counts[candidate.label] == 1 and not is_known(candidate.label)
        if (
            is_heading(candidate.label)
            or (is_known(candidate.label) and (named or (legend and few_words)))
            or (below and (single or (value and few_words)))
        ):
            stop = candidate.line + 1
        elif candidate.why is None or is_known(candidate.label):
            break
    return stop
