"""A thesis in Word: paragraphs with their looks, notes at their marks, and the way back to the XML.

Reads with the walk of the transcripts, so nothing is lost that is kept there; then looks at each
paragraph's element for what only a thesis needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.documents import PageSource
from qda.domain.interviews import PageStart
from qda.domain.thesis import Setting, Thesis, ThesisParagraph
from qda.formats.archive import Archive
from qda.formats.safe_xml import XmlParts
from qda.formats.sniff import shown_name
from qda.formats.word_looks import Looks
from qda.formats.word_names import w
from qda.formats.word_package import Package
from qda.formats.word_pages import Pages, sections
from qda.formats.word_report import NoLanguage, Report
from qda.formats.word_styles import Styles, value
from qda.formats.word_walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml.etree import _Element

    from qda.domain.documents import Document, Paragraph
    from qda.formats.word_story import Traced

_PARAGRAPH = w("p")
_NOTE_MARKS = {**dict.fromkeys(w("footnoteReference"), "footnote"),
               **dict.fromkeys(w("endnoteReference"), "endnote")}  # fmt: skip
_NOTE_SETTING = {"footnote": Setting.FOOTNOTE, "endnote": Setting.ENDNOTE}
_LEADERS = re.compile(r"(?:\.\s*){4,}\d+\s*$")


@dataclass(frozen=True, slots=True)
class ReadThesis:
    """A thesis with the elements that its paragraphs were read from."""

    thesis: Thesis
    traces: tuple[Traced | None, ...]
    """For each paragraph of the thesis; None for notes, which lie in another part."""
    root: _Element
    """The main part."""
    main: str
    """The name of the main part, and of those that comments need."""
    relations: str
    comments: str | None
    """None where nobody has commented yet."""


def read_word_thesis(path: Path) -> ReadThesis:
    """Read a thesis in Word, notes included.

    Raises:
        BadFile: not a Word document, damaged, encrypted or too large.
    """
    with Archive(path) as archive:
        parts = XmlParts(archive)
        package = Package(archive, parts, Report())
        root = package.main()
        style_root = package.styles()
        styles = Styles(style_root)
        looks = Looks(style_root)
        pages = Pages(sections(root))
        walk = Walk(styles, Report(), pages, parts.too_large)
        traces: dict[int, Traced] = {}
        walk.account.trace = traces
        try:
            paragraphs = walk.read(root)
            source = pages.source(package.layout(), lambda: _words(paragraphs))
            read_notes = {
                kind: {
                    name: Walk(styles, Report(), Pages([]), parts.too_large).read(note)
                    for name, note in package.notes(kind).items()
                }
                for kind in _NOTE_SETTING
            }
        except NoLanguage as error:
            raise parts.too_large() from error
        names = (package.main_name, package.relations_name, package.related("comments"))
    known = source is not PageSource.UNKNOWN
    found: list[ThesisParagraph] = []
    kept: list[Traced | None] = []
    page = pages.first if known else None
    for paragraph in paragraphs:
        traced = traces[id(paragraph)]
        made, page = _paragraph(paragraph, _element(traced), looks, page)
        place = len(found)
        found.append(made)
        kept.append(traced)
        for kind, name, offset in _notes_of(traced):
            notes = read_notes[kind].pop(name, ())
            found += _note(notes, _NOTE_SETTING[kind], (place, offset), made.page_at(offset))
            kept += [None] * (len(found) - len(kept))
    return ReadThesis(Thesis(shown_name(path), tuple(found), "Word"), tuple(kept), root, *names)


def _words(paragraphs: Sequence[Paragraph]) -> int:
    return sum(len(paragraph.text.split()) for paragraph in paragraphs)


def _paragraph(
    paragraph: Paragraph, element: _Element | None, looks: Looks, page: int | None
) -> tuple[ThesisParagraph, int | None]:
    starts: list[PageStart] = []
    if page is not None:
        for offset in paragraph.page_starts:
            page += 1
            starts.append(PageStart(offset, page))
    first = page - len(starts) if page is not None else None
    made = ThesisParagraph(
        paragraph.text,
        _setting(paragraph, element, looks),
        paragraph.heading,
        quoted=element is not None and looks.set_apart(element),
        page=first,
        page_starts=tuple(starts),
    )
    return made, page


def _setting(paragraph: Paragraph, element: _Element | None, looks: Looks) -> Setting:
    if element is not None and looks.is_contents(element):
        return Setting.CONTENTS
    if _LEADERS.search(paragraph.text):
        return Setting.CONTENTS
    if paragraph.heading or (element is not None and looks.is_title(element)):
        return Setting.HEADING
    return Setting.CELL if paragraph.cell else Setting.TEXT


def _note(
    paragraphs: Sequence[Paragraph], setting: Setting, anchor: tuple[int, int], page: int | None
) -> Iterator[ThesisParagraph]:
    for paragraph in paragraphs:
        if paragraph.text.strip():
            yield ThesisParagraph(paragraph.text, setting, page=page, anchor=anchor)


def _element(traced: Traced) -> _Element | None:
    """The paragraph element that holds the first words."""
    source = next((source for source in traced.sources if source is not None), None)
    while source is not None and source.tag not in _PARAGRAPH:
        source = source.getparent()
    return source


def _notes_of(traced: Traced) -> Iterator[tuple[str, str, int]]:
    """The notes of a paragraph: kind, id, and the offset of the mark in its text."""
    ends: dict[_Element, int] = {}
    offset = 0
    for piece, source in zip(traced.pieces, traced.sources, strict=False):
        offset += len(piece)
        if source is not None:
            ends[source] = offset
    elements = dict.fromkeys(_ancestor(source) for source in ends)
    at = 0
    for element in elements:
        for child in () if element is None else element.iter():
            if child in ends:
                at = ends[child]
            elif child.tag in _NOTE_MARKS:
                yield _NOTE_MARKS[child.tag], value(child, "id") or "", at


def _ancestor(element: _Element | None) -> _Element | None:
    while element is not None and element.tag not in _PARAGRAPH:
        element = element.getparent()
    return element


def thesis_of(name: str, document: Document) -> Thesis:
    """A thesis in a form that has headings and pages, but no looks."""
    known = document.page_source is not PageSource.UNKNOWN
    page = document.first_page if known else None
    found: list[ThesisParagraph] = []
    for paragraph in document.paragraphs:
        starts: list[PageStart] = []
        for offset in paragraph.page_starts if page is not None else ():
            page = (page or 0) + 1
            starts.append(PageStart(offset, page))
        setting = Setting.CELL if paragraph.cell else Setting.TEXT
        slanted = [span for span in paragraph.marked if len(span) >= len(paragraph.text.rstrip())]
        if _LEADERS.search(paragraph.text):
            setting = Setting.CONTENTS
        elif paragraph.heading:
            setting = Setting.HEADING
        found.append(
            ThesisParagraph(
                paragraph.text,
                setting,
                paragraph.heading,
                quoted=setting is Setting.TEXT and (paragraph.apart or bool(slanted)),
                page=page - len(starts) if page is not None else None,
                page_starts=tuple(starts),
            )
        )
        place, made = len(found) - 1, found[-1]
        for note in paragraph.notes:
            found += [
                ThesisParagraph(
                    line, _NOTE_SETTING[note.kind], page=made.page_at(note.offset),
                    anchor=(place, note.offset),
                )
                for line in note.text.split("\n") if line.strip()
            ]  # fmt: skip
    return Thesis(name, tuple(found), document.form)
