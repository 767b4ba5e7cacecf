"""Memos: what a coder thinks about something, tied to it; and summaries of matrix cells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qda.domain.text import Span


class About(StrEnum):
    """What a memo is about; stored, never translated."""

    PROJECT = "project"
    INTERVIEW = "interview"
    PASSAGE = "passage"
    CODING = "coding"
    THEME = "theme"
    INFORMANT = "informant"


@dataclass(frozen=True, slots=True)
class Target:
    """What a new memo is to be about."""

    about: About
    key: str = ""
    """Uid of an interview, coding or informant, key of a theme; of a passage its interview's."""
    transcript: int | None = None
    """Row of the transcript version, for a passage."""
    span: Span | None = None
    """Its words, for a passage."""


@dataclass(frozen=True, slots=True)
class Memo:
    """One memo."""

    uid: str
    """Random identity, the same in every copy of the project."""
    target: Target
    text: str
    coder: str
    created: str
    """UTC, ISO 8601."""
    changed: str
    """UTC, ISO 8601; that of its making where it was never changed."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A coder's own condensed wording for one cell of the matrix."""

    uid: str
    informant: str
    """Uid of the informant; of the interview where nobody is registered."""
    theme: str
    text: str
    coder: str
    changed: str
    """UTC, ISO 8601."""
