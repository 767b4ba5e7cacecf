"""The runs that two sequences of text have in common, in order: what a diff leaves alone.

Pieces that occur once in both hold the two together (patience diff); between them Myers' search,
which gives up early. So it is near-linear on repetitive text too; that costs matches, never time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEVELS = 12
"""How often what lies between two anchors is looked at for anchors of its own."""

_DEPTH = 64
"""Edits that the search looks ahead before it settles for the best way so far."""

Run = tuple[int, int, int]
"""Where a run begins in the old and in the new sequence, and how long it is."""


def common_runs(olds: Sequence[str], news: Sequence[str]) -> list[Run]:
    """The runs that stand in both, in order; two of them may touch."""
    return _Sequences(olds, news).runs()


class _Sequences:
    """Two sequences; gives runs of equal pieces as (old, new, number), in order."""

    def __init__(self, olds: Sequence[str], news: Sequence[str]) -> None:
        self.a = olds
        self.b = news

    def runs(self) -> list[Run]:
        """All runs; a stack instead of recursion, for a text may be of any shape."""
        found: list[Run] = []
        todo = [(0, len(self.a), 0, len(self.b), 0)]
        while todo:
            a, a_end, b, b_end, level = todo.pop()
            start = common_prefix(self.a, self.b, a, a_end, b, b_end)
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
                found += searched(self.a, self.b, (a, a_end), (b, b_end))
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


def common_prefix(
    olds: Sequence[str], news: Sequence[str], a: int, a_end: int, b: int, b_end: int
) -> int:
    """How many pieces are equal from `olds[a]` and `news[b]` on."""
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


def searched(
    olds: Sequence[str], news: Sequence[str], mine: tuple[int, int], theirs: tuple[int, int]
) -> Iterator[Run]:
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
) -> tuple[list[Run], int, int]:
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
) -> list[Run]:
    (a, b), (x, k) = origin, end
    runs: list[Run] = []
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
