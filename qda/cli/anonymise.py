"""`qda anonymise`: what identifies people, the register of names, preview, read-through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.anonymise_register import entry, preview, read, register
from qda.cli.anonymise_words import (
    kind_word,
    state_word,
    why_words,
)
from qda.cli.options import coder_option, example, json_option, opened, project_option
from qda.domain.register import EntityKind, KeepReason, Verdict
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.register import Entity
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.services.waiting import Form, Queue
    from qda.storage.interviews import InterviewRow


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
        output.data_json(
            {
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
        )
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


def _warn(found: Queue) -> None:
    for one in found.documents:
        if one.casing.lower_case:
            output.talk(
                _(
                    "{appendix} is written without capitals: the rules miss many of the names"
                    " there. Read it to its end before anything of it leaves."
                ).format(appendix=one.appendix)
            )
        if not one.casing.danish:
            output.talk(
                _(
                    "{appendix} does not look Danish: how much the rules find there is not known."
                    " Read it to its end before anything of it leaves."
                ).format(appendix=one.appendix)
            )
        if one.cues.get("off the record"):
            output.talk(
                _(
                    "{appendix} has words with which speakers go off the record: {count}."
                    " Look whether a passage must be restricted."
                ).format(appendix=one.appendix, count=one.cues["off the record"])
            )


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


@anonymise.command(
    help=_(
        "Decide about a FORM everywhere, or about one place such as `Bilag 6@1432`. Replacing"
        " enters it in the register; `--entry` says that it is another name of an entry there."
    ),
    epilog=example(
        'qda anonymise decide "Mikkel" --replace --draw',
        'qda anonymise decide "Fjordkøbing" --replace --kind place --category by',
        'qda anonymise decide "Holland" --keep "not identifying"',
        'qda anonymise decide "Vaskeriet" --not-a-name',
        'qda anonymise decide "Bent" --ask',
    ),
)
@click.argument("form")
@click.option("--replace", "verdict", flag_value="replace", help=_("Something stands instead."))
@click.option(
    "--keep",
    "keep_reason",
    type=click.Choice([str(reason) for reason in KeepReason]),
    help=_("It may stand, for this reason."),
)
@click.option("--not-a-name", "verdict", flag_value="not a name", help=_("It names nobody."))
@click.option(
    "--ask", "verdict", flag_value="ask", help=_("It means several things: decide each place.")
)
@click.option("--as", "shown", metavar=_("TEXT"), help=_("What stands instead, for all."))
@click.option("--draw", is_flag=True, help=_("Let qda draw a name that nobody here has."))
@click.option("--category", metavar=_("WORD"), help=_("What it is; stands in brackets."))
@click.option(
    "--kind", type=click.Choice([str(kind) for kind in EntityKind]), help=_("What is named.")
)
@click.option("--entry", metavar="E1", help=_("The entry of the register that is meant."))
@click.option("--name", "names", multiple=True, metavar=_("NAME"), help=_("Another name of it."))
@coder_option
@project_option
def decide(
    form: str,
    verdict: str | None,
    keep_reason: str | None,
    shown: str | None,
    draw: bool,
    category: str | None,
    kind: str | None,
    entry: str | None,
    names: tuple[str, ...],
    coder: str | None,
    project_folder: Path | None,
) -> None:
    """Decide."""
    from qda.services import registering, verdicts

    chosen = Verdict.KEEP if keep_reason else Verdict(verdict) if verdict else None
    if chosen is None and (entry or shown or draw or category):
        chosen = Verdict.REPLACE
    if chosen is None:
        raise click.UsageError(_("Say what: `--replace`, `--keep`, `--not-a-name` or `--ask`."))
    with opened(project_folder, coder) as project:
        meant = registering.entity_by_id(project, entry) if entry else None
        place = _place(project, form)
        if place is not None:
            if chosen is Verdict.REPLACE and meant is None:
                meant = _enter(project, place[2], shown, draw, category, kind, names, ask=True)
            verdicts.decide_place(project, *place[:2], chosen, meant, keep_reason or "")
        elif chosen is Verdict.REPLACE and meant is not None:
            registering.add_alias(project, meant, form)
        elif chosen is Verdict.REPLACE:
            meant = _enter(project, form, shown, draw, category, kind, names)
        else:
            verdicts.decide_form(project, form, chosen, keep_reason or "")
    output.talk(
        _("Entered as {id}.").format(id=meant.short_id) if meant else _("The decision is stored.")
    )


def _enter(
    project: Project,
    form: str,
    shown: str | None,
    draw: bool,
    category: str | None,
    kind: str | None,
    names: tuple[str, ...],
    *,
    ask: bool = False,
) -> Entity:
    from qda.domain.register import LEVELS
    from qda.services import pseudonyms, registering

    text = pseudonyms.draw(project, form) if draw else shown
    return registering.enter(
        project,
        registering.Draft(
            names=(form, *names),
            kind=EntityKind(kind) if kind else _kind_of(project, form),
            category=category or "",
            replacements=dict.fromkeys(LEVELS, text) if text else {},
            ask=ask,
        ),
    )


def _kind_of(project: Project, form: str) -> EntityKind:
    """What the rules take a form for."""
    from qda.domain.identifiers import BLOCKERS, Kind
    from qda.errors import NotFound
    from qda.services import identifying

    try:
        kind = identifying.queue(project).form(form).kind
    except NotFound:
        return EntityKind.PERSON
    if kind in (Kind.PLACE, Kind.STREET, Kind.POSTCODE):
        return EntityKind.PLACE
    if kind is Kind.ORGANISATION:
        return EntityKind.ORGANISATION
    if kind in BLOCKERS or kind in (Kind.DATE, Kind.AGE, Kind.URL, Kind.ROLE):
        return EntityKind.OTHER
    return EntityKind.PERSON


def _place(project: Project, form: str) -> tuple[InterviewRow, Span, str] | None:
    """The place that is meant by `Bilag 6@1432`; None where it is a form."""
    from qda.errors import NotFound
    from qda.services import identifying

    name, sign, offset = form.rpartition("@")
    if not sign or not offset.isdigit():
        return None
    try:
        row = project.interview(name)
    except NotFound:
        return None
    for one in identifying.queue(project, row).forms:
        for place in one.places:
            if place.span.start == int(offset):
                return row, place.span, place.match
    raise NotFound(
        _("Nothing waits for a decision at {place}.").format(place=form),
        _("`qda anonymise list FORM` shows the places of a form."),
    )


for _command in (register, entry, preview, read):
    anonymise.add_command(_command)
