"""From a document to speech: speakers, turns, sentences, units, pages.

Every character ends up in exactly one turn or one block; segments tile the turns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.danish.sentences import unit_spans
from qda.domain.documents import Document, PageSource
from qda.domain.interviews import NO_LINES, LineMap, PageMap, PageStart, Role, Segment
from qda.domain.line_numbers import line_map
from qda.domain.speakers import Layout, Reading, read_speakers
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.domain.speaker_naming import Naming


@dataclass(frozen=True, slots=True)
class Speech:
    """A document read as speech."""

    text: str
    reading: Reading
    segments: tuple[Segment, ...]
    pages: PageMap
    lines: LineMap = NO_LINES


def segmented(
    document: Document,
    roles: Mapping[str, Role] | None = None,
    layout: Layout | None = None,
    naming: Naming | None = None,
) -> Speech:
    """Read a document as speech.

    Args:
        document: What a reader understood of a file.
        roles: Who is who, by label, as the user settled it.
        layout: How speakers are marked; detected when None.
        naming: Labels that stand for another name, or for nobody.
    """
    text = document.text
    reading = read_speakers(document, roles, layout, naming)
    pages, lines = page_map(document), line_map(text, document.form, document.line_numbers)
    segments: list[Segment] = []
    for ordinal, turn in enumerate(reading.turns):
        offset = turn.span.start
        for start, stop in unit_spans(turn.span.of(text)):
            span = Span(offset + start, offset + stop)
            segments.append(
                Segment(ordinal, span, pages.page_at(span.start), lines.line_at(span.start))
            )
    return Speech(text, reading, tuple(segments), pages, lines)


def with_pages(speech: Speech, pages: PageMap) -> Speech:
    """The same speech on other pages."""
    segments = tuple(replace(one, page=pages.page_at(one.span.start)) for one in speech.segments)
    return replace(speech, pages=pages, segments=segments)


def page_map(document: Document) -> PageMap:
    """The pages of a document in offsets of its whole text."""
    if document.page_source is PageSource.UNKNOWN:
        return PageMap(PageSource.UNKNOWN)
    starts = [PageStart(0, document.first_page)]
    offset = 0
    number = document.first_page
    for paragraph in document.paragraphs:
        for start in paragraph.page_starts:
            number += 1
            place = offset + start
            if place == starts[-1].offset:
                starts[-1] = PageStart(place, number)  # an empty page holds no text
            else:
                starts.append(PageStart(place, number))
        offset += len(paragraph.text) + 1
    return PageMap(document.page_source, tuple(starts))
