"""Text files: their encoding, and a transcript whose every line is a paragraph.

The encoding is told by its mark, by being valid UTF-8, or by which of the old encodings spells
Danish; a guess is said. What is read is the canonical form of what stands in the file, so a text
file loses nothing but control characters and soft hyphens, which are counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.documents import Document, PageSource, Paragraph
from qda.domain.line_numbers import numbered
from qda.errors import BadFile
from qda.formats.files import decoded, read_at_most
from qda.formats.sniff import check_path, shown_name
from qda.formats.word_report import Left, NoLanguage, Noted, Report, made_canonical
from qda.formats.word_story import MOST_CHARACTERS, MOST_PARAGRAPHS
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_BYTES = 4 * MOST_CHARACTERS
"""No encoding takes more than four bytes for a character."""

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_OLD = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS 850"}
"""Encodings of Danish before UTF-8, the most frequent first."""
_SPELLS = frozenset("æøåÆØÅéÉäöüÄÖÜ")
_SETS = frozenset("“”„‘’»«–—…•´§°½\u00a0€")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE_SAMPLE = 4096
_PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class TextFile:
    """What a text file holds, before anybody asks what its lines mean."""

    name: str
    """The file's name, safe to print."""
    raw: str
    """As decoded, without a byte order mark."""
    text: str
    """Canonical."""
    encoding: str
    report: Report
    """What became of control characters, and whether the encoding is a guess."""

    def document(
        self,
        form: str,
        paragraphs: Iterable[Paragraph],
        page_source: PageSource = PageSource.UNKNOWN,
    ) -> Document:
        """A document of these paragraphs with the report of this file.

        Raises:
            BadFile: more paragraphs than any transcript has.
        """
        found = tuple(paragraphs)
        if len(found) > MOST_PARAGRAPHS:
            raise too_large(self.name)
        return Document(
            found,
            page_source,
            self.report.skipped(),
            self.report.notes(),
            form=form,
            encoding=self.encoding,
        )


def read_text(path: Path) -> TextFile:
    """The contents of a text file.

    Raises:
        BadFile: missing, too large, no text, or damaged.
    """
    name = shown_name(path)
    if check_path(path) > MOST_BYTES:
        raise too_large(name)
    raw, encoding, guessed = _decoded(name, read_at_most(path, MOST_BYTES))
    if len(raw) > MOST_CHARACTERS or raw.count("\n") + raw.count("\r") > MOST_PARAGRAPHS:
        raise too_large(name)
    report = Report()
    if guessed:
        report.note(Noted.GUESSED)
    try:
        text, removed = made_canonical(raw)
    except NoLanguage as error:
        raise too_large(name) from error
    for kind, count in removed.items():
        report.leave(Left(kind), count, count)
    return TextFile(name, raw, text, encoding, report)


def read_plain(file: TextFile) -> Document:
    """Every line as a paragraph; a form feed begins a page."""
    text = file.text.removesuffix("\n")
    pages = _page_starts(file)
    paragraphs: list[Paragraph] = []
    waiting = 0
    lines = text.split("\n")
    numbers = numbered(lines)
    for number, line in enumerate(lines):
        if number in numbers:
            line = _without_number(file, line, numbers[number].stop)
        waiting += pages.get(number, 0)
        starts = (0,) * waiting if line else ()
        waiting = 0 if line else waiting
        paragraphs.append(Paragraph(line, page_starts=starts))
    source = PageSource.HARD_BREAKS if any(p.page_starts for p in paragraphs) else None
    document = file.document("text", paragraphs, source or PageSource.UNKNOWN)
    if not numbers:
        return document
    every = (numbers[index].number if index in numbers else 0 for index in range(len(lines)))
    return replace(document, line_numbers=tuple(every))


def _without_number(file: TextFile, line: str, stop: int) -> str:
    """The line without the number that it begins with, which is reported."""
    if stop:
        file.report.leave(Left.LINE_NUMBER, stop, 1)
    return line[stop:]


def too_large(name: str) -> BadFile:
    """The error for a text above one of the limits."""
    return BadFile(
        _('The file "{name}" is too large to be a transcript.').format(name=name),
        _("Give each interview a file of its own."),
    )


def no_text(name: str) -> BadFile:
    """The error for a file that holds something else than text."""
    return BadFile(
        _('The file "{name}" is neither a document nor a text that qda can read.').format(
            name=name
        ),
        _("Fetch it again; it may be damaged, or something else with the wrong ending."),
    )


def _page_starts(file: TextFile) -> dict[int, int]:
    """How many pages begin with a line, by its number."""
    if _PAGE_BREAK not in file.raw:
        return {}
    found: dict[int, int] = {}
    line = 0
    # Made canonical piece by piece, since a form feed is a line end there.
    for piece in file.raw.split(_PAGE_BREAK)[:-1]:
        line += made_canonical(piece)[0].count("\n") + 1
        found[line] = found.get(line, 0) + 1
    return found


def _decoded(name: str, raw: bytes) -> tuple[str, str, bool]:
    """The text, its encoding, and whether that is a guess."""
    wide = "" if raw.startswith(_MARKS) else _wide(raw)
    try:
        if wide:
            return raw.decode(wide), "UTF-16", True
        if raw.startswith(_MARKS):
            return *decoded(raw), False
        if len(_CONTROL.findall(raw)) * 100 > len(raw):
            raise no_text(name)
        return raw.decode("utf-8"), "UTF-8", False
    except UnicodeDecodeError as error:
        if wide or raw.startswith(_MARKS):
            raise _damaged(name, error.start) from error
        if _is_mostly_utf8(raw):
            raise _damaged(name, error.start) from error
    return *_in_an_old_encoding(name, raw), True


def _wide(raw: bytes) -> str:
    """The byte order of UTF-16 without its mark, by where the zero bytes stand."""
    sample = raw[:_WIDE_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if (even + odd) * 4 < len(sample) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether the bytes beyond ASCII make up letters of UTF-8 but for a few."""
    text = raw.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= character <= "\udcff" for character in text)
    good = sum(character > "\x7f" for character in text) - bad
    return 0 < good >= bad


def _in_an_old_encoding(name: str, raw: bytes) -> tuple[str, str]:
    high = bytes(byte for byte in raw if byte > 0x7F)
    best, found = -1.0, ""
    for encoding in _OLD:
        spelled = high.decode(encoding, "replace")
        letters = sum(character in _SPELLS for character in spelled)
        signs = sum(character in _SETS for character in spelled)
        score = letters + signs / 2 - spelled.count("\ufffd")
        if score > best:
            best, found = score, encoding
    try:
        return raw.decode(found or "cp1252"), _OLD[found or "cp1252"]
    except UnicodeDecodeError as error:
        raise no_text(name) from error


def _damaged(name: str, place: int) -> BadFile:
    return BadFile(
        _('The file "{name}" is damaged: byte {place} fits no encoding of text.').format(
            name=name, place=place + 1
        ),
        _("Fetch it again, or save it as UTF-8 text in the program that made it."),
    )
