"""`qda pages`: what is known of pages and lines; measured, from a PDF, or typed in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.errors import ExitCode, Refused
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.formats.office import Office
    from qda.services.paging import Paging
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@click.command(
    help=_(
        "Say on which words the pages of INTERVIEW begin, and how that is known; without"
        " INTERVIEW, how the pages of each are known. With an option, settle them: measured,"
        " from a PDF, or typed in. `qda undo` takes it back."
    ),
    epilog=example(
        "qda pages",
        'qda pages "Bilag 6"',
        'qda pages "Bilag 6" --set "2=#20" --set "3=#41" --last',
    ),
)
@click.argument("interview", required=False)
@click.option(
    "--measure",
    is_flag=True,
    help=_("Lay the file out with LibreOffice; without INTERVIEW, all whose pages are unknown."),
)
@click.option("--again", is_flag=True, help=_("Measure though the pages are known."))
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    help=_("The file that was imported, where it is not among the transcripts."),
)
@click.option(
    "--pdf",
    type=click.Path(path_type=Path),
    help=_("Take the pages from the appendix as a PDF."),
)
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar='N="…"',
    help=_(
        'Page N begins with these words, or with a segment: 5="#41". Give it several times;'
        ' ?="#60" says that the page is unknown from there on.'
    ),
)
@click.option(
    "--table",
    type=click.Path(path_type=Path),
    help=_("The same from a csv or xlsx file with the columns page and words (side, ord)."),
)
@click.option(
    "--from",
    "first",
    type=click.IntRange(min=0, max=1_000_000),
    metavar="N",
    help=_("The number of the page on which the text begins."),
)
@click.option("--last", is_flag=True, help=_("No page follows the last one that is given."))
@click.option("--forget", is_flag=True, help=_("Make the pages unknown again."))
@coder_option
@json_option
@project_option
def pages(
    interview: str | None,
    measure: bool,
    again: bool,
    file: Path | None,
    pdf: Path | None,
    given: tuple[str, ...],
    table: Path | None,
    first: int | None,
    last: bool,
    forget: bool,
    coder: str | None,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Show or settle pages."""
    from qda.services import paging, typing_pages

    typed = bool(given or table or (first is not None and not pdf))
    if sum((measure, bool(pdf), typed, forget)) > 1:
        raise click.UsageError(_("Choose one of --measure, --pdf, --set or --table, and --forget."))
    with opened(project_folder, coder) as project:
        if interview is None:
            if measure and file is None:
                _measure_all(project)
            elif measure or pdf or typed or forget:
                raise click.UsageError(_("Say which interview is meant."))
            _show_all(project, as_json)
            return
        row = project.interview(interview)
        if measure:
            shown = paging.measure(project, row, office_or_refusal(), file, again=again)
        elif pdf:
            shown = paging.from_pdf(project, row, pdf, 1 if first is None else first)
        elif typed:
            typed_in = [*_from_table(table), *_from_options(given)]
            shown = typing_pages.type_in(
                project,
                row,
                {number: words for number, words in typed_in if number is not None},
                unknown=[words for number, words in typed_in if number is None],
                first=first,
                last=last,
            )
        elif forget:
            shown = paging.forget(project, row)
        else:
            shown = paging.paging_of(project, row)
    _show(shown, as_json)


def office_or_refusal() -> Office:
    """The installed LibreOffice.

    Raises:
        Refused: There is none.
    """
    from qda.formats import office

    found = office.installed()
    if found is None:
        raise Refused(
            _("LibreOffice is not installed, so pages cannot be measured."),
            _("Save the file as PDF and use `qda pages --pdf`, or type the pages in with `--set`."),
        )
    return found


def measure_each(
    project: Project, rows: Iterable[InterviewRow], files: dict[str, Path] | None = None
) -> dict[str, Paging]:
    """Measure interviews one after the other; each that fails is named, and the others go on."""
    from qda.errors import QdaError
    from qda.services import paging
    from qda.services.import_words import measured_sentence

    program = office_or_refusal()
    rows = list(rows)
    measured: dict[str, Paging] = {}
    failed: list[QdaError] = []
    with output.progress(_("Measuring pages"), len(rows)) as done:
        for count, row in enumerate(rows, 1):
            try:
                file = (files or {}).get(row.appendix)
                measured[row.appendix] = paging.measure(project, row, program, file)
            except QdaError as error:
                failed.append(error)
            done(count)
    for each in failed:
        output.talk(f"✗ {each.message} {each.hint}".rstrip())
    output.talk(measured_sentence(len(measured), program.name))
    return measured


def _measure_all(project: Project) -> None:
    from qda.services import paging

    rows = paging.measurable(project)
    if rows:
        measured = measure_each(project, rows)
        if len(measured) < len(rows):
            raise click.exceptions.Exit(int(ExitCode.REFUSED))
    else:
        output.talk(_("There is no interview whose pages could be measured."))


def _from_options(given: Iterable[str]) -> list[tuple[int | None, str]]:
    return [
        (_page_number(number), words)
        for number, _sign, words in (one.partition("=") for one in given)
    ]


def _from_table(table: Path | None) -> list[tuple[int | None, str]]:
    if table is None:
        return []
    from qda.formats.tables import read_table

    names = {"side": "page", "ord": "words", "første ord": "words", "first words": "words"}
    rows = read_table(table, ("page", "words"), names).rows
    return [(_page_number(row["page"]), row["words"]) for _number, row in rows]


def _page_number(text: str) -> int | None:
    """The number of a page; None for `?`."""
    plain = text.strip()
    if plain == "?":
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 6):
        raise click.UsageError(
            _('"{text}" is no page number. Write the page as in 5="first words".').format(
                text=plain[:20]
            )
        )
    return int(plain)


def _show_all(project: Project, as_json: bool) -> None:
    from qda.services.import_words import line_source_words, page_source_words
    from qda.services.paging import paging_of

    found = [(row, paging_of(project, row)) for row in project.interviews()]
    if as_json:
        output.data_json([_values(shown) for _row, shown in found])
        return
    output.table(
        [_("Appendix"), (_("Pages"), "right"), _("Pages known"), _("Lines known")],
        [
            (
                row.appendix,
                sum(page.number is not None for page in shown.pages) or "–",
                page_source_words(shown.known_from),
                line_source_words(str(row.line_source)),
            )
            for row, shown in found
        ],
    )


def _values(shown: Paging) -> dict[str, object]:
    return {
        "appendix": shown.appendix,
        "page_source": shown.known_from,
        "line_source": str(shown.line_source),
        "pages": [
            {"page": page.number, "start": page.start, "segment": page.segment}
            for page in shown.pages
        ],
    }


def _show(shown: Paging, as_json: bool) -> None:
    from qda.services.import_words import line_source_words, page_source_words

    if as_json:
        output.data_json(_values(shown))
        return
    if shown.pages:
        output.table(
            [(_("Page"), "right"), (_("Segment"), "right"), _("First words")],
            [
                (
                    "?" if page.number is None else page.number,
                    page.segment if page.segment is not None else "–",
                    page.words,
                )
                for page in shown.pages
            ],
        )
    output.talk(
        _("{appendix}: pages {pages}; lines {lines}").format(
            appendix=shown.appendix,
            pages=page_source_words(shown.known_from),
            lines=line_source_words(str(shown.line_source)),
        )
    )
