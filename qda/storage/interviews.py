"""Rows of interviews and their transcripts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.documents import LineSource, PageSource
from qda.domain.interviews import (
    Block,
    BlockKind,
    Kind,
    PageMap,
    Role,
    Segment,
    Turn,
)
from qda.domain.text import Span
from qda.storage.halving import numbers_between
from qda.storage.pages import line_map as line_map
from qda.storage.pages import page_map as page_map

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def segment_spans(db: Database, transcript_id: int) -> list[tuple[int, int]]:
    """Where the segments of a transcript begin and stop, in order."""
    query = "select start, stop from segment where transcript_id = ? order by number"
    return db.execute(query, [transcript_id]).fetchall()


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
