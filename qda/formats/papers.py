"""Short papers of headings, text and tables, as docx, as an html page and as markdown."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from qda.domain.text import display
from qda.formats import word_writing as word
from qda.formats.matrix_text import escaped, profile_notice
from qda.language import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.permission import Permitted


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    small: bool = False
    quote: bool = False
    """A quote in a paragraph of its own, set in from the margin."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first row names the columns, if there is one."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    """Parts of the width by column; equal when empty."""
    numbers: tuple[int, ...] = ()
    """Columns, from 0, that hold numbers: digits without marks between thousands."""


def printed_rows(table: Table) -> list[tuple[str, ...]]:
    """The rows as people read them, numbers with a mark between thousands."""
    return [
        tuple(thousands(text) if place in table.numbers else text for place, text in enumerate(row))
        for row in table.rows
    ]


def thousands(digits: str) -> str:
    """A number as it is written in the user's language: 18,024 or 18.024."""
    if not (digits.isascii() and digits.isdecimal()):
        return digits
    return f"{int(digits):,}".replace(",", "." if current() == "da" else ",")


@dataclass(frozen=True, slots=True)
class Paper:
    """Something to print."""

    title: str
    parts: tuple[Heading | Text | Table, ...]
    landscape: bool = False


def as_docx(permitted: Permitted[Paper]) -> bytes:
    """A Word file without anybody's name in its properties."""
    paper = permitted.value
    width = word.LANDSCAPE if paper.landscape else word.PORTRAIT
    body = [word.paragraph(paper.title, "Title")]
    for part in paper.parts:
        if isinstance(part, Heading):
            body.append(word.paragraph(part.text, "Heading1"))
        elif isinstance(part, Text):
            style = "Small" if part.small else "BlockQuote" if part.quote else ""
            body.append(word.paragraph(part.text, style))
        else:
            body += [_docx_table(part, width), word.paragraph("", "Small")]
    foot = f"{paper.title} · {profile_notice(permitted.profile)}"
    return word.document("".join(body), current(), landscape=paper.landscape, foot=foot)


def _docx_table(table: Table, width: int) -> str:
    count = len(table.columns) or len(table.rows[0])
    parts = table.widths or (1,) * count
    widths = [width * part // sum(parts) for part in parts]
    rows = []
    if table.columns:
        rows.append(_docx_row(table.columns, widths, bold=True, shade="EDEDED"))
    for row in printed_rows(table):
        rows.append(_docx_row(row, widths))
    return word.table_of(rows, widths, header=bool(table.columns))


def _docx_row(
    texts: Sequence[str], widths: Sequence[int], *, bold: bool = False, shade: str = ""
) -> str:
    return "".join(
        word.cell(word.paragraph(text, "Cell", bold=bold), width, shade=shade)
        for text, width in zip(texts, widths, strict=True)
    )


STYLE = """
body{font:15px/1.5 system-ui,"Segoe UI",Calibri,sans-serif;max-width:62rem;margin:2rem auto;
padding:0 1.2rem;color:#1b1b1b;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:1.6rem}.small{color:#595959;font-size:.85rem}
table{border-collapse:collapse;width:100%;margin:.6rem 0;font-size:.88rem}
th,td{border:1px solid #a6a6a6;padding:.35rem .5rem;text-align:left;vertical-align:top}
th{background:#ededed}tr{break-inside:avoid}
@media print{body{margin:0;max-width:none;font-size:10.5pt}@page{size:A4SIZE;margin:16mm}}
"""


def page(title: str, body: str, *, landscape: bool = False) -> bytes:
    """A whole html page: no script, nothing from elsewhere."""
    style = STYLE.replace("A4SIZE", "A4 landscape" if landscape else "A4")
    return (
        f'<!DOCTYPE html>\n<html lang="{current()}"><head><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown(title)}</title><style>{style}</style></head>\n"
        f"<body>\n<h1>{shown(title)}</h1>\n{body}\n</body></html>\n"
    ).encode()


def shown(text: str) -> str:
    """Untrusted text as html: never markup; line ends stay."""
    return escape(display(text)).replace("\n", "<br>")


def as_html(permitted: Permitted[Paper]) -> bytes:
    """A page to print."""
    paper = permitted.value
    body = []
    for part in paper.parts:
        if isinstance(part, Heading):
            body.append(f"<h2>{shown(part.text)}</h2>")
        elif isinstance(part, Text):
            tag = "blockquote" if part.quote else "p"
            look = " class=small" if part.small else ""
            body.append(f"<{tag}{look}>{shown(part.text)}</{tag}>")
        else:
            rows = ["".join(f"<th>{shown(name)}</th>" for name in part.columns)]
            rows += [
                "".join(f"<td>{shown(text)}</td>" for text in row) for row in printed_rows(part)
            ]
            drawn = "\n".join(f"<tr>{cells}</tr>" for cells in rows if cells)
            body.append(f"<table>\n{drawn}\n</table>")
    return page(paper.title, "\n".join(body), landscape=paper.landscape)


def as_markdown(permitted: Permitted[Paper]) -> bytes:
    """The paper as markdown."""
    paper = permitted.value
    lines = [f"# {escaped(paper.title)}", ""]
    for part in paper.parts:
        if isinstance(part, Heading):
            lines += [f"## {escaped(part.text)}", ""]
        elif isinstance(part, Text):
            lines += [f"{'> ' if part.quote else ''}{escaped(part.text)}", ""]
        else:
            columns = part.columns or ("",) * len(part.rows[0])
            lines.append(f"| {' | '.join(escaped(name) for name in columns)} |")
            lines.append("|" + "---|" * len(columns))
            for row in printed_rows(part):
                lines.append(f"| {' | '.join(_one_row(text) for text in row)} |")
            lines.append("")
    return "\n".join(lines).encode()


def _one_row(text: str) -> str:
    return escaped(text).replace("\n", "<br>")
