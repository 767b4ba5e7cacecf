"""The quote matrix of a project: what has passed the gate, sorted into cells, and written."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.approval import Use
from qda.domain.citation import reference_of
from qda.domain.codings import Coding, only_interviewer, spoken
from qda.domain.matrix import Matrix, Quote, Row, build_matrix, column_of, columns_of
from qda.domain.permission import Profile
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import consenting
from qda.services.seeing import Seeing
from qda.storage import codings, informants, interviews

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qda.domain.interviews import Turn
    from qda.domain.permission import Permitted
    from qda.services.project import Paths, Project
    from qda.storage.interviews import InterviewRow


class Cells(StrEnum):
    """What a cell shows."""

    COUNTS = "counts"
    QUOTES = "quotes"


class Form(StrEnum):
    """A file form of the matrix; also the ending of its file."""

    CSV = "csv"
    JSON = "json"
    MARKDOWN = "md"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Choice:
    """What to put into a matrix."""

    themes: tuple[str, ...] = ()
    """Keys of themes; all when empty."""
    coder: str = ""
    """Only this coder's codings; all when empty."""
    apart: bool = False
    """Sub-codes in columns of their own."""
    interviewer: bool = False
    """Interviewers' speech too."""
    profile: Profile = Profile.INTERNAL
    """For whose eyes."""
    use: Use = Use.QUOTE
    """`count` holds no words; what may be counted is more than what may be quoted."""


def matrix(project: Project, choice: Choice | None = None) -> Permitted[Matrix]:
    """Build the matrix of a project.

    Raises:
        NotFound: A theme or coder that the project does not hold.
    """
    with project.reading():
        return _matrix(project, choice or Choice())


def _matrix(project: Project, choice: Choice) -> Permitted[Matrix]:
    keys = tuple(project.codebook.theme(theme).key for theme in choice.themes)
    gate = consenting.gate(project, choice.profile)
    seeing = Seeing(project, gate)
    rows = project.interviews()
    newest = {row.transcript_id for row in rows}
    wanted = [one for one in codings.codings(project.db) if one.transcript in newest]
    if choice.coder:
        coders = sorted({coding.coder for coding in wanted})
        if choice.coder not in coders:
            raise NotFound(
                _('There are no codings by "{coder}".').format(coder=choice.coder),
                _("Coders are: {names}.").format(names=", ".join(coders) or "–"),
            )
        wanted = [coding for coding in wanted if coding.coder == choice.coder]
    passed, permission = consenting.permit(gate, wanted, choice.use)
    columns = columns_of(project.codebook, apart=choice.apart, only=keys)
    column = {
        theme.key: column_of(project.codebook, columns, theme.key)
        for theme in project.codebook.themes
    }
    left_out: Counter[str] = Counter()
    if not keys:
        left_out["no theme"] = sum(coding.theme not in column for coding in passed)
    passed = [coding for coding in passed if column.get(coding.theme)]
    built = build_matrix(
        project.title,
        _rows(project, [row for row in rows if row.transcript_id not in gate.withdrawn]),
        columns,
        (
            (column[quote.themes[0]] or "", quote)
            for interview in rows
            for quote in _quotes(project, interview, passed, seeing, choice, left_out)
        ),
        {theme.key: theme.title for theme in project.codebook.themes},
    )
    return consenting.permit_matrix(built, permission, +left_out)


def _rows(project: Project, rows: Sequence[InterviewRow]) -> list[Row]:
    labels = {
        row["id"]: row["label"] or row["role"] or row["short_id"]
        for row in informants.informants(project.db)
    }
    return [
        Row(row.appendix, labels.get(row.informant_id or 0, row.title or _("informant unknown")))
        for row in rows
    ]


