"""`qda share`: a pseudonymised copy of the project."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli import output
from qda.cli.options import example, opened, project_option
from qda.language import gettext as _
from qda.language import ngettext


@click.command(
    help=_(
        "Make a pseudonymised copy of the project in a new FOLDER: rendered texts, themes and"
        " codings, without names, restricted passages, consents and the log."
    ),
    epilog=example("qda share ../shared-copy"),
)
@click.argument("folder", type=click.Path(path_type=Path))
@project_option
def share(folder: Path, project_folder: Path | None) -> None:
    """Make a copy to share."""
    from qda.services import sharing

    with opened(project_folder) as project:
        count = sharing.share(project, folder)
    output.talk(
        ngettext(
            "Made a copy with {count} interview in {name}.",
            "Made a copy with {count} interviews in {name}.",
            count,
        ).format(count=count, name=folder.name)
    )
    output.talk(_("It is pseudonymised, not anonymous: the key is in the project, keep it apart."))
