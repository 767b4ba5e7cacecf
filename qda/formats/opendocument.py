"""OpenDocument texts (`.odt`) as documents, by a walk of our own.

No library is used: the ones at hand neither bound a hostile archive nor say what they leave out.
A file that cannot be read whole is refused with one message; there is no half text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.domain.documents import Document, PageSource
from qda.errors import BadFile
from qda.formats.archive import Archive
from qda.formats.flow import Flow, solid
from qda.formats.opendocument_styles import DC, META, OFFICE, STYLE, Styles
from qda.formats.opendocument_walk import Walk
from qda.formats.opendocument_words import words_in
from qda.formats.safe_xml import XmlParts
from qda.formats.word_pages import Layout, Pages, whole_number
from qda.formats.word_report import Left, NoLanguage, Report
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

ODT_ENDINGS = (".odt", ".ott")
"""Endings of texts of LibreOffice and OpenOffice; capitals do not matter."""

_CONTENT, _STYLES, _META, _MANIFEST = (
    "content.xml",
    "styles.xml",
    "meta.xml",
    "META-INF/manifest.xml",
)
_AT_THE_EDGE = {
    **{f"{STYLE}header{kind}": Left.HEADER for kind in ("", "-left", "-first")},
    **{f"{STYLE}footer{kind}": Left.FOOTER for kind in ("", "-left", "-first")},
}
_PROGRAMS = ("basic/", "scripts/")


def is_opendocument(path: Path) -> bool:
    """Whether a zip archive is an OpenDocument file that does not say so at its start."""
    with Archive(path) as archive:
        return _CONTENT in archive and "[Content_Types].xml" not in archive


def read_odt(path: Path) -> Document:
    """Read an OpenDocument text, all tracked changes accepted.

    Raises:
        BadFile: not a text, damaged, encrypted or too large.
    """
    report = Report()
    with Archive(path) as archive:
        _refuse_encrypted(archive)
        parts = XmlParts(archive)
        root = parts.parse(_CONTENT)
        styles = Styles()
        frame = parts.parse(_STYLES) if _STYLES in archive else None
        if frame is not None:
            styles.add(frame)
        styles.add(root)
        pages = Pages([])
        flow = Flow(report, pages, parts.too_large)
        try:
            Walk(flow, styles, parts.too_large).read(_body(root, archive.name))
            if frame is not None:
                _count_edges(frame, report)
        except NoLanguage as error:
            raise parts.too_large() from error
        layout = _facts(parts.parse(_META), report) if _META in archive else Layout()
        if archive.ignored:
            report.leave(Left.UNSAFE_NAME, count=archive.ignored)
        if any(name.casefold().startswith(_PROGRAMS) for name in archive):
            report.leave(Left.MACRO)
    paragraphs = flow.paragraphs
    words = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    source = pages.source(layout, lambda: words)
    if source is PageSource.UNKNOWN:
        paragraphs = tuple(replace(paragraph, page_starts=()) for paragraph in paragraphs)
    return Document(paragraphs, source, report.skipped(), report.notes(), form="OpenDocument")


def _refuse_encrypted(archive: Archive) -> None:
    # Not parsed: older programs declare a document type in it.
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise BadFile(
            _('The file "{name}" is protected by a password.').format(name=archive.name),
            _("Open it in LibreOffice, remove the password, and save it again."),
        )


def _body(root: _Element, name: str) -> _Element:
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise BadFile(
            _('The file "{name}" is an OpenDocument file, but not a text.').format(name=name),
            _("Copy the text into a text document and save that."),
        )
    return body


def _count_edges(frame: _Element, report: Report) -> None:
    """Count headers and footers that hold words."""
    for element in frame.iter(*_AT_THE_EDGE):
        characters = solid(words_in(element))
        if characters:
            report.leave(_AT_THE_EDGE[str(element.tag)], characters)


def _facts(root: _Element, report: Report) -> Layout:
    """What the file says of its last layout; its authors are counted."""
    for name in (f"{DC}creator", f"{META}initial-creator"):
        report.authors.update((element.text or "").strip() for element in root.iter(name))
    found = root.find(f"{OFFICE}meta/{META}document-statistic")
    if found is None:
        return Layout()
    return Layout(
        whole_number(found.get(f"{META}page-count")),
        whole_number(found.get(f"{META}word-count")),
        by_word=root.find(f"{OFFICE}meta/{META}generator") is not None,
    )
