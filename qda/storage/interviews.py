"""Rows of interviews and their transcripts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.documents import LineSource, PageSource
from qda.domain.interviews import (
    NO_LINES,
    Block,
    BlockKind,
    Kind,
    LineMap,
    PageMap,
    Role,
    Segment,
    Turn,
)
from qda.domain.text import Span, plain_typography, text_hash
from qda.storage.halving import numbers_between
from qda.storage.pages import insert_starts, number_segments
from qda.storage.pages import line_map as line_map
from qda.storage.pages import page_map as page_map
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """An interview and its newest transcript version, without the text."""

    id: int
    uid: str
    appendix: str
    kind: Kind
    title: str
    date: str
    informant_id: int | None
    transcript_id: int
    version: int
    source_name: str
    source_hash: str
    text_hash: str
    layout: str
    confidence: float
    page_source: PageSource
    page_program: str
    line_source: LineSource
    report: Mapping[str, Any]

    @property
    def pages_known_from(self) -> str:
        """How the pages are known, the measuring program named; for programs."""
        return PageMap(self.page_source, program=self.page_program).known_from


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


_INTERVIEWS = """
select i.id, i.uid, i.appendix, i.kind, i.title, i.date, i.informant_id,
       t.id as transcript_id, t.version, t.source_name, t.source_hash, t.text_hash,
       t.layout, t.confidence, t.page_source, t.page_program, t.line_source, t.report
from interview i join transcript t on t.interview_id = i.id
where t.version = (select max(version) from transcript where interview_id = i.id and undone = 0)
"""


def _interview(row: Mapping[str, Any]) -> InterviewRow:
    values = dict(row)
    values["kind"] = Kind(values["kind"])
    values["page_source"] = PageSource(values["page_source"])
    values["line_source"] = LineSource(values["line_source"])
    values["report"] = json.loads(values["report"])
    return InterviewRow(**values)


def interviews(db: Database) -> list[InterviewRow]:
    """All interviews, in no particular order."""
    return [_interview(row) for row in db.query(_INTERVIEWS)]


def interview_by_appendix(db: Database, appendix: str) -> InterviewRow | None:
    """The interview with this appendix number, spelt exactly so."""
    rows = db.query(_INTERVIEWS + " and i.appendix = :appendix", {"appendix": appendix})
    return next((_interview(row) for row in rows), None)


def appendix_of_source(db: Database, source_hash: str, but: str) -> str | None:
    """The interview whose text was read from a file with this hash, but for one of them."""
    row = db.execute(
        "select i.appendix from transcript t join interview i on i.id = t.interview_id"
        " where t.source_hash = :hash and t.undone = 0 and i.appendix <> :but"
        " and not exists (select 1 from transcript n where n.interview_id = t.interview_id"
        " and n.undone = 0 and n.version > t.version)",
        {"hash": source_hash, "but": but},
    ).fetchone()
    return str(row[0]) if row else None


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
    turn_id = _next_id(db, "turn")
    db.conn.executemany(
        "insert into turn (id, transcript_id, ordinal, label, role, start, stop, time)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                turn_id + ordinal,
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
    segment_id = _next_id(db, "segment")
    db.conn.executemany(
        "insert into segment (id, transcript_id, turn_id, number, start, stop, page, line)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                segment_id + place,
                transcript_id,
                turn_id + segment.turn,
                place + 1,
                *_ends(segment.span),
                segment.page,
                segment.line,
            )
            for place, segment in enumerate(transcript.segments)
        ],
    )
    _index(
        db,
        [
            (segment_id + place, segment.span.of(transcript.text))
            for place, segment in enumerate(transcript.segments)
        ],
    )


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


def transcript_text(db: Database, transcript_id: int) -> str:
    """The stored text of a transcript version."""
    row = db.execute("select text from transcript where id = ?", [transcript_id]).fetchone()
    return str(row[0])


def turns(db: Database, transcript_id: int) -> list[Turn]:
    """The turns of a transcript, in order."""
    return [
        Turn(Span(start, stop), label, Role(role), time)
        for start, stop, label, role, time in db.execute(
            "select start, stop, label, role, time from turn"
            " where transcript_id = ? order by ordinal",
            [transcript_id],
        )
    ]


def is_spoken(db: Database, transcript_id: int, span: Span) -> bool:
    """Whether a span touches a turn; the database looks, for a text may have thousands."""
    query = (
        "select 1 from turn where transcript_id = ? and ordinal between ? and ?"
        " and start < ? and stop > ? limit 1"
    )
    ordinals = numbers_between(db, "turn", transcript_id, span.start, span.stop)
    found = db.execute(query, [transcript_id, *ordinals, span.stop, span.start])
    return found.fetchone() is not None


def blocks(db: Database, transcript_id: int) -> list[Block]:
    """The stretches that are not speech, in order."""
    return [
        Block(Span(start, stop), BlockKind(kind))
        for start, stop, kind in db.execute(
            "select start, stop, kind from block where transcript_id = ? order by start",
            [transcript_id],
        )
    ]


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A stored segment."""

    id: int
    transcript_id: int
    number: int
    """From 1 within the transcript; what a user types."""
    turn: int
    """Ordinal of the turn, from 0."""
    span: Span
    page: int | None
    line: int | None = None


def segments(db: Database, transcript_id: int) -> list[SegmentRow]:
    """The segments of a transcript, in order."""
    return [
        SegmentRow(id_, transcript_id, number, turn, Span(start, stop), page, line)
        for id_, number, turn, start, stop, page, line in db.execute(
            "select s.id, s.number, t.ordinal, s.start, s.stop, s.page, s.line"
            " from segment s join turn t on t.id = s.turn_id"
            " where s.transcript_id = ? order by s.number",
            [transcript_id],
        )
    ]


def as_segment(row: SegmentRow) -> Segment:
    """The domain's segment behind a row."""
    return Segment(row.turn, row.span, row.page, row.line)


def link_informant(db: Database, interview_id: int, informant_id: int) -> None:
    """Say who was interviewed, first of all; others who took part stay."""
    db.execute("update interview set informant_id = ? where id = ?", [informant_id, interview_id])
    db.execute(
        "insert or ignore into participant (interview_id, informant_id) values (?, ?)",
        [interview_id, informant_id],
    )
