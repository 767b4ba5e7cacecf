"""Pages and lines of a transcript: measured, taken from a PDF, stored, or forgotten.

The text never changes; what is known of its pages does. Each change is one step that undo takes
back, and says how the pages are known. A page that nobody knows stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from qda.domain.documents import LineSource, PageSource
from qda.domain.interviews import NOWHERE, LineMap, PageMap
from qda.domain.line_numbers import line_map
from qda.domain.printed import align
from qda.errors import NotFound, Refused
from qda.formats import office, pdf
from qda.formats.files import read_at_most
from qda.formats.reading import read_document
from qda.formats.sniff import shown_name
from qda.language import gettext as _
from qda.services.originals import MOST_BYTES, original_file
from qda.storage import interviews, journal, pages
from qda.storage.journal import Change
from qda.storage.versions import version_uid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.formats.office import Office
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

_ENOUGH = 0.8
"""Share of a transcript's letters that must stand in print before its pages are believed."""
_WORDS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page as it is listed."""

    number: int | None
    """None where the page is unknown from here on."""
    start: int
    segment: int | None
    """The segment in which it begins; None where no segment follows."""
    words: str
    """Its first words."""


@dataclass(frozen=True, slots=True)
class Paging:
    """What is known of a transcript's pages and lines."""

    appendix: str
    known_from: str
    line_source: LineSource
    pages: tuple[KnownPage, ...]


def paging_of(project: Project, interview: InterviewRow) -> Paging:
    """What is known of the pages and lines of an interview."""
    with project.reading() as db:
        row = project.interview(interview.appendix)
        text = interviews.transcript_text(db, row.transcript_id)
        segments = interviews.segments(db, row.transcript_id)
        known = interviews.page_map(db, row.transcript_id)
    return Paging(
        row.appendix,
        known.known_from,
        row.line_source,
        tuple(
            KnownPage(
                None if start.number == NOWHERE else start.number,
                start.offset,
                next((one.number for one in segments if one.span.stop > start.offset), None),
                " ".join(text[start.offset : start.offset + 200].split()[:_WORDS_SHOWN]),
            )
            for start in known.starts
        ),
    )


def page_map_of(project: Project, appendix: str) -> PageMap:
    """The pages of an interview as they are stored now."""
    with project.reading() as db:
        return interviews.page_map(db, project.interview(appendix).transcript_id)


def measurable(project: Project, only: Iterable[str] | None = None) -> list[InterviewRow]:
    """Interviews whose pages are unknown though LibreOffice could measure them.

    Args:
        project: An open project.
        only: The appendix numbers that are asked about; all when None.
    """
    wanted = None if only is None else set(only)
    return [
        row
        for row in project.interviews()
        if row.page_source is PageSource.UNKNOWN
        and (wanted is None or row.appendix in wanted)
        and row.report.get("form") in _LAID_OUT
    ]


_LAID_OUT = frozenset({"Word", "OpenDocument", "RTF"})
"""Forms that are laid out on paper; a plain text or subtitles have no pages to measure."""


def measure(
    project: Project,
    interview: InterviewRow,
    program: Office,
    file: Path | None = None,
    *,
    again: bool = False,
) -> Paging:
    """Measure an interview's pages and lines by laying its file out.

    Args:
        project: An open project.
        interview: The interview.
        program: The program that lays out.
        file: The file that was imported; looked for among the transcripts when None.
        again: Measure though the pages are known.

    Raises:
        Refused: The pages are known already, or what was printed does not fit the text.
        NotFound: The file is not there any more.
        BadFile: It cannot be measured.
    """
    if interview.page_source is not PageSource.UNKNOWN and not again:
        raise Refused(
            _("The pages of {appendix} are known already.").format(appendix=interview.appendix),
            _("Nothing was changed. `--again` measures them all the same."),
        )
    original = file or original_of(project, interview)
    if sha256(read_at_most(original, MOST_BYTES)).hexdigest() != interview.source_hash:
        raise Refused(
            _('"{name}" is not the file that {appendix} was read from.').format(
                name=shown_name(original), appendix=interview.appendix
            ),
            _("Name that file, or bring this one in with `qda replace`."),
        )
    first = read_document(original).first_page  # read first: its limits hold for hostile files
    printed = pdf.printed_lines(office.printed_by(program, original), shown_name(original))
    return _printed(project, interview, printed, first, PageSource.MEASURED, program.name)


def from_pdf(project: Project, interview: InterviewRow, file: Path, first: int = 1) -> Paging:
    """Take an interview's pages and lines from its appendix as a PDF.

    Args:
        project: An open project.
        interview: The interview.
        file: The PDF.
        first: The number of its first page.

    Raises:
        Refused: The PDF holds another text.
        BadFile: It cannot be read.
    """
    return _printed(project, interview, pdf.read_pdf(file), first, PageSource.PDF, "")


def _printed(
    project: Project,
    interview: InterviewRow,
    printed: list[list[str]],
    first: int,
    source: PageSource,
    program: str,
) -> Paging:
    text = interviews.transcript_text(project.db, interview.transcript_id)
    found = align(text, printed, first)
    if found.share < _ENOUGH or not found.pages:
        raise Refused(
            _("Only {share} % of the words of {appendix} stand on the printed pages.").format(
                share=int(100 * found.share), appendix=interview.appendix
            ),
            _("Nothing was changed. Is it the right file, and the same version of the text?"),
        )
    known = PageMap(source, found.pages, program)
    return settle(project, interview, known, LineMap(LineSource.PRINTED, found.lines))


def forget(project: Project, interview: InterviewRow) -> Paging:
    """Make the pages of an interview unknown again."""
    unknown = PageMap(PageSource.UNKNOWN)
    return settle(project, interview, unknown, unprinted(project, interview))


def original_of(project: Project, interview: InterviewRow) -> Path:
    """The file that an interview was read from, among the project's transcripts.

    Raises:
        NotFound: It is not there.
    """
    found = original_file(project, interview)
    if found is not None:
        return found
    raise NotFound(
        _('The file of {appendix}, "{name}", is not among the transcripts of the project.').format(
            appendix=interview.appendix, name=shown_name(Path(interview.source_name))
        ),
        _("Name it: `--file FILE`."),
    )


def unprinted(project: Project, interview: InterviewRow) -> LineMap:
    """The lines as far as the text alone tells them: printed lines go with the printed pages."""
    text = interviews.transcript_text(project.db, interview.transcript_id)
    report = interview.report
    return line_map(text, str(report.get("form", "")), report.get("line_numbers", ()))


def settle(project: Project, interview: InterviewRow, known: PageMap, lines: LineMap) -> Paging:
    """Store pages and lines as one step."""
    uid = version_uid(interview.uid, interview.version)
    with project.action() as db:
        if project.interview(interview.appendix).transcript_id != interview.transcript_id:
            raise Refused(
                _("The text of {appendix} was replaced meanwhile.").format(
                    appendix=interview.appendix
                ),
                _("Nothing was changed. Try again."),
            )
        before = pages.as_row(
            interviews.page_map(db, interview.transcript_id),
            interviews.line_map(db, interview.transcript_id),
        )
        change = Change("pages", uid, before, pages.as_row(known, lines))
        pages.put(db, uid, pages.as_row(known, lines))
        journal.record(
            db,
            coder=project.coder,
            action="interview.pages",
            subject={
                "appendix": interview.appendix,
                "how": str(known.source),
                "program": known.program,
                "pages": len(known.known),
            },
            changes=[change],
            undoable=True,
        )
    return paging_of(project, interview)
