"""The report page: what supervisors look at, in one file that asks nothing of the network."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from qda.domain.interviews import Role
from qda.domain.report import InterviewNumbers, Report, passages_of, together, typical
from qda.services import consenting, matrices, publishing
from qda.services.choosing import Choice
from qda.services.matrices import Layout
from qda.services.seeing import Seeing
from qda.storage import interviews, journal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qda.domain.matrix import Matrix
    from qda.domain.permission import Permitted
    from qda.domain.quotes import Quote
    from qda.domain.visible import Visible
    from qda.services.project import Project
    from qda.services.publishing import Publisher
    from qda.storage.interviews import InterviewRow


def report(project: Project, choice: Choice | None = None) -> Permitted[Report]:
    """Gather everything that the page shows.

    Raises:
        NotFound: A theme, coder, informant or attribute that the project does not hold.
    """
    choice = choice or Choice()
    with project.reading():
        permitted = matrices.matrix(project, Layout(choice))
        seeing = Seeing(project, consenting.gate(project, choice.profile))
        return consenting.made_from(_report(project, permitted.value, seeing), permitted)


def _report(project: Project, matrix: Matrix, seeing: Seeing) -> Report:
    rows = {row.appendix: row for row in project.interviews()}
    by_interview: dict[str, list[Quote]] = {row.key: [] for row in matrix.rows}
    for _row, _column, quote in matrix.in_order():
        by_interview[quote.appendix].append(quote)
    numbers: list[InterviewNumbers] = []
    at: dict[tuple[str, int], float] = {}
    for head in matrix.rows:
        row, mine = rows[head.key], by_interview[head.key]
        left = seeing.of(row)
        text = interviews.transcript_text(project.db, row.transcript_id)
        length = max(1, len(left.of(text)))
        for quote in mine:
            at[quote.appendix, quote.start] = quote.start / length
        numbers.append(_numbers(project, row, head.label, text, mine, left))
    passages = passages_of(matrix, at)
    by_theme = _by_theme(project, matrix)
    return Report(
        title=matrix.title,
        changed=journal.last_change(project.db)[:10],
        matrix=matrix,
        passages=passages,
        interviews=tuple(numbers),
        themes=tuple(theme for theme in project.codebook.themes if theme.key in by_theme),
        counts={key: len(quotes) for key, quotes in by_theme.items()},
        typical={key: typical(quotes) for key, quotes in by_theme.items()},
        together=together(passages),
        coders=tuple(sorted({coder for one in passages for coder in one.coders})),
    )


def _by_theme(project: Project, matrix: Matrix) -> dict[str, list[Quote]]:
    """Quotes by theme: those of a sub-code, and those of a theme with all below it."""
    found: dict[str, list[Quote]] = {head.key: [] for head in matrix.columns}
    for theme in project.codebook.themes:
        if any(above.key in found for above in project.codebook.path(theme.key)):
            found.setdefault(theme.key, [])
    for _row, column, quote in matrix.in_order():
        for key in {column.key, *quote.themes}:
            found[key].append(quote)
    return found


def _numbers(
    project: Project,
    row: InterviewRow,
    label: str,
    text: str,
    quotes: Sequence[Quote],
    left: Visible,
) -> InterviewNumbers:
    turns = interviews.turns(project.db, row.transcript_id)
    informant = [
        segment.span
        for segment in interviews.segments(project.db, row.transcript_id)
        if turns[segment.turn].role is not Role.INTERVIEWER and left.holds(text, segment.span)
    ]
    spans = sorted({(one.span.start, one.span.stop) for one in quotes if one.span})
    starts = [start for start, _stop in spans]
    reach = list(accumulate((stop for _start, stop in spans), max))
    coded = 0
    for segment in informant:
        before = bisect_left(starts, segment.stop)
        coded += before > 0 and reach[before - 1] > segment.start
    words = len(left.of(text).split())
    return InterviewNumbers(row.appendix, label, words, len(informant), coded, len(spans))


def write_report(permitted: Permitted[Report], path: Path, writer: Publisher | None = None) -> None:
    """Write the page; it appears under its name only when it is whole."""
    from qda.formats.page import report_page

    publishing.put(permitted.profile, {path: report_page(permitted)}, writer)


def write_pictures(
    permitted: Permitted[Report], folder: Path, writer: Publisher | None = None
) -> list[Path]:
    """Write each plot as an SVG file into a folder; returns the files."""
    from qda.formats.plots import plots

    files = {folder / f"{plot.name}.svg": plot.picture for plot in plots(permitted.value)}
    publishing.put(permitted.profile, files, writer)
    return [*files]
