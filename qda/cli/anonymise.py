"""`qda anonymise`: what identifies people, the register of names, preview, read-through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.anonymise_decide import decide
from qda.cli.anonymise_register import entry, preview, read, register
from qda.cli.options import example, json_option, opened, project_option
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.identifier_words import (
    document_warnings,
    kind_word,
    state_word,
    why_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qda.services.read_throughs import Reading
    from qda.services.waiting import Form, Queue


@click.group(
    help=_(
        "Find what identifies people, and decide what stands instead. The texts themselves never"
        " change; the result is pseudonymised."
    )
)
def anonymise() -> None:
    """Pseudonymise."""


@anonymise.command(
    help=_(
        "Search all interviews, or INTERVIEW, and say what was found and how far the rules can be"
        " trusted. Nothing is stored."
    ),
    epilog=example("qda anonymise find", 'qda anonymise find "Bilag 6" --json'),
)
@click.argument("interview", required=False)
@click.option(
    "--model/--no-model",
    default=None,
    help=_("Let a trained Danish model add candidates; otherwise one is used where installed."),
)
@json_option
@project_option
def find(
    interview: str | None, model: bool | None, as_json: bool, project_folder: Path | None
) -> None:
    """Say what was found."""
    from qda.services import identifying, read_throughs

    with opened(project_folder) as project:
        row = project.interview(interview) if interview else None
        found = identifying.queue(project, row, model=model)
        read = {one.appendix: one for one in read_throughs.readings(project)}
    waiting: dict[str, int] = {}
    for form in found.forms:
        for place in form.places:
            waiting[place.appendix] = waiting.get(place.appendix, 0) + 1
    if as_json:
        output.data_json(_found_values(found, waiting, read))
        return
    output.table(
        [
            _("Appendix"),
            (_("Words"), "right"),
            (_("Found"), "right"),
            (_("To decide"), "right"),
            _("Read to the end"),
        ],
        [
            (
                one.appendix,
                one.words,
                one.found,
                waiting.get(one.appendix, 0),
                state_word(read[one.appendix].state),
            )
            for one in found.documents
        ],
    )
    _warn(found)
    _say_waiting(found)


def _found_values(
    found: Queue, waiting: Mapping[str, int], read: Mapping[str, Reading]
) -> dict[str, object]:
    return {
        "documents": [
            {
                "appendix": one.appendix,
                "words": one.words,
                "found": one.found,
                "waiting": waiting.get(one.appendix, 0),
                "lower_case": one.casing.lower_case,
                "danish": one.casing.danish,
                "cues": dict(one.cues),
                "read": read[one.appendix].state,
            }
            for one in found.documents
        ],
        "forms": len(found.forms),
        "blockers": len(found.blockers),
        "model": found.model,
    }


def _warn(found: Queue) -> None:
    for one in found.documents:
        for warning in document_warnings(one):
            output.talk(warning)


def _say_waiting(found: Queue) -> None:
    count = len(found.forms)
    if not count:
        output.talk(
            _("Nothing waits for a decision. That is not yet a clean text: read it to its end.")
        )
        return
    output.talk(
        ngettext(
            "{count} form waits for a decision, {blockers} of them blocking: `qda anonymise list`.",
            "{count} forms wait for a decision, {blockers} of them blocking: `qda anonymise list`.",
            count,
        ).format(count=count, blockers=len(found.blockers))
    )


@anonymise.command(
    "list",
    help=_("List the forms that wait for a decision, blockers first; with FORM its places."),
    epilog=example(
        "qda anonymise list", 'qda anonymise list "Mikkel"', "qda anonymise list --limit 10 --json"
    ),
)
@click.argument("form", required=False)
@click.option("--interview", "-i", help=_("Only in this interview."))
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=40,
    show_default=True,
    help=_("At most so many forms, or places of a form."),
)
@json_option
@project_option
def list_(
    form: str | None,
    interview: str | None,
    limit: int,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """List what waits."""
    from qda.services import identifying

    with opened(project_folder) as project:
        row = project.interview(interview) if interview else None
        found = identifying.queue(project, row)
    if form:
        _show_form(found.form(form), limit, as_json)
        return
    forms = found.forms[:limit]
    if as_json:
        output.data_json([one.as_values() for one in forms])
        return
    if forms:
        output.table(
            ["", _("Form"), _("Kind"), (_("Places"), "right"), _("Entry"), _("Why")],
            [_row(one) for one in forms],
        )
    if len(found.forms) > limit:
        output.talk(_("There are more; `--limit` shows them."))
    _warn(found)
    _say_waiting(found)


def _row(form: Form) -> tuple[object, ...]:
    mark = "!" if form.blocks else "?" if form.asked else ""
    return (
        mark,
        form.form,
        kind_word(str(form.kind)),
        len(form.places),
        " ".join(form.options),
        why_words(form.why),
    )


def _show_form(form: Form, limit: int, as_json: bool) -> None:
    if as_json:
        output.data_json(form.as_values())
        return
    for place in form.places[:limit]:
        words = " ".join(f"{place.before}»{place.match}«{place.after}".split())
        output.data(f"{place.id}: …{words}…")
    output.talk(
        ngettext("{count} place", "{count} places", len(form.places)).format(count=len(form.places))
    )


for _command in (decide, register, entry, preview, read):
    anonymise.add_command(_command)
