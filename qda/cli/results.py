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
from qda.errors import Refused
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.domain.matrix import Cells, Matrix
    from qda.domain.permission import Permitted
    from qda.formats.papers import Paper
    from qda.services.project import Project
    from qda.services.quoting import Choice

LABEL_WIDTH = 40
"""Columns for the heads of rows; where the titles leave less, the columns get numbers."""


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
    from qda.services import matrices, publishing

    form = matrices.form_of(out) if out else None
    shown = Cells(cells)
    with opened(project_folder) as project:
        layout = matrices.Layout(choice_of(project, **chosen), rows, columns, apart)
        writer = publishing.publisher(project, layout.choice.profile)
        permitted = matrices.matrix(project, layout)
        split = 0
        if out is not None and form is not None:
            matrices.refuse_originals(project.paths, out)
            split = matrices.write_matrix(permitted, out, form, shown, raw=raw, writer=writer)
    say_withheld(permitted)
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
    from qda.services import matrices, publishing

    form = matrices.form_of(out) if out else None
    with opened(project_folder) as project:
        choice = choice_of(project, **chosen)
        writer = publishing.publisher(project, choice.profile)
        permitted = matrices.matrix(project, matrices.Layout(choice))
        split = 0
        if out is not None and form is not None:
            matrices.refuse_originals(project.paths, out)
            split = matrices.write_quotes(permitted, out, form, raw=raw, writer=writer)
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
    from qda.services import matrices, publishing, reporting

    with opened(project_folder) as project:
        choice = choice_of(project, **chosen)
        path = out or project.paths.make(project.paths.exports) / (_("report") + ".html")
        if path.suffix.casefold() not in (".html", ".htm"):
            raise Refused(
                _('"{name}" has an ending that is not known.').format(name=path.name),
                _("Use one of: {endings}.").format(endings=".html"),
            )
        for each in (path, *([pictures / "x"] if pictures else ())):
            matrices.refuse_originals(project.paths, each)
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
    from qda.services import matrices, thesis_tables

    with opened(project_folder) as project:
        made = thesis_tables.KINDS[kind](project, choice_of(project, **chosen))
    say_withheld(made)
    if out is not None:
        matrices.refuse_originals(project.paths, out)
        thesis_tables.write(made, out)
        output.talk(_("Wrote {name}.").format(name=out))
    elif as_json:
        output.data_json(thesis_tables.values_of(made))
    else:
        print_paper(made)


def print_paper(permitted: Permitted[Paper]) -> None:
    """Show a paper in the terminal."""
    from qda.formats.matrix_text import notice
    from qda.formats.papers import Heading, Table

    output.data(f"{permitted.value.title} – {notice(permitted)}")
    for part in permitted.value.parts:
        if isinstance(part, Table):
            output.table(list(part.columns), part.rows)
        else:
            output.data(f"\n{part.text}" if isinstance(part, Heading) else part.text)


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
    from qda.services.quoting import Choice

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


def say_written(count: int, out: Path, split: int) -> None:
    """Say what was written, and what did not fit into one cell."""
    output.talk(
        ngettext("Wrote {count} quote to {name}.", "Wrote {count} quotes to {name}.", count).format(
            count=count, name=out
        )
    )
    if split:
        output.talk(
            ngettext(
                "{count} cell was longer than Excel's 32,767 characters and continues below.",
                "{count} cells were longer than Excel's 32,767 characters and continue below.",
                split,
            ).format(count=split)
        )


def print_quotes(permitted: Permitted[Matrix]) -> None:
    """Show quotes in the terminal, by theme."""
    from qda.formats.matrix_text import notice, quoted

    shown = permitted.value
    output.data(notice(permitted))
    for theme in shown.themes:
        found = shown.of_theme(theme)
        if found:
            output.data(f"\n{theme.title}")
        for quote in found:
            sub = shown.sub_code(theme, quote)
            output.data(f"  {quoted(quote)} {quote.source.label}{f' · {sub}' if sub else ''}")
    if not shown.total:
        output.talk(_("No quotes."))


def print_matrix(permitted: Permitted[Matrix], cells: Cells) -> None:
    """Show a matrix in the terminal."""
    from qda.domain.matrix import Cells
    from qda.formats.matrix_text import cell_text, corner, head_text, notice

    shown = permitted.value
    if cells not in (Cells.COUNTS, Cells.SHARES):
        output.data(notice(permitted))
        for row in shown.rows:
            for column in shown.columns:
                words = str(cell_text(shown, row, column, cells))
                if words:
                    output.data(f"\n{head_text(row)} · {column.title}")
                    for text in words.split("\n\n"):
                        output.data(f"  {text}")
        return
    titles = [head_text(column) for column in shown.columns]
    widest = sum(max(map(len, title.split() or [""])) + 2 for title in titles)
    too_wide = widest + LABEL_WIDTH > output.width()
    heads = [str(number) for number in range(1, len(titles) + 1)] if too_wide else titles
    counts = cells is Cells.COUNTS
    output.table(
        [corner(shown), *((head, "right") for head in heads), (_("Total"), "right")],
        [
            (
                head_text(row),
                *(cell_text(shown, row, column, cells) or "·" for column in shown.columns),
                shown.row_total(row),
            )
            for row in shown.rows
        ],
        title=f"{shown.title} – {notice(permitted)}",
        footer=[
            _("Total"),
            *(shown.column_total(column) if counts else "" for column in shown.columns),
            shown.total,
        ],
    )
    if too_wide:
        for head, title in zip(heads, titles, strict=True):
            output.data(f"{head}  {title}")


def say_withheld(permitted: Permitted[Any]) -> None:
    """Say on stderr how many codings stand in no cell, and why."""
    for reason, count in permitted.withheld.items():
        word = {
            "restricted": _("overlap with a restricted passage"),
            "withdrawn": _("the informant has withdrawn"),
            "interviewer": _("only the interviewer speaks"),
            "no theme": _("the theme is no longer in codes.yml"),
            "earlier version": _("it stands in an earlier version of the text"),
            "no consent": _("consent does not allow it"),
            "no informant": _("nobody is registered for the interview"),
            "before consent": _("the interview is older than the consent"),
            "kept too long": _("the time for keeping the material has passed"),
            "not for the library": _("consent does not allow it in the library"),
            "not approved": _("not approved in this form"),
            "review": _("a restricted passage was changed, see `qda review`"),
        }.get(reason, reason)
        output.talk(
            ngettext(
                "{count} coding is left out: {reason}.",
                "{count} codings are left out: {reason}.",
                count,
            ).format(count=count, reason=word)
        )
