"""`qda restrict`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@click.group(help=_("Passages that may not be used: off the record, held back, sensitive …"))
def restrict() -> None:
    """Restrictions."""


def _kinds() -> list[str]:
    from qda.domain.consent import RestrictionKind

    return [str(kind) for kind in RestrictionKind]


@restrict.command(
    help=_("Restrict a passage of INTERVIEW, named by its words, segments, pages or times."),
    epilog=example(
        'qda restrict add "Bilag 2" --segment 12-14',
        'qda restrict add "Bilag 2" --segment 20 --kind embargo --until 2030-06-30',
    ),
)
@click.argument("interview")
@click.option("--from", "first_words", default="", help=_("The first words of the passage."))
@click.option("--to", "last_words", default="", help=_("Its last words."))
@click.option("--words", default="", help=_("All its words, where they are few."))
@click.option("--segment", default="", metavar="N[-M]", help=_("Its segments, such as 12-14."))
@click.option("--page", default="", metavar="N[-M]", help=_("Pages of the original."))
@click.option("--time", default="", metavar="T-T", help=_("Times, such as 00:12:30-00:14:00."))
@click.option(
    "--kind", type=click.Choice(_kinds()), default="off_record", show_default=True,
    help=_("Why it may not be used."),
)  # fmt: skip
@click.option("--until", default="", metavar=_("DATE"), help=_("The last day of an embargo."))
@click.option("--source", default="", help=_("How it became known, such as an e-mail."))
@coder_option
@project_option
def add(
    interview: str, kind: str, until: str, source: str, coder: str | None,
    project_folder: Path | None, **place: str,
) -> None:  # fmt: skip
    """Restrict a passage."""
    from qda.domain.consent import RestrictionKind
    from qda.services import restricting

    with opened(project_folder, coder) as project:
        row = project.interview(interview)
        span = _span(project, row, place)
        uid = restricting.add(
            project, row, span, RestrictionKind(kind), until=until, source=source or "by hand"
        )
    output.talk(
        _(
            "{appendix}: {count} characters are restricted ({kind}), {id}. They are gone from"
            " everything that leaves; `qda undo` takes it back."
        ).format(
            appendix=row.appendix,
            count=len(span),
            kind=restricting.in_words(RestrictionKind(kind), until),
            id=uid[:8],
        )
    )


def _span(project: Project, row: InterviewRow, place: dict[str, str]) -> Span:
    from qda.services import passages

    given = [name for name in ("words", "segment", "page", "time") if place[name]]
    if place["first_words"] or place["last_words"]:
        given.append("from")
    if len(given) != 1 or bool(place["first_words"]) is not bool(place["last_words"]):
        raise click.UsageError(
            _("Name the passage in one way: --from with --to, --words, --segment, --page, --time.")
        )
    if given == ["from"]:
        return passages.by_words(project, row, place["first_words"], place["last_words"])
    if given == ["words"]:
        return passages.by_words(project, row, place["words"], place["words"])
    if given == ["time"]:
        first, _sign, last = place["time"].partition("-")
        return passages.by_time(project, row, first, last or first)
    first_number, last_number = _numbers(place[given[0]])
    by = passages.by_segments if given == ["segment"] else passages.by_pages
    return by(project, row, first_number, last_number)


def _numbers(written: str) -> tuple[int, int]:
    match = re.fullmatch(r"\s*(\d{1,9})\s*(?:[-–]\s*(\d{1,9})\s*)?", written)
    if match is None:
        raise click.UsageError(_("Numbers are written as 12 or 12-14."))
    return int(match[1]), int(match[2] or match[1])


@restrict.command(
    "list",
    help=_("List the restrictions of INTERVIEW, or all: where they are, not what was said."),
    epilog=example("qda restrict list", 'qda restrict list "Bilag 6" --json'),
)
@click.argument("interview", required=False)
@json_option
@project_option
def list_(interview: str | None, as_json: bool, project_folder: Path | None) -> None:
    """List restrictions."""
    from qda.services import restricting

    with opened(project_folder) as project:
        row = project.interview(interview) if interview else None
        found = restricting.listed(project, row)
    if as_json:
        output.data_json([one.as_values() for one in found])
        return
    output.table(
        [_("ID"), _("Appendix"), (_("Segments"), "right"), _("Restriction"), _("Since"), ""],
        [
            (
                one.uid[:8],
                one.appendix,
                _range(one.segments),
                restricting.in_words(one.kind, one.until),
                one.at[:10],
                _("ended") if one.over else "",
            )
            for one in found
        ],
    )
    output.talk(
        ngettext("{count} restriction", "{count} restrictions", len(found)).format(count=len(found))
    )


def _range(numbers: tuple[int, ...]) -> str:
    return "–".join(str(number) for number in dict.fromkeys(numbers))


@restrict.command(
    help=_("Lift the restriction with this ID; the reason stays in the log."),
    epilog=example('qda restrict lift 7f3a21c9 --reason "e-mail from the informant, 3 May"'),
)
@click.argument("restriction_id", metavar="ID")
@click.option("--reason", default="", help=_("Who has allowed it, and when."))
@coder_option
@project_option
def lift(restriction_id: str, reason: str, coder: str | None, project_folder: Path | None) -> None:
    """Lift a restriction."""
    from qda.services import restricting

    with opened(project_folder, coder) as project:
        appendix = restricting.lift(project, restriction_id, reason)
    output.talk(
        _("{appendix}: the passage may be used again; `qda undo` restricts it again.").format(
            appendix=appendix
        )
    )


@restrict.command(
    help=_('Look for words such as "uden for referat" and suggest passages; marks nothing.'),
    epilog=example("qda restrict suggest", 'qda restrict suggest "Bilag 6" --json'),
)
@click.argument("interview", required=False)
@json_option
@project_option
def suggest(interview: str | None, as_json: bool, project_folder: Path | None) -> None:
    """Suggest passages."""
    from qda.services import restricting

    with opened(project_folder) as project:
        row = project.interview(interview) if interview else None
        found = restricting.suggest(project, row)
    if as_json:
        output.data_json([one.as_values() for one in found])
        return
    for one in found:
        where = _range((one.first, one.last))
        command = f'qda restrict add "{one.appendix}" --segment {where.replace("–", "-")}'
        output.data(f"{one.appendix} {_('segment')} {where}: »{one.words}«")
        output.data(f"    {command}" + ("" if one.closed else "  " + _("(the end is not marked)")))
    output.talk(
        ngettext("{count} place to look at", "{count} places to look at", len(found)).format(
            count=len(found)
        )
    )
    output.talk(_("Words only suggest: read each place, and decide where the passage ends."))
