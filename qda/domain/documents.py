"""A document as a reader hands it over: paragraphs with marks, and what was skipped.

The seam between `formats` (which knows file forms) and `segmenting` (which knows speech).
All text is canonical already (see `text.canonical`); joined with line feeds, the paragraphs
are the transcript's stored text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.text import Span


class PageSource(StrEnum):
    """How the pages of a transcript are known; stored and shown, never translated."""

    RENDERED = "rendered"
    """From the marks of the last layout in the program that wrote the file."""
    HARD_BREAKS = "hard breaks"
    """From page breaks that a person set."""
    MEASURED = "measured"
    """From a layout that another program made of the file for this purpose."""
    PDF = "pdf"
    """From the appendix as a PDF, as it is handed in."""
    TYPED = "typed in"
    """By hand."""
    UNKNOWN = "unknown"
    """The file holds no trace of pages, or traces that contradict each other."""


class LineSource(StrEnum):
    """How the line numbers of a transcript are known; stored and shown, never translated."""

    PRINTED = "printed"
    """Lines of the printed page, each page counted from 1; empty lines do not count."""
    NUMBERED = "numbered"
    """The document itself numbers its lines."""
    FILE = "file"
    """Lines of the text file, empty ones included, as an editor counts them."""
    UNKNOWN = "unknown"
    """Where a line ends depends on the paper, and nobody has measured it."""


BOLD, MARKED = 1, 2
"""How a piece of text looks, as readers add it up: bold, and set off in another way."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a paragraph stands; all counted from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or an endnote of a paragraph; no part of its text."""

    kind: str
    """`footnote` or `endnote`, as the report calls it."""
    text: str
    offset: int
    """Where its mark stands in the text of the paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a document."""

    text: str
    """Canonical text; soft breaks are `\\n`, tabs are `\\t`, no line feed at the end."""
    bold: tuple[Span, ...] = ()
    """Bold stretches in `text`, in order, not touching."""
    heading: int = 0
    """Level of a heading style, 0 for ordinary paragraphs."""
    cell: Cell | None = None
    """The table cell that holds the paragraph."""
    page_starts: tuple[int, ...] = ()
    """Offsets in `text` at which a new page begins (0: with the paragraph)."""
    marked: tuple[Span, ...] = ()
    """Stretches in italics, underlined, in small capitals or coloured, in order, not touching."""
    notes: tuple[Note, ...] = ()
    """Its notes, in order, where the reader of this form keeps them; Word's are read apart."""
    apart: bool = False
    """Whether it is indented as a whole or styled as a quotation, where the reader tells."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a reader left out of the text, of one kind."""

    count: int
    """How many pieces."""
    characters: int = 0
    """How many characters, where they can be counted."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader understood of a file."""

    paragraphs: tuple[Paragraph, ...]
    """In reading order, empty ones included."""
    page_source: PageSource = PageSource.UNKNOWN
    """How the page starts are known."""
    skipped: Mapping[str, Skipped] = field(default_factory=dict)
    """By kind: `deletion`, `comment`, `header`, `soft hyphen` … Only kinds that occur."""
    notes: Mapping[str, int] = field(default_factory=dict)
    """What was read but deserves mention, by kind and count: `insertion`, `text box` …"""
    first_page: int = 1
    """The printed number of the first page."""
    form: str = ""
    """What the file was read as: `Word`, `RTF`, `text` … Stored and shown, never translated."""
    encoding: str = ""
    """How a text file encodes its letters; empty where the form settles that itself."""

    line_numbers: tuple[int, ...] = ()
    """Numbers that the reader took out of the text, a paragraph each (0: none); empty where the
    file numbers no lines."""

    @property
    def text(self) -> str:
        """The canonical text: paragraphs joined by line feeds."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)
