"""The command line in the process of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from qda.cli.main import build

if TYPE_CHECKING:
    from click.testing import Result


def qda(*arguments: object, typed: str | None = None) -> Result:
    """What a command says when nobody but the test sees it."""
    return CliRunner().invoke(build(), [str(argument) for argument in arguments], input=typed)
