"""Settling who is who in an interview that is there already; nothing that is coded moves.

The same reading and the same storing as at the import, so that `qda import --speakers` and the
screen leave the same project.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qda.domain.documents import Document, Paragraph
from qda.domain.speaker_naming import Naming
from qda.domain.speakers import Layout, read_speakers
from qda.errors import QdaError, Refused
from qda.formats.reading import read_document
from qda.language import gettext as _
from qda.services.filing import new_transcript, put_speakers, refuse_other_words
from qda.services.importing import report_values
from qda.services.originals import original_file
from qda.services.screens import ScreenTranscript
from qda.services.segmenting import segmented
from qda.storage import interviews
from qda.storage.interviews import SegmentRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.interviews import Role
    from qda.services.project import Project
    from qda.services.segmenting import Speech
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class Source:
    """Where an interview's text is read from."""

    document: Document
    original: bool
    """The file itself: bold, tables and headings are known. Otherwise the stored text alone."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a person says of an interview's speakers."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    """By label or by name."""
    layout: Layout | None = None
    naming: Naming = field(default_factory=Naming)


def source_of(project: Project, interview: InterviewRow) -> Source:
    """The interview's file if it is still in the folder transcripts, otherwise its stored text."""
    path = original_file(project, interview)
    if path is not None:
        try:
            return Source(read_document(path), original=True)
        except QdaError:
            pass  # it was readable once; the stored text still is
    text = interviews.transcript_text(project.db, interview.transcript_id)
    return Source(Document(tuple(map(Paragraph, text.split("\n")))), original=False)


def settled_now(project: Project, interview: InterviewRow, source: Source) -> Settlement:
    """What was settled before; what the text does not bear any more is left out."""
    layout = Layout(interview.layout)
    naming = Naming.from_values(interview.report.get("speakers"))
    roles: dict[str, Role] = {}
    for turn in interviews.turns(project.db, interview.transcript_id):
        if turn.label:
            roles.setdefault(turn.label, turn.role)
    settlement = Settlement(roles, layout, naming)
    try:
        read(source, settlement)
    except Refused:
        return Settlement(layout=layout)
    return settlement


def read(source: Source, settlement: Settlement) -> Speech:
    """The text as speech, as a person wants it.

    Raises:
        Refused: It names a label that the layout does not find.
    """
    return segmented(source.document, settlement.roles, settlement.layout, settlement.naming)


def layouts_found(source: Source) -> tuple[Layout, ...]:
    """The layouts that find speakers in the text, and last the one without any."""
    return tuple(
        layout for layout in Layout if read_speakers(source.document, None, layout).layout is layout
    )


def as_seen(before: ScreenTranscript, speech: Speech) -> ScreenTranscript:
    """The transcript as it would look on the screen."""
    return ScreenTranscript(
        interview=before.interview,
        informant=before.informant,
        withdrawn=before.withdrawn,
        text=speech.text,
        turns=speech.reading.turns,
        blocks=speech.reading.blocks,
        segments=tuple(
            SegmentRow(0, before.interview.transcript_id, number, one.turn, one.span, one.page)
            for number, one in enumerate(speech.segments, 1)
        ),
        pages=before.pages,
        restrictions=before.restrictions,
    )


def settle(
    project: Project, interview: InterviewRow, source: Source, settlement: Settlement
) -> None:
    """Put the speakers on the stored text, in one transaction.

    Raises:
        Refused: The text has been replaced meanwhile, or a label is not found.
    """
    speech = read(source, settlement)
    refuse_other_words(interview, speech)
    report = report_values(source.document) if source.original else dict(interview.report)
    report["speakers"] = settlement.naming.as_values()
    report.pop("new_speakers", None)  # a person has looked at them now
    recognised = segmented(source.document).reading.layout
    transcript = new_transcript(
        speech,
        interview.source_name,
        interview.source_hash,
        report,
        settled=str(recognised),
    )
    with project.action():
        there = project.interview(interview.appendix)
        if there.transcript_id != interview.transcript_id:
            raise Refused(
                _("The text of {appendix} was replaced meanwhile.").format(
                    appendix=interview.appendix
                ),
                _("Look at the new text first, then settle its speakers."),
            )
        put_speakers(project, there, transcript)
