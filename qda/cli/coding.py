"""`qda coding`: coding without the screen."""

from __future__ import annotations

from pathlib import Path

import click

from qda.cli import output
from qda.cli.coding_import_output import import_values, say_import
from qda.cli.options import (
    coder_option,
    dry_run_option,
    example,
    json_option,
    opened,
    project_option,
)
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext


@click.group(help=_("Add, remove, list and import codings without the screen."))
def coding() -> None:
    """Codings."""


@coding.command(
    help=_("Code a segment, or the words of a quote, of INTERVIEW."),
    epilog=example(
        'qda coding add "Bilag 6" --segment 41 --theme forstaaelse',
        'qda coding add "Bilag 6" --quote "en blandet by" --theme 1 --coder sofie',
    ),
)
@click.argument("interview")
@click.option("--theme", "-t", required=True, help=_("Key, title or hotkey of the theme."))
@click.option("--segment", "-s", type=int, help=_("Number of the segment; see `qda show`."))
@click.option("--quote", "-q", help=_("Words of the transcript, where a segment does not fit."))
@coder_option
@project_option
def add(
    interview: str,
    theme: str,
    segment: int | None,
    quote: str | None,
    coder: str | None,
    project_folder: Path | None,
) -> None:
    """Add a coding."""
    from qda.services import coding as service

    if (segment is None) == (quote is None):
        raise click.UsageError(_("Give either --segment or --quote."))
    with opened(project_folder, coder) as project:
        row = project.interview(interview)
        key = project.codebook.resolve(theme).key
        if segment is not None:
            found = service.segment_by_number(project, row, segment)
            span = service.span_of_segment(project, row, found)
        else:
            span = service.span_of_quote(project, row, quote or "")
        made = service.add(project, row, span, key)
    output.talk(
        _("{appendix}: {characters} characters coded as {theme} ({id}).").format(
            appendix=row.appendix, characters=len(span), theme=key, id=made.uid[:8]
        )
    )


@coding.command(
    help=_("Remove the codings with these IDs; `qda undo` brings them back."),
    epilog=example("qda coding remove 3f2a91c4"),
)
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@coder_option
@project_option
def remove(ids: tuple[str, ...], coder: str | None, project_folder: Path | None) -> None:
    """Remove codings."""
    from qda.services import coding as service

    with opened(project_folder, coder) as project:
        found = [service.by_uid(project, beginning) for beginning in ids]
        count = service.remove_all(project, found)
    output.talk(
        ngettext("{count} coding removed.", "{count} codings removed.", count).format(count=count)
    )


@coding.command(
    "print",
    help=_(
        "Set how the words of a coding are printed: cut to [...], with [words] put in, without"
        " fillers. Without TEXT its words, printed form and differences are shown."
    ),
    epilog=example(
        "qda coding print 3f2a91c4",
        'qda coding print 3f2a91c4 "De unge [...] hilser på mig."',
        "qda coding print 3f2a91c4 --as-said",
    ),
)
@click.argument("id_", metavar="ID")
@click.argument("text", required=False)
@click.option("--as-said", is_flag=True, help=_("Print the words as they were said again."))
@json_option
@coder_option
@project_option
def print_(
    id_: str,
    text: str | None,
    as_said: bool,
    as_json: bool,
    coder: str | None,
    project_folder: Path | None,
) -> None:
    """Set or show a printed form."""
    from qda.services import coding as service
    from qda.services import printed_forms
    from qda.services.printed_words import edit_word, outdated_sentence

    if as_said and text:
        raise click.UsageError(_("Give either a text or --as-said."))
    with opened(project_folder, coder) as project:
        found = service.by_uid(project, id_)
        if as_said or text is not None:
            wanted = "" if as_said else text or ""
            outdated = printed_forms.outdated_by(project, found, wanted)
            printed_forms.set_form(project, found, wanted)
            if outdated:
                output.talk(outdated_sentence(outdated))
        form = printed_forms.form_of(project, found)
    if as_json:
        output.data_json(form.as_values())
        return
    output.data(" ".join(form.said.split()))
    if form.printed:
        output.data(" ".join(form.printed.split()))
        for one in form.differences:
            output.data(f"  {edit_word(one.edit)}: {one.original or '–'} → {one.printed or '–'}")


