"""Writing Word files: paragraphs, tables and content controls, and nothing about who wrote them.

A package has no properties, no comments, no authors and one fixed date, so the same contents give
the same bytes and nobody's name travels along.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from qda.domain.text import display

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_FIXED = (1980, 1, 1, 0, 0, 0)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_MAIN}.footer+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
    f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
    f' Type="{_OFFICE}/styles" Target="styles.xml"/><Relationship Id="r2"'
    f' Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)

_LINES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _styles(language: str, landscape: bool) -> str:
    edge = LANDSCAPE if landscape else PORTRAIT

    def style(key: str, name: str, look: str, paragraph: str = "") -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr>{paragraph}</w:pPr>'
            f"<w:rPr>{look}</w:rPr></w:style>"
        )

    above = '<w:keepNext/><w:spacing w:before="{}" w:after="80"/>'
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/>'
        f'<w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
        + style("Title", "Title", '<w:b/><w:sz w:val="34"/>')
        + style("Heading1", "heading 1", '<w:b/><w:sz w:val="26"/>', above.format(280))
        + style("Heading2", "heading 2", '<w:b/><w:sz w:val="22"/>', above.format(200))
        + style(
            "Turn",
            "Turn",
            "",
            '<w:tabs><w:tab w:val="left" w:pos="850"/></w:tabs><w:spacing w:after="80"/>'
            '<w:ind w:left="850" w:hanging="850"/>',
        )
        + style("Small", "Small", '<w:color w:val="595959"/><w:sz w:val="18"/>')
        + style(
            "Footer",
            "footer",
            '<w:color w:val="595959"/><w:sz w:val="16"/>',
            f'<w:tabs><w:tab w:val="right" w:pos="{edge}"/></w:tabs><w:spacing w:after="0"/>',
        )
        + style("Cell", "Cell", '<w:sz w:val="18"/>', '<w:spacing w:before="20" w:after="20"/>')
        + style("Quote", "Quote", '<w:sz w:val="22"/>', '<w:spacing w:before="60" w:after="60"/>')
        + style(
            "BlockQuote",
            "Block Quote",
            '<w:sz w:val="21"/>',
            '<w:spacing w:before="60" w:after="60"/><w:ind w:left="567" w:right="567"/>',
        )
        + "</w:styles>"
    )


def run(text: str, *, bold: bool = False) -> str:
    """Some words; line ends become line breaks."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = display(text).split("\n")
    pieces = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines]
    return f"<w:r>{look}{'<w:br/>'.join(pieces)}</w:r>"


def turn(margin: str, text: str) -> str:
    """A paragraph with a note in its margin, such as the page of the original."""
    note = f'<w:rPr><w:color w:val="595959"/><w:sz w:val="16"/></w:rPr><w:t>{escape(margin)}</w:t>'
    return paragraph_of(f"<w:r>{note}</w:r><w:r><w:tab/></w:r>{run(text)}", "Turn")


def page_break() -> str:
    """The end of a page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def paragraph(text: str, style: str = "", *, bold: bool = False) -> str:
    """A paragraph of plain text."""
    return paragraph_of(run(text, bold=bold), style)


def paragraph_of(runs: str, style: str = "") -> str:
    """A paragraph of runs and content controls."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{runs}</w:p>"


def cell(contents: str, width: int, *, span: int = 1, shade: str = "") -> str:
    """A cell of a table.

    Args:
        contents: Paragraphs.
        width: In twentieths of a point.
        span: Columns that it takes.
        shade: Six hexadecimal digits, or none.
    """
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shaded}</w:tcPr>{contents}'
        "</w:tc>"
    )


def table_of(rows: Iterable[str], widths: Sequence[int], *, header: bool = False) -> str:
    """A table of rows, each the cells of one row; rows are never torn over two pages."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>' for side in _LINES
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    drawn = []
    for place, cells in enumerate(rows):
        repeated = "<w:tblHeader/>" if header and place == 0 else ""
        drawn.append(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="90" w:type="dxa"/>'
        '<w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(drawn)}</w:tbl>"
    )


def control(tag: str, contents: str, *, locked: bool = False, placeholder: bool = False) -> str:
    """A content control around paragraphs, with a tag that survives editing."""
    lock = "sdtContentLocked" if locked else "sdtLocked"
    shown = "<w:showingPlcHdr/>" if placeholder else ""
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val={quoteattr(tag)}/><w:lock w:val="{lock}"/>{shown}</w:sdtPr>'
        f"<w:sdtContent>{contents}</w:sdtContent></w:sdt>"
    )


def check_box(tag: str) -> str:
    """A box that can be ticked, as part of a paragraph."""
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val={quoteattr(tag)}/><w:lock w:val="sdtLocked"/>'
        '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612"'
        ' w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
        "</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>"
        '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/></w:rPr>'
        "<w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
    )


PORTRAIT, LANDSCAPE = 9638, 14570
"""Width between the margins of A4, in twentieths of a point."""


def _footer(foot: str) -> str:
    """The foot of every page: a few words, and the number of the page."""
    words = f"{run(foot)}<w:r><w:tab/></w:r>" if foot else "<w:r><w:tab/></w:r>"
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f'<w:ftr xmlns:w="{_W}">{paragraph_of(words + number, "Footer")}</w:ftr>'


def document(
    body: str,
    language: str,
    *,
    landscape: bool = False,
    line_numbers: bool = False,
    foot: str = "",
) -> bytes:
    """A Word file of the paragraphs and tables in its body, with numbered pages.

    Args:
        body: Paragraphs and tables.
        language: `da` or `en`, for the spelling checker.
        landscape: The paper lies on its side.
        line_numbers: Its lines are numbered.
        foot: Stands at the foot of every page, beside its number.
    """
    numbered = '<w:lnNumType w:countBy="5" w:restart="newPage"/>' if line_numbers else ""
    size = (
        'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    )
    main = (
        f'<w:document xmlns:w="{_W}" xmlns:w14="{_W14}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        f' xmlns:r="{_OFFICE}" mc:Ignorable="w14"><w:body>{body}<w:sectPr>'
        f'<w:footerReference w:type="default" r:id="r2"/><w:pgSz {size}/><w:pgMar w:top="1134"'
        ' w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567"'
        ' w:gutter="0"/>'
        f"{numbered}</w:sectPr></w:body></w:document>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", main),
            ("word/styles.xml", _styles({"da": "da-DK"}.get(language, "en-GB"), landscape)),
            ("word/footer1.xml", _footer(foot)),
            ("word/_rels/document.xml.rels", _DOCUMENT_RELATIONS),
        ):
            member = zipfile.ZipInfo(name, _FIXED)
            member.compress_type = zipfile.ZIP_DEFLATED
            heading = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            archive.writestr(member, (heading + text).encode())
    return out.getvalue()
