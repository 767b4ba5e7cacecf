"""Markdown transcripts: headings, bold names and tables as marks, everything else as it is typed.

Only signs that surely are markup are taken away, and each is counted; a single `*` or `_` within
speech is speech. Lines stay lines, since transcripts put speakers on lines of their own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qda.domain.documents import Cell, Paragraph
from qda.domain.text import Span
from qda.formats.flow import solid
from qda.formats.word_report import Left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.domain.documents import Document
    from qda.formats.plaintext import TextFile
    from qda.formats.word_report import Report

MARKDOWN_ENDINGS = (".md", ".markdown")

_FRONT = re.compile(r"---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6})[ \t]")
_HEADING_END = re.compile(r"[ \t]#+$")
_UNDERLINE = re.compile(r" {0,3}(?P<sign>=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})")
_BOLD = re.compile(
    r"\*\*(?=[^\s*])(?P<stars>[^\n*]*[^\s*])\*\*|__(?=[^\s_])(?P<lines>[^\n_]*[^\s_])__"
)
_BOTH = re.compile(r"(\*\*\*|___)(?=[^\s*_])([^\n*_]*[^\s*_])\1")
_ITALIC = re.compile(
    r"(?P<lead>[^\S\n]*(?:[-+*>][^\S\n]+)*)(?P<sign>[*_])(?=[^\s*_])(?P<inner>[^\n*_]*[^\s*_])"
    r"(?P=sign)(?P<rest>(?:(?<=:[*_])|:|$|[^\S\n]*$).*)"
)
"""A label in italics, or a whole line; `*griner* Ja` is a remark, and stays as it is."""
_MARKED_UP = re.compile(
    r"^[^\S\n]*(?:[-+*>][^\S\n]+)?(?:(\*\*\*?|__)[^\s*_][^*_\n]{0,62}\1"
    r"|([*_])[^\s*_:][^*_:\n]{0,62}(?::\2|\2:))",
    re.MULTILINE,
)
_FEWEST_MARKED_UP = 4
"""Lines that begin in bold or italics from which a text file is written in Markdown."""
_LEAST_WORDS = 3
"""Words of a whole line in italics; fewer are a remark."""
_ESCAPE = re.compile(r"\\(?P<sign>[\\`*_{}\[\]()#+\-.!<>|~])")
_HARD_BREAK = re.compile(r"\\$")
_TABLE_EDGE = re.compile(r"\|?:?-+:?(?:\|:?-+:?)+\|?")
_BAR = re.compile(r"(?<!\\)\|")


def read_markdown(file: TextFile) -> Document:
    """The paragraphs of a Markdown text, one for each line."""
    report = file.report
    text = file.text
    front = _FRONT.match(text)
    if front:
        report.leave(Left.FRONT_MATTER, solid(front[0]))
        text = text[front.end() :]
    text = _without_comments(text, report)
    lines = text.removesuffix("\n").split("\n")
    return file.document("Markdown", _paragraphs(lines, report))


def is_markdown(text: str) -> bool:
    """Whether a text marks its speakers as Markdown does: `**IP:** text`."""
    if "**" not in text and "__" not in text and "*:" not in text and ":*" not in text:
        return "_:" in text + ":_" and len(_MARKED_UP.findall(text)) >= _FEWEST_MARKED_UP
    return len(_MARKED_UP.findall(text)) >= _FEWEST_MARKED_UP


def _without_comments(text: str, report: Report) -> str:
    out: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (stop := text.find("-->", start)) >= 0:
        out.append(text[position:start])
        position = stop + 3
        report.leave(Left.COMMENT, solid(text[start:position]))
    return "".join([*out, text[position:]])


def _paragraphs(lines: list[str], report: Report) -> Iterator[Paragraph]:
    edges = {n for n, line in enumerate(lines) if n and _is_table_edge(line)}
    edges = {n for n in edges if _BAR.search(lines[n - 1])}
    tables = _tables(lines, edges)
    underlined = {
        n: 1 if lines[n + 1].lstrip().startswith("=") else 2
        for n, (line, below) in enumerate(pairwise(lines))
        if line.strip() and n not in tables and _UNDERLINE.fullmatch(below)
        and not _HEADING.match(line) and not _UNDERLINE.fullmatch(line)
    }  # fmt: skip
    for n, line in enumerate(lines):
        if n in tables:
            yield from _cells(line, *tables[n], report)
        elif n in edges or n - 1 in underlined or _RULE.fullmatch(line):
            report.leave(Left.MARKUP, solid(line))
            if n not in edges and n - 1 not in underlined:
                yield Paragraph("")
        else:
            yield _paragraph(line, underlined.get(n, 0), report)


def _paragraph(line: str, level: int, report: Report) -> Paragraph:
    heading = _HEADING.match(line)
    text = line
    if heading:
        level = len(heading["signs"])
        text = _HEADING_END.sub("", line[heading.end() :].strip()).rstrip()
    plain, bold, marked = _inline(text)
    characters = solid(line) - solid(plain)
    if characters:
        report.leave(Left.MARKUP, characters)
    return Paragraph(plain, bold, level, marked=marked)


def _inline(text: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    """A line without the signs of letters and escapes; where it is bold, and where in italics."""
    text = _BOTH.sub(r"**\2**", text)
    italic = _ITALIC.fullmatch(text)
    if italic is None or (not italic["rest"].strip() and not _is_long(italic["inner"])):
        return *_with_bold(text), ()
    lead, inner = italic["lead"], _unescaped(italic["inner"])
    rest, bold = _with_bold(italic["rest"])
    size = len(lead) + len(inner)
    moved = tuple(Span(span.start + size, span.stop + size) for span in bold)
    return lead + inner + rest, moved, (Span(len(lead), size),)


def _is_long(words: str) -> bool:
    return len(words.split()) >= _LEAST_WORDS or words.endswith((".", "?", "!", "…", ":"))


def _with_bold(text: str) -> tuple[str, tuple[Span, ...]]:
    out: list[str] = []
    bold: list[Span] = []
    size = position = 0
    for match in _BOLD.finditer(text):
        before = _unescaped(text[position : match.start()])
        inner = _unescaped(match["stars"] or match["lines"])
        out += [before, inner]
        bold.append(Span(size + len(before), size + len(before) + len(inner)))
        size += len(before) + len(inner)
        position = match.end()
    out.append(_unescaped(_HARD_BREAK.sub("", text[position:])))
    return "".join(out), tuple(bold)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: match["sign"], text)


def _is_table_edge(line: str) -> bool:
    return "-" in line and bool(_TABLE_EDGE.fullmatch("".join(line.split())))


def _tables(lines: list[str], edges: set[int]) -> dict[int, tuple[int, int]]:
    """The lines that are rows, with the numbers of their table and of their row."""
    rows: dict[int, tuple[int, int]] = {}
    for number, edge in enumerate(sorted(edges)):
        rows[edge - 1] = (number, 0)
        row, n = 1, edge + 1
        while n < len(lines) and _BAR.search(lines[n]) and n + 1 not in edges:
            rows[n] = (number, row)
            row, n = row + 1, n + 1
    return rows


def _cells(line: str, table: int, row: int, report: Report) -> Iterator[Paragraph]:
    plain = line.strip()
    inner = plain.removeprefix("|")
    if _BAR.search(inner[-1:]) and not inner.endswith("\\|"):
        inner = inner[:-1]
    kept = 0
    for column, cell in enumerate(_BAR.split(inner)):
        text, bold, marked = _inline(cell.strip())
        kept += solid(text)
        yield Paragraph(text, bold, cell=Cell(table, row, column), marked=marked)
    report.leave(Left.MARKUP, solid(line) - kept)
