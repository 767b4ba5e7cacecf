"""`qda init`, `qda status`, `qda doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli import output
from qda.cli.options import example, json_option, opened, project_option, restricted_option
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext


@click.command(
    help=_("Make a project in FOLDER, by default the current one."),
    epilog=example(
        "qda init my-thesis", 'qda init --title "Social mix" --codes codes.yml my-thesis'
    ),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--title", default="", help=_("Title of the project; otherwise the folder's name."))
@click.option(
    "--codes",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("A codes.yml to start from; otherwise a commented starter is written."),
)
def init(folder: Path, title: str, codes: Path | None) -> None:
    """Make a project."""
    from qda.formats.codes_yml import read_codebook
    from qda.services.project import make_project
    from qda.services.surroundings import synchronised_by

    contents = None
    if codes is not None:
        read_codebook(codes)
        contents = codes.read_bytes()
    with make_project(folder, title, contents) as project:
        output.talk(
            _('Made the project "{title}" in {folder}.').format(title=project.title, folder=folder)
        )
    if synchronised_by(folder):
        output.talk(
            _(
                "The folder is synchronised with other computers. That can damage a project:"
                " move it to a local folder and put copies from `qda backup` into the shared one."
            )
        )
    output.talk(_("Next: write your themes into codes.yml, then `qda import FILE…`."))


@click.command(
    help=_("Say how far the project has come."),
    epilog=example("qda status", "qda status --json"),
)
@restricted_option
@json_option
@project_option
def status(restricted: bool, as_json: bool, project_folder: Path | None) -> None:
    """Say how far the project has come."""
    from qda.services.checking import reviews_in_words
    from qda.services.progress import progress_of

    with opened(project_folder) as project:
        found = progress_of(project, restricted=restricted)
    if as_json:
        output.data_json(found.as_values())
        return
    output.data(found.title)
    output.data(
        ngettext("{count} interview", "{count} interviews", len(found.interviews)).format(
            count=len(found.interviews)
        )
        + " · "
        + ngettext("{count} segment", "{count} segments", found.segments).format(
            count=found.segments
        )
        + " · "
        + ngettext("{count} coding", "{count} codings", found.codings).format(count=found.codings)
    )
    for theme in found.themes:
        indent = "  " if theme.parent is None else "    "
        output.data(f"{indent}{theme.title}: {theme.codings}")
    if found.reviews:
        output.talk(
            reviews_in_words(found.reviews) + " " + _("`qda review` lists them with both texts.")
        )
    for warning in found.warnings:
        output.talk(warning)


@click.command(
    help=_("Examine the project: texts, quotes, turns, index, permissions, folder, backups."),
    epilog=example("qda doctor", "qda doctor --json"),
)
@json_option
@project_option
def doctor(as_json: bool, project_folder: Path | None) -> None:
    """Examine the project."""
    from qda.cli.keys import key_findings
    from qda.services.checking import examine

    with opened(project_folder) as project:
        findings = [*examine(project), *key_findings(project.paths.root)]
    bad = [finding for finding in findings if not finding.ok and not finding.warning]
    if as_json:
        output.data_json(
            [
                {
                    "name": finding.name,
                    "ok": finding.ok,
                    "warning": finding.warning,
                    "message": finding.message,
                    "hint": finding.hint,
                }
                for finding in findings
            ]
        )
    else:
        for finding in findings:
            sign = "✓" if finding.ok else "!" if finding.warning else "✗"
            output.data(f"{sign} {finding.message}")
            if finding.hint:
                output.data(f"  {finding.hint}")
    if bad:
        raise click.exceptions.Exit(int(ExitCode.REFUSED))
