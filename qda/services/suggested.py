"""What is suggested for a segment, and what a coder has decided around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qda.domain.codings import Coding
    from qda.domain.questions import Asked
    from qda.domain.suggestions import Suggestion
    from qda.domain.text import Span


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is suggested for one segment."""

    appendix: str
    segment: int
    """Number of the segment in its interview; of the line, in a text that is not imported."""
    span: Span
    text: str
    suggestions: tuple[Suggestion, ...]
    """Best first, without what was rejected or is coded so; empty is silence."""
    ranking: tuple[tuple[str, float], ...]
    """All top-level themes with their scores, best first."""
    coded: tuple[str, ...] = ()
    """Themes that the coder has given it."""
    rejected: tuple[str, ...] = ()
    """Themes that the coder has rejected."""

    @property
    def margin(self) -> float:
        """How far the best theme stands out."""
        scores = [score for _theme, score in self.ranking]
        return scores[0] - (scores[1] if len(scores) > 1 else 0.0) if scores else 0.0

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "appendix": self.appendix or None,
            "segment": self.segment or None,
            "start": self.span.start,
            "stop": self.span.stop,
            "text": self.text,
            "suggestions": [one.as_values() for one in self.suggestions],
            "ranking": [
                {"theme": theme, "score": round(score, 3)} for theme, score in self.ranking
            ],
            "margin": round(self.margin, 3),
            "coded": list(self.coded),
            "rejected": list(self.rejected),
        }


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the coder has coded and rejected in one transcript, and what was asked in it."""

    codings: tuple[Coding, ...]
    rejections: tuple[tuple[Span, str], ...]
    """Words and theme."""
    asked: Mapping[int, Asked]
    """By turn, the themes that its question is mapped to."""
    retired: frozenset[str] = frozenset()
    """Themes that are suggested no more."""

    def applied(self, one: Suggested, found: Sequence[Suggestion]) -> Suggested:
        """A segment's suggestions without what was rejected or is coded so."""
        coded = {c.theme for c in self.codings if c.span.overlaps(one.span)}
        rejected = {theme for span, theme in self.rejections if span.overlaps(one.span)}
        return replace(
            one,
            suggestions=tuple(
                one for one in found if one.theme not in coded | rejected | self.retired
            ),
            coded=tuple(sorted(coded)),
            rejected=tuple(sorted(rejected)),
        )
