"""Codings: spans of one transcript version, tied to a theme and a coder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.interviews import Role, Turn
from qda.domain.text import Span, text_hash

if TYPE_CHECKING:
    from collections.abc import Sequence


class Origin(StrEnum):
    """How a coding came about; stored, never translated."""

    BY_HAND = "by hand"
    SUGGESTION_ACCEPTED = "suggestion accepted"
    IMPORTED = "imported"
    CARRIED_OVER = "carried over"


@dataclass(frozen=True, slots=True)
class Coding:
    """One act of coding; the quote is always `text[span.start:span.stop]`."""

    uid: str
    """Random identity, the same in every copy of the project."""
    transcript: int
    """Row of the transcript version."""
    span: Span
    theme: str
    """Key of the theme in codes.yml."""
    coder: str
    created: str
    """UTC, ISO 8601."""
    origin: Origin = Origin.BY_HAND


@dataclass(frozen=True, slots=True)
class Anchor:
    """What finds a coding again should its text be corrected."""

    quote_hash: str
    before: str
    """Up to 32 characters before the span."""
    after: str
    """Up to 32 characters after it."""


ANCHOR_CHARACTERS = 32
"""Long enough to be unique in nearly every transcript, short enough to erase with it."""


def anchor(text: str, span: Span) -> Anchor:
    """The anchor of a span in its transcript's text."""
    return Anchor(
        quote_hash=text_hash(span.of(text)),
        before=text[max(0, span.start - ANCHOR_CHARACTERS) : span.start],
        after=text[span.stop : span.stop + ANCHOR_CHARACTERS],
    )


LEFT_OUT = "[...]"
"""Stands for words that are left out of a quote."""


def spoken(text: str, span: Span, turns: Sequence[Turn], *, interviewer: bool = False) -> str:
    """The words of a span as they are quoted: speech only, never a speaker's label.

    Within one turn they are `text[span.start:span.stop]`. Over several turns each stands on a
    line of its own, and what an interviewer says in between is left out, or marked `[I: …]`.

    Args:
        text: The transcript's text.
        span: The span of a coding.
        turns: The turns that it touches, in order.
        interviewer: Whether interviewers' words are quoted too.
    """
    if len(turns) == 1:
        (turn,) = turns
        return text[max(span.start, turn.span.start) : min(span.stop, turn.span.stop)].strip()
    pieces: list[str] = []
    for turn in turns:
        start, stop = max(span.start, turn.span.start), min(span.stop, turn.span.stop)
        words = text[start:stop].strip()
        if start >= stop or not words:
            continue
        if turn.role is Role.INTERVIEWER:
            words = f"[I: {words}]" if interviewer else LEFT_OUT
        pieces.append(words)
    while pieces and pieces[0] == LEFT_OUT:
        del pieces[0]
    while pieces and pieces[-1] == LEFT_OUT:
        del pieces[-1]
    return "\n".join(pieces)


def only_interviewer(span: Span, turns: Sequence[Turn]) -> bool:
    """Whether a span holds interviewer speech and nobody else's.

    Args:
        span: The span of a coding or segment.
        turns: The turns of its transcript.
    """
    touched = [turn.role for turn in turns if turn.span.overlaps(span)]
    return bool(touched) and all(role is Role.INTERVIEWER for role in touched)
