"""`qda appendix`: the appendices of a thesis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import example, opened, project_option
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable


def _out(function: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--out",
        "-o",
        type=click.Path(path_type=Path),
        help=_("The file, .docx or .pdf, or the folder with --each; exports/ by default."),
    )(function)


@click.command(
    help=_(
        "Write the appendices as each informant allows: whole, as excerpts, or empty with the"
        " number kept. The pages of the originals stand in the margin, so that (Bilag 6:13)"
        " stays right."
    ),
    epilog=example("qda appendix --out exports/appendices.docx", "qda appendix --each"),
)
@_out
@click.option("--each/--one-file", default=False, help=_("A file for each appendix, or one."))
@click.option("--lines", is_flag=True, help=_("Number every fifth line, anew on each page."))
@click.option(
    "--profile",
    type=click.Choice(["assessment", "public", "supervisor"]),
    default="assessment",
    show_default=True,
    help=_("For whose eyes; its gates must be open, see `qda check`."),
)
@project_option
def appendix(
    out: Path | None, each: bool, lines: bool, profile: str, project_folder: Path | None
) -> None:
    """Write appendices."""
    from qda.domain.permission import Profile
    from qda.services import appendices, publishing
    from qda.services.project_paths import refuse_originals

    with opened(project_folder) as project:
        folder = project.paths.exports
        name = _("appendices")
        path = out or (folder / name if each else folder / f"{name}.docx")
        refuse_originals(project.paths, path / "x" if each else path)
        writer = publishing.publisher(project, Profile(profile))
        if out is None:
            project.paths.make(folder)
        made = appendices.appendices(project, Profile(profile))
        written = appendices.write(made, path, writer, each=each, lines=lines)
    output.talk(
        ngettext(
            "Wrote {count} appendix to {name}.", "Wrote {count} appendices to {name}.",
            len(made.value),
        ).format(count=len(made.value), name=path.name if not each else f"{path.name}/")
    )  # fmt: skip
    if not written:
        output.talk(_("There is nothing to append."))
