"""Invented thesis chapters with their references and quotations marked, and files made of them.

In the sources `⟦…⟧` is a reference, `⟪n:…⟫` words of a quotation that belongs to reference n
(`+` the next, `-` the last), `⏎` a line end in an unlucky place, `[^…^]` a footnote and `>` a block
that is set apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests import odt_files
from tests.word_files import members, para, part, run, style, styles, write

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "theses"
_REFERENCE = re.compile(r"⟦(.*?)⟧", re.DOTALL)
_QUOTATION = re.compile(r"⟪(\d+|[+-]):(.*?)⟫", re.DOTALL)
_SIGNS = re.compile(r"⟦|⟧|⟪(?:\d+|[+-]):|⟫")
_NOTE = re.compile(r"\[\^(.*?)\^\]")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One source with what is to be found in it."""

    lines: tuple[str, ...]
    """Paragraphs without the marks."""
    references: tuple[str, ...]
    quotations: tuple[tuple[int, str], ...]
    """Number of the reference and the words, without marks around them."""


def chapter(name: str) -> Chapter:
    """Read a source."""
    source = (FOLDER / f"{name}.txt").read_text("utf-8")
    found = [plain(_SIGNS.sub("", one)) for one in _REFERENCE.findall(source)]
    return Chapter(
        tuple(line for line in _SIGNS.sub("", source).replace("⏎", "\n").split("\n\n") if line),
        tuple(found),
        tuple(
            (_number(one[1], source.count("⟦", 0, one.start())), bare(one[2]))
            for one in _QUOTATION.finditer(source)
        ),
    )


def _number(sign: str, before: int) -> int:
    """The number of the reference: as given, or the next (`+`) or the last one (`-`)."""
    return before + (sign == "+") if sign in "+-" else int(sign)


def plain(text: str) -> str:
    """Words with single blanks and without soft hyphens, paragraphs joined."""
    return " ".join(text.replace("\u00ad", "").replace("⏎", " ").replace("\n> ", " ").split())


def bare(text: str) -> str:
    """Words without the marks around them."""
    return plain(text).strip("“”„»«\"‘’'").strip()


def as_word(chapter: Chapter, folder: Path) -> Path:
    """The chapter as a Word file, with notes and indented blocks."""
    notes: list[str] = []
    body = "".join(_paragraphs(paragraph, notes) for paragraph in chapter.lines)
    extra: dict[str, str | bytes] = {"styles.xml": styles(style("heading 1"))}
    if notes:
        extra["footnotes.xml"] = part("footnotes", "".join(notes))
    return write(folder / "thesis.docx", members(body, extra))


def _paragraphs(paragraph: str, notes: list[str]) -> str:
    if paragraph.startswith("# "):
        return para(run(escape(paragraph[2:])), properties='<w:pStyle w:val="heading1"/>')
    if paragraph.startswith("> "):
        apart = '<w:ind w:left="567" w:right="567"/>'
        lines = paragraph.split("\n")
        return "".join(para(run(escape(line.lstrip("> "))), properties=apart) for line in lines)
    runs = []
    for number, piece in enumerate(_NOTE.split(paragraph)):
        if number % 2:
            notes.append(f'<w:footnote w:id="{len(notes) + 1}">{para(run(escape(piece)))}'
                         "</w:footnote>")  # fmt: skip
            runs.append(f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>')
        elif piece:
            # Word cuts runs where it likes.
            middle = len(piece) // 2
            runs += [run(escape(piece[:middle])), run(escape(piece[middle:]))]
    return para(*runs)


def as_opendocument(chapter: Chapter, folder: Path) -> Path:
    """The chapter as an OpenDocument text, with notes and indented blocks."""
    block = odt_files.style(
        "P1", "paragraph", '<style:paragraph-properties fo:margin-left="1cm"/>'
    )  # fmt: skip
    body = "".join(
        f"<text:h>{escape(line[2:])}</text:h>" if line.startswith("# ")
        else f'<text:p text:style-name="P1">{_noted(line.lstrip("> "), _ODT_NOTE)}</text:p>'
        if line.startswith(">")
        else f"<text:p>{_noted(line, _ODT_NOTE)}</text:p>"
        for paragraph in chapter.lines
        for line in (paragraph.split("\n") if paragraph.startswith("> ") else [paragraph])
    )  # fmt: skip
    return odt_files.write(folder / "thesis.odt", odt_files.content(body, block))


def as_rtf(chapter: Chapter, folder: Path) -> Path:
    """The chapter as RTF, with notes and indented blocks."""
    body = "".join(
        f"{{{_RTF_LOOKS.get(line[:2], _RTF_PLAIN)}"
        f"{_noted(line.lstrip('># '), _RTF_NOTE, in_rtf)}{_RTF_END}}}"
        for paragraph in chapter.lines
        for line in (paragraph.split("\n") if paragraph.startswith("> ") else [paragraph])
    )  # fmt: skip
    path = folder / "thesis.rtf"
    path.write_text(rf"{{\rtf1\ansi {body}}}", "ascii")
    return path


_ODT_NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>{}</text:p></text:note-body></text:note>"
)
_RTF_PLAIN, _RTF_END = r"\pard ", r"\par"
_RTF_LOOKS = {"> ": r"\pard\li567 ", "# ": r"\pard\outlinelevel0 "}
_RTF_NOTE = r"{{\super\chftn}}{{\footnote\pard {{\super\chftn}} {}}}"


def in_rtf(text: str) -> str:
    """Words as RTF writes them."""
    return "".join(
        sign if sign.isascii() else rf"\u{ord(sign)}?" for sign in text.replace("\n", " ")
    )


def _noted(text: str, note: str, written: Callable[[str], str] = escape) -> str:
    pieces = enumerate(_NOTE.split(text))
    return "".join(note.format(written(one)) if n % 2 else written(one) for n, one in pieces)


def as_text(chapter: Chapter, folder: Path, width: int = 72) -> Path:
    """The chapter as lines on pages with running heads, words cut at line ends, no styles."""
    lines: list[str] = []
    for paragraph in chapter.lines:
        indent = "      " if paragraph.startswith("> ") else ""
        words = paragraph.replace("\n> ", " ").lstrip("># ").replace("\n", " ").split(" ")
        line = indent
        for word in words:
            room = width - len(line)
            if len(line) + len(word) >= width and room > 4 and word.isalpha() and len(word) > 9:
                lines.append(line + word[: room - 2] + "-")
                line = indent + word[room - 2 :] + " "
            elif len(line) + len(word) > width:
                lines.append(line.rstrip())
                line = f"{indent}{word} "
            else:
                line += f"{word} "
        lines += [line.rstrip(), ""]
    pages = [lines[start : start + 20] for start in range(0, len(lines), 20)]
    text = "\f".join(
        "\n".join(["Havens folk – et speciale", "", *page, "", f"{' ' * 40}{number}"])
        for number, page in enumerate(pages, 31)
    )
    path = folder / "thesis.txt"
    path.write_text(text, "utf-8")
    return path
