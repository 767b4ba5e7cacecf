"""`qda segment`: merging and splitting the units of keyboard coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qda.cli import output
from qda.cli.options import coder_option, example, opened, project_option
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path


@click.group(help=_("Merge and split segments; codings stay on their words."))
def segment() -> None:
    """Segments."""


@segment.command(
    help=_("Merge segment NUMBER of INTERVIEW with the next one of the same turn."),
    epilog=example('qda segment merge "Bilag 6" 8'),
)
@click.argument("interview")
@click.argument("number", type=int)
@coder_option
@project_option
def merge(interview: str, number: int, coder: str | None, project_folder: Path | None) -> None:
    """Merge a segment with the next."""
    from qda.services import history, resegmenting

    with opened(project_folder, coder) as project:
        resegmenting.merge(project, project.interview(interview), number)
        (done,) = history.entries(project, 1)
    output.talk(history.in_words(done))


@segment.command(
    help=_("Split segment NUMBER of INTERVIEW where the given words begin."),
    epilog=example('qda segment split "Bilag 6" 8 --at "Før det var jeg"'),
)
@click.argument("interview")
@click.argument("number", type=int)
@click.option("--at", "words", required=True, help=_("The first words of the second segment."))
@coder_option
@project_option
def split(
    interview: str, number: int, words: str, coder: str | None, project_folder: Path | None
) -> None:
    """Split a segment."""
    from qda.services import history, resegmenting

    with opened(project_folder, coder) as project:
        row = project.interview(interview)
        place = resegmenting.place_of_words(project, row, number, words)
        resegmenting.split(project, row, number, place)
        (done,) = history.entries(project, 1)
    output.talk(history.in_words(done))
