"""`qda informant`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli import output
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.language import gettext as _
from qda.language import ngettext


@click.group(help=_("Load and list informants and their consents."))
def informant() -> None:
    """Informants."""


@informant.command(
    help=_("Load informants, consents and restrictions from informants.yml; all or nothing."),
    epilog=example("qda informant load transcripts/informants.yml"),
)
@click.argument("file", type=click.Path(path_type=Path))
@coder_option
@project_option
def load(file: Path, coder: str | None, project_folder: Path | None) -> None:
    """Load the register."""
    from qda.services.consenting import load_register

    with opened(project_folder, coder) as project:
        report = load_register(project, file)
    output.talk(
        _(
            "Informants: {new} new, {updated} updated. New consents: {consents}."
            " New restrictions: {restrictions}."
        ).format(
            new=report.new,
            updated=report.updated,
            consents=report.consents,
            restrictions=report.restrictions,
        )
    )
    if report.waiting:
        output.talk(
            _(
                "Without an interview in the project: {ids}. Import it, then load the register"
                " again; until then their consent has nothing to act on."
            ).format(ids=", ".join(report.waiting))
        )


@informant.command(
    "list",
    help=_("List the informants with what they have consented to."),
    epilog=example("qda informant list", "qda informant list --json"),
)
@json_option
@project_option
def list_(as_json: bool, project_folder: Path | None) -> None:
    """List the informants."""
    from qda.services.consenting import people

    with opened(project_folder) as project:
        found = people(project)
    if as_json:
        output.data_json([person.as_values() for person in found])
        return
    output.table(
        [
            "",
            _("Appendix"),
            _("Informant"),
            _("Organisation"),
            _("Area"),
            _("Quote"),
            _("Approval"),
            _("Appendix shown"),
        ],
        [
            (
                person.short_id,
                person.appendix or "–",
                person.label,
                person.organisation,
                person.area,
                consent_word(person.quote),
                consent_word(person.approval),
                consent_word(person.appendix_policy),
            )
            for person in found
        ],
    )
    output.talk(
        ngettext("{count} informant", "{count} informants", len(found)).format(count=len(found))
    )


def consent_word(answer: str) -> str:
    """An answer or policy in the user's language."""
    return {
        "yes": _("yes"),
        "no": _("no"),
        "not recorded": _("not recorded"),
        "none": _("not needed"),
        "quotes": _("quotes"),
        "all_mentions": _("every excerpt"),
        "full": _("in full"),
        "pseudonymised": _("pseudonymised"),
        "excerpts": _("excerpts"),
        "empty": _("empty, number kept"),
        "omitted": _("omitted"),
    }.get(answer, answer)
