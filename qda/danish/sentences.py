"""Sentences and meaning units as spans of the stored text.

Both tile their text: every character lies in exactly one span, and white space behind a sentence
belongs to it. Danish writes common nouns in lower case, so a capital is strong evidence: a full
stop ends a sentence where a capital or a digit follows, with the exceptions of `abbreviations`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, pairwise

from qda.danish.abbreviations import ADDRESS_ENDINGS, NEVER_END
from qda.danish.full_stops import belongs_to_sentence, opens_item, word_before

_SIGN = re.compile(r"[.!?…\n\[(]")
_RUN = re.compile(r"[.!?…]+")
# A sentence does not end inside brackets; what is longer is a bracket that was left open.
_BRACKET = re.compile(r"\[[^\[\]\n]{0,80}\]|\([^()\n]{0,120}\)")
_OMISSION = re.compile(r"\[\s*(?:\.{2,}|…)\s*\]")
_QUOTES = "”\"“»«„’'‘›‹"
# Closing marks behind the stop, also behind a stray blank when no letter is glued to them.
_CLOSING = re.compile(rf"[{_QUOTES})\]}}]*(?:[^\S\n]{{1,2}}[{_QUOTES})\]}}]+(?!\w))?[.!?…]*")
_REFERENCE = re.compile(r"[^\S\n]*\((?:[Bb]ilag|[Ss]e|[Jj]fr?|[Ii]bid)\b[^()\n]{1,110}\)[.!?…]*")
_NUMBERED = re.compile(r"[^\S\n]*\([^()\n\d]{0,100}\d[^()\n]{0,100}\)[.!?…]*")
# Bounded, so that a line of nothing but brackets costs no more than others.
_OPENING = re.compile(
    rf"(?:[{_QUOTES}\-–—•·*_/§#]+\s*|\[[^\[\]\n]{{0,80}}\]\s*|\([^()\n]{{0,120}}\)\s*|[(\[])"
    r"{0,8}"
)
_SPACE = re.compile(r"\s*")
_GLUED_BEFORE = re.compile(r"(?:^|[\s“”»„\"'(])[^\W\d_]*[a-zæøåéü]{2}$")
_GLUED_AFTER = re.compile(r"([A-ZÆØÅ][a-zæøåéü]*)(?=[,;:!?…)”\"]*(?:\s|$)|\.(?:\s|$|[A-ZÆØÅ]))")

WHOLE_UP_TO = 90
"""Words of a turn that stays one unit."""
USUAL_WORDS = 40
"""Words of a unit that fits best."""
LONG_SENTENCE = 60
"""Words from which a sentence may be a unit of its own."""
UNPUNCTUATED_FROM = 60
"""Words from which a turn without full stops or capitals is cut by guesswork."""
GUESSED_WORDS = 25
"""Words of a piece that is cut by guesswork; the nearest place from 15 to 40 is taken."""

_MOST, _FEWEST = 5, 2
_NEW_LINE = 0.6
_NEW_THOUGHT = 0.4
_THOUGHT = re.compile(r"\W*(?:Men|Altså|Så|Og så|Jeg tror)\b")
_STOP = re.compile(r"[.!?…]")
_WORD = re.compile(r"\S+")
_WEAK_START = ("og", "men", "så", "fordi")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences; together they are the whole text, none is empty.

    A line end always ends a sentence. White space before the first sentence belongs to it.
    """
    if not text:
        return []
    begin = done = len(text) - len(text.lstrip())
    starts = [0]
    item, listed = 0, -1  # of a list inside the sentence: its last number, where the next stands
    for match in _SIGN.finditer(text, begin):
        position = match.start()
        if position < done:
            continue
        sign = text[position]
        if sign == "\n":
            done = _SPACE.match(text, position).end()  # type: ignore[union-attr]
            item = 0
            if done < len(text):
                starts.append(done)
            continue
        if sign in "[(":
            bracket = _BRACKET.match(text, position)
            if bracket is None:
                continue
            done = bracket.end()
            position = done - 2
            if text[position] not in ".!?…" or _OMISSION.fullmatch(bracket[0]):
                continue
            stop = done - 1
        else:
            stop = done = _RUN.match(text, position).end()  # type: ignore[union-attr]
        start, opening = _next_start(text, position, stop)
        if not start:
            continue
        word = word_before(text, position)
        if item and text.startswith(f"{item + 1}. ", opening):
            listed = opening
            continue
        if word.isdecimal() and opens_item(text, position - len(word), word, listed):
            item = int(word)
            continue
        if not belongs_to_sentence(text, position, word, text[opening]):
            starts.append(start)
            done = start
    return list(pairwise([*starts, len(text)]))


