"""A passage of an interview by its words, segments, pages or times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.text import Span, trimmed
from qda.domain.time_stamps import seconds
from qda.errors import NotFound
from qda.language import gettext as _
from qda.services import citing
from qda.storage import interviews

if TYPE_CHECKING:
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


def by_words(project: Project, interview: InterviewRow, first: str, last: str) -> Span:
    """The passage from its first to its last words.

    Raises:
        NotFound: It is not there, or the first words stand there more than once.
    """
    text = interviews.transcript_text(project.db, interview.transcript_id)
    span = citing.passage(text, first, last)
    if span is None:
        raise NotFound(
            _("The passage was not found in {appendix}.").format(appendix=interview.appendix),
            _("Copy its first and its last words from the transcript; the first must stand there"
              " only once."),
        )  # fmt: skip
    return span


def by_segments(project: Project, interview: InterviewRow, first: int, last: int) -> Span:
    """The words from one segment to another."""
    rows = interviews.segments(project.db, interview.transcript_id)
    if not 1 <= first <= last <= len(rows):
        raise NotFound(
            _("{appendix} has no segments {first}–{last}.").format(
                appendix=interview.appendix, first=first, last=last
            ),
            _("Its segments are numbered 1–{last}; `qda show` lists them.").format(last=len(rows)),
        )
    return _words(project, interview, rows[first - 1].span.start, rows[last - 1].span.stop)


def by_pages(project: Project, interview: InterviewRow, first: int, last: int) -> Span:
    """All that stands on some pages of the original."""
    pages = interviews.page_map(project.db, interview.transcript_id)
    text = interviews.transcript_text(project.db, interview.transcript_id)
    starts = [(one.offset, one.number) for one in pages.known]
    inside = [offset for offset, number in starts if first <= number <= last]
    if not inside:
        raise NotFound(
            _("{appendix} has no pages {first}–{last} that are known.").format(
                appendix=interview.appendix, first=first, last=last
            ),
            _("Name the segments instead: `--segment 12-14`."),
        )
    after = [offset for offset, _number in starts if offset > max(inside)]
    return _words(project, interview, min(inside), min(after, default=len(text)))


def by_time(project: Project, interview: InterviewRow, first: str, last: str) -> Span:
    """The turns between two times of the recording, both included."""
    turns = interviews.turns(project.db, interview.transcript_id)
    timed = [(seconds(turn.time), turn.span) for turn in turns if turn.time]
    start, stop = seconds(first), seconds(last)
    known = [place for place, (time, _span) in enumerate(timed) if time <= start]
    begin = known[-1] if known else 0
    inside = [span for place, (time, span) in enumerate(timed) if place >= begin and time <= stop]
    if not inside or start > stop:
        raise NotFound(
            _("{appendix} has no time stamps there.").format(appendix=interview.appendix),
            _("Name the segments instead: `--segment 12-14`."),
        )
    after = [turn.span.start for turn in turns if turn.time and seconds(turn.time) > stop]
    later = min((one for one in after if one >= inside[-1].stop), default=0)
    end = max(
        (turn.span.stop for turn in turns if turn.span.start < (later or 1 << 60)),
        default=inside[-1].stop,
    )
    return _words(project, interview, inside[0].start, end)


def _words(project: Project, interview: InterviewRow, start: int, stop: int) -> Span:
    text = interviews.transcript_text(project.db, interview.transcript_id)
    span = trimmed(text, start, stop)
    if span is None:
        raise NotFound(_("There are no words in this place."))
    return span
