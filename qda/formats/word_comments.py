"""A copy of a thesis in Word with findings as comments at their places.

Only comments are added: runs are cut where a comment begins or ends, their formatting is copied,
and all other parts go over byte for byte.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from qda.formats.archive import Archive
from qda.formats.files import write_atomically
from qda.formats.safe_xml import XmlParts
from qda.formats.word_comment_places import PARAGRAPH, SPACE, beginning, cut, edges, ending, outer
from qda.formats.word_names import W_STRICT
from qda.formats.word_thesis import read_word_thesis

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lxml.etree import _Element

    from qda.domain.permission import Permitted
    from qda.domain.text import Span
    from qda.domain.thesis_findings import ThesisReport
    from qda.formats.word_thesis import ReadThesis

AUTHOR = "qda"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def write_commented(source: Path, target: Path, report: Permitted[ThesisReport], at: str) -> int:
    """Write a copy of a thesis with all findings as comments.

    Args:
        source: The thesis, in Word.
        target: The copy.
        report: What was found, as the gate lets it out.
        at: When, as an ISO time; it stands in each comment.

    Returns:
        How many comments were written.

    Raises:
        BadFile: The thesis cannot be read, or the copy not be written.
    """
    read = read_word_thesis(source)
    space = etree.QName(read.root).namespace or ""
    remarks = [
        (paragraph, span, f.message)
        for f in report.value.findings
        for paragraph, span in ((f.paragraph, f.span), *f.others)
    ]
    with Archive(source) as archive:
        parts = XmlParts(archive)
        existing = parts.parse(read.comments) if read.comments else None
        comments = _Comments(space, existing, at)
        _mark(read, space, remarks, comments)
        name = read.comments or _free_name(archive, read.main)
        changed = {read.main: _serialised(read.root), name: _serialised(comments.root)}
        if read.comments is None:
            changed[read.relations] = _related(parts, archive, read, name, space)
            changed["[Content_Types].xml"] = _typed(parts, name)
        write_atomically(target, _packed(archive, changed))
    return len(remarks)


class _Comments:
    """The comments part."""

    def __init__(self, space: str, existing: _Element | None, at: str) -> None:
        self._space = space
        self._at = at
        self.root = (
            etree.Element(f"{{{space}}}comments", nsmap={"w": space})
            if existing is None
            else existing
        )
        used = [child.get(f"{{{space}}}id") or "" for child in self.root]
        self._next = 1 + max((int(n) for n in used if n.isdigit() and len(n) < 9), default=-1)

    def add(self, message: str) -> str:
        """Append a comment; returns its id."""
        number = str(self._next)
        self._next += 1
        w_ = f"{{{self._space}}}"
        comment = etree.SubElement(self.root, f"{w_}comment")
        for key, given in (("id", number), ("author", AUTHOR), ("date", self._at),
                           ("initials", AUTHOR)):  # fmt: skip
            comment.set(f"{w_}{key}", given)
        paragraph = etree.SubElement(comment, f"{w_}p")
        etree.SubElement(etree.SubElement(paragraph, f"{w_}r"), f"{w_}annotationRef")
        text = etree.SubElement(etree.SubElement(paragraph, f"{w_}r"), f"{w_}t")
        text.text = message
        text.set(SPACE, "preserve")
        return number


def _mark(
    read: ReadThesis, space: str, remarks: Sequence[tuple[int, Span, str]], comments: _Comments
) -> None:
    """Put the ranges of all comments into the main part."""
    places = [edges(read, paragraph, span) for paragraph, span, _message in remarks]
    cuts: defaultdict[_Element, set[int]] = defaultdict(set)
    for place in places:
        for edge in place or ():
            cuts[edge.element].add(edge.offset)
    pieces = {element: cut(element, offsets) for element, offsets in cuts.items()}
    for place, (_paragraph, _span, message) in zip(places, remarks, strict=True):
        number = comments.add(message)
        if place is None:
            _append(read.root, _reference(space, number))
            continue
        first, last = beginning(pieces, place[0]), ending(pieces, place[1])
        box = outer(first)
        if box is not None:
            box.append(_reference(space, number))
            continue
        first.addprevious(_ranged(space, "commentRangeStart", number))
        end = _ranged(space, "commentRangeEnd", number)
        last.addnext(end)
        end.addnext(_reference(space, number))


def _ranged(space: str, tag: str, number: str) -> _Element:
    element = etree.Element(f"{{{space}}}{tag}")
    element.set(f"{{{space}}}id", number)
    return element


def _reference(space: str, number: str) -> _Element:
    run = etree.Element(f"{{{space}}}r")
    run.append(_ranged(space, "commentReference", number))
    return run


def _append(root: _Element, run: _Element) -> None:
    """A comment without a place: behind the first paragraph's words."""
    paragraph = next(root.iter(*PARAGRAPH), None)
    if paragraph is not None:
        paragraph.append(run)


# Parts


def _free_name(archive: Archive, main: str) -> str:
    folder = posixpath.dirname(main)
    names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in range(100))
    return next(name for name in names if name not in archive)


def _related(parts: XmlParts, archive: Archive, read: ReadThesis, name: str, space: str) -> bytes:
    tag = f"{{{_PACKAGE}/relationships}}"
    if read.relations in archive:
        root = parts.parse(read.relations)
    else:
        root = etree.fromstring(f'<Relationships xmlns="{_PACKAGE}/relationships"/>')
    used = {child.get("Id") for child in root}
    key = next(f"rIdQda{n}" for n in range(len(used) + 1) if f"rIdQda{n}" not in used)
    relation = etree.SubElement(root, f"{tag}Relationship")
    relation.set("Id", key)
    relation.set("Type", f"{_OFFICE_STRICT if space == W_STRICT else _OFFICE}/comments")
    relation.set("Target", posixpath.basename(name))
    return _serialised(root)


def _typed(parts: XmlParts, name: str) -> bytes:
    root = parts.parse("[Content_Types].xml")
    override = etree.SubElement(root, f"{{{_PACKAGE}/content-types}}Override")
    override.set("PartName", f"/{name}")
    override.set("ContentType", _TYPE)
    return _serialised(root)


def _serialised(root: _Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed(archive: Archive, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive:
            target.writestr(name, changed[name] if name in changed else archive.read(name))
        for name, content in changed.items():
            if name not in archive:
                target.writestr(name, content)
    return out.getvalue()
