"""`qda matrix`, `qda quotes`, `qda report` and `qda table`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qda.cli import output
from qda.cli.options import (
    choosing_options,
    example,
    json_option,
    opened,
    profile_option,
    project_option,
)
from qda.cli.results_words import (
    print_matrix,
    print_paper,
    print_quotes,
    say_together,
    say_withheld,
    say_written,
)
from qda.errors import Refused
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.services.choosing import Choice
    from qda.services.project import Project


@click.command(
    help=_(
        "Show the quote matrix, or write it to a file. Informants × themes by default; --rows and"
        " --columns take themes, informants, sub-codes, or an attribute such as municipality."
    ),
    epilog=example(
        "qda matrix",
        "qda matrix --cells quotes --theme effekter",
        "qda matrix --rows municipality --cells shares",
        "qda matrix --rows themes --columns sub-codes",
        "qda matrix --out exports/matrix.xlsx",
        "qda matrix --cells quotes --out exports/matrix.docx",
    ),
)
@click.option(
    "--cells",
    type=click.Choice(["counts", "shares", "quotes", "summaries", "both"]),
    default="counts",
    show_default=True,
    help=_("What a cell shows; shares are of its row; xlsx holds counts and quotes."),
)
@click.option(
    "--rows", default="informants", show_default=True, metavar=_("SIDE"),
    help=_("What the rows are."),
)  # fmt: skip
@click.option("--columns", default="", metavar=_("SIDE"), help=_("What the columns are."))
@click.option("--apart", is_flag=True, help=_("Sub-codes with heads of their own."))
@choosing_options
@profile_option
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Write to this file: .xlsx, .docx, .html, .csv, .json or .md."),
)
@click.option("--csv", "as_csv", is_flag=True, help=_("csv on stdout, for programs."))
@click.option("--raw", is_flag=True, help=_("With --out FILE.csv: without the guards for Excel."))
@json_option
@project_option
def matrix(
    cells: str,
    rows: str,
    columns: str,
    apart: bool,
    out: Path | None,
    as_csv: bool,
    raw: bool,
    as_json: bool,
    project_folder: Path | None,
    **chosen: Any,
) -> None:
    """Show or write the matrix."""
    from qda.domain.matrix import Cells
    from qda.services import matrices, matrix_files, project_paths, publishing

    form = matrix_files.form_of(out) if out else None
    shown = Cells(cells)
    with opened(project_folder) as project:
        layout = matrices.Layout(choice_of(project, **chosen), rows, columns, apart)
        writer = publishing.publisher(project, layout.choice.profile)
        permitted = matrices.matrix(project, layout)
        split = 0
        if out is not None and form is not None:
            project_paths.refuse_originals(project.paths, out)
            split = matrix_files.write_matrix(permitted, out, form, shown, raw=raw, writer=writer)
    say_withheld(permitted)
    say_together(permitted.value)
    if out is not None:
        say_written(permitted.value.total, out, split)
    elif as_csv or as_json:
        from qda.formats import matrix_text

        output.raw_bytes(
            matrix_text.as_csv(permitted, shown, raw=True)
            if as_csv
            else matrix_text.as_json(permitted, shown)
        )
    else:
        print_matrix(permitted, shown)


@click.command(
    help=_("List the quotes, a row each with its place and context, or write them to a file."),
    epilog=example(
        "qda quotes --theme effekter",
        "qda quotes --informant I6 --json",
        "qda quotes --where municipality=Birkelund --out exports/quotes.xlsx",
        "qda quotes --out exports/quotes.csv",
        "qda quotes --out exports/chapter.docx",
    ),
)
@choosing_options
@profile_option
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Write to this file: .xlsx, .docx, .csv, .json or .md."),
)
@click.option("--csv", "as_csv", is_flag=True, help=_("csv on stdout, for programs."))
@click.option("--raw", is_flag=True, help=_("With --out FILE.csv: without the guards for Excel."))
@json_option
@project_option
def quotes(
    out: Path | None,
    as_csv: bool,
    raw: bool,
    as_json: bool,
    project_folder: Path | None,
    **chosen: Any,
) -> None:
    """Show or write the quotes."""
    from qda.services import matrices, matrix_files, project_paths, publishing

    form = matrix_files.form_of(out) if out else None
    with opened(project_folder) as project:
        choice = choice_of(project, **chosen)
        writer = publishing.publisher(project, choice.profile)
        permitted = matrices.matrix(project, matrices.Layout(choice))
        split = 0
        if out is not None and form is not None:
            project_paths.refuse_originals(project.paths, out)
            split = matrix_files.write_quotes(permitted, out, form, raw=raw, writer=writer)
    say_withheld(permitted)
    if out is not None:
        say_written(permitted.value.total, out, split)
    elif as_csv or as_json:
        from qda.formats import quote_text

        output.raw_bytes(
            quote_text.as_csv(permitted, raw=True) if as_csv else quote_text.as_json(permitted)
        )
    else:
        print_quotes(permitted)


@click.command(
    help=_(
        "Write the report: one HTML file that opens in any browser and asks nothing of the network."
        " Matrix, quotes in context with filters, plots, codebook and progress."
    ),
    epilog=example(
        "qda report",
        "qda report --out exports/for-supervisor.html --coder sofie",
        "qda report --pictures exports/pictures",
    ),
)
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("The file; exports/report.html by default."),
)
@click.option(
    "--pictures",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("Write each plot into this folder too, as an SVG picture for the thesis."),
)
@choosing_options
@profile_option
@project_option
def report(
    out: Path | None, pictures: Path | None, project_folder: Path | None, **chosen: Any
) -> None:
    """Write the report page."""
    from qda.services import project_paths, publishing, reporting

    with opened(project_folder) as project:
        choice = choice_of(project, **chosen)
        path = out or project.paths.make(project.paths.exports) / (_("report") + ".html")
        if path.suffix.casefold() not in (".html", ".htm"):
            raise Refused(
                _('"{name}" has an ending that is not known.').format(name=path.name),
                _("Use one of: {endings}.").format(endings=".html"),
            )
        for each in (path, *([pictures / "x"] if pictures else ())):
            project_paths.refuse_originals(project.paths, each)
        writer = publishing.publisher(project, choice.profile)
        made = reporting.report(project, choice)
        reporting.write_report(made, path, writer)
        count = 0
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            count = len(reporting.write_pictures(made, pictures, writer))
    say_withheld(made)
    say_written(len(made.value.passages), path, 0)
    if pictures:
        output.talk(
            ngettext(
                "Wrote {count} picture to {name}.", "Wrote {count} pictures to {name}.", count
            ).format(count=count, name=pictures)
        )


@click.command(
    help=_(
        "Show or write a table for the thesis: informants, codes (with definitions and examples),"
        " statistics (numbers for the method chapter), condensation (quote, condensed wording,"
        " theme) or memos."
    ),
    epilog=example(
        "qda table informants",
        "qda table codes --out exports/codes.docx",
        "qda table statistics --out exports/statistics.xlsx",
    ),
)
@click.argument(
    "kind", type=click.Choice(["informants", "codes", "statistics", "condensation", "memos"])
)
@choosing_options
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Write to this file: .docx, .html, .md, .xlsx or .csv."),
)
@json_option
@project_option
def table(
    kind: str, out: Path | None, as_json: bool, project_folder: Path | None, **chosen: Any
) -> None:
    """Show or write a table."""
    from qda.services import project_paths, thesis_tables

    with opened(project_folder) as project:
        made = thesis_tables.KINDS[kind](project, choice_of(project, **chosen))
    say_withheld(made)
    if out is not None:
        project_paths.refuse_originals(project.paths, out)
        thesis_tables.write(made, out)
        output.talk(_("Wrote {name}.").format(name=out))
    elif as_json:
        output.data_json(thesis_tables.values_of(made))
    else:
        print_paper(made)


def choice_of(
    project: Project,
    theme: tuple[str, ...],
    coder: tuple[str, ...],
    informant: tuple[str, ...],
    where: tuple[tuple[str, str], ...],
    interviewer: bool,
    memos: bool,
    memo: str,
    profile: str = "internal",
) -> Choice:
    """What the shared options choose."""
    from qda.domain.permission import Profile
    from qda.services.choosing import Choice

    return Choice(
        themes=tuple(project.codebook.resolve(one).key for one in theme),
        coders=coder,
        informants=informant,
        where=where,
        interviewer=interviewer,
        profile=Profile(profile),
        memos=memos or bool(memo),
        memo=memo,
    )
