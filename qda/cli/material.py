"""`qda list`, `qda show`, `qda search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import (
    coder_option,
    example,
    json_option,
    opened,
    project_option,
    restricted_option,
)
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    "list",
    help=_("List the interviews: how long each is, how far it is coded, and what you have seen."),
    epilog=example("qda list", "qda list --sort progress", "qda list --json"),
)
@click.option(
    "--sort",
    type=click.Choice(["appendix", "progress", "worked-on", "codings"]),
    default="appendix",
    show_default=True,
    help=_("By appendix number, the least coded, the last worked on, or the most codings first."),
)
@restricted_option
@coder_option
@json_option
@project_option
def list_(
    sort: str, restricted: bool, coder: str | None, as_json: bool, project_folder: Path | None
) -> None:
    """List the interviews."""
    from qda.services.import_words import page_source_words
    from qda.services.overview import Order, in_order, overview_of

    with opened(project_folder, coder) as project:
        found = overview_of(project, restricted=restricted)
    listed = in_order(found.interviews, Order[sort.replace("-", "_").upper()])
    if as_json:
        output.data_json([one.as_values() for one in listed])
        return
    if not found.interviews:
        output.talk(_("There are no interviews yet. Import some: `qda import FILE…`."))
        return
    output.table(
        [
            _("Appendix"),
            _("Informant"),
            (_("Words"), "right"),
            (_("Pages"), "right"),
            _("Pages known"),
            (_("Segments"), "right"),
            (_("Coded"), "right"),
            (_("Seen"), "right"),
            (_("Codings"), "right"),
            "",
        ],
        [
            (
                one.appendix,
                one.numbers.informant or _("unknown"),
                one.numbers.words,
                one.numbers.pages if one.numbers.pages is not None else "–",
                page_source_words(one.numbers.page_source.partition(" with ")[0]),
                one.numbers.segments,
                _percent(one.numbers.coded, one.numbers.segments),
                _percent(one.seen, one.numbers.segments),
                one.numbers.codings,
                _("restricted passage") if one.numbers.restricted else "",
            )
            for one in listed
        ],
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole if whole else 0} %"


@click.command(
    help=_("Print a transcript with its segment numbers, speakers and pages."),
    epilog=example('qda show "Bilag 2"', 'qda show "Bilag 2" --segment 12'),
)
@click.argument("interview")
@click.option("--segment", type=int, help=_("Only this segment."))
@json_option
@project_option
def show(interview: str, segment: int | None, as_json: bool, project_folder: Path | None) -> None:
    """Print a transcript."""
    from qda.services.import_words import line_source_words, page_source_words, role_word
    from qda.services.reading import lines_of

    with opened(project_folder) as project:
        row = project.interview(interview)
        lines = lines_of(project, row, segment)
    if as_json:
        known = {"page_source": row.pages_known_from, "line_source": str(row.line_source)}
        output.data_json([{**line.as_values(), **known} for line in lines])
        return
    output.talk(
        _("{appendix}: pages {pages}; lines {lines}").format(
            appendix=row.appendix,
            pages=page_source_words(row.pages_known_from),
            lines=line_source_words(str(row.line_source)),
        )
    )
    page = object()
    speaker = None
    for line in lines:
        if line.page != page:
            page = line.page
            output.data(
                _("— page {page} —").format(page=page if page is not None else _("unknown"))
            )
        if line.turn != speaker:
            speaker = line.turn
            output.data(
                f"\n{line.label or role_word(str(line.role))} ({role_word(str(line.role))})"
            )
        restricted = _(" [off the record]") if line.restricted else ""
        themes = f"  ⟨{', '.join(line.themes)}⟩" if line.themes else ""
        output.data(f"{line.number:>4}  {line.text}{restricted}{themes}")


@click.command(
    help=_("Find words in all interviews; `byg*` finds longer words too."),
    epilog=example('qda search "blandet by"', 'qda search fortynd* --interview "Bilag 6" --json'),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--interview", "-i", help=_("Only in this interview."))
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help=_("At most so many hits."),
)
@restricted_option
@json_option
@project_option
def search(
    words: tuple[str, ...],
    interview: str | None,
    limit: int,
    restricted: bool,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Find words."""
    from qda.services.searching import find

    with opened(project_folder) as project:
        hits = find(project, " ".join(words), interview, limit, restricted=restricted)
    if as_json:
        output.data_json(
            [
                {
                    "appendix": hit.appendix,
                    "segment": hit.segment,
                    "page": hit.page,
                    "reference": hit.reference,
                    "speaker": str(hit.speaker),
                    "start": hit.span.start,
                    "stop": hit.span.stop,
                    "before": hit.before,
                    "match": hit.match,
                    "after": hit.after,
                    "restricted": hit.restricted,
                }
                for hit in hits
            ]
        )
        return
    for hit in hits:
        word = _("segment")
        words_around = " ".join(f"{hit.before}»{hit.match}«{hit.after}".split())
        mark = _(" [off the record]") if hit.restricted else ""
        output.data(f"{hit.reference} {word} {hit.segment}{mark}: …{words_around}…")
    output.talk(ngettext("{count} hit", "{count} hits", len(hits)).format(count=len(hits)))
    if len(hits) == limit:
        output.talk(_("There may be more; `--limit` shows them."))
