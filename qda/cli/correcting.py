"""`qda replace`, `qda review`: corrected texts, and what a person decides about them."""

from __future__ import annotations

import re
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
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.domain.text import Span
    from qda.services.carrying import Item
    from qda.services.project import Project
    from qda.services.replacing import Plan
    from qda.services.reviewing import Review

LOW_SHARE = 0.5
"""Below this the corrected file may be the wrong one."""


@click.command(
    help=_(
        "Put a corrected FILE in the place of the text of INTERVIEW. Codings, memos and"
        " restrictions move with their words; what was changed or is gone is listed by"
        " `qda review`. The earlier text stays, and `qda undo` takes all of it back."
    ),
    epilog=example(
        'qda replace "Bilag 6" "corrected.docx" --dry-run',
        'qda replace "Bilag 6" "corrected.docx" --reason "names spelt right"',
    ),
)
@click.argument("interview")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why, for the record."))
@dry_run_option
@coder_option
@json_option
@project_option
def replace(
    interview: str,
    file: Path,
    reason: str,
    dry_run: bool,
    coder: str | None,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """Replace a text by its corrected version."""
    from qda.services import replacing

    with opened(project_folder, coder) as project:
        row = project.interview(interview)
        if dry_run:
            plan = replacing.plan(project, row, file)
        else:
            plan = replacing.replace(project, row, file, reason)
    if as_json:
        output.data_json(_plan_values(plan))
    else:
        _describe(plan)
    _conclude(plan, dry_run)


def _plan_values(plan: Plan) -> dict[str, object]:
    from qda.domain.carrying import Fate

    return {
        "appendix": plan.appendix,
        "file": plan.file,
        "version": plan.version,
        "unchanged": round(plan.unchanged, 4),
        "exact": plan.count(Fate.EXACT),
        "changed": plan.count(Fate.CHANGED),
        "gone": plan.count(Fate.GONE),
        "unknown_speakers": list(plan.unknown_labels),
        "missing_speakers": list(plan.missing_labels),
        "review": [
            {
                "subject": item.subject,
                "uid": item.row["uid"],
                "theme": item.theme,
                "kind": str(item.fate),
                "typography": item.typography,
                "doubled": item.doubled,
                "old": [item.carried.old.start, item.carried.old.stop],
                "old_text": item.old_text,
                "new": [item.new.start, item.new.stop] if item.new else None,
                "new_text": item.new_text,
                "place": item.carried.place,
            }
            for item in plan.to_review
        ],
    }


def _describe(plan: Plan) -> None:
    for item in plan.to_review:
        output.data(f"{_fate_word(item)} · {_subject_word(item.subject)} {item.theme}")
        _both_texts(item.old_text, item.new_text)
    for label in plan.unknown_labels:
        roles = {s.label: str(s.role) for s in plan.speech.reading.speakers}
        output.talk(
            _('The speaker "{label}" is new, and taken for: {role}.').format(
                label=label, role=_role_word(roles[label])
            )
        )
    for label in plan.missing_labels:
        output.talk(_('The speaker "{label}" is no longer there.').format(label=label))
    if plan.unchanged < LOW_SHARE:
        output.talk(
            _("Only {percent} % of the earlier text stands in it. Is it the right file?").format(
                percent=round(100 * plan.unchanged)
            )
        )


def _role_word(role: str) -> str:
    from qda.cli.material import role_word

    return role_word(role)


def _fate_word(item: Item) -> str:
    if item.doubled:
        return _("marked so already")
    return _kind_word(str(item.fate), item.typography)


def _kind_word(kind: str, typography: bool) -> str:
    if kind == "gone":
        return _("gone")
    return _("changed, typography only") if typography else _("changed")


def _subject_word(subject: str) -> str:
    if subject == "memo":
        return _("memo")
    return _("coding") if subject == "coding" else _("restricted passage")


def _both_texts(old: str, new: str) -> None:
    output.data(f"  − {_shown(old)}")
    if new:
        output.data(f"  + {_shown(new)}")


def _shown(text: str) -> str:
    return " ".join(text.split())


def _conclude(plan: Plan, dry_run: bool) -> None:
    from qda.domain.carrying import Fate

    exact = plan.count(Fate.EXACT)
    sentence = (
        ngettext(
            "{appendix} would become version {version}: {count} coding, memo or restriction moves"
            " with its words, {changed} changed, {gone} gone.",
            "{appendix} would become version {version}: {count} codings, memos and restrictions"
            " move with their words, {changed} changed, {gone} gone.",
            exact,
        )
        if dry_run
        else ngettext(
            "{appendix} is version {version} now: {count} coding, memo or restriction moved with"
            " its words, {changed} changed, {gone} gone.",
            "{appendix} is version {version} now: {count} codings, memos and restrictions moved"
            " with their words, {changed} changed, {gone} gone.",
            exact,
        )
    )
    output.talk(
        sentence.format(
            appendix=plan.appendix,
            version=plan.version,
            count=exact,
            changed=plan.count(Fate.CHANGED),
            gone=plan.count(Fate.GONE),
        )
    )
    if plan.to_review and not dry_run:
        output.talk(_("Look at the changes with `qda review`; `qda undo` takes all of it back."))


@click.command(
    help=_(
        "List what waits for a decision after a correction, in INTERVIEW or in all, with both"
        " texts. With an ID and one of the options below: decide."
    ),
    epilog=example(
        "qda review",
        'qda review "Bilag 6" --json',
        "qda review 3f2a91c4 --accept",
        'qda review 3f2a91c4 --quote "løfter to bryn"',
    ),
)
@click.argument("what", required=False, metavar="[INTERVIEW | ID]")
@click.option("--accept", is_flag=True, help=_("The new words are right."))
@click.option("--quote", metavar=_("WORDS"), help=_("These words of the new text instead."))
@click.option("--span", metavar="START:STOP", help=_("These characters of the new text instead."))
@click.option("--drop", is_flag=True, help=_("Remove the coding or memo."))
@coder_option
@json_option
@project_option
def review(
    what: str | None,
    accept: bool,
    quote: str | None,
    span: str | None,
    drop: bool,
    coder: str | None,
    as_json: bool,
    project_folder: Path | None,
) -> None:
    """List reviews, or decide one."""
    from qda.services import reviewing

    decisions = [accept, quote is not None, span is not None, drop]
    if sum(decisions) > 1:
        raise click.UsageError(_("Give one of --accept, --quote, --span and --drop."))
    if any(decisions) and not what:
        raise click.UsageError(_("Say which one: `qda review ID --accept`."))
    with opened(project_folder, coder) as project:
        if any(decisions):
            one = reviewing.by_uid(project, what or "")
            if accept:
                reviewing.accept(project, one)
            elif drop:
                reviewing.drop(project, one)
            else:
                reviewing.move(project, one, _wanted(project, one, quote, span))
            left = len(reviewing.open_reviews(project))
            output.talk(
                ngettext("Decided; {count} is left.", "Decided; {count} are left.", left).format(
                    count=left
                )
            )
            return
        row = project.interview(what) if what else None
        found = reviewing.open_reviews(project, row)
    if as_json:
        output.data_json([one.as_values() for one in found])
        return
    for one in found:
        _show(one)
    output.talk(
        ngettext(
            "{count} coding, memo or restriction waits for a decision.",
            "{count} codings, memos and restrictions wait for a decision.",
            len(found),
        ).format(count=len(found))
    )


def _wanted(project: Project, one: Review, quote: str | None, span: str | None) -> Span:
    from qda.domain.text import Span
    from qda.services import coding

    if quote is not None:
        return coding.span_of_quote(project, project.interview(one.appendix), quote)
    match = re.fullmatch(r"(\d{1,9}):(\d{1,9})", span or "")
    if match is None or int(match[1]) >= int(match[2]):
        raise click.UsageError(_("A span is START:STOP, counted in characters from 0."))
    return Span(int(match[1]), int(match[2]))


def _show(one: Review) -> None:
    by = f" · {one.coder}" if one.coder else ""
    output.data(
        f"{one.uid[:8]}  {one.appendix} · {_('segment')} {one.segment or '–'} ·"
        f" {_subject_word(one.subject)} {one.theme}{by} · {_kind_word(one.kind, one.typography)}"
    )
    _both_texts(one.old_text, one.new_text)
    if one.kind == "gone":
        output.data("  " + _("it was here: …{words}…").format(words=_shown(one.around)))
    if one.elsewhere is not None:
        output.data("  " + _("its words stand elsewhere; --accept takes them there"))
    if one.withholds:
        output.data("  " + _("nothing of this interview leaves until this is decided"))
