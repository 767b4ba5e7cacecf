"""Where comments begin and end in the XML of a Word file: runs are cut at the edges."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from qda.formats.word_names import w
from qda.formats.word_report import width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from qda.domain.text import Span
    from qda.formats.word_thesis import ReadThesis

    Pieces = Mapping[_Element, Sequence[tuple[int, _Element]]]
    """By text element the runs that begin in it, with their offsets."""

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUN = w("r")
_RUN_PROPERTIES = w("rPr")
PARAGRAPH = w("p")
_BOX = w("txbxContent")


@dataclass(frozen=True, slots=True)
class Edge:
    """A place between two characters of a text element."""

    element: _Element
    offset: int
    """In the element's own text."""


def edges(read: ReadThesis, paragraph: int, span: Span) -> tuple[Edge, Edge] | None:
    """Where a span begins and ends in the XML; None where it has no place there."""
    traced = read.traces[paragraph]
    if traced is None:
        anchor = read.thesis.paragraphs[paragraph].anchor
        if anchor is None:
            return None
        return _edges_at(read, anchor[0], max(0, anchor[1] - 1), anchor[1])
    return _edges_at(read, paragraph, span.start, span.stop)


def _edges_at(read: ReadThesis, paragraph: int, start: int, stop: int) -> tuple[Edge, Edge] | None:
    traced = read.traces[paragraph]
    assert traced is not None
    first: Edge | None = None
    last: Edge | None = None
    before = 0
    for piece, source in zip(traced.pieces, traced.sources, strict=False):
        after = before + len(piece)
        if source is not None and piece and before < max(stop, start + 1) and after > start:
            if _run_of(source) is None:
                before = after
                continue
            if first is None:
                first = Edge(source, _raw(source, piece, max(0, start - before)))
            last = Edge(source, _raw(source, piece, min(len(piece), stop - before)))
        before = after
    return (first, last) if first is not None and last is not None else None


def _raw(source: _Element, piece: str, offset: int) -> int:
    """The offset in the file's own text; making it canonical may have shortened it."""
    raw = source.text or ""
    if len(raw) == len(piece):
        return offset
    return next((k for k in range(len(raw) + 1) if width(raw[:k]) >= offset), len(raw))


def _run_of(element: _Element) -> _Element | None:
    parent = element.getparent()
    return parent if parent is not None and parent.tag in _RUN else None


def cut(element: _Element, offsets: set[int]) -> list[tuple[int, _Element]]:
    """Cut the run of a text element at offsets; gives the run that begins at each, in order."""
    text = element.text or ""
    found: list[tuple[int, _Element]] = []
    for offset in sorted(offsets, reverse=True):
        run = _run_of(element)
        assert run is not None
        if offset >= len(text):
            following = element.getnext()
            if following is not None:
                _moved(run, following)
        elif offset == 0:
            first = next(child for child in run if child.tag not in _RUN_PROPERTIES)
            found.append((0, run if first is element else _moved(run, element)))
        else:
            rest = deepcopy(element)
            current = element.text or ""
            element.text, rest.text = current[:offset], current[offset:]
            rest.tail = None
            for part in (element, rest):
                part.set(SPACE, "preserve")
            element.addnext(rest)
            found.append((offset, _moved(run, rest)))
    return found[::-1]


def _moved(run: _Element, child: _Element) -> _Element:
    """A new run right behind, with the same looks, that takes a child and all behind it."""
    second = etree.Element(run.tag)
    for key, given in run.attrib.items():
        second.set(key, given)
    second.extend(deepcopy(one) for one in run if one.tag in _RUN_PROPERTIES)
    behind = [child, *child.itersiblings()]
    second.extend(behind)
    second.tail, run.tail = run.tail, None
    run.addnext(second)
    return second


def beginning(pieces: Pieces, edge: Edge) -> _Element:
    """The run that begins at an edge."""
    return next(run for offset, run in pieces[edge.element] if offset == edge.offset)


def ending(pieces: Pieces, edge: Edge) -> _Element:
    """The run that ends at an edge."""
    before = [run for offset, run in pieces[edge.element] if offset < edge.offset]
    own = _run_of(edge.element)
    assert own is not None
    return before[-1] if before else own


def outer(run: _Element) -> _Element | None:
    """The paragraph that holds the text box around a run: comments cannot stand in boxes."""
    boxes = [ancestor for ancestor in run.iterancestors() if ancestor.tag in _BOX]
    if not boxes:
        return None
    return next((a for a in boxes[-1].iterancestors() if a.tag in PARAGRAPH), None)
