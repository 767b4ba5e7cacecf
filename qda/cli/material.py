"""`qda import`, `qda list`, `qda show`, `qda search`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import (
    coder_option,
    dry_run_option,
    example,
    json_option,
    opened,
    project_option,
    restricted_option,
)
from qda.domain.speaker_naming import Naming, labels_in, parse_names
from qda.domain.speakers import Layout, parse_roles
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections import Counter

    from qda.services.importing import FileReport
    from qda.services.project import Project


@click.command(
    "import",
    help=_(
        "Import transcripts: files, whole folders, or patterns such as `bilag/*.odt`."
        " What a file is shows in its contents, whatever its ending."
    ),
    epilog=example(
        "qda import transcripts",
        'qda import --dry-run "Bilag 2.docx"',
        'qda import --dry-run --report "transcripts/*.docx"',
        'qda import --speakers "I=interviewer,IP=informant" "Bilag 1.docx"',
        'qda import --as "Bilag 9" interview.docx',
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--as", "as_appendix", default="", metavar="BILAG", help=_("The appendix number."))
@click.option(
    "--speakers",
    default="",
    metavar="A=ROLE,…",
    help=_("Who is who: label=role, role being interviewer, informant or other."),
)
@click.option(
    "--layout",
    type=click.Choice([str(layout) for layout in Layout]),
    help=_("How the file marks its speakers, where that is not recognised."),
)
@click.option(
    "--rename",
    default="",
    metavar="A=NAME,…",
    help=_("Other names for speakers; two labels with one name are one speaker."),
)
@click.option(
    "--not-a-speaker",
    multiple=True,
    metavar=_("LABEL"),
    help=_("A label that is none: its words belong to the speaker before."),
)
@click.option(
    "--remember/--no-remember",
    default=True,
    help=_(
        "Take over who is who from the last file with the same layout and labels that you settled"
        " (the default), or do not."
    ),
)
@click.option(
    "--measure-pages/--no-measure-pages",
    default=None,
    help=_(
        "Measure with LibreOffice where a file does not tell its pages. Without either option"
        " you are asked; in a pipe nothing is measured."
    ),
)
@click.option(
    "--report", is_flag=True, help=_("Say what each file was read as, and list what was left out.")
)
@dry_run_option
@json_option
@project_option
def import_(
    paths: tuple[Path, ...],
    as_appendix: str,
    speakers: str,
    layout: str | None,
    rename: str,
    not_a_speaker: tuple[str, ...],
    remember: bool,
    measure_pages: bool | None,
    report: bool,
    dry_run: bool,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Import transcripts."""
    from qda.services import importing
    from qda.services.gathering import files_to_import, folders_inside, passed_over

    settings = importing.Settings(
        as_appendix=as_appendix,
        roles=parse_roles(speakers) if speakers else {},
        layout=Layout(layout) if layout else None,
        remember=remember,
        naming=Naming(parse_names(rename), labels_in(not_a_speaker)),
        dry_run=dry_run,
    )
    interrupted = False
    with opened(project_folder) as project:
        files = files_to_import(paths)
        reports: list[FileReport] = []
        try:
            with output.progress(_("Importing"), len(files)) as done:
                importing.import_files(project, files, settings, done, texts=False, reports=reports)
        except KeyboardInterrupt:
            interrupted = True
        if not dry_run and not interrupted and measure_pages is not False:
            reports = _measured(project, reports, consent=bool(measure_pages))
    if as_json:
        output.data_json([_values(one) for one in reports])
    else:
        for one in sorted(reports, key=lambda one: one.error is not None):
            _describe(one, preview=dry_run, skipped=report or dry_run)
    _say_passed_over(passed_over(paths), folders_inside(paths))
    _say_doubtful(reports)
    if interrupted:
        output.talk(
            _(
                "Interrupted after {count} of {total} files. What is listed as imported is kept;"
                " the same command goes on with the rest."
            ).format(count=len(reports), total=len(files))
        )
        raise click.exceptions.Exit(int(ExitCode.INTERRUPTED))
    _conclude(reports, dry_run)


def _measured(project: Project, reports: list[FileReport], *, consent: bool) -> list[FileReport]:
    """The reports, with the pages that were measured if the user wants that."""
    from qda.services import importing, paging

    new = {one.appendix: one for one in reports if one.outcome is importing.Outcome.IMPORTED}
    rows = paging.measurable(project, new)
    if not rows or not (consent or _agrees(len(rows))):
        return reports
    from qda.cli.pages import measure_each

    done = measure_each(project, rows, {row.appendix: new[row.appendix].path for row in rows})
    pages = {name: paging.page_map_of(project, name) for name in done}
    return [
        importing.with_pages(one, pages[one.appendix]) if one.appendix in pages else one
        for one in reports
    ]


def _agrees(count: int) -> bool:
    """Whether the user wants pages measured; nobody is asked in a pipe, and nobody agrees there."""
    import sys

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    from qda.formats import office

    program = office.installed()
    return program is not None and click.confirm(
        ngettext(
            "{count} file does not tell its pages. Measure them with {program}?",
            "{count} files do not tell their pages. Measure them with {program}?",
            count,
        ).format(count=count, program=program.name),
        default=True,
        err=True,
    )


