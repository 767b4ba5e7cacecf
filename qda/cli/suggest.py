"""`qda suggest`: themes for segments with their reasons, queues, decisions, honest scores."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.domain.suggestions import MARGIN
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.evaluating import Evaluation
    from qda.services.project import Project
    from qda.services.suggested import Suggested
    from qda.services.suggesting import Suggester
    from qda.services.wordindex import Prepared


@click.command(
    help=_(
        "Suggest themes for the segments of INTERVIEW, or of all, with the words that speak for"
        " them. A suggestion is never a coding until you accept it."
    ),
    epilog=example(
        'qda suggest "Bilag 6"',
        "qda suggest --theme effekter --limit 5 --json",
        "qda suggest --queue sure",
        'qda suggest "Bilag 6" --reject 8 --theme midler',
        "qda suggest --text codes.yml",
        "qda suggest --evaluate",
    ),
)
@click.argument("interview", required=False)
@click.option("--theme", "-t", default="", help=_("Only this theme."))
@click.option(
    "--queue",
    type=click.Choice(["sure", "disputed", "missed"]),
    help=_(
        "Another order: sure suggestions, the theme with the fewest codings first; codings that"
        " the words of the other interviews speak against; uncoded segments with keywords."
    ),
)
@click.option("--limit", type=click.IntRange(1), help=_("At most so many segments."))
@click.option(
    "--margin",
    type=click.FloatRange(0),
    default=MARGIN,
    show_default=True,
    help=_("How far a theme must stand out from the others to be suggested."),
)
@click.option("--accept", type=int, metavar=_("SEGMENT"), help=_("Code this segment as suggested."))
@click.option("--reject", type=int, metavar=_("SEGMENT"), help=_("Never suggest it again."))
@click.option(
    "--text",
    "text_file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help=_("Try the codebook on a text, a segment a line, without importing it; - is stdin."),
)
@click.option("--evaluate", is_flag=True, help=_("How often suggestions fit your own codings."))
@click.option(
    "--suggester", default="", metavar=_("NAME"), help=_("Another suggester, for --text.")
)
@coder_option
@json_option
@project_option
def suggest(
    interview: str | None,
    theme: str,
    queue: str | None,
    limit: int | None,
    margin: float,
    accept: int | None,
    reject: int | None,
    text_file: Path | None,
    evaluate: bool,
    suggester: str,
    coder: str | None,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Suggest themes."""
    if suggester and text_file is None:
        raise click.UsageError(_("Another suggester is asked about a text: add --text FILE."))
    if evaluate and (interview or theme or queue or limit):
        raise click.UsageError(_("--evaluate takes all codings: leave the rest out."))
    with opened(project_folder, coder) as project:
        key = project.codebook.resolve(theme).key if theme else ""
        if evaluate:
            _evaluate(project, margin, as_json)
        elif accept is not None or reject is not None:
            _decide(project, interview, accept, reject, key, margin)
        elif text_file is not None:
            _show(project, _of_text(project, text_file, margin, suggester), key, limit, as_json)
        else:
            found = _of_project(project, interview, queue, limit, margin)
            _show(project, found, key, limit, as_json, all_=queue is not None)


def _open(project: Project, margin: float) -> Suggester:
    from qda.services.proposing import notes
    from qda.services.suggesting import open_suggester

    suggester, prepared = open_suggester(project, margin=margin)
    _say(prepared)
    for note in notes(suggester, prepared):
        output.talk(note)
    return suggester


def _say(prepared: Prepared) -> None:
    """What was brought up to date before suggesting."""
    if prepared.segments:
        output.talk(
            ngettext(
                "Read the words of {count} segment.", "Read the words of {count} segments.",
                prepared.segments,
            ).format(count=prepared.segments)
        )  # fmt: skip
    if prepared.lemmas[0]:
        output.talk(
            _("Base forms came from {before} and come from {now}; all was counted anew.").format(
                before=prepared.lemmas[0], now=prepared.lemmas[1]
            )
        )


def _of_project(
    project: Project, interview: str | None, queue: str | None, limit: int | None, margin: float
) -> list[Suggested]:
    from qda.domain.suggestions import Queue

    rows = [project.interview(interview)] if interview else project.interviews()
    suggester = _open(project, margin)
    if queue is not None:
        from qda.services.queues import Queues

        found = Queues(suggester).of(Queue(queue), limit or 20)
        return [one for one in found if not interview or one.appendix == rows[0].appendix]
    return [one for row in rows for one in suggester.of_interview(row)]


def _of_text(project: Project, path: Path, margin: float, name: str) -> list[Suggested]:
    from qda.formats.files import read_at_most
    from qda.services.suggesters import chosen

    raw = sys.stdin.buffer.read(_MOST) if str(path) == "-" else read_at_most(path, _MOST)
    return chosen(project, name, margin)(raw.decode("utf-8", "replace").splitlines())


_MOST = 10_000_000


