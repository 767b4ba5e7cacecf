"""The value that a writer asks for before anything is written for other eyes.

Only the gate (`services.consenting`) makes one; a test looks for other makers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


class Profile(StrEnum):
    """For whose eyes something is written; stored, never translated."""

    INTERNAL = "internal"
    """A working copy of the coders, headed as such."""
    SUPERVISOR = "supervisor"
    """Somebody who advises on the analysis; nothing is printed yet."""
    ASSESSMENT = "assessment"
    """What is handed in."""
    PUBLIC = "public"
    """What stands in a library or a journal."""


@dataclass(frozen=True, slots=True)
class Permitted(Generic[T]):
    """Something that has passed the gate."""

    value: T
    profile: str
    """`internal`: a working copy of the coders, headed as such."""
    withheld: Mapping[str, int] = field(default_factory=dict)
    """Codings left out by reason, for the person who exports; never written into a file."""
