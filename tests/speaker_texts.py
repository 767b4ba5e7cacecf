"""What tests of speakers share: documents of many layouts, and what was read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.documents import Cell, Document, Paragraph
from qda.domain.interviews import BlockKind, Role, Segment, tiling_problems
from qda.domain.text import Span

if TYPE_CHECKING:
    from qda.domain.speakers import (
        Reading,
    )

INTERVIEWER, INFORMANT, OTHER = Role.INTERVIEWER, Role.INFORMANT, Role.OTHER


def document(*paragraphs: str | Paragraph) -> Document:
    return Document(
        tuple(Paragraph(each) if isinstance(each, str) else each for each in paragraphs)
    )


def bold(start: str, rest: str = "") -> Paragraph:
    """A paragraph that begins with a bold stretch."""
    return Paragraph(start + rest, bold=(Span(0, len(start)),))


def table(*rows: tuple[str, ...], number: int = 0) -> list[Paragraph]:
    return [
        Paragraph(text, cell=Cell(number, row, column))
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        for text in cell.split("¶")
    ]


def said(read: Document, reading: Reading) -> list[tuple[str, str]]:
    """Label and words of each turn."""
    return [(turn.label, turn.span.of(read.text)) for turn in reading.turns]


def blocks(read: Document, reading: Reading, kind: BlockKind) -> list[str]:
    return [block.span.of(read.text) for block in reading.blocks if block.kind is kind]


def roles(reading: Reading) -> dict[str, Role]:
    return {speaker.label: speaker.role for speaker in reading.speakers}


def assert_tiles(read: Document, reading: Reading) -> None:
    one_each = [Segment(number, turn.span) for number, turn in enumerate(reading.turns)]
    assert tiling_problems(read.text, reading.turns, reading.blocks, one_each) == []


TALK = [
    ("I", "Hvor længe har du haft værkstedet?"),
    ("IP", "Siden foråret. Det begyndte i en garage."),
    ("I", "Og hvem hjalp dig?"),
    ("IP", "Min nabo, Solvej."),
]
"""A conversation that the layouts below write down in different ways."""

QUIET = ["I: Ja?", "IP: Nej.", "I: Jo?", "IP: Tja."]
"""Turns that make a labelled transcript around the line that a test is about."""

HEADS = ("Linje", "Tid", "Taler", "Udsagn")

TITLE = [
    "Bilag 12",
    "Interview med en smed",
    "Dato: 5. marts 2031",
    "Varighed: 42 min.",
    "Deltagere: Aksel Ravn (informant), Solvej Dam (interviewer)",
    "Tegn: [..] kan ikke høres",
    "Særligt: døren stod åben, og der var en del støj ude fra vejen.",
]

ROWS: list[tuple[str, ...]] = [
    ("1", "00:00:04", "I", "Hvor længe har du haft værkstedet?"),
    ("2", "00:00:09", "IP", "Siden foråret. Det begyndte i en garage."),
    ("3", "00:00:31", "I", "Og hvem hjalp dig?"),
    ("4", "00:00:36", "IP", "Min nabo, Solvej."),
]
