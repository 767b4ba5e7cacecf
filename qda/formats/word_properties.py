"""What stands in the property elements of paragraphs, runs, rows and cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.documents import BOLD, MARKED
from qda.formats.word_names import w
from qda.formats.word_pages import whole_number
from qda.formats.word_styles import is_marked, is_numbered, is_on, outline_level, value

if TYPE_CHECKING:
    from lxml.etree import _Element

    from qda.formats.word_styles import Style, Styles


def _codes(**groups: tuple[str, ...]) -> dict[str, str]:
    return {tag: code for code, group in groups.items() for tag in w(*group)}


_PARAGRAPH = _codes(
    style=("pStyle",),
    outline=("outlineLvl",),
    page=("pageBreakBefore",),
    number=("numPr",),
    section=("sectPr",),
    mark=("rPr",),
)
_RUN = _codes(bold=("b",), complex_bold=("bCs",), vanish=("vanish",), style=("rStyle",),
              complex=("cs", "rtl"), marked=("i", "u", "smallCaps", "caps", "color"))  # fmt: skip
_MARK_GONE = w("del", "moveFrom")
_ROW_PROPERTIES = w("trPr")
_ROW_GONE = w("del")
_GRID_BEFORE = w("gridBefore")
_CELL_PROPERTIES = w("tcPr")
_CELL = w("tc")
_CELL_GONE = w("cellDel")
_GRID_SPAN = w("gridSpan")
_FORM = w("ffData")
_FORM_FIELD = w("checkBox", "ddList")
_MOST_COLUMNS = 63
"""Columns of a table in Word."""


@dataclass(slots=True)
class ParagraphProperties:
    """What counts of a `w:pPr`."""

    style: Style
    heading: int = 0
    numbered: bool = False
    page_before: bool = False
    joins: bool = False
    """Whether the paragraph mark is deleted."""
    ends_section: bool = False


def paragraph_properties(element: _Element, styles: Styles) -> ParagraphProperties:
    """Read a `w:pPr`; what it does not set comes from the paragraph's style."""
    style: str | None = None
    heading: int | None = None
    numbered: bool | None = None
    page_before: bool | None = None
    joins = ends_section = False
    for child in element:
        code = _PARAGRAPH.get(child.tag)
        if code is None:
            continue
        if code == "style":
            style = value(child)
        elif code == "mark":
            joins = any(mark.tag in _MARK_GONE for mark in child)
        elif code == "outline":
            heading = outline_level(child)
        elif code == "number":
            numbered = is_numbered(child)
        elif code == "page":
            page_before = is_on(child)
        else:
            ends_section = True
    found = styles.paragraph(style)
    return ParagraphProperties(
        found,
        (found.heading or 0) if heading is None else heading,
        bool(found.numbered) if numbered is None else numbered,
        bool(found.page_before) if page_before is None else page_before,
        joins,
        ends_section,
    )


def run_properties(
    element: _Element, styles: Styles, around: Style, plain: tuple[int, bool]
) -> tuple[int, bool]:
    """How a run with this `w:rPr` looks (`BOLD`, `MARKED`) and whether it is hidden.

    Args:
        element: the `w:rPr`.
        styles: the styles of the file.
        around: the style of the paragraph.
        plain: the answer for runs that say nothing.
    """
    style: str | None = None
    bold: bool | None = None
    marked: bool | None = None
    complex_bold: bool | None = None
    hidden: bool | None = None
    is_complex = False
    for child in element:
        code = _RUN.get(child.tag)
        if code is None:
            continue
        if code == "bold":
            bold = is_on(child)
        elif code == "complex_bold":
            complex_bold = is_on(child)
        elif code == "vanish":
            hidden = is_on(child)
        elif code == "style":
            style = value(child)
        elif code == "marked":
            marked = marked or is_marked(child)
        else:
            is_complex = is_on(child)
    if is_complex and complex_bold is not None:
        # Word shows w:bCs on complex scripts only, and leaves it behind on other text.
        bold = complex_bold
    if style is not None:
        plain = styled_run(styles, around, style)
    look = plain[0]
    if bold is not None:
        look = look & MARKED | bold * BOLD
    if marked is not None:
        look = look & BOLD | marked * MARKED
    return look, plain[1] if hidden is None else hidden


def styled_run(styles: Styles, around: Style, name: str | None = None) -> tuple[int, bool]:
    """How a run looks (`BOLD`, `MARKED`) and whether it is hidden, by its styles alone."""
    own = styles.character(name)
    bold = styles.bold or bool(around.bold) != bool(own.bold)
    marked = bool(own.marked if own.marked is not None else around.marked)
    return bold * BOLD | marked * MARKED, bool(around.hidden) != bool(own.hidden)


def row_start(row: _Element) -> tuple[int, bool]:
    """The column at which a row begins, and whether the row is deleted."""
    column, deleted = 0, False
    for child in row:
        if child.tag in _ROW_PROPERTIES:
            for part in child:
                if part.tag in _GRID_BEFORE:
                    column = _columns(part)
                elif part.tag in _ROW_GONE:
                    deleted = True
        elif child.tag in _CELL:
            break
    return column, deleted


def cell_span(cell: _Element) -> tuple[int, bool]:
    """How many columns a cell takes, and whether it is deleted."""
    span, deleted = 1, False
    for child in cell:
        if child.tag in _CELL_PROPERTIES:
            for part in child:
                if part.tag in _GRID_SPAN:
                    span = max(1, _columns(part))
                elif part.tag in _CELL_GONE:
                    deleted = True
        break  # properties come first
    return span, deleted


def is_form_field(mark: _Element) -> bool:
    """Whether the begin mark of a field is that of a check box or a list."""
    return any(part.tag in _FORM_FIELD for form in mark if form.tag in _FORM for part in form)


def _columns(element: _Element) -> int:
    return min(whole_number(value(element)) or 0, _MOST_COLUMNS)