_MOST_NAMED = 12
"""Interviews whose speakers are unsure that are named one by one."""


def _say_passed_over(endings: Counter[str], folders: int) -> None:
    if folders:
        output.talk(
            ngettext(
                "{count} folder inside was not looked into; name it as well if it is meant.",
                "{count} folders inside were not looked into; name them as well if they are meant.",
                folders,
            ).format(count=folders)
        )
    if endings:
        kinds = ", ".join(f"{count} × {ending}" for ending, count in sorted(endings.items()))
        output.talk(_("Passed over in the folder: {kinds}").format(kinds=kinds))


def _values(report: FileReport) -> dict[str, object]:
    values: dict[str, object] = {
        "file": report.path.name,
        "appendix": report.appendix,
        "outcome": str(report.outcome),
        "error": report.error.message if report.error else None,
    }
    seen = report.seen
    if seen is not None:
        values |= {
            "layout": str(seen.layout),
            "confidence": round(seen.confidence, 2),
            "settled": report.confident,
            "settled_as_in": report.as_in or None,
            "new_speakers": list(report.new_labels),
            "speakers": [
                {
                    "label": s.label,
                    "role": str(s.role),
                    "turns": s.turns,
                    "characters": s.characters,
                }
                for s in seen.speakers
            ],
            "turns": seen.turns,
            "segments": seen.segments,
            "pages": [[start.number, start.offset] for start in seen.pages.known],
            "page_source": seen.pages.known_from,
            "line_source": str(seen.line_source),
            "skipped": {
                kind: {"count": piece.count, "characters": piece.characters}
                for kind, piece in seen.skipped.items()
            },
            "notes": dict(seen.notes),
            "form": seen.form,
            "encoding": seen.encoding,
        }
    return values


def _describe(report: FileReport, *, preview: bool, skipped: bool) -> None:
    from qda.services.import_words import guessed_encoding, said_of
    from qda.services.importing import Outcome

    output.talk(said_of(report))
    if report.error is not None or report.outcome is Outcome.UNCHANGED:
        return
    seen = report.seen
    assert seen is not None
    guessed = guessed_encoding(seen)
    if guessed:
        output.talk(f"  {guessed}")
    if report.as_in:
        output.talk(
            _("  Speakers as settled in {appendix}; `--no-remember` recognises them anew.").format(
                appendix=report.as_in
            )
        )
    if preview or not report.confident:
        _show_speakers(report)
    if skipped:
        _show_skipped(report)


def _show_speakers(report: FileReport) -> None:
    from qda.services.import_words import new_speakers, role_word

    shown = report.seen
    assert shown is not None
    output.table(
        [
            _("Speaker"),
            _("Role"),
            (_("Turns"), "right"),
            (_("Characters"), "right"),
            _("First words"),
        ],
        [
            (
                s.label or _("(no label)"),
                role_word(str(s.role)),
                s.turns,
                s.characters,
                s.first_words,
            )
            for s in shown.speakers
        ],
        title=_("{appendix} – layout: {layout}, confidence {confidence} %").format(
            appendix=report.appendix,
            layout=str(shown.layout),
            confidence=round(100 * shown.confidence),
        ),
    )
    if shown.layout is Layout.NONE and not report.settled:
        output.talk(
            _(
                "No speakers were recognised, so the text comes in as one speech. Say how the"
                " file marks them with `--layout`, or who is who with `--speakers`."
            )
        )
    elif shown.is_proposal:
        output.talk(
            _(
                "The speakers are only a proposal, so the text comes in without speakers."
                " Take the proposal with `--layout {layout}`, or say who is who with `--speakers`."
            ).format(layout=str(shown.layout))
        )
    elif report.new_labels:
        output.talk(new_speakers(report))
    elif not report.confident:
        output.talk(
            _("Look at the speakers, and settle them with `--speakers` if something is wrong.")
        )


def _show_skipped(report: FileReport) -> None:
    from qda.services.import_words import skipped_of

    assert report.seen is not None
    for line in skipped_of(report.seen):
        output.talk(f"  {line}")


def _say_doubtful(reports: list[FileReport]) -> None:
    """Name the interviews of a batch whose speakers a person should look at."""
    from qda.services.importing import Outcome

    fresh = [one for one in reports if one.outcome in (Outcome.IMPORTED, Outcome.RESETTLED)]
    doubtful = [one.appendix for one in fresh if not one.confident]
    if len(reports) > 1 and doubtful:
        named = ", ".join(doubtful[:_MOST_NAMED])
        more = len(doubtful) - _MOST_NAMED
        output.talk(
            _("Speakers to look at: {interviews}").format(
                interviews=named if more <= 0 else f"{named} … (+{more})"
            )
        )


def _conclude(reports: list[FileReport], dry_run: bool) -> None:
    from qda.services.import_words import conclusion
    from qda.services.importing import Outcome

    refused = [r for r in reports if r.outcome is Outcome.REFUSED]
    output.talk(conclusion(reports, dry_run=dry_run))
    if refused:
        worst = max(int(r.error.exit_code) for r in refused if r.error)
        raise click.exceptions.Exit(
            worst if len(reports) == len(refused) else int(ExitCode.REFUSED)
        )


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
