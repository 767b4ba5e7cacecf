"""A problem in one of the researcher's files: where it is, a stable name, and a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file; problems are collected and reported together."""

    file: str
    """Name of the file, without its folder."""
    line: int
    """Line number from 1; 0 where no line applies."""
    name: str
    """Stable name for programs, such as `codebook.duplicate-key`; never translated."""
    message: str
    """One sentence in the user's language that says what is wrong and what to do."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message} ({self.name})"
