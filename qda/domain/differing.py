"""Which words of a text stand in a corrected version of it, left to right.

Words that occur once in both texts hold the two together (patience diff); between them a bounded
search for the longest common run of words; within words that were corrected, their characters.
Near-linear also on repetitive text: the search gives up early, which costs matches, never time.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*|.", re.DOTALL)

_LEVELS = 12
"""How often what lies between two anchors is looked at for anchors of its own."""

_DEPTH = 64
"""Edits that the search looks ahead before it settles for the best way so far."""

_FEW = 8
"""At most so many words replace so many others if they are compared sign by sign."""

_LONGEST_WORD = 64
_ALIKE = 0.6
"""Share of common characters from which a word is a correction of another."""

_OUTWEIGHED = 4
"""So many times the words kept must be replaced on both sides for the match to be chance."""


@dataclass(frozen=True, slots=True)
class Match:
    """`old[a:a + size] == new[b:b + size]`, and it is the same text."""

    a: int
    b: int
    size: int


def matches(old: str, new: str) -> list[Match]:
    """What of the old text survives in the new one: matches in order, crossing nowhere.

    Two matches never touch in both texts, so a span lies in one of them, or was changed.
    """
    olds, news = _tokens(old), _tokens(new)
    pairs = _Tokens(olds, news).runs()
    runs = _without_chance(olds, news, pairs)
    return _joined(_in_characters(olds, news, runs))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


class _Tokens:
    """The token diff; gives runs of equal tokens as (old, new, number), in order."""

    def __init__(self, olds: Sequence[str], news: Sequence[str]) -> None:
        self.a = olds
        self.b = news

    def runs(self) -> list[tuple[int, int, int]]:
        """All runs; a stack instead of recursion, for a text may be of any shape."""
        found: list[tuple[int, int, int]] = []
        todo = [(0, len(self.a), 0, len(self.b), 0)]
        while todo:
            a, a_end, b, b_end, level = todo.pop()
            start = _common_prefix(self.a, self.b, a, a_end, b, b_end)
            if start:
                found.append((a, b, start))
                a, b = a + start, b + start
            end = _common_suffix(self.a, self.b, a, a_end, b, b_end)
            if end:
                a_end, b_end = a_end - end, b_end - end
                found.append((a_end, b_end, end))
            if a == a_end or b == b_end:
                continue
            anchors = self._anchors(a, a_end, b, b_end) if level < _LEVELS else []
            if not anchors:
                found += _searched(self.a, self.b, (a, a_end), (b, b_end))
                continue
            for left, right in [*anchors, (a_end, b_end)]:
                todo.append((a, left, b, right, level + 1))
                a, b = left, right
        return sorted(found)

    def _anchors(self, a: int, a_end: int, b: int, b_end: int) -> list[tuple[int, int]]:
        """Tokens that occur once on both sides, the longest chain of them in one order."""
        mine, theirs = Counter(self.a[a:a_end]), Counter(self.b[b:b_end])
        there = {self.b[place]: place for place in range(b, b_end)}
        once = [
            (place, there[token])
            for place, token in enumerate(self.a[a:a_end], a)
            if mine[token] == 1 and theirs.get(token) == 1
        ]
        return _longest_rising(once)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for index, (_place, value) in enumerate(pairs):
        where = bisect_left(tails, value)
        back.append(last[where - 1] if where else -1)
        if where == len(tails):
            tails.append(value)
            last.append(index)
        else:
            tails[where] = value
            last[where] = index
    chain: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(pairs[index])
        index = back[index]
    return chain[::-1]


def _common_prefix(
    olds: Sequence[str], news: Sequence[str], a: int, a_end: int, b: int, b_end: int
) -> int:
    size = 0
    limit = min(a_end - a, b_end - b)
    while size < limit and olds[a + size] == news[b + size]:
        size += 1
    return size


def _common_suffix(
    olds: Sequence[str], news: Sequence[str], a: int, a_end: int, b: int, b_end: int
) -> int:
    size = 0
    limit = min(a_end - a, b_end - b)
    while size < limit and olds[a_end - size - 1] == news[b_end - size - 1]:
        size += 1
    return size


def _searched(
    olds: Sequence[str], news: Sequence[str], mine: tuple[int, int], theirs: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    """The shortest edit by Myers' greedy search, in stretches of at most `_DEPTH` edits."""
    (a, a_end), (b, b_end) = mine, theirs
    while a < a_end and b < b_end:
        path, a_next, b_next = _stretch(olds, news, (a, a_end), (b, b_end))
        yield from path
        if (a_next, b_next) == (a, b):
            return
        a, b = a_next, b_next


