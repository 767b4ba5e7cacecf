"""Styles of an OpenDocument text: what is bold, hidden, or begins a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.documents import BOLD, MARKED

if TYPE_CHECKING:
    from lxml.etree import _Element

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE = f"{{{_ODF}:office:1.0}}"
STYLE = f"{{{_ODF}:style:1.0}}"
TEXT = f"{{{_ODF}:text:1.0}}"
TABLE = f"{{{_ODF}:table:1.0}}"
DRAW = f"{{{_ODF}:drawing:1.0}}"
SVG = f"{{{_ODF}:svg-compatible:1.0}}"
META = f"{{{_ODF}:meta:1.0}}"
FO = f"{{{_ODF}:xsl-fo-compatible:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"

_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_MARKING = (
    f"{FO}font-style",
    f"{FO}font-variant",
    f"{STYLE}text-underline-style",
    f"{FO}color",
)
_NOT_MARKED = frozenset({"none", "normal", "#000000"})
_MOST_PARENTS = 50
_INDENTED = 10.0
"""Points from which a paragraph counts as indented: 3.5 mm, as in Word."""
_QUOTATION = re.compile(r"citat|quot(?:e|ation)|blockquote|bloktekst", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt|pc|px)")
_UNITS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says; None where it leaves that to what is around it."""

    bold: bool | None = None
    hidden: bool | None = None
    page_before: bool = False
    page_after: bool = False
    restarts: bool = False
    """Whether it begins to count the pages anew."""
    marked: bool | None = None
    """In italics, underlined or in small capitals."""
    apart: bool = False
    """Indented, or named as a quotation."""

    def over(self, around: int) -> int:
        """`BOLD` and `MARKED` of text in this style, where the text around it looks so."""
        bold = around & BOLD if self.bold is None else self.bold * BOLD
        return bold | (around & MARKED if self.marked is None else self.marked * MARKED)


class Styles:
    """The styles of all parts, by family and name."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], _Element] = {}
        self._looks: dict[tuple[str, str], Look] = {}

    def add(self, root: _Element) -> None:
        """Take in the styles of a part; those of the text come after those of the document."""
        for element in root.iter(f"{STYLE}style"):
            name, family = element.get(f"{STYLE}name"), element.get(f"{STYLE}family")
            if name and family:
                self._styles[family, name] = element

    def look(self, family: str, name: str | None) -> Look:
        """What a style and those that it builds on say."""
        key = (family, name or "")
        if key not in self._looks:
            self._looks[key] = self._resolved(*key)
        return self._looks[key]

    def _resolved(self, family: str, name: str) -> Look:
        bold: bool | None = None
        hidden: bool | None = None
        marked: bool | None = None
        before = after = restarts = False
        apart = _is_quotation(name)
        indent: float | None = None
        hangs = False
        for depth in range(_MOST_PARENTS):
            style = self._styles.get((family, name))
            if style is None:
                break
            for properties in style:
                if properties.tag == f"{STYLE}text-properties":
                    bold = _first(bold, _is_bold(properties))
                    marked = _first(marked, _is_marked(properties))
                    hidden = _first(hidden, _is_hidden(properties))
                else:
                    before |= properties.get(f"{FO}break-before") == "page"
                    after |= properties.get(f"{FO}break-after") == "page"
                    left = _points(properties.get(f"{FO}margin-left"))
                    indent = left if indent is None else indent
                    hangs |= (_points(properties.get(f"{FO}text-indent")) or 0.0) < 0
                    restarts |= properties.get(f"{STYLE}page-number", "auto") not in ("auto", "0")
            # A style that others build on says nothing about the page of each of them.
            before |= depth == 0 and bool(style.get(f"{STYLE}master-page-name"))
            name = style.get(f"{STYLE}parent-style-name") or ""
            apart |= _is_quotation(name)
        apart |= (indent or 0.0) >= _INDENTED and not hangs
        return Look(bold, hidden, before, after, restarts, marked, apart)


def _first(known: bool | None, found: bool | None) -> bool | None:
    return found if known is None else known


def _is_quotation(name: str) -> bool:
    return _QUOTATION.match(name) is not None


def _points(length: str | None) -> float | None:
    """A length with its unit in points; None where it says nothing."""
    found = _LENGTH.fullmatch((length or "").strip())
    return float(found[1]) * _UNITS[found[2]] if found else None


def _is_bold(properties: _Element) -> bool | None:
    weight = properties.get(f"{FO}font-weight")
    return None if weight is None else weight in _BOLD


def _is_marked(properties: _Element) -> bool | None:
    found = [value for name in _MARKING if (value := properties.get(name)) is not None]
    return any(value not in _NOT_MARKED for value in found) if found else None


def _is_hidden(properties: _Element) -> bool | None:
    shown = properties.get(f"{TEXT}display")
    return None if shown is None else shown == "none"
