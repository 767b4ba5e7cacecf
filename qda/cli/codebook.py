"""`qda codes`: list, check, edit."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli import output
from qda.cli.codebook_keywords import KEYWORD_COMMANDS
from qda.cli.codebook_steps import STEPS
from qda.cli.options import (
    dry_run_option,
    example,
    json_option,
    opened,
    project_option,
    restricted_option,
)
from qda.language import gettext as _
from qda.language import ngettext


@click.group(help=_("List, check and edit the themes of codes.yml."))
def codes() -> None:
    """The codebook."""


for _step in STEPS:
    codes.add_command(_step)


@codes.command(
    "list", help=_("List the themes."), epilog=example("qda codes list", "qda codes list --json")
)
@restricted_option
@json_option
@project_option
def list_(restricted: bool, as_json: bool, project_folder: Path | None) -> None:
    """List the themes."""
    from qda.services.progress import progress_of

    with opened(project_folder) as project:
        counts = {
            theme.key: theme.codings for theme in progress_of(project, restricted=restricted).themes
        }
        themes = project.codebook.themes
        retired = {theme.key: project.codebook.is_retired(theme.key) for theme in themes}
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
                    "retired": retired[theme.key],
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
                _("{title} (retired)").format(title=theme.title)
                if retired[theme.key]
                else theme.title,
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
    from qda.services.project_paths import CODEBOOK, find_root

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
    from qda.formats.codes_changes import AddKeyword, SetField
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


@codes.command(
    "import",
    help=_(
        "Add the codes of FILE that codes.yml lacks; shows the change as a diff. FILE is REFI-QDA"
        " (.qdc, .qdpx), a project of Taguette or QualCoder, a table (.xlsx, .csv) with the column"
        " title, or a text with a code to a line."
    ),
    epilog=example(
        "qda codes import exports/codes.qdc --dry-run",
        "qda codes import list.txt",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@dry_run_option
@project_option
def import_(file: Path, dry_run: bool, project_folder: Path | None) -> None:
    """Import codes."""
    from qda.formats.code_lists import read_code_list
    from qda.services import theme_import
    from qda.services.foreign import is_table, read_foreign

    with opened(project_folder) as project:
        foreign = read_code_list(file) if is_table(file) else read_foreign(file)
        plan = theme_import.plan_themes(project, foreign)
        if plan.edit is not None:
            output.data(plan.edit.diff())
            if not dry_run:
                theme_import.apply_themes(project, plan)
    if plan.left["level"]:
        output.talk(
            ngettext(
                "{count} code lay too deep and was put one level up.",
                "{count} codes lay too deep and were put one level up.",
                plan.left["level"],
            ).format(count=plan.left["level"])
        )
    count = len(plan.new)
    sentence = (
        ngettext(
            "Would add {count} theme; {there} there already.",
            "Would add {count} themes; {there} there already.",
            count,
        )
        if dry_run
        else ngettext(
            "Added {count} theme; {there} there already.",
            "Added {count} themes; {there} there already.",
            count,
        )
    )
    output.talk(sentence.format(count=count, there=plan.there))


@codes.command(
    help=_("Add a theme or sub-code to codes.yml; shows the change as a diff."),
    epilog=example(
        'qda codes add "Naboskab" --dry-run',
        'qda codes add "Fælles gårde" --parent andet --definition "Gårdens rolle" --dry-run',
    ),
)
@click.argument("title")
@click.option("--parent", help=_("The theme above it; otherwise it stands at the top level."))
@click.option("--hotkey", help=_("A digit, 1–9."))
@click.option("--definition", default="", help=_("What it means."))
@dry_run_option
@project_option
def add(
    title: str,
    parent: str | None,
    hotkey: str | None,
    definition: str,
    dry_run: bool,
    project_folder: Path | None,
) -> None:
    """Add a theme."""
    from qda.services import codebooks

    with opened(project_folder) as project:
        above = project.codebook.resolve(parent).key if parent else None
        wish = codebooks.new_theme(
            project, title, parent=above, hotkey=hotkey, definition=definition
        )
        planned = codebooks.plan(project, [wish])
        output.data(planned.diff())
        if dry_run:
            output.talk(_("Nothing was changed."))
            return
        codebooks.apply(project, planned, wish.key, action="codebook.add")
    output.talk(_("Changed codes.yml."))


for _command in KEYWORD_COMMANDS:
    codes.add_command(_command)
