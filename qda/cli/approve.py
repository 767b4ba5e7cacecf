"""`qda approve`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli import output
from qda.cli.options import (
    coder_option,
    dry_run_option,
    example,
    json_option,
    opened,
    project_option,
)
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.approval_words import answered_word, state_word


@click.group(help=_("Excerpts as informants see and approve them. No answer is never a yes."))
def approve() -> None:
    """Approval of excerpts."""


@approve.command(
    help=_("Write the excerpts of INFORMANT to approve: a Word file to fill in, a page to print."),
    epilog=example("qda approve pack I3 --out exports/I3.docx --out exports/I3.html"),
)
@click.argument("informant_id", metavar=_("INFORMANT"))
@click.option(
    "--out", "-o", "out", type=click.Path(path_type=Path, dir_okay=False), multiple=True,
    required=True, help=_("A file to write: .docx or .html; both may be given."),
)  # fmt: skip
@click.option(
    "--deadline", default="", metavar=_("DATE"), help=_("Until when an answer is asked for.")
)
@click.option("--channel", default="", help=_("How it is sent, such as encrypted e-mail."))
@click.option("--again", is_flag=True, help=_("Excerpts too that are approved already."))
@coder_option
@project_option
def pack(
    informant_id: str, out: tuple[Path, ...], deadline: str, channel: str, again: bool,
    coder: str | None, project_folder: Path | None,
) -> None:  # fmt: skip
    """Write a pack."""
    from qda.services.consent_fields import day_meant
    from qda.services.packing import write_pack

    with opened(project_folder, coder) as project:
        done = write_pack(
            project, informant_id, out, deadline=day_meant(deadline), channel=channel, again=again
        )
    output.talk(
        ngettext(
            "{id}: {count} excerpt written to {files}, and recorded as sent.",
            "{id}: {count} excerpts written to {files}, and recorded as sent.",
            done.excerpts,
        ).format(id=done.short_id, count=done.excerpts, files=", ".join(done.files))
    )
    if done.approved:
        output.talk(
            ngettext(
                "{count} coding is left out: approved as it stands.",
                "{count} codings are left out: approved as they stand.",
                done.approved,
            ).format(count=done.approved)
        )
    if done.shared:
        output.talk(
            ngettext(
                "{count} coding is left out: somebody else's words stand in it too.",
                "{count} codings are left out: somebody else's words stand in them too.",
                done.shared,
            ).format(count=done.shared)
        )
    output.talk(_("No answer is not a yes: until one comes, none of them may be printed."))


@approve.command(
    help=_(
        "Record the answer to the excerpt with this ID. It cannot be undone; the newest counts."
    ),
    epilog=example("qda approve record 7F3A-21C9 --yes", "qda approve record 7F3A-21C9 --no"),
)
@click.argument("excerpt_id", metavar="ID")
@click.option("--yes", "answer", flag_value="approved", help=_("Approved as it stands."))
@click.option("--no", "answer", flag_value="left_out", help=_("To be left out."))
@click.option(
    "--text", default="", help=_("Approved with this wording; it becomes the printed form.")
)
@click.option("--at", default="", metavar=_("DATE"), help=_("When it was said; otherwise today."))
@click.option("--channel", default="", help=_("How it came."))
@coder_option
@project_option
def record(
    excerpt_id: str, answer: str | None, text: str, at: str, channel: str, coder: str | None,
    project_folder: Path | None,
) -> None:  # fmt: skip
    """Record an answer."""
    from qda.domain.approval import Answered
    from qda.services.approving import Answer, excerpt_by_id
    from qda.services.approving import record as record_answers

    if bool(answer) is bool(text):
        raise click.UsageError(_("Give one of --yes, --no and --text."))
    state = Answered.WITH_CHANGES if text else Answered(str(answer))
    with opened(project_folder, coder) as project:
        excerpt = excerpt_by_id(project, excerpt_id)
        (worth,) = record_answers(project, [Answer(excerpt, state, text)], at=at, channel=channel)
    output.talk(
        _("{id}: recorded, {state}.").format(id=excerpt["uid"][:8], state=state_word(worth))
    )


@approve.command(
    "import",
    help=_(
        "Record the answers in a Word file that came back; rows that are not clear are reported."
    ),
    epilog=example("qda approve import I3-returned.docx --dry-run"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--at", default="", metavar=_("DATE"), help=_("When it was said; otherwise today."))
@click.option("--channel", default="", help=_("How it came."))
@dry_run_option
@coder_option
@project_option
def import_(
    file: Path, at: str, channel: str, dry_run: bool, coder: str | None, project_folder: Path | None
) -> None:
    """Record the answers of a file."""
    from qda.services.replying import import_replies

    with opened(project_folder, coder) as project:
        found = import_replies(project, file, dry_run=dry_run, at=at, channel=channel)
    for place, answer in enumerate(found.answers):
        line = f"{answer.excerpt['uid'][:8]}  {answered_word(str(answer.state))}"
        if found.worth:
            line += f"  ({state_word(found.worth[place])})"
        output.data(line)
    for problem in found.problems:
        output.talk(f"  {problem}")
    count = len(found.answers)
    output.talk(
        (
            ngettext("Would record {count} answer.", "Would record {count} answers.", count)
            if dry_run
            else ngettext("Recorded {count} answer.", "Recorded {count} answers.", count)
        ).format(count=count)
    )
    if found.problems:
        raise click.exceptions.Exit(int(ExitCode.REFUSED))


@approve.command(
    "list",
    help=_("List where the approval of each excerpt stands, of INFORMANT or of all."),
    epilog=example("qda approve list", "qda approve list I3 --json"),
)
@click.argument("informant_id", metavar=_("INFORMANT"), required=False)
@json_option
@project_option
def list_(informant_id: str | None, as_json: bool, project_folder: Path | None) -> None:
    """List excerpts."""
    from qda.services.approval_views import listed

    with opened(project_folder) as project:
        found = listed(project, informant_id)
    if as_json:
        output.data_json([one.as_values() for one in found])
        return
    output.table(
        [_("Excerpt"), _("Informant"), _("Reference"), _("Theme"), _("Approved"), _("Answer"),
         _("Deadline")],
        [
            (
                one.excerpt or "–",
                one.informant,
                one.reference,
                one.theme,
                state_word(one.state),
                answered_word(one.answered),
                f"{one.deadline} ({_('passed')})" if one.overdue else one.deadline or "–",
            )
            for one in found
        ],
    )  # fmt: skip
    yes = sum(one.state == "yes" for one in found)
    output.talk(
        _("{yes} of {count} excerpts may be printed as they stand.").format(
            yes=yes, count=len(found)
        )
    )
