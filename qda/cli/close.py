"""`qda close`: end a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import dry_run_option, example, json_option, opened, project_option
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.closing_plan import Plan


@click.command(
    help=_(
        "End the project for good: names, consents, originals, working copies and backups are"
        " destroyed. Themes, numbers and a receipt stay, and the pseudonymised texts that may."
        " It cannot be undone."
    ),
    epilog=example("qda close --dry-run", "qda close --delete-texts --dry-run"),
)
@click.option(
    "--delete-texts", is_flag=True, help=_("Keep no text, not even under pseudonyms; no exports.")
)
@dry_run_option
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@json_option
@project_option
def close(
    delete_texts: bool, dry_run: bool, yes: bool, as_json: bool, project_folder: Path | None
) -> None:
    """End a project."""
    from qda.services import closing

    with opened(project_folder) as project:
        day = closing.closed_on(project, texts=not delete_texts)
        if day:
            output.talk(
                _("The project was closed on {day}; the receipt is in closed/.").format(day=day)
            )
            return
        planned = closing.plan(project, texts=not delete_texts)
        say_plan(planned)
        if dry_run:
            if as_json:
                output.data_json(planned.as_values())
            output.talk(_("Nothing was changed."))
            return
        if not yes:
            ask(project.paths.root.resolve().name)
        done = closing.close(project, texts=not delete_texts)
    if as_json:
        output.data_json({**done.receipt.as_values(), "left": list(done.left)})
    output.talk(_("Closed. The receipt and the record for the method chapter are in closed/."))
    if done.left:
        raise click.exceptions.Exit(int(ExitCode.REFUSED))


def say_plan(planned: Plan) -> None:
    """What goes, what stays, and what a person has to see to."""
    from qda.services.closing_papers import folder_words, retention_in_words, row_words

    output.talk(_("Is destroyed:"))
    for kind, count in planned.rows.items():
        output.talk(f"  {row_words()[kind]}: {count}")
    for name, count in planned.files.items():
        output.talk(f"  {folder_words()[name]}: {count}")
    output.talk(_("Stays:"))
    output.talk("  " + _("codes.yml, and in closed/ a receipt and a record for the method chapter"))
    if planned.texts:
        output.talk("  " + _("pseudonymised texts with their codings: {appendices}").format(
            appendices=", ".join(planned.texts)))  # fmt: skip
    lost = [one for one in planned.interviews if one not in planned.texts]
    if planned.texts and lost:
        output.talk("  " + _("not allowed to stay, so destroyed: {appendices}").format(
            appendices=", ".join(lost)))  # fmt: skip
    for name in planned.exports:
        output.talk(f"  {name}")
    if planned.retention:
        output.talk(retention_in_words(planned.retention))
    say_left(planned)


def say_left(planned: Plan) -> None:
    """What the program leaves, or cannot reach."""
    if planned.holding:
        output.talk(_("Files of yours that hold informants' names or words; see to them yourself:"))
    for name in planned.holding:
        output.talk(f"  {name}")
    if planned.recordings:
        output.talk(
            ngettext(
                "{count} recording in the folder; delete it yourself:",
                "{count} recordings in the folder; delete them yourself:",
                len(planned.recordings),
            ).format(count=len(planned.recordings))
        )
    for name in planned.recordings:
        output.talk(f"  {name}")
    output.talk(_("Out of reach:"))
    for one in planned.elsewhere:
        output.talk(f"  {one}")


def ask(name: str) -> None:
    """Ask for the folder's name; anything else ends the command.

    Raises:
        Exit: The answer was another.
    """
    question = _('It cannot be undone. To close the project, type "{name}"').format(name=name)
    answer = click.prompt(question, default="", show_default=False, err=True)
    if answer.strip() != name:
        output.talk(_("Nothing was changed."))
        raise click.exceptions.Exit(int(ExitCode.REFUSED))
