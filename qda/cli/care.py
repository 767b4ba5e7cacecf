"""`qda backup`, `qda restore`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli import output
from qda.cli.options import example, opened, project_option
from qda.language import gettext as _


@click.command(
    help=_("Write a checked copy of the project's database to backups/ or to FILE."),
    epilog=example("qda backup", "qda backup copy.db"),
)
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@project_option
def backup(file: Path | None, project_folder: Path | None) -> None:
    """Write a backup."""
    from qda.services import keeping

    with opened(project_folder) as project:
        path = keeping.backup(project, target=file)
    output.talk(_("Wrote and checked {name}.").format(name=path))


@click.command(
    help=_("Restore the project from a copy: FILE, or the newest in backups/."),
    epilog=example("qda restore --list", "qda restore"),
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--list", "only_list", is_flag=True, help=_("List the copies, and change nothing."))
@project_option
def restore(file: Path | None, only_list: bool, project_folder: Path | None) -> None:
    """Restore a backup."""
    from qda.services import keeping
    from qda.services.project_paths import Paths, find_root

    paths = Paths(find_root(project_folder or Path.cwd()))
    if only_list:
        output.table(
            [_("File"), _("Made (UTC)"), (_("Size"), "right")],
            [
                (copy.path.name, f"{copy.made:%Y-%m-%d %H:%M:%S}", f"{copy.size // 1024} kB")
                for copy in keeping.backups(paths)
            ],
        )
        return
    used, saved = keeping.restore(paths, file)
    output.talk(_("Restored {name}.").format(name=used.name))
    if saved is not None:
        output.talk(_("What was there before is kept as {name}.").format(name=saved.name))
