"""`qda informant`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qda.cli import output
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.consent_words import answer_word

if TYPE_CHECKING:
    from qda.services.project import Project

F = TypeVar("F", bound=Callable[..., Any])


@click.group(help=_("Register, load, change and list informants."))
def informant() -> None:
    """Informants."""


@informant.command(
    help=_(
        "Load informants, consents and restrictions from a yml, csv or xlsx file; all or nothing."
    ),
    epilog=example("qda informant load transcripts/informants.yml"),
)
@click.argument("file", type=click.Path(path_type=Path))
@coder_option
@project_option
def load(file: Path, coder: str | None, project_folder: Path | None) -> None:
    """Load the register."""
    from qda.services.register_words import loaded_lines
    from qda.services.registering import load_register

    with opened(project_folder, coder) as project:
        report = load_register(project, file)
        say_warnings(project)
    for line in loaded_lines(report):
        output.talk(line)


def _say_unlinked(count: int) -> None:
    from qda.services.register_words import unlinked_sentence

    if count:
        output.talk(unlinked_sentence(count))


def say_warnings(project: Project) -> None:
    """Say what a person should know before relying on the record of consent."""
    from qda.services.consents import warnings

    for warning in warnings(project):
        output.talk(warning)


def _person_options(function: F) -> F:
    for name, text in reversed(
        [
            ("name", _("The person's name; it stays in the database.")),
            ("label", _("As printed: role, organisation, or whatever was agreed.")),
            ("role", _("Role.")),
            ("organisation", _("Organisation.")),
            ("municipality", _("Municipality.")),
            ("area", _("Area.")),
        ]
    ):
        function = click.option(f"--{name}", help=text)(function)
    function = click.option(
        "--appendix",
        "-a",
        "appendices",
        multiple=True,
        help=_("An interview in which the person took part; several may be given."),
    )(function)
    return click.option(
        "--speaker",
        default="",
        help=_("The label of the person's turns, where several were interviewed together."),
    )(function)


@informant.command(
    help=_("Register an informant by hand."),
    epilog=example('qda informant add I9 --label "beboer" --role beboer'),
)
@click.argument("informant_id", metavar="ID")
@_person_options
@coder_option
@project_option
def add(informant_id: str, coder: str | None, project_folder: Path | None, **given: Any) -> None:
    """Register an informant."""
    _save(informant_id, coder, project_folder, given, new=True)
    output.talk(_("Registered. Record the consent next: `qda consent give ID`."))


@informant.command(
    help=_("Change an informant; what is not named stays as it is."),
    epilog=example('qda informant edit I6 --label "projektleder, kommune"'),
)
@click.argument("informant_id", metavar="ID")
@_person_options
@coder_option
@project_option
def edit(informant_id: str, coder: str | None, project_folder: Path | None, **given: Any) -> None:
    """Change an informant."""
    _save(informant_id, coder, project_folder, given, new=False)
    output.talk(_("Changed."))


def _save(
    informant_id: str, coder: str | None, folder: Path | None, given: dict[str, Any], *, new: bool
) -> None:
    from qda.services.register_storing import FIELDS
    from qda.services.registering import save

    values = {name: given[name] for name in FIELDS if given[name] is not None}
    appendices = tuple(given["appendices"]) or None
    with opened(folder, coder) as project:
        _say_unlinked(
            save(
                project,
                informant_id,
                values,
                new=new,
                appendices=appendices,
                speaker=given["speaker"],
            )
        )


@informant.command(
    help=_("Show one informant, name included, with the interviews."),
    epilog=example("qda informant show I6", "qda informant show I6 --json"),
)
@click.argument("informant_id", metavar="ID")
@json_option
@project_option
def show(informant_id: str, as_json: bool, project_folder: Path | None) -> None:
    """Show an informant."""
    from qda.services.consents import appendices_of, by_id
    from qda.services.register_storing import FIELDS

    with opened(project_folder) as project:
        row = by_id(project, informant_id)
        appendices = appendices_of(project, row["id"])
    values = {name: row[name] for name in ("short_id", *FIELDS, "attributes")}
    if as_json:
        output.data_json({**values, "appendices": list(appendices)})
        return
    words = {
        "name": _("Name"), "label": _("As printed"), "role": _("Role"),
        "organisation": _("Organisation"), "municipality": _("Municipality"), "area": _("Area"),
    }  # fmt: skip
    output.data(f"{row['short_id']} – {', '.join(appendices) or _('no interview')}")
    for name, word in words.items():
        output.data(f"  {word}: {row[name] or '–'}")
    for name, value in row["attributes"].items():
        output.data(f"  {name}: {value}")


@informant.command(
    "list",
    help=_("List the informants with what they have consented to."),
    epilog=example("qda informant list", "qda informant list --json"),
)
@json_option
@project_option
def list_(as_json: bool, project_folder: Path | None) -> None:
    """List the informants."""
    from qda.services.people import people

    with opened(project_folder) as project:
        found = people(project)
        say_warnings(project)
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
                _("withdrawn") if person.withdrawn else answer_word(person.quote),
                answer_word(person.approval),
                answer_word(person.appendix_policy),
            )
            for person in found
        ],
    )
    output.talk(
        ngettext("{count} informant", "{count} informants", len(found)).format(count=len(found))
    )
