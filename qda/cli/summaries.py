"""`qda summary`: summaries of the cells of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.cli.written import on_one_line, written_text
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from pathlib import Path


@click.group(help=_("Write and list summaries of the cells of the matrix."))
def summary() -> None:
    """Summaries."""


@summary.command(
    "set",
    help=_(
        "Write your summary of what INTERVIEW says about THEME; - reads it from stdin, and an"
        " empty TEXT takes it away."
    ),
    epilog=example('qda summary set "Bilag 6" effekter "Less vandalism; no more is known."'),
)
@click.argument("interview")
@click.argument("theme")
@click.argument("text", required=False)
@coder_option
@project_option
def set_(
    interview: str,
    theme: str,
    text: str | None,
    coder: str | None,
    project_folder: Path | None,
) -> None:
    """Write a summary."""
    from qda.services import summaries

    with opened(project_folder, coder) as project:
        row, key = project.interview(interview), project.codebook.resolve(theme).key
        mine = [o for o in summaries.of_cell(project, row, key) if o.coder == project.coder]
        words = written_text(text, mine[0].text if mine else "")
        made = summaries.put(project, row, key, words)
    said = _("{appendix}, {theme}: summary written.") if made else _(
        "{appendix}, {theme}: summary removed."
    )  # fmt: skip
    output.talk(said.format(appendix=row.appendix, theme=key))


@summary.command(
    "show",
    help=_("Show the summaries of what INTERVIEW says about THEME."),
    epilog=example('qda summary show "Bilag 6" effekter'),
)
@click.argument("interview")
@click.argument("theme")
@json_option
@project_option
def show_(interview: str, theme: str, as_json: bool, project_folder: Path | None) -> None:
    """Show a cell's summaries."""
    from qda.services import summaries

    with opened(project_folder) as project:
        row, key = project.interview(interview), project.codebook.resolve(theme).key
        found = [
            one for one in summaries.listed(project, theme=key) if one.appendix == row.appendix
        ]
    if as_json:
        output.data_json([one.as_values() for one in found])
        return
    for one in found:
        output.data(f"{one.appendix} · {one.title} · {one.summary.coder}")
        for line in one.summary.text.split("\n"):
            output.data(f"  {line}")
    if not found:
        output.talk(_("There is no summary yet."))


@summary.command(
    "list", help=_("List all summaries."), epilog=example("qda summary list --theme effekter")
)
@click.option("--theme", "-t", help=_("Only this theme."))
@json_option
@project_option
def list_summaries(theme: str | None, as_json: bool, project_folder: Path | None) -> None:
    """List summaries."""
    from qda.services import summaries

    with opened(project_folder) as project:
        key = project.codebook.resolve(theme).key if theme else None
        found = summaries.listed(project, theme=key)
    if as_json:
        output.data_json([one.as_values() for one in found])
        return
    output.table(
        [_("Interview"), _("Theme"), _("Coder"), _("Summary")],
        [
            (
                one.appendix,
                one.title,
                one.summary.coder,
                (_("[held back] ") if one.restricted else "") + on_one_line(one.summary.text),
            )
            for one in found
        ],
    )
    output.talk(
        ngettext("{count} summary", "{count} summaries", len(found)).format(count=len(found))
    )