def _stretch(
    olds: Sequence[str], news: Sequence[str], mine: tuple[int, int], theirs: tuple[int, int]
) -> tuple[list[tuple[int, int, int]], int, int]:
    """One stretch of the search: its runs, and how far it came on both sides."""
    (a, a_end), (b, b_end) = mine, theirs
    wide, high = a_end - a, b_end - b
    furthest = {1: 0}
    trace: list[dict[int, int]] = []
    best, best_k = -1, 0
    for depth in range(min(wide + high, _DEPTH) + 1):
        trace.append(dict(furthest))
        best = -1
        for k in range(-depth, depth + 1, 2):
            down = k == -depth or (k != depth and furthest.get(k - 1, -1) < furthest.get(k + 1, -1))
            x = furthest.get(k + 1, 0) if down else furthest.get(k - 1, 0) + 1
            y = x - k
            while x < wide and y < high and olds[a + x] == news[b + y]:
                x, y = x + 1, y + 1
            furthest[k] = x
            if x >= wide and y >= high:
                return _walked_back(trace, (a, b), (x, k)), a_end, b_end
            if x <= wide and y <= high and x + y > best:
                best, best_k = x + y, k
    if best < 0:
        return [], a, b
    x = furthest[best_k]
    return _walked_back(trace, (a, b), (x, best_k)), a + x, b + x - best_k


def _walked_back(
    trace: list[dict[int, int]], origin: tuple[int, int], end: tuple[int, int]
) -> list[tuple[int, int, int]]:
    (a, b), (x, k) = origin, end
    runs: list[tuple[int, int, int]] = []
    for depth in range(len(trace) - 1, -1, -1):
        before = trace[depth]
        down = k == -depth or (k != depth and before.get(k - 1, -1) < before.get(k + 1, -1))
        k_before = k + 1 if down else k - 1
        x_before = before.get(k_before, 0)
        begin = x_before if down else x_before + 1
        if depth == 0:
            begin = 0
        if x > begin:
            runs.append((a + begin, b + begin - k, x - begin))
        x, k = x_before, k_before
    return runs[::-1]


def is_solid(token: str) -> bool:
    """Whether a token is a word or a sign that means something: no blank, no punctuation."""
    return token.isalnum() or any(unicodedata.category(sign)[0] not in "PZC" for sign in token)


