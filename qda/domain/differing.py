"""Which characters of a text stand in a corrected version of it, left to right.

First by words, then, within words that were corrected, by characters. Words that meet by chance
where a passage was written anew do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from qda.domain.common_runs import Run, common_prefix, common_runs, searched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*|.", re.DOTALL)

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
    pairs = common_runs(olds, news)
    runs = _without_chance(olds, news, pairs)
    return _joined(_in_characters(olds, news, runs))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def is_solid(token: str) -> bool:
    """Whether a token is a word or a sign that means something: no blank, no punctuation."""
    return token.isalnum() or any(unicodedata.category(sign)[0] not in "PZC" for sign in token)


def tokens_of(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where the words of `text[start:stop]` stand."""
    for match in _TOKEN.finditer(text, start, stop):
        if is_solid(match[0]):
            yield match.span()


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
        more = common_prefix(olds, news, a + size, after[0], b + size, after[1])
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
    runs = list(searched(old, new, (0, len(old)), (0, len(new))))
    return runs if 2 * sum(run[2] for run in runs) >= _ALIKE * both else []


def _joined(runs: list[Run]) -> list[Match]:
    return [Match(*run) for run in _joined_runs(runs) if run[2]]
