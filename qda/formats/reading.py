"""The one door for documents: what a file is decides who reads it, not what it is called.

The ending only tells forms of text apart that look alike, and what a folder takes in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.formats.markdown import MARKDOWN_ENDINGS, is_markdown, read_markdown
from qda.formats.opendocument import ODT_ENDINGS, is_opendocument, read_odt
from qda.formats.plaintext import no_text, read_plain, read_text
from qda.formats.rtf import RTF_ENDINGS, read_rtf
from qda.formats.segments import (
    JSON_ENDINGS,
    TABLE_ENDINGS,
    is_json,
    is_table,
    read_json,
    read_table,
)
from qda.formats.sniff import FileKind, shown_name, sniff
from qda.formats.subtitles import SUBTITLE_ENDINGS, is_subrip, is_webvtt, read_subtitles
from qda.formats.word import WORD_ENDINGS, read_word
from qda.formats.word_errors import wrong_kind

if TYPE_CHECKING:
    from pathlib import Path

    from qda.domain.documents import Document

TEXT_ENDINGS = (".txt", ".text")
READABLE_ENDINGS = (
    *WORD_ENDINGS,
    *ODT_ENDINGS,
    *RTF_ENDINGS,
    *TEXT_ENDINGS,
    *MARKDOWN_ENDINGS,
    *SUBTITLE_ENDINGS,
    *TABLE_ENDINGS,
    *JSON_ENDINGS,
)
"""Endings of files that a folder takes in; capitals do not matter."""

_BINARY_ENDINGS = (*WORD_ENDINGS, *ODT_ENDINGS, *RTF_ENDINGS, ".doc", ".pdf")
"""Endings under which nobody keeps plain text; a download that failed may be one."""


def read_document(path: Path) -> Document:
    """Read a transcript in any form that qda knows.

    Raises:
        BadFile: in no form that is known, damaged, encrypted or too large.
    """
    kind = sniff(path)
    if kind is FileKind.OPENDOCUMENT or (kind is FileKind.ZIP and _is_renamed(path)):
        return read_odt(path)
    if kind is FileKind.ZIP:
        return replace(read_word(path), form="Word")
    if kind is FileKind.RTF:
        return read_rtf(path)
    if kind in (FileKind.TEXT, FileKind.UNKNOWN):
        return _read_text(path, kind)
    raise wrong_kind(shown_name(path), kind)


def _is_renamed(path: Path) -> bool:
    """Whether an OpenDocument text was packed again by a program that does not know the form."""
    return path.suffix.casefold() in ODT_ENDINGS and is_opendocument(path)


def _read_text(path: Path, kind: FileKind) -> Document:
    ending = path.suffix.casefold()
    if ending in _BINARY_ENDINGS:
        raise (
            wrong_kind(shown_name(path), kind)
            if kind is FileKind.TEXT
            else no_text(shown_name(path))
        )
    file = read_text(path)
    if ending in SUBTITLE_ENDINGS or is_webvtt(file.text) or is_subrip(file.text):
        return read_subtitles(file)
    if ending in JSON_ENDINGS or (ending not in MARKDOWN_ENDINGS and is_json(file.text)):
        return read_json(file)
    if ending in TABLE_ENDINGS or is_table(file.text):
        return read_table(file)
    if ending in MARKDOWN_ENDINGS or is_markdown(file.text):
        return read_markdown(file)
    return read_plain(file)
