"""Running text that follows a restricted passage too closely, with or without quotation marks.

Two signs: a run of words that stands in the passage and nowhere else, and a sentence that shares
several words with it that are rare in the interviews. Of what was found only the place is handed
on.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from qda.danish.stop_words import UNTELLING
from qda.domain.quote_words import folded
from qda.domain.text import Span
from qda.domain.thesis import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qda.domain.thesis import Thesis
    from qda.services.thesis_material import Material

RUN = 6
"""Words in a row that stand in a restricted passage: the limit of the leak scan."""
SHARED = 4
"""Telling words that a place shares with a restricted sentence."""
WEIGHT = 1.9
"""Their weight together, where a word that was said once counts 1. In the demo, paraphrases of
the restricted passage weigh 2.2 to 5.3, the 1,441 other pairs of sentences at most 1.2."""
_COMMON = 60
"""Occurrences from which a word weighs nothing."""
_STEM = 6
"""Letters, without an ending, by which inflected forms are taken for one word; never shown."""
_ENDING = re.compile(r"(?:ernes|erne|ens|ets|ene|ede|en|et|er|te|e|s)$")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")


@dataclass(frozen=True, slots=True)
class Echo:
    """A place in the thesis that follows a restricted passage."""

    appendix: str
    paragraph: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Sentence:
    appendix: str
    stems: frozenset[str]


def echoes(thesis: Thesis, material: Material) -> list[Echo]:
    """All places of a thesis that follow a restricted passage too closely."""
    sentences, runs = _restricted(material)
    if not sentences and not runs:
        return []
    counts = Counter(_stem(t.word) for source in material.sources.values() for t in source.tokens)
    found: list[Echo] = []
    for index, span, stems, words in _windows(thesis):
        appendix = _runs_through(words, runs) or _follows(frozenset(stems), sentences, counts)
        if appendix and not (found and found[-1].paragraph == index
                             and found[-1].span.overlaps(span)):  # fmt: skip
            found.append(Echo(appendix, index, span))
    return found


def _stem(word: str) -> str:
    return (_ENDING.sub("", word) if len(word) > 4 else word)[:_STEM]


def _telling(words: Sequence[str]) -> list[str]:
    return [
        _stem(word)
        for word in words
        if len(word) > 2 and word not in UNTELLING and not word.isdigit()
    ]


def _restricted(material: Material) -> tuple[list[_Sentence], dict[tuple[str, ...], str]]:
    """The restricted sentences, alone and with the next one, and their runs of words."""
    sentences: list[_Sentence] = []
    runs: dict[tuple[str, ...], str] = {}
    for appendix, source in material.sources.items():
        for passage in source.restricted:
            text = passage.of(source.text)
            words = [folded(word) for word in _WORD.findall(text)]
            for place in range(len(words) - RUN + 1):
                runs[tuple(words[place : place + RUN])] = appendix
            own = [
                frozenset(_telling([folded(word) for word in _WORD.findall(match[0])]))
                for match in _SENTENCE.finditer(text)
            ]
            sentences += [_Sentence(appendix, stems) for stems in own]
            sentences += [_Sentence(appendix, one | two) for one, two in pairwise(own)]
    for source in material.sources.values():
        free = [token.word for token in source.tokens
                if not source.touches(Span(token.start, token.stop))]  # fmt: skip
        for place in range(len(free) - RUN + 1):
            runs.pop(tuple(free[place : place + RUN]), None)
    return sentences, runs


def _windows(thesis: Thesis) -> Iterator[tuple[int, Span, list[str], list[str]]]:
    """Sentences of the thesis, each with the one before it, by paragraph."""
    for index, paragraph in enumerate(thesis.paragraphs):
        if paragraph.setting in (Setting.HEADING, Setting.CONTENTS):
            continue
        before: tuple[int, list[str]] | None = None
        for match in _SENTENCE.finditer(paragraph.text):
            words = [folded(word) for word in _WORD.findall(match[0])]
            if not words:
                continue
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            joined = [*before[1], *words] if before else words
            first = before[0] if before else start
            yield index, Span(first, match.end()), _telling(joined), joined
            before = (start, words)


def _runs_through(words: Sequence[str], runs: dict[tuple[str, ...], str]) -> str:
    for place in range(len(words) - RUN + 1):
        appendix = runs.get(tuple(words[place : place + RUN]))
        if appendix:
            return appendix
    return ""


def _follows(
    stems: frozenset[str], sentences: Sequence[_Sentence], counts: Mapping[str, int]
) -> str:
    for sentence in sentences:
        shared = stems & sentence.stems
        if len(shared) >= SHARED and sum(_weight(counts[stem]) for stem in shared) >= WEIGHT:
            return sentence.appendix
    return ""


def _weight(count: int) -> float:
    return max(0.0, 1.0 - math.log(max(1, count)) / math.log(_COMMON))
