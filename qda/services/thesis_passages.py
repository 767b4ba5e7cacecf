"""Running text that follows a restricted passage too closely, with or without quotation marks.

Two signs: a run of words that stands in the passage and nowhere else, and a sentence that shares
most of its telling words, or several words that the interviews hold nowhere else. Of what was
found only the place is handed on.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.danish.stop_words import UNTELLING
from qda.domain.quote_words import folded
from qda.domain.text import Span
from qda.domain.thesis import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.domain.thesis import Thesis
    from qda.services.thesis_material import Material

RUN = 6
"""Words in a row that stand in a restricted passage: the limit of the leak scan."""
SHARE = 0.6
"""Share of a restricted sentence's telling words, by their weight."""
SHARED = 5
EXCLUSIVE = 3
"""Words shared, and those of them that were said nowhere else."""
_STEM = 6
"""Letters by which inflected forms are taken for one word: `naboerne`, `naboen` are `naboen`,
`naboer`, near enough to count and never shown."""
_TOPIC = 5
"""Occurrences in the thesis from which a word is its topic and tells nothing."""
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
    sentences, runs, inside = _restricted(material)
    if not sentences and not runs:
        return []
    outside = _said_elsewhere(material)
    windows = list(_windows(thesis))
    topic = Counter(stem for _place, _span, stems, _words in windows for stem in set(stems))
    found: list[Echo] = []
    for index, span, stems, words in windows:
        appendix = _runs_through(words, runs) or _follows(
            frozenset(stem for stem in stems if topic[stem] < _TOPIC or stem in inside - outside),
            sentences,
            inside - outside,
            outside,
        )
        if appendix and not (found and found[-1].paragraph == index
                             and found[-1].span.overlaps(span)):  # fmt: skip
            found.append(Echo(appendix, index, span))
    return found


def _stem(word: str) -> str:
    return word[:_STEM]


def _telling(words: Sequence[str]) -> list[str]:
    return [_stem(word) for word in words if len(word) > 3 and word not in UNTELLING]


def _restricted(
    material: Material,
) -> tuple[list[_Sentence], dict[tuple[str, ...], str], frozenset[str]]:
    """The restricted sentences, their runs of words, and all their telling words."""
    sentences: list[_Sentence] = []
    runs: dict[tuple[str, ...], str] = {}
    inside: set[str] = set()
    for appendix, source in material.sources.items():
        for passage in source.restricted:
            text = passage.of(source.text)
            words = [folded(word) for word in _WORD.findall(text)]
            for place in range(len(words) - RUN + 1):
                runs[tuple(words[place : place + RUN])] = appendix
            for match in _SENTENCE.finditer(text):
                stems = frozenset(_telling([folded(w) for w in _WORD.findall(match[0])]))
                inside |= stems
                if len(stems) >= SHARED:
                    sentences.append(_Sentence(appendix, stems))
            whole = frozenset(_telling(words))
            if len(whole) >= SHARED:
                sentences.append(_Sentence(appendix, whole))
    for source in material.sources.values():
        free = [token.word for token in source.tokens
                if not source.touches(Span(token.start, token.stop))]  # fmt: skip
        for place in range(len(free) - RUN + 1):
            runs.pop(tuple(free[place : place + RUN]), None)
    return sentences, runs, frozenset(inside)


def _said_elsewhere(material: Material) -> frozenset[str]:
    return frozenset(
        _stem(token.word)
        for source in material.sources.values()
        for token in source.tokens
        if not source.touches(Span(token.start, token.stop))
    )


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
    stems: frozenset[str],
    sentences: Sequence[_Sentence],
    exclusive: frozenset[str],
    outside: frozenset[str],
) -> str:
    for sentence in sentences:
        shared = stems & sentence.stems
        if len(shared) < EXCLUSIVE:
            continue
        alone = shared & exclusive
        if len(alone) >= EXCLUSIVE and len(shared) >= SHARED:
            return sentence.appendix
        weight = sum(_weight(stem, outside) for stem in sentence.stems)
        if (
            len(sentence.stems) < 25
            and len(shared) >= SHARED
            and alone
            and sum(_weight(stem, outside) for stem in shared) >= SHARE * weight
        ):
            return sentence.appendix
    return ""


def _weight(stem: str, outside: frozenset[str]) -> float:
    return 1.0 if stem in outside else math.e
