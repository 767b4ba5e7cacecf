"""`qda consent`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qda.cli import output
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.cli.people import say_warnings
from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.domain.consent import ConsentKind
    from qda.services.consents import Recorded

F = TypeVar("F", bound=Callable[..., Any])


@click.group(
    help=_("Record and show what informants allow. Nothing recorded can be undone, only corrected.")
)
def consent() -> None:
    """Consent."""


def _describing_options(function: F) -> F:
    for name, text in reversed(
        [
            (
                "how",
                _("How it was said: paper, e-form, e-mail, on the recording, and where it is."),
            ),
            ("given-by", _("Who said it: the informant, or a guardian.")),
            ("form", _("The form that was signed.")),
            ("form-version", _("Its version.")),
            ("letter", _("The version of the information letter.")),
            ("letter-at", _("When the letter was handed over.")),
            ("copy-given", _("Whether a copy was handed over: yes or no.")),
            ("legal-basis", _("The legal basis.")),
            ("art9", _("Whether consent to sensitive data was explicit: yes or no.")),
            ("conditions", _("Special conditions.")),
            ("retention-action", _("What happens when the material may no longer be kept.")),
            ("effect", _("What follows from it.")),
            ("corrects", _("The beginning of the hash of the event that this one corrects.")),
            ("note", _("A note.")),
        ]
    ):
        function = click.option(f"--{name}", default="", help=text)(function)
    function = click.option(
        "--form-file",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help=_("The signed form as a file; only its hash is kept."),
    )(function)
    function = click.option(
        "--interview",
        "-i",
        "interviews",
        multiple=True,
        help=_("Only this interview; otherwise all of the informant's."),
    )(function)
    return click.option(
        "--at", default="", metavar=_("DATE"), help=_("When it was said; otherwise today.")
    )(function)


def _scope_options(function: F) -> F:
    from qda.domain.consent import AppendixPolicy, Approval

    for name, text in (
        ("not-recorded", _("Scopes for which no answer is recorded.")),
        ("no", _("Scopes to which the answer is no.")),
        ("yes", _("Scopes to which the answer is yes, such as `analyse,quote`.")),
    ):
        function = click.option(f"--{name}", multiple=True, metavar=_("SCOPES"), help=text)(
            function
        )
    for option, choices, text in (
        ("--approval", Approval, _("What the informant wants to see and approve.")),
        ("--appendix", AppendixPolicy, _("How the transcript stands among the appendices.")),
    ):
        function = click.option(
            option, type=click.Choice([str(one) for one in choices]), help=text
        )(function)
    return click.option(
        "--retention",
        default="",
        metavar=_("DATE"),
        help=_("The last day on which the material may be kept."),
    )(function)


def _recording(verb: str, help_: str, line: str, *, scopes: bool) -> None:
    """Add the verb that records one kind of event."""

    def command(
        informant_id: str, coder: str | None, project_folder: Path | None, **given: Any
    ) -> None:
        from qda.domain.consent import ConsentKind

        kind = {
            "give": ConsentKind.GIVEN,
            "extend": ConsentKind.EXTENDED,
            "restrict": ConsentKind.RESTRICTED,
            "withdraw": ConsentKind.WITHDRAWN,
            "clarify": ConsentKind.CLARIFIED,
        }[verb]
        _record(informant_id, kind, coder, project_folder, given)

    command.__doc__ = help_
    command = project_option(coder_option(command))
    if scopes:
        command = _scope_options(command)
    command = _describing_options(command)
    command = click.argument("informant_id", metavar=_("INFORMANT"))(command)
    consent.command(verb, help=help_, epilog=example(line))(command)


_recording(
    "give",
    _("Record that INFORMANT has given consent, and to what."),
    "qda consent give I1 --yes analyse,quote --approval none --appendix full --at 2025-03-05",
    scopes=True,
)
_recording(
    "extend",
    _("Record that INFORMANT allows more than before."),
    "qda consent extend I1 --yes library",
    scopes=True,
)
_recording(
    "restrict",
    _("Record that INFORMANT allows less than before."),
    "qda consent restrict I1 --no library --approval quotes",
    scopes=True,
)
_recording(
    "withdraw",
    _("Record that INFORMANT has withdrawn. From then on nothing of theirs leaves."),
    'qda consent withdraw I8 --how "e-mail to the project"',
    scopes=False,
)
_recording(
    "clarify",
    _("Correct the record: what was recorded stays readable, this counts from its date."),
    "qda consent clarify I1 --no reuse --note entered-by-mistake",
    scopes=True,
)


def _record(
    informant_id: str,
    kind: ConsentKind,
    coder: str | None,
    folder: Path | None,
    given: dict[str, Any],
) -> None:
    from qda.services.consent_fields import fields_of
    from qda.services.consents import record

    with opened(folder, coder) as project:
        recorded = record(
            project, informant_id, kind, at=given.pop("at"), fields=fields_of(project, given)
        )
    _say_recorded(recorded)


def _say_recorded(recorded: Recorded) -> None:
    from qda.services.consent_words import kind_word

    output.talk(
        _("{id}: {what}, {date}. Recorded as {hash}.").format(
            id=recorded.short_id,
            what=kind_word(recorded.kind),
            date=recorded.at,
            hash=recorded.hash[:8],
        )
    )
    output.talk(_("It cannot be undone; a mistake is corrected with `qda consent clarify`."))
    for warning in recorded.warnings:
        output.talk(warning)


@consent.command(
    help=_("Show what INFORMANT, or everybody, allows now or allowed on a day."),
    epilog=example("qda consent show I3", "qda consent show --at 2025-03-01 --json"),
)
@click.argument("informant_id", metavar=_("INFORMANT"), required=False)
@click.option("--at", metavar=_("DATE"), default="", help=_("The day; otherwise today."))
@json_option
@project_option
def show(informant_id: str | None, at: str, as_json: bool, project_folder: Path | None) -> None:
    """Show consent."""
    from qda.services.consent_fields import day_meant
    from qda.services.consent_views import views

    with opened(project_folder) as project:
        found = views(project, informant_id, day_meant(at))
        say_warnings(project)
    if as_json:
        output.data_json([one.as_values() for one in found])
        return
    for one in found:
        _show(one)


def _show(one: Any) -> None:
    from qda.services.consent_words import kind_word, state_lines

    output.data(f"{one.short_id} – {', '.join(one.appendices) or _('no interview')}")
    for appendix, state in one.states:
        if appendix:
            output.data(f"  {_('Only for {appendix}:').format(appendix=appendix)}")
        for line in state_lines(state):
            output.data(f"  {line}")
    for event in one.events:
        output.data(
            f"    {event['at']}  {kind_word(event['kind'])}  ({event['recorded_by']},"
            f" {event['hash'][:8]})"
        )


def _out_option(function: F) -> F:
    return click.option(
        "--out",
        "-o",
        type=click.Path(path_type=Path, dir_okay=False),
        required=True,
        help=_("The file to write: .docx, .html or .md."),
    )(function)


@consent.command(
    help=_("Write an overview of consents to print: who allows what, by id, without names."),
    epilog=example("qda consent overview --out exports/consents.docx"),
)
@_out_option
@project_option
def overview(out: Path, project_folder: Path | None) -> None:
    """Write the overview."""
    from qda.services.consent_papers import write_overview

    with opened(project_folder) as project:
        write_overview(project, out)
        say_warnings(project)
    output.talk(_('Wrote "{name}".').format(name=out.name))


@consent.command(
    "record",
    help=_("Write the record of processing activities (GDPR article 30) with what is known."),
    epilog=example("qda consent record --out exports/record.docx"),
)
@_out_option
@project_option
def record_(out: Path, project_folder: Path | None) -> None:
    """Write the record of processing."""
    from qda.services.consent_papers import write_record

    with opened(project_folder) as project:
        write_record(project, out)
        say_warnings(project)
    output.talk(_('Wrote "{name}". Fill in what is marked.').format(name=out.name))
