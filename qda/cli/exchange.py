"""`qda export` and `qda import-project`: to and from other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.exchange_words import (
    data_sentence,
    say_import,
    say_not_carried,
    say_profile,
    say_withheld,
)
from qda.cli.options import (
    coder_option,
    dry_run_option,
    example,
    json_option,
    opened,
    project_option,
)
from qda.domain.counting import Counting
from qda.domain.permission import Profile
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.services.exchanging import Exported
    from qda.services.project import Project
    from qda.services.project_paths import Paths


def _internal_option(function: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--internal",
        is_flag=True,
        help=_(
            "A working copy for your own other program: all texts, restricted passages too."
            " Without it only what may be shown leaves."
        ),
    )(function)


def _out_option(function: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--out", "-o", required=True, type=click.Path(path_type=Path), help=_("Write here.")
    )(function)


@click.group(help=_("Write the project, its codebook or its data for other programs."))
def export() -> None:
    """Exports."""


@export.command(
    help=_(
        "Write the project as REFI-QDA (.qdpx), for NVivo, ATLAS.ti, MAXQDA, QualCoder and others."
    ),
    epilog=example(
        "qda export refi --out exports/project.qdpx",
        "qda export refi --internal --out exports/working-copy.qdpx",
    ),
)
@_out_option
@_internal_option
@project_option
def refi(out: Path, internal: bool, project_folder: Path | None) -> None:
    """Write a project file."""
    from qda.services import exchanging, publishing

    with opened(project_folder) as project:
        _check_out(project.paths, out, ".qdpx")
        writer = None if internal else publishing.publisher(project, Profile.ASSESSMENT)
        exported = exchanging.export_project(project, internal=internal)
        exchanging.write_project(exported.permitted, out, writer)
    written = exported.permitted.value
    say_withheld(exported.permitted)
    say_not_carried(exported.not_carried)
    _say_long_names(exported)
    say_profile(exported.permitted)
    if not written.sources:
        output.talk(_("No text may be shared; `--internal` makes a copy for your own program."))
    output.talk(
        _("Wrote to {name}: texts {texts}, codes {codes}, codings {codings}.").format(
            texts=len(written.sources),
            codes=len(written.codes),
            codings=written.codings,
            name=out.name,
        )
    )


@export.command(
    help=_("Write the codebook as REFI-QDA (.qdc)."),
    epilog=example("qda export codebook --out exports/codes.qdc"),
)
@_out_option
@project_option
def codebook(out: Path, project_folder: Path | None) -> None:
    """Write a codebook file."""
    from qda.services import exchanging, publishing

    with opened(project_folder) as project:
        exported = exchanging.export_codebook(project)
        _check_out(project.paths, out, ".qdc")
        writer = publishing.Publisher(project, Profile.ASSESSMENT)
        exchanging.write_codebook(exported.permitted, out, writer)
    _say_long_names(exported)
    count = len(exported.permitted.value.codes)
    output.talk(
        ngettext("Wrote {count} code to {name}.", "Wrote {count} codes to {name}.", count).format(
            count=count, name=out.name
        )
    )


def _check_out(paths: Paths, out: Path, ending: str) -> None:
    from qda.errors import Refused
    from qda.services.project_paths import refuse_originals

    if out.suffix.casefold() != ending:
        raise Refused(
            _('"{name}" does not end in {ending}.').format(name=out.name, ending=ending),
            _("Other programs tell the file by its ending."),
        )
    refuse_originals(paths, out)


def _say_long_names(exported: Exported) -> None:
    count = len(exported.long_names)
    if count:
        output.talk(
            ngettext(
                "{count} title is longer than 63 characters; MAXQDA cuts it.",
                "{count} titles are longer than 63 characters; MAXQDA cuts them.",
                count,
            ).format(count=count)
        )


@export.command(
    help=_(
        "Write plain tables into a folder, each column described, for R, pandas, Datasette and"
        " DuckDB."
    ),
    epilog=example(
        "qda export data --out exports/data",
        "qda export data --internal --form csv --form jsonl --out exports/working-data",
    ),
)
@click.option(
    "--form",
    multiple=True,
    type=click.Choice(["csv", "jsonl", "parquet"]),
    default=["csv"],
    show_default=True,
    help=_("Form of the tables; can be repeated."),
)
@click.option("--raw", is_flag=True, help=_("csv without the guards for Excel."))
@_out_option
@_internal_option
@project_option
def data(
    form: tuple[str, ...], raw: bool, out: Path, internal: bool, project_folder: Path | None
) -> None:
    """Write tables."""
    from qda.services import publishing, tabling
    from qda.services.project_paths import refuse_originals

    with opened(project_folder) as project:
        refuse_originals(project.paths, out / tabling.DESCRIPTION)
        writer = None if internal else publishing.publisher(project, Profile.ASSESSMENT)
        tables = tabling.tables(project, internal=internal)
        tabling.write_tables(tables, out, form, raw=raw, writer=writer)
    say_withheld(tables)
    say_profile(tables)
    output.talk(data_sentence(tables, out.name))


def counting_option(function: Callable[..., None]) -> Callable[..., None]:
    """`--positions`: how the positions of a file count."""
    return click.option(
        "--positions",
        type=click.Choice([str(one) for one in Counting]),
        help=_("How the file counts positions, where that was found out wrongly."),
    )(function)


@click.command(
    "import-project",
    help=_(
        "Import a project of another program: its texts, themes, codings, memos and the"
        " informants that its cases are. FILE is a REFI-QDA"
        " project (.qdpx), a Taguette project (.sqlite3) or the folder of a QualCoder project."
        " What is there already stays as it is; a second import adds nothing."
    ),
    epilog=example(
        "qda import-project exports/project.qdpx --dry-run",
        "qda import-project exports/project.qdpx",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@counting_option
@coder_option
@dry_run_option
@json_option
@project_option
def import_project(
    file: Path,
    positions: str | None,
    coder: str | None,
    dry_run: bool,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Import a project."""
    with opened(project_folder, coder) as project:
        run_import(
            project, file, positions=positions, everything=True, dry_run=dry_run, as_json=as_json
        )


def run_import(
    project: Project,
    file: Path,
    *,
    positions: str | None,
    everything: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import what a file of another program holds, and say what became of it.

    Args:
        project: An open project.
        file: The file or folder.
        positions: How positions count; found out when None.
        everything: Texts and themes too, not codings alone.
        dry_run: Change nothing.
        as_json: For programs.
    """
    from qda.services.foreign import read_foreign
    from qda.services.import_targets import Wishes
    from qda.services.project_import import import_project

    wishes = Wishes(
        themes=everything,
        texts=everything,
        notes=everything,
        counting=Counting(positions) if positions else None,
        dry_run=dry_run,
    )
    say_import(
        import_project(project, read_foreign(file), wishes),
        dry_run=dry_run,
        as_json=as_json,
    )
