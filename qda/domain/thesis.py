"""A thesis as its reader hands it over: paragraphs with their looks, notes and pages.

Notes stand in the order of the text, after the paragraph that refers to them, and know the place
of their mark; so a reference in a footnote can be told to belong to the quotation before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qda.domain.interviews import PageStart


class Setting(StrEnum):
    """Where a paragraph of a thesis stands."""

    TEXT = "text"
    HEADING = "heading"
    CONTENTS = "contents"
    """A line of a table of contents."""
    CELL = "cell"
    """In a table."""
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    APPENDIX = "appendix"
    """In an appendix that stands at the end of the thesis."""


@dataclass(frozen=True, slots=True)
class ThesisParagraph:
    """One paragraph of a thesis."""

    text: str
    setting: Setting = Setting.TEXT
    level: int = 0
    """Of a heading; 0 for everything else."""
    quoted: bool = False
    """Whether it is set apart: indented, in italics throughout, or in a style for quotes."""
    page: int | None = None
    """The page on which it begins; None is unknown."""
    page_starts: tuple[PageStart, ...] = ()
    """Pages that begin inside it, by offset in `text`."""
    anchor: tuple[int, int] | None = None
    """For a note: the index of the paragraph that refers to it, and the offset of its mark."""

    @property
    def is_note(self) -> bool:
        """Whether it is part of a footnote or an endnote."""
        return self.setting in (Setting.FOOTNOTE, Setting.ENDNOTE)

    def page_at(self, offset: int) -> int | None:
        """The page that holds a character; None is unknown."""
        found = self.page
        for start in self.page_starts:
            if start.offset <= offset:
                found = start.number
        return found


@dataclass(frozen=True, slots=True)
class Thesis:
    """What a reader understood of a thesis."""

    name: str
    """The file's name, safe to print."""
    paragraphs: tuple[ThesisParagraph, ...]
    form: str = ""
    """What the file was read as; shown, never translated."""

    @property
    def words(self) -> int:
        """Words of all paragraphs."""
        return sum(len(paragraph.text.split()) for paragraph in self.paragraphs)


_NUMBERED = re.compile(
    r"(?:(?:kapitel|chapter|del)\s+\d{1,2}\b[.:]?.{0,80}"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-ZÆØÅ][^.!?;]{2,80})",
    re.IGNORECASE,
)
_LITERATURE = (
    r"litteratur(?:liste|fortegnelse|henvisninger)?|referencer|reference(?:liste|fortegnelse)|"
    r"kilder|kilde(?:liste|fortegnelse)|bibliografi|bibliography|references|works cited"
)
_KNOWN = re.compile(
    r"(?:indledning|problemfelt|problemformulering|metode|teori|analyse|diskussion|konklusion|"
    r"perspektivering|forord|resumé|abstract|bilag|bilagsliste|"
    r"bilagsoversigt|bilagsfortegnelse|indholdsfortegnelse|indhold|"
    rf"{_LITERATURE})",
    re.IGNORECASE,
)


def looks_like_heading(line: str) -> int:
    """The level of a heading in a form without styles; 0 for ordinary text."""
    text = line.strip()
    if _KNOWN.fullmatch(text):
        return 1
    if len(text) <= 90 and _NUMBERED.fullmatch(text) and text[-1] not in ".,:;)":
        return 1 + text.split()[0].strip(".").count(".")
    return 0


_APPENDICES = re.compile(
    r"(?:bilag|bilags(?:liste|oversigt|fortegnelse)|appendiks|appendix|appendices|"
    r"(?:liste|oversigt) over bilag|fortegnelse over bilag)[:.]?",
)
_BIBLIOGRAPHY = re.compile(rf"(?:{_LITERATURE})[:.]?")
_CONTENTS = re.compile(r"(?:indhold|indholdsfortegnelse|contents|table of contents)[:.]?")
_NOTES = re.compile(r"(?:noter|slutnoter|fodnoter|noteapparat|notes|endnotes|footnotes)[:.]?")
_NUMBER = re.compile(r"^(?:kapitel\s+)?[\d.]*\s*")


def _title(text: str) -> str:
    return _NUMBER.sub("", " ".join(text.casefold().split()))


def opens_appendices(text: str) -> bool:
    """Whether a heading begins the list of appendices."""
    return _APPENDICES.fullmatch(_title(text)) is not None


def opens_contents(text: str) -> bool:
    """Whether a heading begins the table of contents."""
    return _CONTENTS.fullmatch(_title(text)) is not None


def opens_bibliography(text: str) -> bool:
    """Whether a heading begins the list of literature."""
    return _BIBLIOGRAPHY.fullmatch(_title(text)) is not None


def opens_notes(text: str) -> bool:
    """Whether a heading begins the notes at the end of a text."""
    return len(text) < 40 and _NOTES.fullmatch(_title(text)) is not None
