"""`qda matrix`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import example, json_option, opened, project_option
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.domain.matrix import Matrix
    from qda.domain.permission import Permitted

LABEL_WIDTH = 40
"""Columns for the informants; where the titles leave less, the themes get numbers."""


@click.command(
    help=_("Show the quote matrix, informants × themes, or write it to a file."),
    epilog=example(
        "qda matrix",
        "qda matrix --cells quotes --theme effekter",
        "qda matrix --out exports/matrix.xlsx",
        "qda matrix --cells quotes --out exports/matrix.md",
    ),
)
@click.option(
    "--cells",
    type=click.Choice(["counts", "quotes"]),
    default="counts",
    show_default=True,
    help=_("What a cell shows; xlsx holds both."),
)
@click.option("--theme", "-t", multiple=True, help=_("Only this theme; can be repeated."))
@click.option("--coder", default="", metavar=_("NAME"), help=_("Only codings by this coder."))
@click.option("--apart", is_flag=True, help=_("Sub-codes in columns of their own."))
@click.option("--interviewer", is_flag=True, help=_("Interviewers' speech too."))
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Write to this file: .xlsx, .csv, .json or .md."),
)
@click.option("--csv", "as_csv", is_flag=True, help=_("csv on stdout, for programs."))
@click.option("--raw", is_flag=True, help=_("With --out FILE.csv: without the guards for Excel."))
@json_option
@project_option
def matrix(
    cells: str,
    theme: tuple[str, ...],
    coder: str,
    apart: bool,
    interviewer: bool,
    out: Path | None,
    as_csv: bool,
    raw: bool,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Show or write the matrix."""
    from qda.services import matrices

    form = matrices.form_of(out) if out else None
    shown = matrices.Cells(cells)
    with opened(project_folder) as project:
        choice = matrices.Choice(
            themes=tuple(project.codebook.resolve(one).key for one in theme),
            coder=coder,
            apart=apart,
            interviewer=interviewer,
        )
        permitted = matrices.matrix(project, choice)
    say_withheld(permitted)
    if out is not None and form is not None:
        matrices.refuse_originals(project.paths, out)
        split = matrices.write_matrix(permitted, out, form, shown, raw=raw)
        output.talk(
            ngettext(
                "Wrote {count} quote to {name}.",
                "Wrote {count} quotes to {name}.",
                permitted.value.total,
            ).format(count=permitted.value.total, name=out)
        )
        if split:
            output.talk(
                ngettext(
                    "{count} cell was longer than Excel's 32,767 characters and continues below.",
                    "{count} cells were longer than Excel's 32,767 characters and continue below.",
                    split,
                ).format(count=split)
            )
        return
    with_quotes = shown is matrices.Cells.QUOTES
    if as_csv or as_json:
        from qda.formats import matrix_text

        output.raw_bytes(
            matrix_text.as_csv(permitted, with_quotes=with_quotes, raw=True)
            if as_csv
            else matrix_text.as_json(permitted, with_quotes=with_quotes)
        )
        return
    print_matrix(permitted, with_quotes=with_quotes)


def print_matrix(permitted: Permitted[Matrix], *, with_quotes: bool) -> None:
    """Show a matrix in the terminal."""
    from qda.formats.matrix_text import notice, quoted

    shown = permitted.value
    if with_quotes:
        output.data(notice(permitted))
        for row in shown.rows:
            for column in shown.columns:
                quotes = shown.quotes(row, column)
                if quotes:
                    output.data(f"\n{row.appendix} · {row.label} · {column.title}")
                for quote in quotes:
                    output.data(f"  {quoted(quote)}")
        return
    titles = [f"– {column.title}" if column.parent else column.title for column in shown.columns]
    widest = sum(max(map(len, title.split())) + 2 for title in titles)
    too_wide = widest + LABEL_WIDTH > output.width()
    heads = [str(number) for number in range(1, len(titles) + 1)] if too_wide else titles
    output.table(
        [_("Informant"), *((head, "right") for head in heads), (_("Total"), "right")],
        [
            (
                f"{row.appendix} · {row.label}",
                *(shown.count(row, column) or "·" for column in shown.columns),
                shown.row_total(row),
            )
            for row in shown.rows
        ],
        title=f"{shown.title} – {notice(permitted)}",
        footer=[
            _("Total"),
            *(shown.column_total(column) for column in shown.columns),
            shown.total,
        ],
    )
    if too_wide:
        for head, title in zip(heads, titles, strict=True):
            output.data(f"{head}  {title}")


def say_withheld(permitted: Permitted[Matrix]) -> None:
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
