"""`qda codes`: list, check, edit."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli import output
from qda.cli.options import dry_run_option, example, json_option, opened, project_option
from qda.language import gettext as _


@click.group(help=_("List, check and edit the themes of codes.yml."))
def codes() -> None:
    """The codebook."""


@codes.command(
    "list", help=_("List the themes."), epilog=example("qda codes list", "qda codes list --json")
)
@json_option
@project_option
def list_(as_json: bool, project_folder: Path | None) -> None:
    """List the themes."""
    from qda.services.progress import progress_of

    with opened(project_folder) as project:
        counts = {theme.key: theme.codings for theme in progress_of(project).themes}
        themes = project.codebook.themes
    if as_json:
        output.data_json(
            [
                {
                    "key": theme.key,
                    "title": theme.title,
                    "parent": theme.parent,
                    "definition": theme.definition,
                    "include": theme.include,
                    "exclude": theme.exclude,
                    "hotkey": theme.hotkey,
                    "colour": theme.colour,
                    "keywords": [keyword.text for keyword in theme.keywords],
                    "line": theme.line,
                    "codings": counts[theme.key],
                }
                for theme in themes
            ]
        )
        return
    output.table(
        [_("Hotkey"), _("Key"), _("Theme"), (_("Codings"), "right"), _("Definition")],
        [
            (
                theme.hotkey or "",
                f"  {theme.key}" if theme.parent else theme.key,
                theme.title,
                counts[theme.key],
                theme.definition,
            )
            for theme in themes
        ],
    )


@codes.command(
    help=_("Check codes.yml, or another FILE, and report all problems with their lines."),
    epilog=example("qda codes check", "qda codes check codes.yml"),
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@project_option
def check(file: Path | None, project_folder: Path | None) -> None:
    """Check a codebook."""
    from qda.formats.codes_yml import read_codebook
    from qda.services.project import CODEBOOK, find_root

    path = file or find_root(project_folder or Path.cwd()) / CODEBOOK
    codebook = read_codebook(path)
    output.talk(
        _("{name}: {themes} themes, {keywords} keywords, no problems.").format(
            name=path.name,
            themes=len(codebook.themes),
            keywords=sum(len(theme.keywords) for theme in codebook.themes),
        )
    )


@codes.command(
    help=_("Edit a theme in codes.yml; shows the change as a diff, and leaves all else as it is."),
    epilog=example(
        'qda codes edit forstaaelse --add-keyword "fælles gård"',
        'qda codes edit andet --title "Andet" --colour grey --dry-run',
    ),
)
@click.argument("theme")
@click.option("--title", help=_("New title; the key stays."))
@click.option("--definition", help=_("New definition."))
@click.option("--include", help=_("When to use the theme."))
@click.option("--exclude", help=_("When not to."))
@click.option("--colour", help=_("A colour of the palette."))
@click.option("--hotkey", help=_("A digit, 1–9."))
@click.option("--add-keyword", multiple=True, help=_("A keyword to add; can be repeated."))
@dry_run_option
@project_option
def edit(
    theme: str,
    add_keyword: tuple[str, ...],
    dry_run: bool,
    project_folder: Path | None,
    **fields: str | None,
) -> None:
    """Edit a theme."""
    from qda.formats.codes_yml import AddKeyword, SetField
    from qda.services import codebooks

    with opened(project_folder) as project:
        key = project.codebook.resolve(theme).key
        changes: list[SetField | AddKeyword] = [
            SetField(key, name, value) for name, value in fields.items() if value is not None
        ]
        changes += [AddKeyword(key, word) for word in add_keyword]
        if not changes:
            raise click.UsageError(_("Say what to change, for example with --title."))
        planned = codebooks.plan(project, changes)
        output.data(planned.diff())
        if dry_run:
            output.talk(_("Nothing was changed."))
            return
        codebooks.apply(project, planned, key)
    output.talk(_("Changed codes.yml."))
