"""`qda undo`, `qda redo`, `qda log`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.errors import Refused
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project


@click.command(
    help=_("Take back the last step; as often as there are steps."), epilog=example("qda undo")
)
@click.option("--to", type=int, metavar=_("NUMBER"), help=_("All steps after this; see `qda log`."))
@coder_option
@project_option
def undo(to: int | None, coder: str | None, project_folder: Path | None) -> None:
    """Take back the last step."""
    from qda.services import history

    with opened(project_folder, coder) as project:
        if to is not None:
            _walk(project, to, back=True)
            return
        entry = history.undo(project)
    output.talk(_("Undone: {step}").format(step=history.in_words(entry)))


@click.command(help=_("Do the last undone step again."), epilog=example("qda redo"))
@click.option("--to", type=int, metavar=_("NUMBER"), help=_("All steps up to this; see `qda log`."))
@coder_option
@project_option
def redo(to: int | None, coder: str | None, project_folder: Path | None) -> None:
    """Do a step again."""
    from qda.services import history

    with opened(project_folder, coder) as project:
        if to is not None:
            _walk(project, to, back=False)
            return
        entry = history.redo(project)
    output.talk(_("Redone: {step}").format(step=history.in_words(entry)))


def _walk(project: Project, step: int, *, back: bool) -> None:
    from qda.services import stepping

    count = stepping.distance(project, step)
    if count * (-1 if back else 1) <= 0:
        raise Refused(
            _("There is no step after {number} to take back.").format(number=step)
            if back
            else _("Step {number} is not undone.").format(number=step),
            _("`qda log` shows which steps are undone."),
        )
    stepping.go_to(project, step)
    count = abs(count)
    said = (
        ngettext("{count} step taken back.", "{count} steps taken back.", count)
        if back
        else ngettext("{count} step done again.", "{count} steps done again.", count)
    )
    output.talk(said.format(count=count))


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
        [(_("No."), "right"), _("When (UTC)"), _("Who"), _("What")],
        [
            (entry.id, entry.at[:19].replace("T", " "), entry.coder, history.in_words(entry))
            for entry in entries
        ],
    )
