"""`qda import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from qda.cli import output
from qda.cli.import_output import conclude, describe, say_doubtful, say_passed_over, values
from qda.cli.options import (
    dry_run_option,
    example,
    json_option,
    opened,
    project_option,
)
from qda.domain.speaker_naming import Naming, labels_in, parse_names
from qda.domain.speakers import Layout, parse_roles
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.services.importing import FileReport
    from qda.services.project import Project


@click.command(
    "import",
    help=_(
        "Import transcripts: files, whole folders, or patterns such as `bilag/*.odt`."
        " What a file is shows in its contents, whatever its ending."
    ),
    epilog=example(
        "qda import transcripts",
        'qda import --dry-run "Bilag 2.docx"',
        'qda import --dry-run --report "transcripts/*.docx"',
        'qda import --speakers "I=interviewer,IP=informant" "Bilag 1.docx"',
        'qda import --as "Bilag 9" interview.docx',
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--as", "as_appendix", default="", metavar="BILAG", help=_("The appendix number."))
@click.option(
    "--speakers",
    default="",
    metavar="A=ROLE,…",
    help=_("Who is who: label=role, role being interviewer, informant or other."),
)
@click.option(
    "--layout",
    type=click.Choice([str(layout) for layout in Layout]),
    help=_("How the file marks its speakers, where that is not recognised."),
)
@click.option(
    "--rename",
    default="",
    metavar="A=NAME,…",
    help=_("Other names for speakers; two labels with one name are one speaker."),
)
@click.option(
    "--not-a-speaker",
    multiple=True,
    metavar=_("LABEL"),
    help=_("A label that is none: its words belong to the speaker before."),
)
@click.option(
    "--remember/--no-remember",
    default=True,
    help=_(
        "Take over who is who from the last file with the same layout and labels that you settled"
        " (the default), or do not."
    ),
)
@click.option(
    "--measure-pages/--no-measure-pages",
    default=None,
    help=_(
        "Measure with LibreOffice where a file does not tell its pages. Without either option"
        " you are asked; in a pipe nothing is measured."
    ),
)
@click.option(
    "--report", is_flag=True, help=_("Say what each file was read as, and list what was left out.")
)
@dry_run_option
@json_option
@project_option
def import_(
    paths: tuple[Path, ...],
    as_appendix: str,
    speakers: str,
    layout: str | None,
    rename: str,
    not_a_speaker: tuple[str, ...],
    remember: bool,
    measure_pages: bool | None,
    report: bool,
    dry_run: bool,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Import transcripts."""
    from qda.services import importing
    from qda.services.gathering import files_to_import, folders_inside, passed_over

    settings = importing.Settings(
        as_appendix=as_appendix,
        roles=parse_roles(speakers) if speakers else {},
        layout=Layout(layout) if layout else None,
        remember=remember,
        naming=Naming(parse_names(rename), labels_in(not_a_speaker)),
        dry_run=dry_run,
    )
    interrupted = False
    with opened(project_folder) as project:
        files = files_to_import(paths)
        reports: list[FileReport] = []
        try:
            with output.progress(_("Importing"), len(files)) as done:
                importing.import_files(project, files, settings, done, texts=False, reports=reports)
        except KeyboardInterrupt:
            interrupted = True
        if not dry_run and not interrupted and measure_pages is not False:
            reports = _measured(project, reports, consent=bool(measure_pages))
    if as_json:
        output.data_json([values(one) for one in reports])
    else:
        for one in sorted(reports, key=lambda one: one.error is not None):
            describe(one, preview=dry_run, skipped=report or dry_run)
    say_passed_over(passed_over(paths), folders_inside(paths))
    say_doubtful(reports)
    if interrupted:
        _end_interrupted(len(reports), len(files))
    conclude(reports, dry_run)


def _end_interrupted(count: int, total: int) -> NoReturn:
    output.talk(
        _(
            "Interrupted after {count} of {total} files. What is listed as imported is kept;"
            " the same command goes on with the rest."
        ).format(count=count, total=total)
    )
    raise click.exceptions.Exit(int(ExitCode.INTERRUPTED))


def _measured(project: Project, reports: list[FileReport], *, consent: bool) -> list[FileReport]:
    """The reports, with the pages that were measured if the user wants that."""
    from qda.services import importing, paging

    new = {one.appendix: one for one in reports if one.outcome is importing.Outcome.IMPORTED}
    rows = paging.measurable(project, new)
    if not rows or not (consent or _agrees(len(rows))):
        return reports
    from qda.cli.pages import measure_each

    done = measure_each(project, rows, {row.appendix: new[row.appendix].path for row in rows})
    pages = {name: paging.page_map_of(project, name) for name in done}
    return [
        importing.with_pages(one, pages[one.appendix]) if one.appendix in pages else one
        for one in reports
    ]


def _agrees(count: int) -> bool:
    """Whether the user wants pages measured; nobody is asked in a pipe, and nobody agrees there."""
    import sys

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    from qda.formats import office

    program = office.installed()
    return program is not None and click.confirm(
        ngettext(
            "{count} file does not tell its pages. Measure them with {program}?",
            "{count} files do not tell their pages. Measure them with {program}?",
            count,
        ).format(count=count, program=program.name),
        default=True,
        err=True,
    )
