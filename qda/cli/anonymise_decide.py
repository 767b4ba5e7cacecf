"""`qda anonymise decide`: one decision about a form, or about one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import coder_option, example, opened, project_option
from qda.domain.register import EntityKind, KeepReason, Verdict
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.register import Entity
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@click.command(
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
    from qda.services import naming, verdicts

    chosen = Verdict.KEEP if keep_reason else Verdict(verdict) if verdict else None
    if chosen is None and (entry or shown or draw or category):
        chosen = Verdict.REPLACE
    if chosen is None:
        raise click.UsageError(_("Say what: `--replace`, `--keep`, `--not-a-name` or `--ask`."))
    with opened(project_folder, coder) as project:
        meant = naming.entity_by_id(project, entry) if entry else None
        place = _place(project, form)
        if place is not None:
            if chosen is Verdict.REPLACE and meant is None:
                meant = _enter(project, place[2], shown, draw, category, kind, names, ask=True)
            verdicts.decide_place(project, *place[:2], chosen, meant, keep_reason or "")
        elif chosen is Verdict.REPLACE and meant is not None:
            naming.add_alias(project, meant, form)
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
    from qda.services import entering

    texts = dict.fromkeys(LEVELS, shown) if shown else {}
    return entering.enter_form(
        project,
        (form, *names),
        EntityKind(kind) if kind else entering.kind_meant(project, form),
        category=category or "",
        replacements=entering.drawn(project, form) if draw else texts,
        ask=ask,
    )


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
