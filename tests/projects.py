"""Small invented interviews, stored as an import would store them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.documents import Document, PageSource, Paragraph
from qda.services.segmenting import segmented
from qda.storage import interviews
from qda.storage.interviews import InterviewRow, NewTranscript

if TYPE_CHECKING:
    from qda.services.project import Project

LINES = (
    "Interview om Tagrørsparken",
    "",
    "I: Hvad forstår I ved en blandet by?",
    "IP: Det er, når lægen og buschaufføren mødes i vaskekælderen. Æbletræerne er fælles.",
    "I: Og hvad så med skolen?",
    "IP: Skolen er »en helt anden sag« – det må I ikke skrive. Men børnene, de leger jo sammen.",
    "I: Tak skal du have.",
    "IP: Selv tak.",
)

PAGE_BREAK_AT = 5
"""Index of the line with which page 2 begins."""


def document(lines: tuple[str, ...] = LINES) -> Document:
    """A document with two pages, as a reader would give it."""
    return Document(
        paragraphs=tuple(
            Paragraph(line, page_starts=(0,) if index == PAGE_BREAK_AT else ())
            for index, line in enumerate(lines)
        ),
        page_source=PageSource.RENDERED,
    )


def add_interview(project: Project, appendix: str, lines: tuple[str, ...] = LINES) -> InterviewRow:
    """Store an interview and return its row."""
    speech = segmented(document(lines))
    with project.action() as db:
        interviews.add_interview(
            db,
            appendix,
            "",
            NewTranscript(
                text=speech.text,
                turns=speech.reading.turns,
                blocks=speech.reading.blocks,
                segments=speech.segments,
                pages=speech.pages,
                layout=str(speech.reading.layout),
                confidence=speech.reading.confidence,
                source_name=f"{appendix}.docx",
                source_hash=appendix,
                report={"skipped": {}, "notes": {}},
            ),
        )
    return project.interview(appendix)
