"""Names of elements and attributes in Word files, in both namespaces that Word writes.

Transitional files are the common ones; strict files (ISO 29500) use other namespaces for the
same names. Sets hold both spellings, so that one lookup serves both.
"""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MATH_STRICT = "http://purl.oclc.org/ooxml/officeDocument/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
DRAWING_STRICT = "http://purl.oclc.org/ooxml/drawingml/"
VML = "urn:schemas-microsoft-com:vml"

QUIET = (
    DRAWING,
    DRAWING_STRICT,
    MATH,
    MATH_STRICT,
    MC,
    "urn:schemas-microsoft-com:",
    "http://schemas.microsoft.com/office/",
)
"""Beginnings of namespaces whose elements wrap pictures, shapes and formulas: they are entered
without a word, while an unknown element of another namespace is counted."""


def w(*names: str) -> frozenset[str]:
    """Names of WordprocessingML in both namespaces."""
    return frozenset(f"{{{space}}}{name}" for space in (W, W_STRICT) for name in names)


def math(*names: str) -> frozenset[str]:
    """Names of Office math in both namespaces."""
    return frozenset(f"{{{space}}}{name}" for space in (MATH, MATH_STRICT) for name in names)


def drawing(kind: str, *names: str) -> frozenset[str]:
    """Names of one part of DrawingML (`main`, `chart`, `diagram`) in both namespaces."""
    return frozenset(
        f"{{{space}{kind}}}{name}" for space in (DRAWING, DRAWING_STRICT) for name in names
    )


TEXT = w("t") | math("t")
DELETED_TEXT = w("delText")
INSTRUCTION = w("instrText", "delInstrText")
DRAWN_TEXT = drawing("main", "t")
ALL_TEXT = TEXT | DELETED_TEXT | INSTRUCTION | DRAWN_TEXT
"""Elements whose own text a person wrote or sees; each of their characters is accounted for."""

IN_MOST_RUNS = w("t", "rPr", "tab", "br", "cr", "lastRenderedPageBreak")
"""What runs of text hold; anything else in a run is the exception."""
WRAPPERS = w(
    "body", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "ruby",
    "rubyBase", "dir", "bdo", "drawing", "pict", "object",
)  # fmt: skip
"""Elements that say nothing themselves and may hold text."""
WITHOUT_TEXT = w(
    "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr",
    "customXmlPr", "sectPr", "rubyPr", "background", "fldData", "proofErr", "bookmarkStart",
    "bookmarkEnd", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd",
    "commentReference", "footnoteReference", "endnoteReference", "annotationRef", "footnoteRef",
    "endnoteRef", "separator", "continuationSeparator", "moveFromRangeStart",
    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd", "control",
)  # fmt: skip
"""Properties, bookmarks and references: not entered."""