@coding.command(
    help=_("Give the coding with this ID other words or another theme; it keeps all else."),
    epilog=example(
        'qda coding change 3f2a91c4 --words "For mig er det"',
        "qda coding change 3f2a91c4 --theme effekter",
    ),
)
@click.argument("coding_id", metavar="ID")
@click.option("--theme", "-t", help=_("Key, title or hotkey of the new theme."))
@click.option("--words", "-w", help=_("The words of the transcript that it is to have."))
@coder_option
@project_option
def change(
    coding_id: str,
    theme: str | None,
    words: str | None,
    coder: str | None,
    project_folder: Path | None,
) -> None:
    """Change a coding."""
    from qda.services import coding as service
    from qda.services import history, recoding

    if theme is None and words is None:
        raise click.UsageError(_("Say what to change: --theme, --words or both."))
    with opened(project_folder, coder) as project:
        old = service.by_uid(project, coding_id)
        span = None if words is None else recoding.words_near(project, old, words)
        key = None if theme is None else project.codebook.resolve(theme).key
        recoding.change(project, old, span=span, theme=key)
        (done,) = history.entries(project, 1)
    output.talk(history.in_words(done))


@coding.command(
    "list",
    help=_("List the codings of INTERVIEW, or all."),
    epilog=example('qda coding list "Bilag 6"', "qda coding list --theme effekter --json"),
)
@click.argument("interview", required=False)
@click.option("--theme", "-t", help=_("Only this theme."))
@click.option("--coder", metavar=_("NAME"), help=_("Only codings by this coder."))
@json_option
@project_option
def list_(
    interview: str | None,
    theme: str | None,
    coder: str | None,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """List codings."""
    from qda.services import listing

    with opened(project_folder) as project:
        row = project.interview(interview) if interview else None
        key = project.codebook.resolve(theme).key if theme else None
        found = listing.codings_of(project, row, theme=key, coder=coder)
    if as_json:
        output.data_json([one.as_values() for one in found])
        return
    output.table(
        [_("ID"), _("Reference"), (_("Segment"), "right"), _("Theme"), _("Coder"), _("Quote")],
        [
            (
                one.uid[:8],
                one.reference,
                one.segment,
                one.theme,
                one.coder,
                (_("[off the record] ") if one.restricted else "") + " ".join(one.quote.split()),
            )
            for one in found
        ],
    )
    output.talk(ngettext("{count} coding", "{count} codings", len(found)).format(count=len(found)))


@coding.command(
    "import",
    help=_(
        "Import codings of texts and themes that the project holds: from a csv or xlsx table with"
        " the columns appendix, quote, theme, coder, or from a project of another program (see"
        " `qda import-project`)."
    ),
    epilog=example(
        "qda coding import transcripts/codings.csv --dry-run",
        "qda coding import exports/project.qdpx --dry-run",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@coder_option
@dry_run_option
@json_option
@project_option
def import_(
    file: Path, coder: str | None, dry_run: bool, as_json: bool, project_folder: Path | None
) -> None:
    """Import codings."""
    from qda.services.coding_import import import_codings
    from qda.services.foreign import is_table

    with opened(project_folder, coder) as project:
        if not is_table(file):
            from qda.cli.exchange import run_import

            run_import(
                project, file, positions=None, everything=False, dry_run=dry_run, as_json=as_json
            )
            return
        report = import_codings(project, file, dry_run=dry_run)
    if as_json:
        output.data_json(import_values(report))
    say_import(report, dry_run=dry_run, lines=not as_json)
    if report.bad:
        raise click.exceptions.Exit(int(ExitCode.REFUSED))