def _decide(
    project: Project,
    interview: str | None,
    accept: int | None,
    reject: int | None,
    theme: str,
    margin: float,
) -> None:
    from qda.services import coding, deciding

    if interview is None or (accept is not None and reject is not None):
        raise click.UsageError(_("Name the interview, and one segment to accept or to reject."))
    row = project.interview(interview)
    segment = coding.segment_by_number(project, row, accept if accept is not None else reject or 0)
    found = _open(project, margin).of_segment(row, segment)
    offered = [one.theme for one in found.suggestions] if found else []
    key = theme or (offered[0] if offered else "")
    if found is not None and key not in offered:
        raise deciding.not_found_in(row, segment.number, key)
    verb = deciding.accept if accept is not None else deciding.reject
    verb(project, row, segment, key)
    title = project.codebook.theme(key).title
    said = (
        _("{appendix}, segment {number}: coded as {title}.")
        if accept is not None
        else _("{appendix}, segment {number}: {title} will not be suggested again.")
    )
    output.talk(said.format(appendix=row.appendix, number=segment.number, title=title))


def _show(
    project: Project,
    found: Sequence[Suggested],
    theme: str,
    limit: int | None,
    as_json: bool,
    all_: bool = False,
) -> None:
    wanted = [
        one
        for one in found
        if (all_ or one.suggestions or (as_json and not theme and not one.appendix))
        and (not theme or any(piece.theme == theme for piece in one.suggestions))
    ][:limit]
    if as_json:
        output.data_json([one.as_values() for one in wanted])
        return
    from qda.services.suggestion_words import asked, reasons

    titles = {one.key: one.title for one in project.codebook.themes}
    for one in wanted:
        place = f"{one.appendix}, {one.segment}: " if one.appendix else ""
        output.data(f"{place}{one.text}")
        if one.coded:
            coded = ", ".join(titles.get(key, key) for key in one.coded)
            output.data("  " + _("coded: {themes}").format(themes=coded))
        for piece in one.suggestions:
            output.data(f"  → {titles[piece.theme]} ({piece.support:.1f})")
            for why in reasons(piece.evidence):
                output.data(f"      {why.words}" + (f": {why.says}" if why.says else ""))
            if piece.asked:
                output.data(f"      {asked(piece)}")
    silent = sum(not one.suggestions for one in found)
    if not all_:
        output.talk(
            _("{shown} segments with a suggestion, {silent} without; that is not to say that these"
              " hold nothing.").format(shown=len(found) - silent, silent=silent)
        )  # fmt: skip


def _evaluate(project: Project, margin: float, as_json: bool) -> None:
    from qda.domain.suggestions import Verdict
    from qda.services import deciding
    from qda.services.evaluating import evaluate

    in_order = evaluate(project, margin=margin)
    apart = evaluate(project, margin=margin, leave_interview_out=True)
    verdicts = deciding.verdicts(project)
    if as_json:
        output.data_json(
            {
                "margin": margin,
                "test_then_train": in_order.as_values(),
                "leave_interview_out": apart.as_values(),
                "decisions": {str(verdict): count for verdict, count in verdicts.items()},
            }
        )
        return
    titles = {one.key: one.title for one in project.codebook.themes}
    _print_scores(in_order, titles, _("Each coding guessed before it was learned"))
    _print_scores(apart, titles, _("Each interview guessed from the others"))
    output.talk(
        _("Suggestions accepted: {accepted}, rejected: {rejected}.").format(
            accepted=verdicts[Verdict.ACCEPTED], rejected=verdicts[Verdict.REJECTED]
        )
    )
    if in_order.all.codings < 50:
        output.talk(_("These are few codings: differences below 15 points are chance."))


def _print_scores(found: Evaluation, titles: dict[str, str], title: str) -> None:
    def cells(values: dict[str, float | None]) -> list[str]:
        names = ("top_1", "top_2", "silent", "spoken_top_2", "frequency_top_1", "frequency_top_2")
        shares = [values[name] for name in names]
        return ["–" if share is None else f"{100 * share:.0f} %" for share in shares]

    every = found.all.as_values()
    output.table(
        [_("Theme"), (_("Codings"), "right"), (_("First"), "right"), (_("First two"), "right"),
         (_("Silent"), "right"), (_("First two where suggested"), "right"),
         (_("First by frequency"), "right"),
         (_("First two by frequency"), "right")],
        [
            (titles.get(key, key), score.codings, *cells(score.as_values()))
            for key, score in found.themes.items()
        ],
        title=title,
        footer=[_("Total"), found.all.codings, *cells(every)],
    )  # fmt: skip
    if found.answers is not None:
        first, second, silent, spoken = cells(found.answers.as_values())[:4]
        output.talk(
            _("With the questions before the answers: first {first}, first two {second}, silent"
              " {silent}, first two where suggested {spoken}.").format(
                  first=first, second=second, silent=silent, spoken=spoken)
        )  # fmt: skip
    if found.left_out:
        output.talk(
            ngettext(
                "{count} coding without words that take part is left out.",
                "{count} codings without words that take part are left out.",
                found.left_out,
            ).format(count=found.left_out)
        )
