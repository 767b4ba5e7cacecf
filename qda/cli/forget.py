"""`qda forget`: erase a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import example, json_option, opened, project_option
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.erasing import Plan, Receipt


@click.command(
    help=_(
        "Erase INFORMANT for good: interviews, codings, names and consent, in the project, its"
        " originals and its backups, with a receipt of what is left elsewhere. It cannot be undone."
    ),
    epilog=example("qda forget I6 --dry-run"),
)
@click.argument("informant")
@click.option("--whole", is_flag=True, help=_("Interviews with others in them too, as a whole."))
@click.option("--exports", is_flag=True, help=_("Delete exports that hold the person, too."))
@click.option("--dry-run", is_flag=True, help=_("Say what would be erased, and change nothing."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@json_option
@project_option
def forget(
    informant: str,
    whole: bool,
    exports: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Erase a person."""
    from qda.services import erasing

    with opened(project_folder) as project:
        planned = erasing.plan(project, informant, whole=whole)
        _say_plan(planned)
        if dry_run:
            return
        if not yes and not click.confirm(_("Erase all of it? It cannot be undone."), err=True):
            raise click.exceptions.Exit(int(ExitCode.REFUSED))
        receipt = erasing.forget(project, informant, whole=whole, exports=exports)
    if as_json:
        output.data_json(receipt.as_values())
    _say_receipt(receipt)
    if receipt.left:
        raise click.exceptions.Exit(int(ExitCode.REFUSED))


def _say_plan(planned: Plan) -> None:
    output.talk(
        _("{id}: interviews {interviews}, originals {originals}, backups {backups}.").format(
            id=planned.short_id,
            interviews=", ".join(planned.interviews) or "–",
            originals=len(planned.originals),
            backups=planned.backups,
        )
    )
    for path in planned.exports:
        output.talk(_("An export holds the person: {name}").format(name=path.name))


def _say_receipt(receipt: Receipt) -> None:
    output.talk(
        ngettext(
            "Erased: {count} row, with {originals} originals and out of {backups} backups.",
            "Erased: {count} rows, with {originals} originals and out of {backups} backups.",
            sum(receipt.rows.values()),
        ).format(
            count=sum(receipt.rows.values()),
            originals=receipt.originals,
            backups=receipt.backups,
        )
    )
    if receipt.deleted_backups:
        output.talk(_("Copies that could not be opened were deleted."))
    output.talk(_("Receipt: {person}").format(person=receipt.person))
    for place in receipt.left:
        output.talk(_("Still holds the person, look at it yourself: {name}").format(name=place))
    output.talk(
        _("Out of reach: files sent away, copies of other coders, folders that are synchronised,"
          " what the disk has not overwritten yet.")
    )  # fmt: skip
