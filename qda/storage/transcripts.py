"""Transcripts: the immutable versions of the text of an interview, with what is known of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.interviews import (
    NO_LINES,
    Block,
    LineMap,
    PageMap,
    Segment,
    Turn,
)
from qda.domain.text import Span, plain_typography, text_hash
from qda.storage.interviews import segments, transcript_text
from qda.storage.pages import insert_starts, number_segments
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class NewTranscript:
    """A transcript as it is to be stored."""

    text: str
    turns: Sequence[Turn]
    blocks: Sequence[Block]
    segments: Sequence[Segment]
    pages: PageMap
    layout: str
    confidence: float
    source_name: str
    source_hash: str
    report: Mapping[str, Any]
    lines: LineMap = NO_LINES
    settled: str = ""
    """The layout that was recognised before a person settled the speakers; empty if nobody did."""


def add_interview(db: Database, appendix: str, title: str, transcript: NewTranscript) -> int:
    """Insert an interview with its first transcript version; returns the transcript's row."""
    interview_id = db.execute(
        "insert into interview (uid, appendix, kind, title, created)"
        " values (:uid, :appendix, 'interview', :title, :created)",
        {"uid": new_uid(), "appendix": appendix, "title": title, "created": now()},
    ).lastrowid
    assert interview_id is not None
    return insert_transcript(db, interview_id, 1, "import", transcript)


def insert_transcript(
    db: Database, interview_id: int, version: int, reason: str, transcript: NewTranscript
) -> int:
    """Insert a transcript version with its pages, turns and segments; returns its row."""
    transcript_id = db.execute(
        "insert into transcript (interview_id, version, text, text_hash, report, layout,"
        " confidence, page_source, page_program, line_source, source_name, source_hash, reason,"
        " settled, created)"
        " values (:interview_id, :version, :text, :text_hash, :report, :layout,"
        " :confidence, :page_source, :page_program, :line_source, :source_name, :source_hash,"
        " :reason, :settled, :created)",
        {
            "interview_id": interview_id,
            "version": version,
            "reason": reason,
            "text": transcript.text,
            "text_hash": text_hash(transcript.text),
            "report": json.dumps(transcript.report, ensure_ascii=False),
            "layout": transcript.layout,
            "confidence": transcript.confidence,
            "page_source": transcript.pages.source,
            "page_program": transcript.pages.program,
            "line_source": transcript.lines.source,
            "settled": transcript.settled,
            "source_name": transcript.source_name,
            "source_hash": transcript.source_hash,
            "created": now(),
        },
    ).lastrowid
    assert transcript_id is not None
    insert_starts(db, transcript_id, transcript.pages, transcript.lines)
    _add_speech(db, transcript_id, transcript)
    return transcript_id


def replace_speech(db: Database, transcript_id: int, transcript: NewTranscript) -> None:
    """Put other turns, blocks and segments on the same text; codings stay where they are."""
    unindex(db, transcript_id)
    for table in ("segment", "turn", "block"):
        db.execute(f"delete from {table} where transcript_id = ?", [transcript_id])
    db.execute(
        "update transcript set layout = ?, confidence = ?, report = ?, settled = ? where id = ?",
        [
            transcript.layout,
            transcript.confidence,
            json.dumps(transcript.report, ensure_ascii=False),
            transcript.settled,
            transcript_id,
        ],
    )
    _add_speech(db, transcript_id, transcript)
    number_segments(db, transcript_id)  # its pages may have been measured or typed in since


def _add_speech(db: Database, transcript_id: int, transcript: NewTranscript) -> None:
    db.conn.executemany(
        "insert into block (transcript_id, kind, start, stop) values (?, ?, ?, ?)",
        [
            (transcript_id, block.kind, block.span.start, block.span.stop)
            for block in transcript.blocks
        ],
    )
    # Rows are numbered here so that a transcript's turns and segments lie side by side:
    # a range of row numbers is the fastest way to search within one transcript.
    first_turn = _add_turns(db, transcript_id, transcript)
    first_segment = _add_segments(db, transcript_id, transcript, first_turn)
    _index(
        db,
        [
            (first_segment + place, segment.span.of(transcript.text))
            for place, segment in enumerate(transcript.segments)
        ],
    )


def _add_turns(db: Database, transcript_id: int, transcript: NewTranscript) -> int:
    """Insert the turns; returns the row of the first."""
    first = _next_id(db, "turn")
    db.conn.executemany(
        "insert into turn (id, transcript_id, ordinal, label, role, start, stop, time)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                first + ordinal,
                transcript_id,
                ordinal,
                turn.label,
                turn.role,
                *_ends(turn.span),
                turn.time,
            )
            for ordinal, turn in enumerate(transcript.turns)
        ],
    )
    return first


def _add_segments(
    db: Database, transcript_id: int, transcript: NewTranscript, first_turn: int
) -> int:
    """Insert the segments of turns that are there; returns the row of the first."""
    first = _next_id(db, "segment")
    db.conn.executemany(
        "insert into segment (id, transcript_id, turn_id, number, start, stop, page, line)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                first + place,
                transcript_id,
                first_turn + segment.turn,
                place + 1,
                *_ends(segment.span),
                segment.page,
                segment.line,
            )
            for place, segment in enumerate(transcript.segments)
        ],
    )
    return first


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.stop


def searchable(text: str) -> str:
    """What the search index holds of a text: typography folded, so that no sign hides a word."""
    return plain_typography(text)


def _next_id(db: Database, table: str) -> int:
    return int(db.execute(f"select coalesce(max(id), 0) + 1 from {table}").fetchone()[0])


def index(db: Database, transcript_id: int) -> None:
    """Let search find the words of a transcript version."""
    text = transcript_text(db, transcript_id)
    _index(db, [(row.id, row.span.of(text)) for row in segments(db, transcript_id)])


def _index(db: Database, rows: Sequence[tuple[int, str]]) -> None:
    db.conn.executemany(
        "insert into segment_search (rowid, body) values (?, ?)",
        [(row_id, searchable(text)) for row_id, text in rows],
    )


def unindex(db: Database, transcript_id: int) -> None:
    """Let search forget the words of a transcript version."""
    text = transcript_text(db, transcript_id)
    # A contentless index forgets a row only when it is told what the row held.
    db.conn.executemany(
        "insert into segment_search (segment_search, rowid, body) values ('delete', ?, ?)",
        [(row.id, searchable(row.span.of(text))) for row in segments(db, transcript_id)],
    )
