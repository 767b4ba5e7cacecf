"""`qda memo`: what coders think, beside what they code."""

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

    from qda.domain.memos import Memo, Target
    from qda.services.memo_views import ListedMemo
    from qda.services.project import Project

_ABOUT = ("project", "interview", "passage", "coding", "theme", "informant")


@click.group(help=_("Write, change, find and remove memos without the screen."))
def memo() -> None:
    """Memos."""


@memo.command(
    help=_(
        "Write a memo: on the project, or on what an option names. TEXT is the memo; - reads it"
        " from stdin, and without it your editor opens."
    ),
    epilog=example(
        'qda memo add "Two kinds of mix: by rent and by job?"',
        'qda memo add "Hesitates here." --interview "Bilag 6" --segment 41',
        'qda memo add "Overlaps with expectations." --theme effekter',
    ),
)
@click.argument("text", required=False)
@click.option("--interview", "-i", help=_("On this interview."))
@click.option("--segment", "-s", type=int, help=_("On a segment of it; see `qda show`."))
@click.option("--quote", "-q", help=_("On these words of it."))
@click.option("--coding", metavar="ID", help=_("On a coding; see `qda coding list`."))
@click.option("--theme", "-t", help=_("On a theme, by key, title or hotkey."))
@click.option("--informant", metavar="ID", help=_("On an informant; see `qda informant list`."))
@coder_option
@project_option
def add(
    text: str | None,
    interview: str | None,
    segment: int | None,
    quote: str | None,
    coding: str | None,
    theme: str | None,
    informant: str | None,
    coder: str | None,
    project_folder: Path | None,
) -> None:
    """Write a memo."""
    from qda.services import memos

    if sum(one is not None for one in (interview, coding, theme, informant)) > 1:
        raise click.UsageError(_("A memo is about one thing: give one of these options."))
    if interview is None and (segment is not None or quote is not None):
        raise click.UsageError(_("Name the interview: --interview."))
    if segment is not None and quote is not None:
        raise click.UsageError(_("Give either --segment or --quote."))
    with opened(project_folder, coder) as project:
        target = _target(project, interview, segment, quote, coding, theme, informant)
        made = memos.write(project, target, written_text(text, ""))
    output.talk(_("Memo written ({id}).").format(id=made.uid[:8]))


def _target(
    project: Project,
    interview: str | None,
    segment: int | None,
    quote: str | None,
    coding_id: str | None,
    theme: str | None,
    informant: str | None,
) -> Target:
    from qda.domain.memos import About, Target
    from qda.services import coding, memos

    if coding_id is not None:
        return memos.on_coding(coding.by_uid(project, coding_id))
    if theme is not None:
        return memos.on_theme(project, project.codebook.resolve(theme).key)
    if informant is not None:
        return memos.on_informant(project, informant)
    if interview is None:
        return Target(About.PROJECT)
    row = project.interview(interview)
    if segment is not None:
        found = coding.segment_by_number(project, row, segment)
        return memos.on_passage(project, row, coding.span_of_segment(project, row, found))
    if quote is not None:
        return memos.on_passage(project, row, coding.span_of_quote(project, row, quote))
    return memos.on_interview(project, row)


@memo.command(
    help=_("Change the words of a memo of your own: TEXT, - for stdin, or in your editor."),
    epilog=example('qda memo edit 3f2a91c4 "Three kinds, in fact."'),
)
@click.argument("id_", metavar="ID")
@click.argument("text", required=False)
@coder_option
@project_option
def edit(id_: str, text: str | None, coder: str | None, project_folder: Path | None) -> None:
    """Change a memo."""
    from qda.services import memos

    with opened(project_folder, coder) as project:
        found = memos.by_uid(project, id_)
        memos.change(project, found, written_text(text, found.text))
    output.talk(_("Memo changed ({id}).").format(id=found.uid[:8]))


@memo.command(
    help=_("Remove a memo of your own; `qda undo` brings it back."),
    epilog=example("qda memo remove 3f2a91c4"),
)
@click.argument("id_", metavar="ID")
@coder_option
@project_option
def remove(id_: str, coder: str | None, project_folder: Path | None) -> None:
    """Remove a memo."""
    from qda.services import memos

    with opened(project_folder, coder) as project:
        found = memos.by_uid(project, id_)
        memos.remove(project, found)
    output.talk(_("Memo removed ({id}).").format(id=found.uid[:8]))


@memo.command(
    help=_("Show one memo in full."), epilog=example("qda memo show 3f2a91c4")
)  # fmt: skip
@click.argument("id_", metavar="ID")
@json_option
@project_option
def show(id_: str, as_json: bool, project_folder: Path | None) -> None:
    """Show a memo."""
    from qda.services import memo_views, memos

    with opened(project_folder) as project:
        found = memos.by_uid(project, id_)
        one = next(one for one in memo_views.listed(project) if one.memo.uid == found.uid)
    if as_json:
        output.data_json(one.as_values())
        return
    output.data(f"{memo_views.place_in_words(one)} · {one.memo.coder} · {_when(one.memo)}")
    if one.words:
        output.data(f"  {_marked(one)}{on_one_line(one.words)}")
    for line in one.memo.text.split("\n"):
        output.data(line)


@memo.command(
    "list",
    help=_("List memos: of the whole project, or those that the options leave."),
    epilog=example(
        "qda memo list",
        'qda memo list --interview "Bilag 6" --json',
        "qda memo list --theme effekter --find rent",
    ),
)
@click.option("--about", type=click.Choice(_ABOUT), help=_("Only about this kind of thing."))
@click.option("--interview", "-i", help=_("Only about this interview and its words."))
@click.option("--theme", "-t", help=_("Only about this theme and codings with it."))
@click.option("--find", "wanted", default="", metavar=_("WORDS"), help=_("Only with these words."))
@click.option("--coder", metavar=_("NAME"), help=_("Only memos by this coder."))
@json_option
@project_option
def list_(
    about: str | None,
    interview: str | None,
    theme: str | None,
    wanted: str,
    coder: str | None,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """List memos."""
    from qda.domain.memos import About
    from qda.services import memo_views

    with opened(project_folder) as project:
        found = memo_views.listed(
            project,
            about=About(about) if about else None,
            theme=project.codebook.resolve(theme).key if theme else None,
            interview=project.interview(interview) if interview else None,
            coder=coder,
            wanted=wanted,
        )
    if as_json:
        output.data_json([one.as_values() for one in found])
        return
    output.table(
        [_("ID"), _("About"), _("Coder"), _("Memo")],
        [
            (
                one.memo.uid[:8],
                memo_views.place_in_words(one),
                one.memo.coder,
                _marked(one) + on_one_line(one.memo.text),
            )
            for one in found
        ],
    )
    output.talk(ngettext("{count} memo", "{count} memos", len(found)).format(count=len(found)))


def _marked(one: ListedMemo) -> str:
    return _("[held back] ") if one.restricted else ""


def _when(memo: Memo) -> str:
    return memo.changed[:16].replace("T", " ")
