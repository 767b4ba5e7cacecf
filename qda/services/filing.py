"""Putting a text that was read as speech into the project, or its speakers on a stored text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.domain.interviews import tiling_problems
from qda.domain.text import one_line, text_hash
from qda.errors import BadFile, Refused
from qda.language import gettext as _
from qda.storage import interviews, journal, participants, transcripts
from qda.storage.transcripts import NewTranscript

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.project import Project
    from qda.services.segmenting import Speech


def refuse_other_words(there: interviews.InterviewRow, speech: Speech) -> None:
    """Refuse to put turns of one text on another: the codings point into the stored text.

    Raises:
        Refused: The file reads differently from what is stored.
    """
    if text_hash(speech.text) != there.text_hash:
        raise Refused(
            _("This version of qda reads other words in the file than {appendix} holds.").format(
                appendix=there.appendix
            ),
            _(
                "Nothing was changed. Put a corrected file in its place with `qda replace`, or"
                " import the file under another number with `--as`."
            ),
        )


def new_transcript(
    speech: Speech,
    source_name: str,
    source_hash: str,
    report: Mapping[str, Any],
    *,
    settled: str = "",
) -> NewTranscript:
    """A speech as it is stored.

    Args:
        speech: The text with its turns, segments, pages and lines.
        source_name: The name of its file.
        source_hash: SHA-256 of the file's bytes.
        report: What the reader said of the file, and what a person said of its labels.
        settled: The layout that was recognised before a person settled the speakers.

    Raises:
        BadFile: A character would have no place, or two.
    """
    reading = speech.reading
    broken = tiling_problems(speech.text, reading.turns, reading.blocks, speech.segments)
    if broken:
        # Never seen; were it to happen, refusing is better than losing a word.
        raise BadFile(
            _('"{name}" could not be segmented completely ({problems}).').format(
                name=source_name, problems=", ".join(sorted(set(broken)))
            ),
            _("Nothing was imported. Try `--layout none`."),
        )
    return NewTranscript(
        text=speech.text,
        turns=reading.turns,
        blocks=reading.blocks,
        segments=speech.segments,
        pages=speech.pages,
        lines=speech.lines,
        layout=str(reading.layout),
        confidence=reading.confidence,
        source_name=one_line(source_name),
        source_hash=source_hash,
        report=report,
        settled=settled,
    )


def put_speakers(
    project: Project, there: interviews.InterviewRow, transcript: NewTranscript
) -> None:
    """Settle the speakers of a stored text anew; call it inside `project.action()`.

    Its pages and lines stay as they are stored: they may be better known than the file says. An
    informant who speaks under a label that is called otherwise now speaks under the new one.
    """
    _rename_speakers(project, there, transcript)
    transcripts.replace_speech(project.db, there.transcript_id, transcript)
    journal.record(
        project.db,
        coder=project.coder,
        action="interview.speakers",
        subject={"appendix": there.appendix, "segments": len(transcript.segments)},
    )


def _rename_speakers(
    project: Project, there: interviews.InterviewRow, transcript: NewTranscript
) -> None:
    """Let informants follow their label to its new name, where all its turns have one."""
    labels = {turn.label.casefold() for turn in transcript.turns}
    before = interviews.turns(project.db, there.transcript_id)
    for one in participants.participants(project.db).get(there.id, ()):
        label = one.speaker.casefold()
        if not label or label in labels:
            continue
        spans = [turn.span for turn in before if turn.label.casefold() == label]
        now = {
            turn.label for turn in transcript.turns for span in spans if turn.span.overlaps(span)
        }
        if len(now) == 1 and (name := now.pop()):
            participants.rename_speaker(project.db, there.id, one.informant_id, name)
