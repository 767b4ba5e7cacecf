"""`qda codes keywords` and `qda codes test`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import (
    dry_run_option,
    example,
    json_option,
    opened,
    project_option,
)
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qda.services.keywording import Context


@click.command(
    help=_(
        "Candidate keywords from what is coded, with counts and contexts; all themes when none is"
        " named. None is added before you accept it."
    ),
    epilog=example(
        "qda codes keywords effekter",
        "qda codes keywords effekter --accept hærværk --dry-run",
    ),
)
@click.argument("theme", required=False)
@click.option("--accept", metavar=_("WORD"), help=_("Add this keyword to the theme; with a diff."))
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help=_("At most so many for each theme."),
)
@dry_run_option
@json_option
@project_option
def keywords(
    theme: str | None,
    accept: str | None,
    limit: int,
    dry_run: bool,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Find keywords."""
    from qda.formats.codes_changes import AddKeyword
    from qda.services import codebooks, keyword_candidates

    if accept is not None and theme is None:
        raise click.UsageError(_("Name the theme that gets the keyword."))
    with opened(project_folder) as project:
        if accept is not None and theme is not None:
            key = project.codebook.resolve(theme).key
            planned = codebooks.plan(project, [AddKeyword(key, accept)])
            output.data(planned.diff())
            if dry_run:
                output.talk(_("Nothing was changed."))
                return
            codebooks.apply(project, planned, key)
            output.talk(_("Changed codes.yml."))
            return
        book = project.codebook
        wanted = [book.resolve(theme).key] if theme else [one.key for one in book.themes]
        found = {key: keyword_candidates.candidates(project, key, limit) for key in wanted}
    if as_json:
        output.data_json([one.as_values() for some in found.values() for one in some])
        return
    for key, some in found.items():
        output.table(
            [_("Word"), (_("In the theme"), "right"), (_("Elsewhere"), "right"),
             (_("Interviews"), "right"), _("Context")],
            [
                (one.word, one.inside, one.outside, one.interviews, _in_context(one.contexts))
                for one in some
            ],
            title=book.theme(key).title,
        )  # fmt: skip
    if not any(found.values()):
        output.talk(_("No word stands out yet; code some more segments."))
    else:
        output.talk(_("About one in four is worth it: `qda codes keywords THEME --accept WORD`."))


def _in_context(contexts: Sequence[Context]) -> str:
    return "\n".join(
        f"{one.appendix}, {one.segment}: … {one.before} [{one.words}] {one.after} …"
        for one in contexts[:1]
    )


@click.command(
    help=_("Show where a keyword would hit: by lemma, in compounds, as an exact form."),
    epilog=example("qda codes test skole*", "qda codes test =udskifte --json"),
)
@click.argument("word")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    help=_("Show at most so many contexts."),
)
@json_option
@project_option
def test(word: str, limit: int, as_json: bool, project_folder: Path | None) -> None:
    """Try a keyword."""
    from qda.services import keywording

    with opened(project_folder) as project:
        found = keywording.try_keyword(project, word, limit)
        titles = {theme.key: theme.title for theme in project.codebook.themes}
    if as_json:
        output.data_json(found.as_values())
        return
    share = f"{100 * found.share:.0f} %"
    output.data(
        _("{keyword}: {segments} of {total} segments ({share})").format(
            keyword=found.keyword, segments=found.segments, total=found.of, share=share
        )
    )
    if found.forms:
        output.data("  " + ", ".join(f"{form} {count}" for form, count in found.forms.items()))
    for theme, count in found.themes.items():
        output.data(f"  {titles.get(theme, theme)}: {count}")
    for context in found.contexts:
        output.data(f"  {_in_context([context])}")
    if found.broad:
        output.talk(
            _("{keyword} stands in {share} of the segments: it tells little.").format(
                keyword=found.keyword, share=share
            )
        )


KEYWORD_COMMANDS = (keywords, test)
"""In the order of the help."""
