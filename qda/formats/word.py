"""Word files as documents: everything a reader of the interview sees, and a report on the rest.

Nothing is lost silently: what is not read is counted by kind in `Document.skipped`. A file that
cannot be read whole is refused with one message; there is no half text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.domain.documents import Document, PageSource, Paragraph
from qda.formats.archive import Archive
from qda.formats.safe_xml import XmlParts
from qda.formats.sniff import FileKind, shown_name, sniff
from qda.formats.word_errors import wrong_kind
from qda.formats.word_package import Package
from qda.formats.word_pages import Pages, sections
from qda.formats.word_report import NoLanguage, Noted, Report
from qda.formats.word_styles import Styles
from qda.formats.word_walk import Walk

if TYPE_CHECKING:
    from pathlib import Path

    from qda.formats.word_story import Account

WORD_ENDINGS = (".docx", ".docm", ".dotx")
"""Endings of files that Word writes today; capitals do not matter."""


def read_word(path: Path) -> Document:
    """Read the text of a Word file, all tracked changes accepted.

    A file without any text is a document with empty paragraphs, or with none.

    Raises:
        BadFile: the file is not a Word document, or is damaged, encrypted or too large.
    """
    return read_with_account(path)[0]


def read_with_account(path: Path) -> tuple[Document, Account]:
    """The same, with an account of where each character of the main part went."""
    kind = sniff(path)
    if kind is not FileKind.ZIP:
        raise wrong_kind(shown_name(path), kind)
    report = Report()
    with Archive(path) as archive:
        parts = XmlParts(archive)
        package = Package(archive, parts, report)
        styles = Styles(package.styles())
        root = package.main()
        pages = Pages(sections(root))
        walk = Walk(styles, report, pages, parts.too_large)
        try:
            paragraphs = walk.read(root)
            package.count_parts()
        except NoLanguage as error:
            raise parts.too_large() from error
        layout = package.layout()
    if pages.restarted:
        report.note(Noted.RESTART)
    source = pages.source(layout, lambda: _words(paragraphs))
    if source is PageSource.UNKNOWN:
        paragraphs = tuple(map(_without_pages, paragraphs))
    document = Document(paragraphs, source, report.skipped(), report.notes(), pages.first)
    return document, walk.account


def _words(paragraphs: tuple[Paragraph, ...]) -> int:
    return sum(len(paragraph.text.split()) for paragraph in paragraphs)


def _without_pages(paragraph: Paragraph) -> Paragraph:
    if not paragraph.page_starts:
        return paragraph
    return replace(paragraph, page_starts=())
