"""The report page: what supervisors look at, in one file that asks nothing of the network."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from qda.domain.interviews import Role
from qda.domain.report import InterviewNumbers, Report, passages_of, together, typical
from qda.services import consenting, matrices
from qda.services.matrices import Layout
from qda.storage import interviews, journal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qda.domain.matrix import Matrix
    from qda.domain.permission import Permitted
    from qda.domain.quotes import Quote
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.services.quoting import Choice
    from qda.storage.interviews import InterviewRow


def report(project: Project, choice: Choice | None = None) -> Permitted[Report]:
    """Gather everything that the page shows.

    Raises:
        NotFound: A theme, coder, informant or attribute that the project does not hold.
    """
    with project.reading():
        permitted = matrices.matrix(project, Layout(choice) if choice else None)
        gate = consenting.gate(project)
        return consenting.made_from(_report(project, permitted.value, gate), permitted)


def _report(project: Project, matrix: Matrix, gate: consenting.Gate) -> Report:
    rows = {row.appendix: row for row in project.interviews()}
    by_interview: dict[str, list[Quote]] = {row.key: [] for row in matrix.rows}
    for _row, _column, quote in matrix.in_order():
        by_interview[quote.appendix].append(quote)
    numbers: list[InterviewNumbers] = []
    at: dict[tuple[str, int], float] = {}
    for head in matrix.rows:
        row, mine = rows[head.key], by_interview[head.key]
        hidden = gate.restricted.get(row.transcript_id, ())
        text = interviews.transcript_text(project.db, row.transcript_id)
        length = max(1, len(text) - _hidden_before(hidden, len(text)))
        for quote in mine:
            at[quote.appendix, quote.start] = (
                quote.start - _hidden_before(hidden, quote.start)
            ) / length
        numbers.append(_numbers(project, row, head.label, text, mine, hidden))
    passages = passages_of(matrix, at)
    by_theme = _by_theme(project, matrix)
    return Report(
        title=project.title,
        changed=journal.last_change(project.db)[:16],
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


def _hidden_before(hidden: Sequence[Span], place: int) -> int:
    """Characters of restricted passages before a place; they are not there for a reader."""
    covered = 0
    reached = 0
    for span in sorted(hidden):
        start, stop = max(span.start, reached), min(span.stop, place)
        if stop > start:
            covered += stop - start
        reached = max(reached, span.stop)
    return covered


def _numbers(
    project: Project,
    row: InterviewRow,
    label: str,
    text: str,
    quotes: Sequence[Quote],
    hidden: Sequence[Span],
) -> InterviewNumbers:
    turns = interviews.turns(project.db, row.transcript_id)
    informant = [
        segment.span
        for segment in interviews.segments(project.db, row.transcript_id)
        if turns[segment.turn].role is not Role.INTERVIEWER
        and not any(span.overlaps(segment.span) for span in hidden)
    ]
    spans = sorted({(quote.start, quote.stop) for quote in quotes})
    starts = [start for start, _stop in spans]
    reach = list(accumulate((stop for _start, stop in spans), max))
    coded = 0
    for segment in informant:
        before = bisect_left(starts, segment.stop)
        coded += before > 0 and reach[before - 1] > segment.start
    words = len(text.split()) - sum(len(span.of(text).split()) for span in hidden)
    return InterviewNumbers(row.appendix, label, words, len(informant), coded, len(spans))


def write_report(permitted: Permitted[Report], path: Path) -> None:
    """Write the page; it appears under its name only when it is whole."""
    from qda.formats.files import write_atomically
    from qda.formats.page import report_page

    write_atomically(path, report_page(permitted))


def write_pictures(permitted: Permitted[Report], folder: Path) -> list[Path]:
    """Write each plot as an SVG file into a folder; returns the files."""
    from qda.formats.files import write_atomically
    from qda.formats.plots import plots

    written = []
    for plot in plots(permitted.value):
        path = folder / f"{plot.name}.svg"
        write_atomically(path, plot.picture)
        written.append(path)
    return written
