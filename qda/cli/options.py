"""Options that several commands share: the same name and meaning everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.services.project import Project

F = TypeVar("F", bound=Callable[..., Any])


def project_option(function: F) -> F:
    """`--project DIR`: which project, instead of the one around the current folder."""
    return click.option(
        "--project",
        "-p",
        "project_folder",
        type=click.Path(path_type=Path, file_okay=False),
        help=_("The project's folder; otherwise the one around the current folder."),
    )(function)


def coder_option(function: F) -> F:
    """`--coder NAME`: who codes."""
    return click.option(
        "--coder",
        metavar=_("NAME"),
        help=_("Who codes; otherwise QDA_CODER, then your login name."),
    )(function)


def json_option(function: F) -> F:
    """`--json`: for programs."""
    return click.option("--json", "as_json", is_flag=True, help=_("JSON, for programs."))(function)


def restricted_option(function: F) -> F:
    """`--restricted`: for the coders' own eyes."""
    return click.option(
        "--restricted",
        is_flag=True,
        help=_("Passages that may not be used too, marked; for your own eyes."),
    )(function)


def dry_run_option(function: F) -> F:
    """`--dry-run`: say what would happen."""
    return click.option(
        "--dry-run", is_flag=True, help=_("Say what would happen, and change nothing.")
    )(function)


def example(*lines: str) -> str:
    """The block of examples that ends a command's help; a test runs each line."""
    return "\b\n" + "\n".join([_("Example:"), *(f"  {line}" for line in lines)])


def opened(folder: Path | None, coder: str | None = None) -> Project:
    """The project that is meant, open; use it in a `with` statement."""
    from qda.services.project import open_project
    from qda.services.project_paths import find_root

    root = find_root(folder) if folder else find_root(Path(os.getcwd()))
    return open_project(root, coder)


class _Where(click.ParamType[tuple[str, str]]):
    """`attribute=value`."""

    name = "where"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        name, sign, wanted = str(value).partition("=")
        if not sign or not name.strip():
            self.fail(_('"{value}" is not of the form attribute=value.').format(value=value))
        return name.strip(), wanted.strip()


def profile_option(function: F) -> F:
    """`--profile`: for whose eyes."""
    return click.option(
        "--profile",
        type=click.Choice(["internal", "supervisor", "assessment", "public"]),
        default="internal",
        show_default=True,
        help=_("For whose eyes; any but internal needs its gates open, see `qda check`."),
    )(function)


def choosing_options(function: F) -> F:
    """Which quotes: `--theme`, `--coder`, `--informant`, `--where`, `--interviewer`."""
    options = (
        click.option("--theme", "-t", multiple=True, help=_("Only this theme; can be repeated.")),
        click.option(
            "--coder", multiple=True, metavar=_("NAME"),
            help=_("Only codings by this coder; can be repeated."),
        ),
        click.option(
            "--informant", "-i", multiple=True, metavar=_("NAME"),
            help=_("Only this informant: short id, label or appendix; can be repeated."),
        ),
        click.option(
            "--where", multiple=True, type=_Where(), metavar=_("ATTRIBUTE=VALUE"),
            help=_("Only informants with this value, e.g. municipality=Birkelund."),
        ),
        click.option("--interviewer", is_flag=True, help=_("Interviewers' speech too.")),
        click.option("--memos", is_flag=True, help=_("Take along what coders noted.")),
        click.option(
            "--memo", default="", metavar=_("WORDS"),
            help=_("Only quotes with these words in a memo on them."),
        ),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function
