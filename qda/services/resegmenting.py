"""Merging and splitting segments: the text and its codings stay as they are.

Segments tile turns, so a segment is only ever merged with the next one of its turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import citing, coding, marking
from qda.storage import cutting, interviews, journal
from qda.storage.journal import Change
from qda.storage.store import new_uid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


def merge(project: Project, interview: InterviewRow, number: int) -> None:
    """Merge a segment with the next one of its turn; one step, on disk when this returns.

    Raises:
        NotFound: There is no such segment.
        Refused: It is the last one of its turn.
    """
    segment = coding.segment_by_number(project, interview, number)
    rows = interviews.segments(project.db, interview.transcript_id)
    following = rows[number] if number < len(rows) else None
    if following is None or following.turn != segment.turn:
        raise Refused(
            _("Segment {number} is the last one of its turn.").format(number=number),
            _("Segments of two turns cannot be merged: two people speak, or one speaks anew."),
        )
    apart = (segment.span.start, following.span.start, following.span.stop)
    _cut(project, interview, "segment.merge", number, apart, (apart[0], apart[2]))


def split(project: Project, interview: InterviewRow, number: int, offset: int) -> None:
    """Split a segment at a place of its transcript; one step, on disk when this returns.

    Args:
        project: An open project.
        interview: The interview.
        number: The segment, from 1.
        offset: Where the second segment begins; blanks there stay with the first one.

    Raises:
        NotFound: There is no such segment.
        Refused: One of the two would be without words, or a word would be cut.
    """
    segment = coding.segment_by_number(project, interview, number)
    text = interviews.transcript_text(project.db, interview.transcript_id)
    start, stop = segment.span.start, segment.span.stop
    while offset < stop and text[offset].isspace():
        offset += 1
    if not (start < offset < stop and text[start:offset].strip()):
        raise Refused(
            _("Segment {number} cannot be split there: one part would have no words.").format(
                number=number
            ),
            _("Split it where a later word begins."),
        )
    if text[offset - 1].isalnum() and text[offset].isalnum():
        raise Refused(
            _("Segment {number} cannot be split inside a word.").format(number=number),
            _("Split it where a word begins."),
        )
    _cut(project, interview, "segment.split", number, (start, stop), (start, offset, stop))


def place_of_words(project: Project, interview: InterviewRow, number: int, words: str) -> int:
    """Where in a segment words begin.

    Raises:
        NotFound: They do not stand in the segment, or it is not there.
        Refused: They stand in it more than once.
    """
    segment = coding.segment_by_number(project, interview, number)
    text = interviews.transcript_text(project.db, interview.transcript_id)
    found = citing.find_quote(segment.span.of(text), words).spans
    if not found:
        raise NotFound(
            _("The words do not stand in segment {number}.").format(number=number),
            _("Copy them from the transcript; `qda show` prints it."),
        )
    if len(found) > 1:
        raise Refused(
            _("The words stand in segment {number} more than once.").format(number=number),
            _("Give more words, so that only one place fits."),
        )
    return segment.span.start + found[0].start


def _cut(
    project: Project,
    interview: InterviewRow,
    action: str,
    number: int,
    before: Sequence[int],
    after: Sequence[int],
) -> None:
    transcript = interview.transcript_id
    with project.action() as db:
        marking.refuse_earlier_version(project, transcript)
        cutting.recut(db, transcript, after)
        change = Change(
            "segments",
            new_uid(),
            cutting.cut_row(transcript, before),
            cutting.cut_row(transcript, after),
        )
        journal.record(
            db,
            coder=project.coder,
            action=action,
            subject={"appendix": interview.appendix, "number": number},
            changes=[change],
            undoable=True,
        )
