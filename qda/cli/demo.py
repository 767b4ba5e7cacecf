"""`qda demo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import example
from qda.cli.results_words import print_matrix, say_withheld
from qda.language import gettext as _
from qda.language import ngettext

if TYPE_CHECKING:
    from qda.services.demo import Demo


@click.command(
    help=_(
        "Make a project in FOLDER from eight invented interviews: import, informants, codings,"
        " quote matrix."
    ),
    epilog=example("qda demo build/demo"),
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="qda-demo")
def demo(folder: Path) -> None:
    """Make the demo project."""
    from qda.domain.matrix import Cells
    from qda.services.demo import make_demo

    with output.progress(_("Making the demo"), 100) as done:
        made = make_demo(folder, lambda count, total: done(100 * count // total))
    with made.project:
        _report(made)
        say_withheld(made.matrix)
        print_matrix(made.matrix, Cells.COUNTS)
        output.talk(_("Look at:"))
        for path in made.files:
            output.talk(f"  {folder / path.relative_to(made.project.paths.root)}")
        command = f"{_own_name()} code --project {folder}"
        output.talk(_("Open the coding screen: {command}").format(command=command))


def _own_name() -> str:
    """What to type to call this program again: its name, or its path where it is not found."""
    import shutil
    import sys

    return "qda" if shutil.which("qda") or not sys.argv[0].endswith("qda") else sys.argv[0]


def _report(made: Demo) -> None:
    from qda.services.import_words import counted_segments, counted_turns

    for report in made.imported:
        assert report.speech is not None
        reading = report.speech.reading
        pages = len(report.speech.pages.known)
        output.talk(
            _("{appendix}: {speakers}, {turns}, {segments}, pages: {pages}").format(
                appendix=report.appendix,
                speakers=ngettext(
                    "{count} speaker", "{count} speakers", len(reading.speakers)
                ).format(count=len(reading.speakers)),
                turns=counted_turns(len(reading.turns)),
                segments=counted_segments(len(report.speech.segments)),
                pages=pages or _("unknown"),
            )
        )
    people = made.register.new
    output.talk(
        ngettext(
            "{count} informant registered; passages off the record: {restrictions}",
            "{count} informants registered; passages off the record: {restrictions}",
            people,
        ).format(count=people, restrictions=made.register.restrictions)
    )
    new = len(made.codings.new)
    output.talk(
        ngettext("{count} coding imported", "{count} codings imported", new).format(count=new)
    )
    shown = made.thesis.value
    output.talk(
        _(
            "{name}: {quotes} quotations checked, {problems} problems found:"
            " `qda check {name}` lists them"
        ).format(name=shown.name, quotes=len(shown.quotes), problems=shown.problems)
    )
    some, all_ = made.suggested
    output.talk(
        _("Themes are suggested for {some} of {all} uncoded segments: `qda suggest`").format(
            some=some, all=all_
        )
    )
