"""The one door for theses: Word with its notes, OpenDocument, RTF, text, Markdown, PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qda.domain.thesis import Setting, Thesis, ThesisParagraph, looks_like_heading
from qda.errors import BadFile
from qda.formats.markdown import MARKDOWN_ENDINGS, read_markdown
from qda.formats.opendocument import ODT_ENDINGS, is_opendocument, read_odt
from qda.formats.plaintext import MOST_BYTES, no_text, read_text
from qda.formats.reading import TEXT_ENDINGS
from qda.formats.rtf import read_rtf
from qda.formats.sniff import FileKind, check_path, shown_name, sniff
from qda.formats.thesis_lines import paragraphs_of, read_lines
from qda.formats.word_errors import wrong_kind
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from qda.formats.plaintext import TextFile

_TEXT_STEP = 2.0
"""Blanks from which a line of a text file is indented."""
_PDF_STEP = 9.0
"""Points; Word indents a quotation by 28."""
_MARKDOWN_NOTE = re.compile(r"\[\^(?P<name>[\w-]{1,40})\]:\s*")


def read_thesis(path: Path) -> Thesis:
    """Read a thesis in any form that qda knows.

    A Word file keeps its paragraphs as they are, since comments go back to them.

    Raises:
        BadFile: in no form that is known, scanned, damaged, encrypted or too large.
    """
    from qda.formats.word_thesis import read_word_thesis, thesis_of

    name = shown_name(path)
    kind = sniff(path)
    if kind is FileKind.PDF:
        from qda.formats.thesis_pdf import read_pdf

        pages = read_pdf(path)
        made = paragraphs_of(pages, step=_PDF_STEP, numbered=True)
        return _cut_up(Thesis(name, made, "PDF"))
    renamed = kind is FileKind.ZIP and path.suffix.casefold() in ODT_ENDINGS
    if kind is FileKind.OPENDOCUMENT or (renamed and is_opendocument(path)):
        return _cut_up(_plausible(thesis_of(name, read_odt(path))))
    if kind is FileKind.ZIP:
        return _plausible(read_word_thesis(path).thesis)
    if kind is FileKind.RTF:
        return _cut_up(_plausible(thesis_of(name, read_rtf(path))))
    if kind in (FileKind.TEXT, FileKind.UNKNOWN):
        return _cut_up(_read_text(path, kind))
    raise wrong_kind(name, kind)


LONGEST = 20_000
"""Characters of a paragraph; one that is longer was made by a program, and is cut."""


def _cut_up(thesis: Thesis) -> Thesis:
    """The same with no paragraph longer than any that a person writes."""
    if all(len(paragraph.text) <= LONGEST for paragraph in thesis.paragraphs):
        return thesis
    made: list[ThesisParagraph] = []
    for paragraph in thesis.paragraphs:
        text = paragraph.text
        while len(text) > LONGEST:
            stop = text.rfind(" ", LONGEST // 2, LONGEST) + 1 or LONGEST
            made.append(replace(paragraph, text=text[:stop], page_starts=(), anchor=None))
            text = text[stop:]
        made.append(replace(paragraph, text=text, page_starts=()) if text else paragraph)
    return replace(thesis, paragraphs=tuple(made))


def _read_text(path: Path, kind: FileKind) -> Thesis:
    name, ending = shown_name(path), path.suffix.casefold()
    if kind is FileKind.UNKNOWN and ending not in (*TEXT_ENDINGS, *MARKDOWN_ENDINGS):
        raise no_text(name)
    if check_path(path) > MOST_BYTES:
        raise _too_large(name)
    try:
        file = read_text(path)
    except BadFile as error:
        raise (_too_large(name) if check_path(path) > MOST_BYTES // 4 else error) from error
    if ending in MARKDOWN_ENDINGS:
        return Thesis(name, tuple(_markdown(file)), "Markdown")
    pages = read_lines(file.raw)
    made = paragraphs_of(pages, step=_TEXT_STEP, numbered=len(pages) > 1)
    from qda.domain.text import canonical

    return Thesis(name, tuple(replace(p, text=canonical(p.text)[0]) for p in made), "text")


def _too_large(name: str) -> BadFile:
    return BadFile(
        _('The file "{name}" is too large to be a thesis.').format(name=name),
        _("Take the thesis alone, without its appendices."),
    )


def _plausible(thesis: Thesis) -> Thesis:
    """The same; where most paragraphs are set apart, none of them stands out."""
    texts = [p for p in thesis.paragraphs if p.setting is Setting.TEXT and len(p.text) > 80]
    apart = sum(p.quoted for p in texts)
    headings = any(p.setting is Setting.HEADING for p in thesis.paragraphs)
    made = list(thesis.paragraphs)
    if apart * 2 > len(texts) > 4:
        made = [replace(p, quoted=False) for p in made]
    if not headings:
        made = [
            replace(p, setting=Setting.HEADING, level=looks_like_heading(p.text))
            if p.setting is Setting.TEXT and looks_like_heading(p.text)
            else p
            for p in made
        ]
    return replace(thesis, paragraphs=tuple(made))


def _markdown(file: TextFile) -> Iterator[ThesisParagraph]:
    """Paragraphs of a Markdown text; `>` sets apart, `[^1]:` is a note."""
    made = list(
        _joined_lines((p.text, p.heading, bool(p.cell)) for p in read_markdown(file).paragraphs)
    )
    marks = {
        name: (place, hit.start())
        for place, paragraph in enumerate(made)
        for hit in re.finditer(r"\[\^([\w-]{1,40})\](?!:)", paragraph.text)
        for name in (hit[1],)
    }
    for paragraph in made:
        note = _MARKDOWN_NOTE.match(paragraph.text)
        if note:
            text = paragraph.text[note.end() :]
            anchor = marks.get(note["name"])
            yield ThesisParagraph(text, Setting.FOOTNOTE, anchor=anchor)
        else:
            yield paragraph


def _joined_lines(lines: Iterable[tuple[str, int, bool]]) -> Iterator[ThesisParagraph]:
    text, apart = "", False
    for line, level, cell in lines:
        quoted = line.lstrip().startswith(">")
        plain = line.lstrip().lstrip("> ") if quoted else line
        starts = level or cell or not plain.strip() or _MARKDOWN_NOTE.match(plain)
        if text and (starts or quoted != apart):
            yield ThesisParagraph(text, quoted=apart)
            text = ""
        if level or cell:
            setting = Setting.HEADING if level else Setting.CELL
            yield ThesisParagraph(plain, setting, level)
        elif plain.strip():
            text, apart = f"{text} {plain.strip()}".strip(), quoted
    if text:
        yield ThesisParagraph(text, quoted=apart)
