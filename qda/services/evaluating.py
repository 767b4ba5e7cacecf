"""Honest scores of suggestions, on a user's own codings: test, then train.

Each coding is guessed before the model has seen it, in the order in which the codings were made,
and then learned from. Beside it stands what guessing by the frequency of themes would have reached.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from qda.domain.suggestions import MARGIN
from qda.services import consenting, wordindex
from qda.services.ranking import Ranker, groups_of
from qda.services.suggesting import Suggester
from qda.storage import codings, interviews, suggestions
from qda.storage.counters import inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.domain.codings import Coding
    from qda.domain.questions import Asked
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.services.ranking import Group


@dataclass(slots=True)
class Score:
    """How often the right theme was first, among the first two, or nothing was suggested."""

    codings: int = 0
    first: int = 0
    second: int = 0
    """Among the first two."""
    silent: int = 0
    spoken_first: int = 0
    """First, where something was suggested."""
    spoken_second: int = 0
    usual_first: int = 0
    """First by the frequency of themes so far."""
    usual_second: int = 0

    def add(self, ranking: Sequence[str], usual: Sequence[str], right: str, spoke: bool) -> None:
        """Count one coding."""
        self.codings += 1
        self.first += right in ranking[:1]
        self.second += right in ranking[:2]
        self.silent += not spoke
        self.spoken_first += spoke and right in ranking[:1]
        self.spoken_second += spoke and right in ranking[:2]
        self.usual_first += right in usual[:1]
        self.usual_second += right in usual[:2]

    def take(self, other: Score) -> None:
        """Count the codings of another score too."""
        for field_ in fields(self):
            setattr(self, field_.name, getattr(self, field_.name) + getattr(other, field_.name))

    def as_values(self) -> dict[str, Any]:
        """For programs: shares from 0 to 1, None where there is nothing to share."""
        spoken = self.codings - self.silent
        return {
            "codings": self.codings,
            "top_1": _share(self.first, self.codings),
            "top_2": _share(self.second, self.codings),
            "silent": _share(self.silent, self.codings),
            "spoken_top_1": _share(self.spoken_first, spoken),
            "spoken_top_2": _share(self.spoken_second, spoken),
            "frequency_top_1": _share(self.usual_first, self.codings),
            "frequency_top_2": _share(self.usual_second, self.codings),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


@dataclass(slots=True)
class Evaluation:
    """The scores of one way to test."""

    all: Score = field(default_factory=Score)
    themes: dict[str, Score] = field(default_factory=dict)
    """By top-level theme."""
    answers: Score | None = None
    """The same codings with the bonus for the question before them, as it is shown; None where
    the codebook maps no question."""
    left_out: int = 0
    """Codings without a word that takes part, such as interviewers'. What may not be used is in
    no number."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "all": self.all.as_values(),
            "themes": {theme: score.as_values() for theme, score in self.themes.items()},
            "with_questions": None if self.answers is None else self.answers.as_values(),
            "left_out": self.left_out,
        }


@dataclass(frozen=True, slots=True)
class _Item:
    """A coded span with its words; several coders of one theme are one item."""

    coding: Coding
    groups: list[Group]
    right: str
    asked: Asked
    """What the question before it asks about."""


def evaluate(
    project: Project, *, margin: float = MARGIN, leave_interview_out: bool = False
) -> Evaluation:
    """Score the suggestions on the codings of a project.

    Args:
        project: An open project.
        margin: As for suggestions.
        leave_interview_out: Learn from all other interviews instead of from what came before.
    """
    wordindex.prepare(project)
    suggester = Suggester(project, margin=margin)
    found = Evaluation()
    if any(theme.questions for theme in project.codebook.themes):
        found.answers = Score()
    items, found.left_out = _items(project, suggester)
    if leave_interview_out:
        _other_interviews(suggester, items, found)
    else:
        _in_order(suggester, items, found)
    return found


def _when(one: Coding) -> tuple[object, ...]:
    """The order of making; what was made at one moment has the same order each time."""
    return one.created, one.transcript, one.span, one.theme


