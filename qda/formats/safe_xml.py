"""XML from untrusted archives: no document type, no entities, no network, bounded in size.

The bound on markup is what bounds memory: a tree takes up to 250 bytes for each `<` and `=`
of its source, however small the packed file is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

from lxml import etree

from qda.domain.text import one_line
from qda.errors import BadFile
from qda.language import gettext as _

MOST_MARKUP = 500_000
"""Signs `<` and `=` in all parts that are read of one file. The largest Word file met, of 872
pages, has 343,000 in its main part."""

_DOCTYPE = b"<!DOCTYPE"
# In UTF-16 of either byte order, without the zero byte at the end that stands on one side only.
_WIDE_DOCTYPE = _DOCTYPE.decode().encode("utf-16-le")[:-1]
_UTF_16 = re.compile(rb"\xff\xfe(?!\x00\x00)|\xfe\xff|<\x00[^\x00]\x00|\x00<\x00[^\x00]")
_DECLARED = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
"""Codes in which `<` is one byte, so that the checks below see what the parser sees."""
_LIMIT_ERRORS = frozenset({1, 114})
"""What libxml2 calls its own limits, such as 256 levels: internal error until 2.12, then
resource limit."""


class Parts(Protocol):
    """Whatever holds parts by name: an archive, or a single file."""

    name: str

    def read(self, name: str, /) -> bytes:
        """The whole of one part."""


class XmlParts:
    """The XML parts of an archive, parsed when asked for."""

    def __init__(self, archive: Parts, most_markup: int | None = None) -> None:
        self.archive = archive
        self.name = archive.name
        """The file's name, safe to print."""
        self._markup = 0
        self._most_markup = MOST_MARKUP if most_markup is None else most_markup

    def parse(self, part: str) -> etree._Element:
        """The root of a part; comments and processing instructions are left out.

        Raises:
            BadFile: missing, damaged, too large, or with a document type declaration.
        """
        content = self.archive.read(part)
        wide = _UTF_16.match(content) is not None
        if (_WIDE_DOCTYPE if wide else _DOCTYPE) in content:
            raise self._forbidden(part)
        if not wide and not _is_plain(content):
            raise self._damaged(part)
        self._markup += content.count(b"<") + content.count(b"=")
        if self._markup > self._most_markup:
            raise self.too_large()
        try:
            root = etree.fromstring(content, _parser())
        except etree.XMLSyntaxError as error:
            if getattr(error, "code", None) in _LIMIT_ERRORS:
                raise self.too_large() from None
            # Not chained: the parser's own message may quote the text.
            raise self._damaged(part, *error.position) from None
        except (ValueError, LookupError):
            raise self._damaged(part) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._forbidden(part)
        return root

    def too_large(self) -> BadFile:
        """The error for a file above one of the limits."""
        return BadFile(
            _('The file "{name}" is too large or too deeply nested to be a transcript.').format(
                name=self.name
            ),
            _("Copy the text into a new document and save that."),
        )

    def _damaged(self, part: str, line: int = 1, column: int = 1) -> BadFile:
        return BadFile(
            _(
                'The file "{name}" is damaged: part "{part}" is not proper XML '
                "(line {line}, column {column})."
            ).format(name=self.name, part=one_line(part), line=line, column=column),
            _("Fetch the file again, or open it in its program and save it again."),
        )

    def _forbidden(self, part: str) -> BadFile:
        return BadFile(
            _(
                'The file "{name}" is refused: part "{part}" declares a document type, '
                "which no word processor writes and which can be used to attack a reader."
            ).format(name=self.name, part=one_line(part)),
            _("Open it in the program that made it and save it again."),
        )


@cache
def _parser() -> etree.XMLParser:
    """The one parser: making one takes longer than parsing a small part."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _is_plain(content: bytes) -> bool:
    """Whether the part is in UTF-8 or a relative of it."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = _DECLARED.match(start)
    if declared and declared[1].lower() not in _ENCODINGS:
        return False
    return start.startswith(b"<") and b"\x00" not in start[:4]
