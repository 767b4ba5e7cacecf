"""`qda citations` and `qda check THESIS`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import example, json_option, opened, project_option
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.domain.permission import Permitted
    from qda.domain.thesis_findings import ThesisReport


@click.command(
    help=_(
        "List every reference of a thesis to an appendix, with its place and its quotation."
        " No project is needed."
    ),
    epilog=example("qda citations thesis.docx", "qda citations thesis.docx --json"),
)
@click.argument("thesis", type=click.Path(path_type=Path))
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=_("Headings, contents and lists of appendices as well, each with its kind."),
)
@click.option("--csv", "as_csv", is_flag=True, help=_("csv on stdout, for programs."))
@json_option
def citations(thesis: Path, everything: bool, as_csv: bool, as_json: bool) -> None:
    """List references."""
    from qda.services import thesis_citing

    read, found = thesis_citing.read_citations(thesis)
    if as_json:
        values = [thesis_citing.citation_values(read, one) for one in found.found]
        if everything:
            values += [thesis_citing.other_values(read, one) for one in found.others]
            values.sort(key=lambda value: (value["paragraph"], value["start"]))
        output.data_json(values)
    elif as_csv:
        output.raw_bytes(thesis_citing.as_csv(read, found))
    else:
        rows = [
            (
                one.number,
                one.page if one.page is not None else "–",
                " ".join(one.chapter.split()[:6]),
                one.reference.text,
                " / ".join(" ".join(q.text.split()) for q in one.quotations),
            )
            for one in found.found
        ]
        if rows:
            headings = (_("chapter"), _("reference"), _("quotation"))
            output.table([("", "right"), (_("page"), "right"), *headings], rows)
        for other in found.others if everything else ():
            output.data(f"{other.kind}: {other.text}")
    if not found.found:
        output.talk(
            _('"{name}" refers to no appendix; {words} words were read.').format(
                name=read.name, words=read.words
            )
        )
    else:
        output.talk(thesis_citing.summary(found))


@click.command(
    help=_(
        "Check the quotations and references of THESIS against the interviews: exact, edited,"
        " changed, on the wrong page, without consent, off the record. Without THESIS: ask the"
        " gates before publication, and say by id what still blocks."
    ),
    epilog=example(
        "qda check",
        "qda check --profile public --report exports/check.docx",
        "qda check thesis.docx",
        "qda check thesis.docx --comments thesis-with-comments.docx",
    ),
)
@click.argument("thesis", type=click.Path(path_type=Path), required=False)
@click.option(
    "--comments",
    type=click.Path(path_type=Path),
    metavar=_("OUT.docx"),
    help=_("Write a copy of the thesis with the findings as comments at their places."),
)
@click.option(
    "--profile",
    type=click.Choice(["supervisor", "assessment", "public"]),
    default="assessment",
    show_default=True,
    help=_("For whose eyes; which names of a thesis stand under pseudonyms."),
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("FILE"),
    help=_("Write what the gates found, for the supervisor: .docx, .md or .json."),
)
@click.option(
    "--accept",
    metavar=_("GATE:ID"),
    default="",
    help=_("Accept a finding, such as G14:I3; with --reason."),
)
@click.option("--reason", default="", help=_("Why the risk is accepted."))
@json_option
@project_option
def check(
    thesis: Path | None,
    comments: Path | None,
    profile: str,
    report: Path | None,
    accept: str,
    reason: str,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Check a thesis, or ask the gates."""
    if thesis is None:
        if comments is not None:
            raise click.UsageError(_("Name the thesis to check, such as `qda check thesis.docx`."))
        from qda.cli.gates import run_gates

        run_gates(project_folder, profile, report, accept, reason, as_json=as_json)
        return
    check_file(thesis, comments, profile, as_json=as_json, project_folder=project_folder)


def check_file(
    thesis: Path, comments: Path | None, profile: str, *, as_json: bool, project_folder: Path | None
) -> None:
    """Check a thesis."""
    from qda.domain.permission import Profile
    from qda.services.thesis_checking import check_thesis
    from qda.services.thesis_report import report_values, write_comments

    with opened(project_folder) as project:
        report = check_thesis(project, thesis, Profile(profile))
    written = write_comments(thesis, comments, report) if comments else None
    if as_json:
        output.data_json(report_values(report))
    else:
        print_report(report)
    say_result(report)
    if comments and written is not None:
        output.talk(
            ngettext(
                "{count} comment written to {name}", "{count} comments written to {name}", written
            ).format(count=written, name=comments.name)
        )
    if report.value.problems:
        raise click.exceptions.Exit(int(ExitCode.REFUSED))


def print_report(report: Permitted[ThesisReport]) -> None:
    """The quotations and what was found, as two tables."""
    from qda.services.thesis_report import kind_in_words, status_in_words
    from qda.services.thesis_words import edit_in_words

    shown = report.value
    quotes = [
        (
            quote.citation or "–",
            quote.page if quote.page is not None else "–",
            quote.reference or "–",
            quote.opening or "–",
            status_in_words(quote.status),
            "; ".join(dict.fromkeys(map(edit_in_words, quote.edits))),
        )
        for quote in shown.quotes
    ]
    if quotes:
        output.table(
            [("", "right"), (_("page"), "right"), _("reference"), _("quotation"), _("status"),
             _("differences")],
            quotes,
            title=_("Quotations"),
        )  # fmt: skip
    findings = [
        (
            finding.citation or "–",
            finding.page if finding.page is not None else "–",
            finding.paragraph + 1,
            kind_in_words(finding.kind),
            finding.message,
        )
        for finding in shown.findings
    ]
    if findings:
        output.table(
            [("", "right"), (_("page"), "right"), (_("paragraph"), "right"), _("finding"),
             _("what to do")],
            findings,
            title=_("Findings"),
        )  # fmt: skip


def say_result(report: Permitted[ThesisReport]) -> None:
    """One line on how the thesis stands."""
    shown = report.value
    if not shown.references:
        output.talk(_('"{name}" refers to no appendix.').format(name=shown.name))
    unknown = len(shown.findings) - shown.problems
    output.talk(
        _("{name}: {references} references, {quotes} quotations, {problems} problems,"
          " {unknown} not known").format(
            name=shown.name,
            references=shown.references,
            quotes=len(shown.quotes),
            problems=shown.problems,
            unknown=unknown,
        )
    )  # fmt: skip
