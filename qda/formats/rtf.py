"""RTF files as documents, by a reader of our own.

The usual library hands out hidden text and tracked deletions, which may hold the names that a
transcriber replaced, and loses text boxes without a word. Here every character is read or counted.
A file that is cut off is refused; there is no half text.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import replace
from typing import TYPE_CHECKING

from qda.domain.documents import Document, PageSource
from qda.errors import BadFile
from qda.formats.files import read_at_most
from qda.formats.flow import Flow
from qda.formats.plaintext import too_large
from qda.formats.rtf_reader import Reader
from qda.formats.sniff import check_path, shown_name
from qda.formats.word_pages import Pages
from qda.formats.word_report import NoLanguage, Report
from qda.language import gettext as _

if TYPE_CHECKING:
    from pathlib import Path

RTF_ENDINGS = (".rtf",)
MOST_BYTES = 60_000_000
"""Pictures stand in RTF as text of twice their size."""
MOST_TOKENS = 1_500_000
MOST_DEPTH = 1_000
"""Groups inside each other."""

_TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|([^\\{}]+)",
    re.DOTALL,
)
_LINE_ENDS = b"\r\n\0"
"""What stands in the file for those who look at it; NUL bytes only fill it up."""


def read_rtf(path: Path) -> Document:
    """Read an RTF file, all tracked changes accepted.

    Raises:
        BadFile: damaged, cut off, or too large.
    """
    name = shown_name(path)
    if check_path(path) > MOST_BYTES:
        raise too_large(name)
    report = Report()
    pages = Pages([])
    flow = Flow(report, pages, lambda: too_large(name))
    reader = Reader(flow)
    try:
        raw = read_at_most(path, MOST_BYTES)
        if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            raw = raw.decode("utf-16", "replace").encode()
        _read(raw, reader, name)
        flow.close()
    except NoLanguage as error:
        raise too_large(name) from error
    paragraphs = flow.paragraphs
    source = pages.source(
        reader.layout, lambda: sum(len(paragraph.text.split()) for paragraph in paragraphs)
    )
    if source is PageSource.UNKNOWN:
        paragraphs = tuple(replace(paragraph, page_starts=()) for paragraph in paragraphs)
    return Document(
        paragraphs,
        source,
        report.skipped(),
        report.notes(),
        form="RTF",
        encoding=reader.encoding_name,
    )


def _read(raw: bytes, reader: Reader, name: str) -> None:
    """Hand each token to the reader; between the first brace and the one that closes it."""
    position = raw.index(b"{")
    depth = 0
    for _number in range(MOST_TOKENS):
        token = _TOKEN.match(raw, position)
        if token is None:
            raise _cut_off(name)
        position = token.end()
        word, number, code, symbol, brace, text = token.groups()
        if text is not None:
            reader.text(text.translate(None, _LINE_ENDS))
        elif word is not None:
            value = None if number is None else int(number)
            if word == b"bin":
                position += max(value or 0, 0)
                continue
            reader.word(word.decode("ascii"), value)
        elif code is not None:
            reader.byte(int(code, 16))
        elif symbol is not None:
            reader.symbol(symbol.decode("latin-1"))
        elif brace == b"{":
            depth += 1
            if depth > MOST_DEPTH:
                raise too_large(name)
            reader.open()
        else:
            depth -= 1
            reader.close()
            if not depth:
                reader.after(raw[position:].strip(b" \t" + _LINE_ENDS))
                return
    raise too_large(name)


def _cut_off(name: str) -> BadFile:
    return BadFile(
        _('The file "{name}" is cut off or damaged.').format(name=name),
        _("Fetch the file again, or open it in its program and save it again."),
    )
