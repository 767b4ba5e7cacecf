"""Codings that people made in Word or Excel: appendix, quote, theme, coder in a table.

A quote that stands in the transcript sign by sign, or with its typography made plain, becomes
a coding. Every other row is reported with its number and the nearest passage; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qda.domain.codings import Coding, Origin
from qda.domain.interviews import appendix_in_file_name, appendix_number
from qda.errors import NotFound
from qda.formats.tables import read_table
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import citing, marking
from qda.storage import codings, interviews

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

COLUMNS = ("appendix", "quote", "theme")
"""Columns that must be there; `coder` may be."""

OTHER_NAMES = {
    "bilag": "appendix",
    "interview": "appendix",
    "citat": "quote",
    "tekst": "quote",
    "text": "quote",
    "content": "quote",  # Taguette's export of highlights: id, document, tag, content
    "document": "appendix",
    "tag": "theme",
    "tema": "theme",
    "kode": "theme",
    "code": "theme",
    "koder": "coder",
    "kodet af": "coder",
}


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that did not become a coding."""

    row: int
    """Number in the file, as a spreadsheet shows it."""
    appendix: str
    problem: str
    """A sentence in the user's language."""
    nearest: str = ""
    """The passage most like the quote; interview text, so it is shown and never logged."""
    segment: int | None = None
    """Where the nearest passage begins."""


@dataclass(slots=True)
class CodingImport:
    """What importing a table did, or would do."""

    file: str
    new: list[Coding] = field(default_factory=list)
    there: int = 0
    """Rows whose coding the project held already."""
    folded: int = 0
    """Of the new ones, how many were found after making typography plain."""
    bad: list[BadRow] = field(default_factory=list)
    encoding: str = ""
    """How a csv was decoded."""


def import_codings(
    project: Project,
    path: Path,
    *,
    coder: str = "",
    dry_run: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> CodingImport:
    """Import codings from a csv or xlsx file as one step that undo takes back.

    Args:
        project: An open project.
        path: The table.
        coder: Who coded the rows that do not say it; the project's coder when empty.
        dry_run: Say what would happen, and change nothing.
        progress: Called with the number of rows done and of all rows.

    Raises:
        BadFile: The file cannot be read, or lacks a column.
    """
    table = read_table(path, COLUMNS, OTHER_NAMES)
    report = CodingImport(file=path.name, encoding=table.encoding)
    seen: set[tuple[int, Span, str, str]] = set()
    for done, (number, row) in enumerate(table.rows, start=1):
        outcome = _read_row(project, number, row, coder)
        if isinstance(outcome, BadRow):
            report.bad.append(outcome)
        else:
            new, exact = outcome
            place = (new.transcript, new.span, new.theme, new.coder)
            if place in seen or codings.coding_at(project.db, new):
                report.there += 1
            else:
                seen.add(place)
                report.new.append(new)
                report.folded += not exact
        progress(done, len(table.rows))
    if report.new and not dry_run:
        with project.action() as db:
            # Another program may have coded since the rows were looked up.
            here = [new for new in report.new if not codings.coding_at(db, new)]
            report.there += len(report.new) - len(here)
            report.new = here
            if here:
                marking.store_codings(
                    project, here, "coding.import", {"count": len(here), "file": path.name}
                )
    return report


def _read_row(
    project: Project, number: int, row: dict[str, str], coder: str
) -> tuple[Coding, bool] | BadRow:
    appendix = appendix_in_file_name(row["appendix"]) or appendix_number(row["appendix"])
    try:
        interview = project.interview(appendix)
        theme = project.codebook.resolve(row["theme"]).key
    except NotFound as error:
        return BadRow(number, appendix, f"{error.message} {error.hint}".strip())
    quote = without_guard(row["quote"])
    if not quote.strip():
        return BadRow(number, appendix, _("The row holds no quote."))
    text = interviews.transcript_text(project.db, interview.transcript_id)
    found = citing.find_quote(text, quote)
    if len(found.spans) != 1:
        return _not_placed(project, interview, number, quote, len(found.spans), text)
    new = marking.new_coding(
        project,
        interview.transcript_id,
        found.spans[0],
        theme,
        Origin.IMPORTED,
        row.get("coder", "").strip() or coder or None,
    )
    return new, found.exact


def _not_placed(
    project: Project, interview: InterviewRow, number: int, quote: str, places: int, text: str
) -> BadRow:
    if places:
        return BadRow(
            number,
            interview.appendix,
            ngettext(
                "The quote stands there {count} time; quote more words.",
                "The quote stands there {count} times; quote more words.",
                places,
            ).format(count=places),
        )
    nearest = citing.nearest_passage(text, quote)
    if nearest is None:
        return BadRow(number, interview.appendix, _("The quote does not stand there."))
    span, _likeness = nearest
    segments = interviews.segments(project.db, interview.transcript_id)
    segment = next((row.number for row in segments if row.span.overlaps(span)), None)
    return BadRow(
        number,
        interview.appendix,
        _("The quote does not stand there word for word."),
        nearest=span.of(text),
        segment=segment,
    )


def without_guard(text: str) -> str:
    """A cell's text without the one apostrophe that guards it against being a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@\t\r" and text[1:2] else text