def _quotes(
    project: Project,
    interview: InterviewRow,
    passed: Sequence[Coding],
    seeing: Seeing,
    choice: Choice,
    left_out: Counter[str],
) -> Iterator[Quote]:
    mine = [coding for coding in passed if coding.transcript == interview.transcript_id]
    if not mine:
        return
    text = interviews.transcript_text(project.db, interview.transcript_id)
    turns = interviews.turns(project.db, interview.transcript_id)
    starts = [turn.span.start for turn in turns]
    segments = interviews.segments(project.db, interview.transcript_id)
    # Places as if what is hidden had never been said: a gap would tell of it.
    left = seeing.of(interview)
    segment_starts = [one.span.start for one in segments if left.holds(text, one.span)]
    with_page = interview.appendix not in seeing.gate.without_page
    pages = interviews.page_map(project.db, interview.transcript_id)
    for coding in mine:
        near = _touched(turns, starts, coding)
        if not choice.interviewer and only_interviewer(coding.span, near):
            left_out["interviewer"] += 1
            continue
        yield Quote(
            appendix=interview.appendix,
            themes=(coding.theme,),
            start=left.place(coding.span.start),
            stop=left.place(coding.span.stop),
            text=spoken(text, coding.span, near, interviewer=choice.interviewer)
            if choice.use is not Use.COUNT
            else "",
            pages=pages.pages_of(coding.span) if with_page else (),
            reference=reference_of(interview.appendix, coding.span, pages, with_page=with_page),
            coders=(coding.coder,),
            speaker=near[0].role if near else "other",
            segment=max(1, bisect_right(segment_starts, coding.span.start)),
        )


def _touched(turns: Sequence[Turn], starts: Sequence[int], coding: Coding) -> list[Turn]:
    first = max(0, bisect_right(starts, coding.span.start) - 1)
    last = bisect_right(starts, coding.span.stop - 1)
    return [turn for turn in turns[first:last] if turn.span.overlaps(coding.span)]


def refuse_originals(paths: Paths, out: Path) -> None:
    """Keep exports out of the folder with the user's originals.

    Raises:
        Refused: The file would stand among them, or in the place of codes.yml.
    """
    target = out.resolve()
    if paths.transcripts.resolve() in target.parents or target == paths.codebook.resolve():
        raise Refused(
            _('"{name}" would stand among your originals.').format(name=out.name),
            _("Write it to exports/ or to another folder."),
        )


def form_of(path: Path, form: str | None = None) -> Form:
    """The form to write, from the option or the file's ending.

    Raises:
        Refused: The ending is none of ours.
    """
    wanted = form or path.suffix.lstrip(".").casefold()
    try:
        return Form({"markdown": "md"}.get(wanted, wanted))
    except ValueError as error:
        raise Refused(
            _('"{name}" has an ending that is not known.').format(name=path.name),
            _("Use one of: {endings}.").format(endings=", ".join(f".{form}" for form in Form)),
        ) from error


def write_matrix(
    permitted: Permitted[Matrix], path: Path, form: Form, cells: Cells, *, raw: bool = False
) -> int:
    """Write a matrix to a file; it appears under its name only when it is whole.

    Args:
        permitted: A matrix that has passed the gate.
        path: The file; one that exists is replaced.
        form: Its form.
        cells: Counts or quotes; xlsx holds both.
        raw: csv without the guards against formulas, for programs.

    Returns:
        The number of cells that were too long for one cell of xlsx and were split.
    """
    from qda.formats import matrix_text
    from qda.formats.files import write_atomically

    split = 0
    if form is Form.XLSX:
        from qda.formats.workbook import matrix_workbook

        contents, split = matrix_workbook(permitted)
    else:
        with_quotes = cells is Cells.QUOTES
        if form is Form.CSV:
            contents = matrix_text.as_csv(permitted, with_quotes=with_quotes, raw=raw)
        elif form is Form.JSON:
            contents = matrix_text.as_json(permitted, with_quotes=with_quotes)
        else:
            contents = matrix_text.as_markdown(permitted, with_quotes=with_quotes)
    write_atomically(path, contents)
    return split
