"""`qda appendix`: the transcripts as each informant allows them to stand beside a thesis.

A number never moves: what is not shown keeps its place and its heading, so that a reference to
another appendix stays right. Restricted passages are gone without a gap.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from qda.domain.consent import AppendixPolicy, Scope
from qda.domain.interviews import Kind
from qda.domain.text import Span
from qda.errors import Refused
from qda.formats.appendix_paper import Appendix, Paragraph, appendices_docx
from qda.language import gettext as _
from qda.services import consenting, publishing
from qda.services.anonymising import Renderer
from qda.services.choosing import Choice
from qda.services.consents import state_of
from qda.services.leaving import Leaving
from qda.services.quoting import quotes
from qda.services.voices import voices_of
from qda.storage import informants, interviews

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qda.domain.permission import Permitted, Profile
    from qda.services.consenting import Gate
    from qda.services.project import Project
    from qda.services.publishing import Publisher
    from qda.storage.interviews import InterviewRow

_STRICTEST = (
    AppendixPolicy.OMITTED, AppendixPolicy.EMPTY, AppendixPolicy.EXCERPTS,
    AppendixPolicy.PSEUDONYMISED, AppendixPolicy.FULL,
)  # fmt: skip


def policy_of(project: Project, gate: Gate, row: InterviewRow) -> AppendixPolicy:
    """How an interview stands among the appendices: as the strictest of its informants wants it.

    Whole text needs a yes to quoting too; what is not recorded is empty.
    """
    people = voices_of(project, row).people
    if row.kind is Kind.STUDY or not people:
        return AppendixPolicy.EMPTY
    if row.transcript_id in gate.withdrawn | gate.doubtful:
        return AppendixPolicy.EMPTY
    found = []
    for one in people:
        state = state_of(project, one.informant_id, appendix=row.appendix)
        allowed = state.appendix_allowed
        if not state.permits(Scope.QUOTE) and allowed is not AppendixPolicy.OMITTED:
            allowed = AppendixPolicy.EMPTY
        found.append(allowed)
    return min(found, key=_STRICTEST.index)


def appendices(project: Project, profile: Profile) -> Permitted[tuple[Appendix, ...]]:
    """All appendices of a project in the order of their numbers."""
    with project.reading():
        gate = consenting.gate(project, profile)
        renderer = Renderer(project, profile)
        chosen = quotes(project, Choice(profile=profile))
        labels = {row["id"]: row["label"] or row["role"] or row["short_id"]
                  for row in informants.informants(project.db)}  # fmt: skip
        made = []
        for row in project.interviews():
            policy = policy_of(project, gate, row)
            people = voices_of(project, row).people
            label = renderer(", ".join(labels[one.informant_id] for one in people))
            if policy is AppendixPolicy.OMITTED:
                continue
            if policy is AppendixPolicy.EMPTY:
                made.append(Appendix(row.appendix, "", _("The transcript is not attached.")))
            elif policy is AppendixPolicy.EXCERPTS:
                told = [
                    Paragraph(f"”{quote.printed or quote.text}” {quote.reference}")
                    for quote in chosen.value.quotes
                    if quote.appendix == row.appendix
                ]
                note = _("Only the excerpts that are used in the text stand here.")
                made.append(Appendix(row.appendix, label, note, tuple(dict.fromkeys(told))))
            else:
                shown = Leaving(project, gate, renderer, row)
                made.append(Appendix(row.appendix, label, "", _paragraphs(project, row, shown)))
    return consenting.made_from(tuple(made), chosen)


def _paragraphs(project: Project, row: InterviewRow, shown: Leaving) -> tuple[Paragraph, ...]:
    """The text by lines, each with the pages of the original that begin in it."""
    begins = {
        shown.place(start.offset): start.number
        for start in interviews.page_map(project.db, row.transcript_id).starts
    }
    places = sorted(begins)
    found: list[Paragraph] = []
    offset = 0
    waiting: list[int] = []
    for line in shown.text.split("\n"):
        span = Span(offset, offset + len(line) + 1)
        offset = span.stop
        first, last = bisect_right(places, span.start - 1), bisect_right(places, span.stop - 1)
        waiting += [begins[place] for place in places[first:last]]
        if not line.strip():
            continue
        inside = [place - span.start for place in places[first:last] if place > span.start]
        for place in reversed(inside):  # where a page begins within a line
            line = f"{line[:place].rstrip()} | {line[place:].lstrip()}"
        found.append(Paragraph(line.strip(), tuple(waiting)))
        waiting = []
    return tuple(found)


def write(
    permitted: Permitted[tuple[Appendix, ...]],
    out: Path,
    writer: Publisher,
    *,
    each: bool = False,
    lines: bool = False,
) -> list[Path]:
    """Write appendices as .docx or .pdf, in one file or one for each in a folder.

    Raises:
        Refused: The ending is not known, or LibreOffice is missing for a PDF.
        NotPermitted: Something in them may not leave.
    """
    if each:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        files: dict[Path, tuple[Appendix, ...]] = {
            out / f"{one.name}.docx": (one,) for one in permitted.value
        }
    else:
        files = {out: permitted.value}
    made = {
        path: _contents(consenting.made_from(some, permitted), path, lines=lines)
        for path, some in files.items()
    }
    publishing.put(permitted.profile, made, writer)
    return [*made]


def _contents(permitted: Permitted[Sequence[Appendix]], path: Path, *, lines: bool) -> bytes:
    contents = appendices_docx(permitted, lines=lines)
    ending = path.suffix.casefold()
    if ending == ".docx":
        return contents
    if ending != ".pdf":
        raise Refused(
            _('"{name}" has an ending that is not known.').format(name=path.name),
            _("Use one of: {endings}.").format(endings=".docx, .pdf"),
        )
    from tempfile import TemporaryDirectory

    from qda.formats import office

    program = office.installed()
    if program is None:
        raise Refused(
            _("A PDF needs LibreOffice, which is not here."),
            _("Write .docx, and save it as PDF in your word processor."),
        )
    with TemporaryDirectory() as folder:
        from pathlib import Path as Place

        source = Place(folder) / "appendix.docx"
        source.write_bytes(contents)
        return office.printed_by(program, source)
