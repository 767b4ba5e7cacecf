"""`qda keys`: the keys of the coding screen as they are in a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import example, json_option, project_option
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.services.findings import Finding


@click.command(
    help=_(
        "List the commands of the coding screen, with their keys in this project. Other keys are"
        " given in keys.yml beside codes.yml, one line each: `undo: ctrl+z`."
    ),
    epilog=example("qda keys", "qda keys --json"),
)
@json_option
@project_option
def keys(as_json: bool, project_folder: Path | None) -> None:
    """List the keys."""
    from qda.services.project_paths import find_root
    from qda.tui.keys import keys_of

    found = keys_of(find_root(project_folder or Path.cwd()))
    if as_json:
        output.data_json(
            {
                "commands": [
                    {
                        "name": one.id,
                        "place": one.place.value,
                        "keys": list(one.keys),
                        "description": one.description,
                        "help": one.help,
                    }
                    for one in found.commands
                ],
                "problems": [
                    {"line": one.line, "name": one.name, "message": one.message}
                    for one in found.problems
                ],
            }
        )
    else:
        from qda.tui.places import place_name

        output.table(
            [_("Place"), _("Command"), _("Keys"), _("What it does")],
            [(place_name(o.place), o.id, o.shown_keys or "–", o.help) for o in found.commands],
        )
    for problem in found.problems:
        output.talk(str(problem))
    if found.problems:
        raise click.exceptions.Exit(int(ExitCode.REFUSED))


def key_findings(folder: Path) -> list[Finding]:
    """What `qda doctor` says of keys.yml; nothing where there is none."""
    from qda.formats.keys_yml import NAME
    from qda.services.findings import Finding

    if not (folder / NAME).exists():
        return []
    from qda.tui.keys import keys_of

    problems = keys_of(folder).problems
    if not problems:
        return [Finding("keys", True, _("keys.yml can be understood."))]
    return [
        Finding(
            "keys",
            False,
            ngettext(
                "keys.yml has {count} mistake; the keys it is about are as usual.",
                "keys.yml has {count} mistakes; the keys they are about are as usual.",
                len(problems),
            ).format(count=len(problems)),
            _("`qda keys` shows each with its line."),
            warning=True,
        )
    ]
