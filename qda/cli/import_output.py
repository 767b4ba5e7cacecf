"""What `qda import` says of the files that it read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.domain.speakers import Layout
from qda.errors import ExitCode
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from collections import Counter

    from qda.services.importing import FileReport


_MOST_NAMED = 12
"""Interviews whose speakers are unsure that are named one by one."""


def say_passed_over(endings: Counter[str], folders: int) -> None:
    """Tell of what a folder holds beside transcripts."""
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


def values(report: FileReport) -> dict[str, object]:
    """What is known of a file, for `--json`."""
    found: dict[str, object] = {
        "file": report.path.name,
        "appendix": report.appendix,
        "outcome": str(report.outcome),
        "error": report.error.message if report.error else None,
    }
    seen = report.seen
    if seen is not None:
        found |= {
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
    return found


def describe(report: FileReport, *, preview: bool, skipped: bool) -> None:
    """Tell of one file.

    Args:
        report: What was read.
        preview: Show the speakers even where they are sure.
        skipped: List what was left out.
    """
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


def say_doubtful(reports: list[FileReport]) -> None:
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


def conclude(reports: list[FileReport], dry_run: bool) -> None:
    """Tell of all files together, and end with the exit code that they come to."""
    from qda.services.import_words import conclusion
    from qda.services.importing import Outcome

    refused = [r for r in reports if r.outcome is Outcome.REFUSED]
    output.talk(conclusion(reports, dry_run=dry_run))
    if refused:
        worst = max(int(r.error.exit_code) for r in refused if r.error)
        raise click.exceptions.Exit(
            worst if len(reports) == len(refused) else int(ExitCode.REFUSED)
        )
