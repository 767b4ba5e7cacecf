"""Scores of every segment of a project at once, for the queues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.ranking import Group, Ranker


class AllScores:
    """Scores of every segment at once.

    Prepared once; after a coding only sums are taken, all in arrays.
    """

    def __init__(self, ranker: Ranker, segments: Sequence[Sequence[Group]]) -> None:
        self._ranker = ranker
        self._size = len(segments)
        kinds: dict[tuple[int, ...], int] = {}
        where: list[int] = []
        kind: list[int] = []
        double: list[bool] = []
        for number, groups in enumerate(segments):
            mine = {
                group.keys for group in groups if any(ranker.telling[key] for key in group.keys)
            }
            offered: dict[int, int] = {}
            for keys in mine:
                for key in keys:
                    offered[key] = offered.get(key, 0) + 1
            for keys in mine:
                where.append(number)
                kind.append(kinds.setdefault(keys, len(kinds)))
                double.append(any(offered[key] > 1 for key in keys))
        width = max(map(len, kinds), default=1)
        self._offers = numpy.array(
            [keys + (keys[0],) * (width - len(keys)) for keys in kinds], dtype=numpy.int64
        ).reshape(len(kinds), width)
        self._where = numpy.array(where, dtype=numpy.int64)
        self._kind = numpy.array(kind, dtype=numpy.int64)
        self._double = numpy.flatnonzero(numpy.array(double, dtype=bool))
        self._chosen: Any = None
        self._keys: Any = None
        self._present: Any = None
        self._starts: Any = None

    def scores(self) -> Any:
        """Scores by compared theme and segment."""
        weights = self._ranker.weights
        found = numpy.zeros((weights.shape[0], self._size))
        if not len(self._offers):
            return found
        strength = self._ranker.strength
        best = strength[self._offers].argmax(axis=1)
        chosen = numpy.take_along_axis(self._offers, best[:, None], axis=1)[:, 0]
        chosen[strength[chosen] <= 0] = -1
        if self._chosen is None or not numpy.array_equal(chosen, self._chosen):
            self._choose(chosen)
        if len(self._keys):
            for row, sums in zip(weights, found, strict=True):
                sums[self._present] = numpy.add.reduceat(row[self._keys], self._starts)
        return found

    def _choose(self, chosen: Any) -> None:
        """Settle which key counts at each place; most codings change none of it."""
        self._chosen = chosen
        entries = numpy.flatnonzero((chosen >= 0)[self._kind])
        if len(self._double):
            entries = self._without_doubles(entries, chosen)
        self._keys = chosen[self._kind[entries]]
        # Places lie in the order of their segments, so each segment is one stretch.
        self._present, self._starts = numpy.unique(self._where[entries], return_index=True)

    def _without_doubles(self, entries: Any, chosen: Any) -> Any:
        """Entries without those whose key a segment has counted already."""
        keys = chosen[self._kind[self._double]]
        marks = self._where[self._double] * len(self._ranker.texts) + keys
        _values, first = numpy.unique(marks, return_index=True)
        again = numpy.ones(len(self._double), dtype=bool)
        again[first] = False
        drop = numpy.zeros(len(self._kind), dtype=bool)
        drop[self._double[again]] = True
        return entries[~drop[entries]]
