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
)
from qda.domain.speaker_naming import Naming, labels_in, parse_names
from qda.domain.speakers import Layout, parse_roles
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections import Counter

    from qda.services.importing import FileReport


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
    report: bool,
    dry_run: bool,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Import transcripts."""
    from qda.services import importing
    from qda.services.gathering import files_to_import, passed_over

    settings = importing.Settings(
        as_appendix=as_appendix,
        roles=parse_roles(speakers) if speakers else {},
        layout=Layout(layout) if layout else None,
        naming=Naming(parse_names(rename), labels_in(not_a_speaker)),
        dry_run=dry_run,
    )
    with opened(project_folder) as project:
        files = files_to_import(paths)
        with output.progress(_("Importing"), len(files)) as done:
            reports = importing.import_files(project, files, settings, done)
    if as_json:
        output.data_json([_values(one) for one in reports])
    else:
        for one in reports:
            _describe(one, preview=dry_run, skipped=report or dry_run)
    _say_passed_over(passed_over(paths))
    _conclude(reports, dry_run)


def _say_passed_over(endings: Counter[str]) -> None:
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
    if report.document is not None and report.speech is not None:
        shown = report.proposal or report.speech
        values |= {
            "layout": str(shown.reading.layout),
            "confidence": round(shown.reading.confidence, 2),
            "settled": report.confident,
            "speakers": [
                {
                    "label": s.label,
                    "role": str(s.role),
                    "turns": s.turns,
                    "characters": s.characters,
                }
                for s in shown.reading.speakers
            ],
            "turns": len(report.speech.reading.turns),
            "segments": len(report.speech.segments),
            "pages": [[start.number, start.offset] for start in report.speech.pages.starts],
            "page_source": str(report.speech.pages.source),
            "skipped": {
                kind: {"count": piece.count, "characters": piece.characters}
                for kind, piece in report.document.skipped.items()
            },
            "notes": dict(report.document.notes),
            "form": report.document.form,
            "encoding": report.document.encoding,
        }
    return values


def _describe(report: FileReport, *, preview: bool, skipped: bool) -> None:
    from qda.services.import_words import guessed_encoding, said_of
    from qda.services.importing import Outcome

    output.talk(said_of(report))
    if report.error is not None or report.outcome is Outcome.UNCHANGED:
        return
    assert report.document is not None
    guessed = guessed_encoding(report.document)
    if guessed:
        output.talk(f"  {guessed}")
    if preview or not report.confident:
        _show_speakers(report)
    if skipped:
        _show_skipped(report)


def _show_speakers(report: FileReport) -> None:
    from qda.services.import_words import role_word

    assert report.speech is not None
    shown = (report.proposal or report.speech).reading
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
    elif report.proposal is not None:
        output.talk(
            _(
                "The speakers are only a proposal, so the text comes in without speakers."
                " Take the proposal with `--layout {layout}`, or say who is who with `--speakers`."
            ).format(layout=str(shown.layout))
        )
    elif not report.confident:
        output.talk(
            _("Look at the speakers, and settle them with `--speakers` if something is wrong.")
        )


def _show_skipped(report: FileReport) -> None:
    from qda.services.import_words import skipped_of

    assert report.document is not None
    for line in skipped_of(report.document):
        output.talk(f"  {line}")


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
@coder_option
@json_option
@project_option
def list_(sort: str, coder: str | None, as_json: bool, project_folder: Path | None) -> None:
    """List the interviews."""
    from qda.services.overview import Order, in_order, overview_of

    with opened(project_folder, coder) as project:
        found = overview_of(project)
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
    from qda.services.import_words import role_word
    from qda.services.reading import lines_of

    with opened(project_folder) as project:
        row = project.interview(interview)
        lines = lines_of(project, row, segment)
    if as_json:
        output.data_json([line.as_values() for line in lines])
        return
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
@json_option
@project_option
def search(
    words: tuple[str, ...],
    interview: str | None,
    limit: int,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Find words."""
    from qda.services.searching import find

    with opened(project_folder) as project:
        hits = find(project, " ".join(words), interview, limit)
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