def _items(project: Project, suggester: Suggester) -> tuple[list[_Item], int]:
    family = suggester.family
    stored = {
        row.transcript_id: list(suggestions.words_by_segment(project.db, row.transcript_id))
        for row in project.interviews()
    }
    asked = {transcript: _asked(suggester, transcript) for transcript in stored}
    items, left, seen = [], 0, set()
    gate = consenting.gate(project)
    for one in sorted(codings.codings(project.db), key=_when):
        right = family.root.get(one.theme)
        place = (one.transcript, one.span, right)
        if right is None or place in seen or gate.reason(one) is not None:
            continue  # what may not be used is not even counted
        seen.add(place)
        span = one.span
        words, hits = [], []
        for _segment, _transcript, own, more in stored.get(one.transcript, ()):
            words += [p for p in own if span.start <= p[1] and p[2] <= span.stop]
            hits += [p for p in more if span.start <= p[1] and p[2] <= span.stop]
        if not words:
            left += 1
            continue
        known = suggester.ranker.place
        groups = groups_of(
            [(known[key], start, stop) for key, start, stop in words],
            [(known[key], start, stop) for key, start, stop in hits],
        )
        before = (themes for answer, themes in asked[one.transcript] if answer.overlaps(span))
        items.append(_Item(one, groups, right, next(before, {})))
    return items, left


def _asked(suggester: Suggester, transcript: int) -> list[tuple[Span, Asked]]:
    """The answers to questions that the codebook maps, and what was asked."""
    found = suggester.asked(transcript)
    turns = interviews.turns(suggester.project.db, transcript) if found else []
    return [(turns[ordinal].span, themes) for ordinal, themes in found.items()]


def _in_order(suggester: Suggester, items: list[_Item], found: Evaluation) -> None:
    db = suggester.project.db
    ranker = Ranker(
        suggester.family,
        suggestions.keys(db),
        suggester.keywords,
        untelling=suggester.untelling,
    )
    usual: dict[str, int] = {}
    held: set[tuple[str, int, int]] = set()
    segments = _segments(suggester)
    for item in items:
        _test(suggester, ranker, item, usual, found)
        usual[item.right] = usual.get(item.right, 0) + 1
        # A word counts once for a segment and theme, however many codings lie there.
        span = (item.coding.span.start, item.coding.span.stop)
        for segment, places in segments.get(item.coding.transcript, ()):
            if places and places[0][1] < span[1] and places[-1][2] > span[0]:
                new = {
                    ranker.place[key]
                    for key in inside(places, [span])
                    if (item.coding.theme, segment, key) not in held
                }
                held |= {(item.coding.theme, segment, key) for key in inside(places, [span])}
                ranker.add(item.coding.theme, new)


def _segments(suggester: Suggester) -> dict[int, list[tuple[int, list[tuple[int, int, int]]]]]:
    found: dict[int, list[tuple[int, list[tuple[int, int, int]]]]] = {}
    for segment, transcript, words, hits in suggestions.words_by_segment(suggester.project.db):
        places = sorted([*words, *hits], key=lambda place: place[1])
        found.setdefault(transcript, []).append((segment, places))
    return found


def _other_interviews(suggester: Suggester, items: list[_Item], found: Evaluation) -> None:
    for row in interviews.interviews(suggester.project.db):
        ranker = suggester.ranker.without(row.transcript_id)
        others = [item for item in items if item.coding.transcript != row.transcript_id]
        usual: dict[str, int] = {}
        for item in others:
            usual[item.right] = usual.get(item.right, 0) + 1
        for item in items:
            if item.coding.transcript == row.transcript_id:
                _test(suggester, ranker, item, usual, found)


def _test(
    suggester: Suggester, ranker: Ranker, item: _Item, usual: dict[str, int], found: Evaluation
) -> None:
    usually = _by_frequency(usual, suggester.family.root.values())
    ranking, spoke = suggester.rank(item.groups, ranker)
    for one in (found.all, found.themes.setdefault(item.right, Score())):
        one.add(ranking, usually, item.right, spoke)
    if found.answers is not None:
        ranking, spoke = suggester.rank(item.groups, ranker, item.asked)
        found.answers.add(ranking, usually, item.right, spoke)


def _by_frequency(usual: dict[str, int], roots: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(roots), key=lambda theme: -usual.get(theme, 0))
