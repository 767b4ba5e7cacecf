"""What a check of a project finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    name: str
    """Stable name for programs."""
    ok: bool
    message: str
    hint: str = ""
    warning: bool = False
    """Not ok, but no damage either: does not change the exit code."""
