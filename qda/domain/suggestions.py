"""Suggestions: which themes a segment may belong to, and the words that say so.

A suggestion is never a coding. Only a person's acceptance makes one of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.codebook import Codebook, Theme
    from qda.domain.text import Span

MARGIN = 4.0
"""How far themes must stand out before they are suggested; natural logarithm of odds. At 4 the
right theme was among the first two in 85 of 100 suggestions on quotations printed in a thesis.
`python -m bench calibration` shows what other margins cost."""

ENOUGH = 2.0
"""What must speak for each theme at least: a keyword that one word in 500 is weighs as much."""

ALONE = 2.0
"""How many margins the keywords of a theme must make where none stands out: several keywords."""

SHOWN_FROM = 0.3
"""Weight from which a word is shown as a reason."""

MOST = 2
"""Themes that stand out together at most."""

_RESIDUAL = frozenset(
    ("andet", "andre", "diverse", "misc", "miscellaneous", "other", "others", "rest", "øvrige",
     "øvrigt")
)  # fmt: skip


class Verdict(StrEnum):
    """What a person decided about a suggestion; stored, never translated."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Queue(StrEnum):
    """An order of segments that a person may choose instead of the transcript's own."""

    SURE = "sure"
    DISPUTED = "disputed"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word, or several side by side, that speaks for a theme."""

    span: Span
    """In the transcript, or in the text that was given."""
    words: str
    """As they stand there."""
    weight: float
    keyword: str = ""
    """The keyword in the notation of codes.yml; empty where the word was learned."""
    line: int = 0
    """Line of the keyword in codes.yml."""
    coded: int = 0
    """Coded segments of the theme that hold the word."""
    interviews: int = 0
    """How many interviews these lie in."""

    @property
    def weak(self) -> bool:
        """Whether it rests on one coded segment only; to be shown dim."""
        return not self.keyword and self.coded <= 1

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "words": self.words,
            "start": self.span.start,
            "stop": self.span.stop,
            "weight": round(self.weight, 3),
            "keyword": self.keyword or None,
            "line": self.line or None,
            "coded": self.coded,
            "interviews": self.interviews,
        }


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that a text may belong to."""

    theme: str
    score: float
    """Sum of weights, of words that speak against the theme too; orders the themes."""
    support: float
    """Sum of what speaks for it."""
    clear: bool
    """Stands out from the themes that are not suggested; otherwise its keywords carry it."""
    evidence: tuple[Evidence, ...]
    """By place; empty only where a suggester of another make gives none."""
    asked: str = ""
    """The pattern of codes.yml that fits the question before it; empty where none does."""
    asked_line: int = 0
    """Its line in codes.yml."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "theme": self.theme,
            "score": round(self.score, 3),
            "support": round(self.support, 3),
            "clear": self.clear,
            "evidence": [piece.as_values() for piece in self.evidence],
            "asked": self.asked or None,
            "asked_line": self.asked_line or None,
        }


@dataclass(frozen=True, slots=True)
class Family:
    """How the themes of a codebook are compared."""

    compared: tuple[str, ...]
    """Top-level themes with a vocabulary of their own; they are weighed against each other."""
    by_keyword: tuple[str, ...]
    """Sub-codes and rest themes such as Andet: suggested by their own keywords only."""
    root: dict[str, str]
    """The top-level theme of each theme."""


def family_of(codebook: Codebook) -> Family:
    """Sort the themes of a codebook into those that are compared and the others."""
    top = [theme for theme in codebook.top_level if not is_residual(theme)]
    compared = tuple(theme.key for theme in top)
    return Family(
        compared,
        tuple(theme.key for theme in codebook.themes if theme.key not in compared),
        {theme.key: codebook.root_of(theme.key).key for theme in codebook.themes},
    )


def is_residual(theme: Theme) -> bool:
    """Whether a theme takes what belongs nowhere else, and so has no vocabulary."""
    return bool({theme.key.casefold(), theme.title.casefold()} & _RESIDUAL)


def standing_out(scores: Sequence[tuple[float, float]], margin: float) -> int:
    """How many of the best themes stand out together from all others; 0 is silence.

    Args:
        scores: Score, and the sum of what speaks for the theme, best score first.
        margin: The least distance from the next theme. As much must speak for each, at most
            `ENOUGH`.
    """
    found, enough = 0, min(margin, ENOUGH)
    for place, (score, support) in enumerate(scores[:MOST], start=1):
        if support < enough or support <= 0:
            break
        following = scores[place][0] if place < len(scores) else 0.0
        alone = place == len(scores) > 1
        if score - following >= margin and not alone:
            found = place
    return found


def to_suggest(
    compared: Sequence[str],
    scores: Mapping[str, float],
    support: Mapping[str, tuple[float, float]],
    named: Mapping[str, float],
    margin: float,
) -> tuple[list[str], set[str]]:
    """The themes to suggest, best first, and those among them that stand out.

    Words that speak for one theme speak against the others, so a theme whose own keywords stand
    there may have a low score. It is named nevertheless; alone, only by several.

    Args:
        compared: Themes that are weighed against each other, in the order that settles ties.
        scores: Of these, and of others whose keywords stand there.
        support: What speaks for each that is compared, and what of that its keywords are.
        named: What the keywords of the others weigh.
        margin: The least distance from the next theme.
    """
    ranked = sorted(compared, key=lambda theme: -scores.get(theme, 0.0))
    clear = set(ranked[: standing_out([(scores[t], support[t][0]) for t in ranked], margin)])
    enough = max(margin * (1.0 if clear else ALONE), SHOWN_FROM)
    carried = [theme for theme in ranked if support[theme][1] >= enough]
    carried += [theme for theme in named if named[theme] >= margin]
    wanted = [
        theme for theme in dict.fromkeys([*ranked, *carried]) if theme in clear or theme in carried
    ]
    return sorted(wanted, key=lambda theme: -scores[theme]), clear
