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
    from qda.services.project import Project
    from qda.services.replacing import Plan
    from qda.services.reviewing import Review


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
        "page_source": plan.speech.pages.known_from,
        "pages_carried": plan.carries_pages,
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
    from qda.services.correcting_words import fate_word, remarks, subject_word

    for item in plan.to_review:
        output.data(f"{fate_word(item)} · {subject_word(item.subject)} {item.theme}")
        _both_texts(item.old_text, item.new_text)
    for remark in remarks(plan):
        output.talk(remark)


def _both_texts(old: str, new: str) -> None:
    output.data(f"  − {_shown(old)}")
    if new:
        output.data(f"  + {_shown(new)}")


def _shown(text: str) -> str:
    return " ".join(text.split())


def _say_pages(plan: Plan) -> None:
    """What becomes of pages that the file does not tell."""
    if plan.carries_pages:
        known, before = len(plan.speech.pages.known), len(plan.pages_before.known)
        output.talk(
            _(
                "Pages: {known} of {before} begin with words that are unchanged, and stay. Are they"
                " still right? `qda pages` shows and changes them."
            ).format(known=known, before=before)
        )
    elif plan.measures_again:
        output.talk(
            _("Its pages were measured on the earlier file: `qda pages --measure` does it anew.")
        )


def _conclude(plan: Plan, dry_run: bool) -> None:
    from qda.services.correcting_words import outcome

    output.talk(outcome(plan, dry_run=dry_run))
    _say_pages(plan)
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
    from qda.services.correcting_words import kind_word, subject_word

    by = f" · {one.coder}" if one.coder else ""
    output.data(
        f"{one.uid[:8]}  {one.appendix} · {_('segment')} {one.segment or '–'} ·"
        f" {subject_word(one.subject)} {one.theme}{by} · {kind_word(one.kind, one.typography)}"
    )
    _both_texts(one.old_text, one.new_text)
    if one.kind == "gone":
        output.data("  " + _("it was here: …{words}…").format(words=_shown(one.around)))
    if one.elsewhere is not None:
        output.data("  " + _("its words stand elsewhere; --accept takes them there"))
    if one.withholds:
        output.data("  " + _("nothing of this interview leaves until this is decided"))