def _next_start(text: str, position: int, stop: int) -> tuple[int, int]:
    """Where the next sentence would start, and the letter or digit that shows it; else 0, 0."""
    following = text[stop : stop + 2]
    if len(following) == 2 and following[0] == " " and following[1].isalpha():
        return (0, 0) if following[1].islower() else (stop + 1, stop + 1)
    if following[:1].isalnum():
        return _glued_start(text, position, stop)
    closing = _CLOSING.match(text, stop)
    end = closing.end() if closing else stop
    quoted = any(mark in _QUOTES for mark in text[stop:end])
    reference = _REFERENCE.match(text, end) or (_NUMBERED.match(text, end) if quoted else None)
    if reference:
        end = reference.end()
    start = _SPACE.match(text, end).end()  # type: ignore[union-attr]
    if start == end or start == len(text) or "\n" in text[end:start]:
        return 0, 0  # a line end is seen as a sign of its own
    opening = _OPENING.match(text, start).end()  # type: ignore[union-attr]
    if opening == len(text) or "\n" in text[start:opening]:
        return 0, 0
    if _OMISSION.match(text, start):
        return start, opening
    letter = text[opening]
    return (start, opening) if letter.isalnum() and not letter.islower() else (0, 0)


def _glued_start(text: str, position: int, stop: int) -> tuple[int, int]:
    """A sentence that begins without a blank (`nej.Så`), outside addresses and file names."""
    if stop - position != 1 or text[position] == "…" or not text[stop].isupper():
        return 0, 0
    after = _GLUED_AFTER.match(text, stop)
    before = text[max(0, position - 40) : position]
    if not after or after[1].lower() in ADDRESS_ENDINGS or not _GLUED_BEFORE.search(before):
        return 0, 0
    return stop, stop


def unit_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the meaning units of one turn; together they are the whole text.

    A turn of up to 90 words stays whole. A longer one is cut at sentence ends into units of 2 to 5
    sentences, best at a line end or before Men, Altså, Så, Og så, Jeg tror; only a sentence of
    more than 60 words may stand alone. Where `is_unpunctuated`, the cuts are guessed.
    """
    if not text:
        return []
    words = len(text.split())
    if is_unpunctuated(text):
        return _guessed(text)
    if words <= WHOLE_UP_TO:
        return [(0, len(text))]
    return _grouped(text, sentence_spans(text))


def is_unpunctuated(text: str) -> bool:
    """Whether a long turn has no full stops, or no capitals, so that its units are guesses."""
    if len(text.split()) <= UNPUNCTUATED_FROM:
        return False
    return not _STOP.search(text) or text == text.lower()


def _grouped(text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring sentences put together at the least cost, by dynamic programming."""
    counts = [len(text[start:stop].split()) for start, stop in sentences]
    totals = [0, *accumulate(counts)]
    gains = [_gain(text, start) for start, _ in sentences]
    cheapest = [0.0] + [float("inf")] * len(sentences)
    back = [0] * (len(sentences) + 1)
    for end in range(1, len(sentences) + 1):
        for size in range(1, min(_MOST, end) + 1):
            begin = end - size
            if size < _FEWEST and counts[begin] <= LONG_SENTENCE and len(sentences) > 1:
                continue
            away = (totals[end] - totals[begin] - USUAL_WORDS) / USUAL_WORDS
            cost = cheapest[begin] + away * away - (gains[begin] if begin else 0.0)
            if cost < cheapest[end]:
                cheapest[end], back[end] = cost, begin
    cuts = [len(sentences)]
    while cuts[-1]:
        cuts.append(back[cuts[-1]])
    starts = [sentences[index][0] for index in reversed(cuts[1:])]
    return list(pairwise([*starts, len(text)]))


def _gain(text: str, start: int) -> float:
    """How much a cut before this sentence is to be preferred."""
    gain = _NEW_THOUGHT if _THOUGHT.match(text, start) else 0.0
    before = text[max(0, start - 12) : start]
    return gain + (_NEW_LINE if "\n" in before[len(before.rstrip()) :] else 0.0)


def _guessed(text: str) -> list[tuple[int, int]]:
    """Pieces of about 25 words that begin at a line, behind a stop, or at a conjunction."""
    words = list(_WORD.finditer(text))
    places: list[int] = []  # numbers of the words before which a piece may begin
    worse: dict[int, int] = {}  # how many words farther away a conjunction counts
    for number, (before, word) in enumerate(pairwise(words), start=1):
        is_end = bool(_STOP.search(before[0][-2:])) and before[0].rstrip(".") not in NEVER_END
        if is_end or "\n" in text[before.end() : word.start()] or word[0] in _WEAK_START:
            places.append(number)
            worse[number] = 0 if is_end or word[0] not in _WEAK_START else 8
    cuts = [0]
    while True:
        first = bisect_left(places, cuts[-1] + 15)
        near = places[first : max(first + 1, bisect_left(places, cuts[-1] + 41))]
        wanted = cuts[-1] + GUESSED_WORDS
        cut = min(near, key=lambda number: abs(number - wanted) + worse[number], default=len(words))
        if len(words) - cut < 10:
            break
        cuts.append(cut)
    starts = [0, *(words[cut].start() for cut in cuts[1:])]
    return list(pairwise([*starts, len(text)]))
