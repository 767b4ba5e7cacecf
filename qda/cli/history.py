"""`qda undo`, `qda redo`, `qda log`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    help=_("Take back the last step; as often as there are steps."), epilog=example("qda undo")
)
@coder_option
@project_option
def undo(coder: str | None, project_folder: Path | None) -> None:
    """Take back the last step."""
    from qda.services import history

    with opened(project_folder, coder) as project:
        entry = history.undo(project)
    output.talk(_("Undone: {step}").format(step=history.in_words(entry)))


@click.command(help=_("Do the last undone step again."), epilog=example("qda redo"))
@coder_option
@project_option
def redo(coder: str | None, project_folder: Path | None) -> None:
    """Do a step again."""
    from qda.services import history

    with opened(project_folder, coder) as project:
        entry = history.redo(project)
    output.talk(_("Redone: {step}").format(step=history.in_words(entry)))


@click.command(help=_("Show what was done, newest first."), epilog=example("qda log --limit 20"))
@click.option("--limit", default=30, show_default=True, help=_("At most so many lines."))
@json_option
@project_option
def log(limit: int, as_json: bool, project_folder: Path | None) -> None:
    """Show the journal."""
    from qda.services import history

    with opened(project_folder) as project:
        entries = history.entries(project, limit)
    if as_json:
        output.data_json(
            [
                {
                    "id": entry.id,
                    "at": entry.at,
                    "coder": entry.coder,
                    "action": entry.action,
                    "subject": dict(entry.subject),
                    "refers": entry.refers,
                }
                for entry in entries
            ]
        )
        return
    output.table(
        [_("When (UTC)"), _("Who"), _("What")],
        [
            (entry.at[:19].replace("T", " "), entry.coder, history.in_words(entry))
            for entry in entries
        ],
    )
