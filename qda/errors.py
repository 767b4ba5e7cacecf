"""The error family: a sentence for the user, a hint that says what to do, an exit code.

    QdaError            1  something was refused or not found
    ├── NotFound        1  a name that the project does not hold
    ├── Refused         1  an action that a rule forbids
    │   └── NotPermitted 1  … because of consent
    ├── BadFile         3  a file that cannot be read or written
    │   ├── BadCodebook 3  … codes.yml, with all its problems
    │   └── BadRegister 3  … informants.yml, with all its problems
    └── BadProject      3  a project that cannot be opened
        └── NewerProject 3  … because a newer qda made it

Messages never hold interview text or a person's name.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.problems import Problem


class ExitCode(IntEnum):
    """What the command line answers to the shell."""

    OK = 0
    """All went well."""
    REFUSED = 1
    """Problems were found, or the action was refused."""
    USAGE = 2
    """The command was not understood."""
    UNUSABLE = 3
    """A file or a project cannot be used."""
    INTERRUPTED = 130
    """Stopped by the user."""


class QdaError(Exception):
    """Base of all errors that a user may see."""

    exit_code = ExitCode.REFUSED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFound(QdaError):
    """A name that the project does not hold."""


class Refused(QdaError):
    """An action that a rule forbids."""


class NotPermitted(Refused):
    """An action that consent forbids."""


class BadFile(QdaError):
    """A file that cannot be read or written."""

    exit_code = ExitCode.UNUSABLE


class BadCodebook(BadFile):
    """codes.yml with problems; all of them, each with its line."""

    def __init__(self, message: str, problems: Sequence[Problem], hint: str = "") -> None:
        super().__init__(message, hint)
        self.problems = tuple(problems)


class BadRegister(BadFile):
    """informants.yml with problems; all of them, each with its line."""

    def __init__(self, message: str, problems: Sequence[Problem], hint: str = "") -> None:
        super().__init__(message, hint)
        self.problems = tuple(problems)


class BadProject(QdaError):
    """A project that cannot be opened."""

    exit_code = ExitCode.UNUSABLE


class NewerProject(BadProject):
    """A project that a newer version of qda has written."""
