"""`qda codes rename`, `move`, `merge`, `split` and others: each says first what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import dry_run_option, example, opened, project_option
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qda.services.project import Project
    from qda.services.theme_plans import Plan


@click.command(
    help=_("Give a theme another title; its key and its codings stay."),
    epilog=example('qda codes rename andet "Andre pointer" --dry-run'),
)
@click.argument("theme")
@click.argument("title")
@dry_run_option
@project_option
def rename(theme: str, title: str, dry_run: bool, project_folder: Path | None) -> None:
    """Rename a theme."""
    from qda.services import theme_plans

    _do_with(
        theme, lambda project, key: theme_plans.rename(project, key, title), project_folder, dry_run
    )


@click.command(
    help=_("Give a theme another colour of the palette."),
    epilog=example("qda codes recolour andet teal --dry-run"),
)
@click.argument("theme")
@click.argument("colour")
@dry_run_option
@project_option
def recolour(theme: str, colour: str, dry_run: bool, project_folder: Path | None) -> None:
    """Recolour a theme."""
    from qda.services import theme_plans

    _do_with(
        theme,
        lambda project, key: theme_plans.recolour(project, key, colour),
        project_folder,
        dry_run,
    )


@click.command(
    help=_("Put a theme on a digit, 1–9; the theme that has it gives it up."),
    epilog=example("qda codes hotkey andet 9 --dry-run"),
)
@click.argument("theme")
@click.argument("digit", required=False, default="")
@dry_run_option
@project_option
def hotkey(theme: str, digit: str, dry_run: bool, project_folder: Path | None) -> None:
    """Put a theme on a key."""
    from qda.services import theme_plans

    _do_with(
        theme,
        lambda project, key: theme_plans.give_hotkey(project, key, digit),
        project_folder,
        dry_run,
    )


@click.command(
    help=_("Put a theme elsewhere, with its sub-codes: below another one, or before one."),
    epilog=example(
        "qda codes move effekter --before forstaaelse --dry-run",
        "qda codes move effekter --below andet --dry-run",
    ),
)
@click.argument("theme")
@click.option("--below", metavar=_("THEME"), help=_("The theme to stand below."))
@click.option("--top", is_flag=True, help=_("Stand at the top level."))
@click.option("--before", metavar=_("THEME"), help=_("The theme to stand before; otherwise last."))
@dry_run_option
@project_option
def move(
    theme: str,
    below: str | None,
    top: bool,
    before: str | None,
    dry_run: bool,
    project_folder: Path | None,
) -> None:
    """Move a theme."""
    from qda.services import theme_plans

    if not (below or top or before) or (below and top):
        raise click.UsageError(_("Say where to, with --below, --top or --before."))
    with opened(project_folder) as project:
        book = project.codebook
        moved = book.resolve(theme)
        neighbour = book.resolve(before) if before else None
        if below:
            parent: str | None = book.resolve(below).key
        else:
            parent = None if top or neighbour is None else neighbour.parent
        plan = theme_plans.move(project, moved.key, parent, neighbour.key if neighbour else None)
        _do(project, plan, dry_run)


@click.command(
    help=_(
        "Merge a theme into another one: its codings go there, and it is retired. Where a coder has"
        " given both to the same words they become one; memos are kept."
    ),
    epilog=example("qda codes merge forventninger effekter --dry-run"),
)
@click.argument("theme")
@click.argument("into")
@dry_run_option
@project_option
def merge(theme: str, into: str, dry_run: bool, project_folder: Path | None) -> None:
    """Merge two themes."""
    from qda.services import theme_merging

    with opened(project_folder) as project:
        book = project.codebook
        plan = theme_merging.merge(project, book.resolve(theme).key, book.resolve(into).key)
        _do(project, plan, dry_run)


@click.command(
    help=_(
        "Make a sub-code TITLE of a theme, and give it some of the theme's CODINGS, named by their"
        " ids from `qda coding list`."
    ),
    epilog=example('qda codes split effekter "Tryghed" 3f2a91 --dry-run'),
)
@click.argument("theme")
@click.argument("title")
@click.argument("codings", nargs=-1, required=True)
@click.option("--definition", default="", help=_("What the sub-code means."))
@dry_run_option
@project_option
def split(
    theme: str,
    title: str,
    codings: tuple[str, ...],
    definition: str,
    dry_run: bool,
    project_folder: Path | None,
) -> None:
    """Split a theme."""
    from qda.services import coding, theme_merging

    with opened(project_folder) as project:
        key = project.codebook.resolve(theme).key
        uids = [coding.by_uid(project, one).uid for one in codings]
        plan = theme_merging.split(project, key, title, uids, definition=definition)
        _do(project, plan, dry_run)


@click.command(
    help=_("Retire a theme: it stays on its codings, and is offered and suggested no more."),
    epilog=example("qda codes retire andet --dry-run"),
)
@click.argument("theme")
@dry_run_option
@project_option
def retire(theme: str, dry_run: bool, project_folder: Path | None) -> None:
    """Retire a theme."""
    from qda.services import theme_plans

    _do_with(theme, theme_plans.retire, project_folder, dry_run)


@click.command(
    help=_("Take a retired theme into use again."),
    epilog=example("qda codes restore andet --dry-run"),
)
@click.argument("theme")
@dry_run_option
@project_option
def restore(theme: str, dry_run: bool, project_folder: Path | None) -> None:
    """Restore a theme."""
    from qda.services import theme_plans

    _do_with(theme, theme_plans.restore, project_folder, dry_run)


def _do_with(
    theme: str, plan: Callable[[Project, str], Plan], project_folder: Path | None, dry_run: bool
) -> None:
    """Show what a plan for one theme does, and do it."""
    with opened(project_folder) as project:
        _do(project, plan(project, project.codebook.resolve(theme).key), dry_run)


def _do(project: Project, plan: Plan, dry_run: bool) -> None:
    """Show what a plan does, and do it."""
    from qda.services import theme_plans

    output.data(plan.edit.diff())
    for sentence in plan.sentences:
        output.talk(sentence)
    if dry_run:
        output.talk(_("Nothing was changed."))
        return
    theme_plans.carry_out(project, plan)
    output.talk(_("Changed codes.yml. `qda undo` takes it back."))


STEPS = (rename, recolour, hotkey, move, merge, split, retire, restore)
"""In the order of the help."""
