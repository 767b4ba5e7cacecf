"""Candidates for keywords: words that stand out in what is coded with a theme.

They are ranked by log-likelihood on segment counts. About one in four is a keyword that a
researcher would take, so none is ever added without being accepted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.text import Span
from qda.services import wordindex
from qda.services.keywording import Context, context_of
from qda.services.seeing import Seeing
from qda.services.suggesting import Suggester
from qda.storage import codings, interviews, suggestions

if TYPE_CHECKING:
    from qda.services.project import Project

FEWEST = 2
"""Coded segments of the theme in which a candidate must stand."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be a keyword of a theme."""

    theme: str
    word: str
    likelihood: float
    inside: int
    """Coded segments of the theme that hold it."""
    outside: int
    """Coded segments of other themes that hold it."""
    interviews: int
    contexts: tuple[Context, ...]

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "theme": self.theme,
            "word": self.word,
            "log_likelihood": round(self.likelihood, 2),
            "inside": self.inside,
            "outside": self.outside,
            "interviews": self.interviews,
            "contexts": [context.as_values() for context in self.contexts],
        }


def candidates(project: Project, theme: str, limit: int = 10) -> list[Candidate]:
    """Words that stand out in the coded segments of a theme, best first.

    Raises:
        NotFound: The codebook holds no such theme.
    """
    key = project.codebook.theme(theme).key
    wordindex.prepare(project)
    suggester = Suggester(project)
    counts, totals = _counts(suggester)
    inside_all = totals.get(key, 0)
    outside_all = sum(totals.values()) - inside_all
    ranked = []
    for place, by_theme in counts.items():
        word = suggester.ranker.texts[place]
        inside = by_theme.get(key, 0)
        outside = sum(by_theme.values()) - inside
        if (
            inside < FEWEST
            or word in suggester.untelling
            or key in suggester.keywords.get(word, {})
        ):
            continue
        if any(sign in word for sign in " *=") or inside * outside_all <= outside * inside_all:
            continue
        ranked.append((log_likelihood(inside, outside, inside_all, outside_all), word, place))
    found: list[Candidate] = []
    for likelihood, word, place in sorted(ranked, key=lambda one: (-one[0], one[1])):
        if len(found) >= limit:
            break
        contexts, is_name = _contexts(project, word, key)
        if is_name or not contexts:  # what only a keyword of another theme stands for
            continue
        by_theme = counts[place]
        found.append(
            Candidate(
                key,
                word,
                likelihood,
                by_theme[key],
                sum(by_theme.values()) - by_theme[key],
                suggester.ranker.seen(key, place)[1],
                tuple(contexts[:3]),
            )
        )
    return found


def log_likelihood(inside: int, outside: int, inside_all: int, outside_all: int) -> float:
    """How surprising it is that a word stands so often inside, were it spread evenly."""
    both = inside + outside
    everything = inside_all + outside_all
    found = inside * math.log(inside * everything / (inside_all * both)) if inside else 0.0
    if outside:
        found += outside * math.log(outside * everything / (outside_all * both))
    return 2 * found


def _counts(suggester: Suggester) -> tuple[dict[int, dict[str, int]], dict[str, int]]:
    """Coded segments by key and theme, and their sums by theme; without untelling words."""
    counts: dict[int, dict[str, int]] = {}
    totals: dict[str, int] = {}
    for place, stored in suggester.ranker.stored.items():
        if not suggester.ranker.telling[place]:
            continue
        by_theme = counts.setdefault(place, {})
        for (theme, _transcript), segments in stored.items():
            by_theme[theme] = by_theme.get(theme, 0) + segments
            totals[theme] = totals.get(theme, 0) + segments
    return counts, totals


def _contexts(project: Project, word: str, theme: str) -> tuple[list[Context], bool]:
    """Where a word stands in the codings of a theme; and whether it looks like a name."""
    number = next((n for n, text, _uses in suggestions.keys(project.db) if text == word), None)
    found: list[Context] = []
    seeing = Seeing(project)
    capitals = places = 0
    for row in project.interviews():
        text = interviews.transcript_text(project.db, row.transcript_id)
        left = seeing.of(row)
        numbers = {s.id: s.number for s in interviews.segments(project.db, row.transcript_id)}
        coded = [c.span for c in codings.codings(project.db, row.transcript_id) if c.theme == theme]
        for segment, _transcript, words, _hits in suggestions.words_by_segment(
            project.db, row.transcript_id
        ):
            for key, start, stop in words:
                if key != number:
                    continue
                opens = text[:start].rstrip("»«”“\"'( \n\t")[-1:] in ("", ".", "!", "?", ":", "…")
                places += not opens
                capitals += not opens and text[start].isupper()
                if any(span.start <= start and stop <= span.stop for span in coded):
                    found.append(
                        context_of(row.appendix, numbers[segment], text, Span(start, stop), left)
                    )
    return found, places > 0 and capitals * 2 >= places