def tokens_of(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where the words of `text[start:stop]` stand."""
    for match in _TOKEN.finditer(text, start, stop):
        if is_solid(match[0]):
            yield match.span()


Run = tuple[int, int, int]


def _without_chance(olds: Sequence[str], news: Sequence[str], runs: list[Run]) -> list[Run]:
    """The runs without those that stand between much larger replacements: they are chance.

    A blank or a comma alone holds nothing together. A few words do where they are few in both
    texts, or where what was replaced around them is no larger.
    """
    mine, theirs = Counter(olds), Counter(news)
    old_solid = [0, *accumulate(map(is_solid, olds))]
    new_solid = [0, *accumulate(map(is_solid, news))]

    def words(run: Run) -> int:
        return old_solid[run[0] + run[2]] - old_solid[run[0]]

    def edited(before: Run, after: Run) -> bool:
        return after[0] > before[0] + before[2] or after[1] > before[1] + before[2]

    def replaced(before: Run, after: Run) -> int:
        a, b = before[0] + before[2], before[1] + before[2]
        return min(old_solid[after[0]] - old_solid[a], new_solid[after[1]] - new_solid[b])

    def holds_nothing(before: Run, run: Run, after: Run) -> bool:
        return not words(run) and (edited(before, run) or edited(run, after))

    def outweighed(before: Run, run: Run, after: Run) -> bool:
        if words(run) * _OUTWEIGHED > min(replaced(before, run), replaced(run, after)):
            return False
        return not any(
            mine[token] == 1 and theirs[token] == 1
            for token in olds[run[0] : run[0] + run[2]]
            if is_solid(token)
        )

    end = (len(olds), len(news), 0)
    kept = _dropped(_joined_runs(runs), end, holds_nothing)
    return _extended(olds, news, _dropped(kept, end, outweighed))


def _extended(olds: Sequence[str], news: Sequence[str], runs: list[Run]) -> list[Run]:
    """Each run with the equal tokens that follow it: the full stop after a word is the word's."""
    found: list[Run] = []
    for (a, b, size), after in zip(runs, [*runs, (len(olds), len(news), 0)][1:], strict=True):
        more = _common_prefix(olds, news, a + size, after[0], b + size, after[1])
        found.append((a, b, size + more))
    return found


def _dropped(runs: list[Run], end: Run, which: Callable[[Run, Run, Run], bool]) -> list[Run]:
    kept: list[Run] = [(0, 0, 0)]
    for run, after in zip(runs, [*runs, end][1:], strict=True):
        if not which(kept[-1], run, after):
            kept.append(run)
    return kept[1:]


def _joined_runs(runs: list[Run]) -> list[Run]:
    whole: list[Run] = []
    for a, b, size in runs:
        if whole and (whole[-1][0] + whole[-1][2], whole[-1][1] + whole[-1][2]) == (a, b):
            whole[-1] = (whole[-1][0], whole[-1][1], whole[-1][2] + size)
        else:
            whole.append((a, b, size))
    return whole


def _in_characters(olds: Sequence[str], news: Sequence[str], runs: list[Run]) -> list[Run]:
    """Runs of tokens as runs of characters, with those inside corrected words."""
    old_at = [0, *accumulate(map(len, olds))]
    new_at = [0, *accumulate(map(len, news))]
    found: list[Run] = []
    a = b = 0
    for a_next, b_next, size in [*runs, (len(olds), len(news), 0)]:
        if a < a_next and b < b_next:
            mine = [place for place in range(a, a_next) if is_solid(olds[place])]
            theirs = [place for place in range(b, b_next) if is_solid(news[place])]
            if 0 < len(mine) <= _FEW and 0 < len(theirs) <= _FEW:
                for i, j, pieces in _corrected(olds, news, mine, theirs):
                    found += [(old_at[i] + x, new_at[j] + y, n) for x, y, n in pieces]
        a, b = a_next + size, b_next + size
        if size:
            found.append((old_at[a_next], new_at[b_next], old_at[a] - old_at[a_next]))
    return found


def _corrected(
    olds: Sequence[str], news: Sequence[str], mine: list[int], theirs: list[int]
) -> list[tuple[int, int, list[Run]]]:
    """Pairs of words of which one is a correction of the other, in order, with what they share."""
    shared = {(i, j): _alike(olds[i], news[j]) for i in mine for j in theirs}
    best = [[0] * (len(theirs) + 1) for _row in range(len(mine) + 1)]
    for x in range(len(mine) - 1, -1, -1):
        for y in range(len(theirs) - 1, -1, -1):
            common = sum(run[2] for run in shared[mine[x], theirs[y]])
            best[x][y] = max(
                best[x + 1][y], best[x][y + 1], best[x + 1][y + 1] + common if common else 0
            )
    pairs: list[tuple[int, int, list[Run]]] = []
    x = y = 0
    while x < len(mine) and y < len(theirs):
        if best[x][y] == best[x + 1][y]:
            x += 1
        elif best[x][y] == best[x][y + 1]:
            y += 1
        else:
            pairs.append((mine[x], theirs[y], shared[mine[x], theirs[y]]))
            x, y = x + 1, y + 1
    return pairs


def _alike(old: str, new: str) -> list[Run]:
    """What two words share sign by sign; nothing where they are different words."""
    both = len(old) + len(new)
    if max(len(old), len(new)) > _LONGEST_WORD:
        return []
    if 2 * sum((Counter(old) & Counter(new)).values()) < _ALIKE * both:
        return []
    runs = list(_searched(old, new, (0, len(old)), (0, len(new))))
    return runs if 2 * sum(run[2] for run in runs) >= _ALIKE * both else []


def _joined(runs: list[Run]) -> list[Match]:
    return [Match(*run) for run in _joined_runs(runs) if run[2]]
