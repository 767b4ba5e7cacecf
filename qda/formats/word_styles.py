"""Styles of a Word file, as far as a transcript needs them: bold, hidden, headings, pages.

A property that a style does not set comes from the style it is based on. Between a paragraph's
and a run's style, bold and hidden are toggles: set in both, they cancel out (ISO 29500-1, 17.7.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.formats.word_names import W_STRICT, W, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_ANCESTORS = 50
"""Longest chain of styles based on each other; Word itself allows fewer."""
_HEADING = re.compile(r"(?:heading|overskrift)\s*([1-9])", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})
_NOT_MARKED = frozenset({"0", "false", "off", "none", "auto", "000000"})
MARKING = w("i", "u", "smallCaps", "caps", "color")
"""Properties of a run that set text off, besides bold."""
_STYLE = w("style")
_DEFAULTS = w("docDefaults")


@dataclass(slots=True)
class Style:
    """What a style sets; None is not set."""

    bold: bool | None = None
    marked: bool | None = None
    """Whether its text is in italics, underlined or in small capitals."""
    hidden: bool | None = None
    heading: int | None = None
    numbered: bool | None = None
    page_before: bool | None = None
    """Whether its paragraphs begin a new page."""

    def inherit(self, base: Style) -> None:
        """Take what is not set from the style that this one is based on."""
        if self.bold is None:
            self.bold = base.bold
        if self.marked is None:
            self.marked = base.marked
        if self.hidden is None:
            self.hidden = base.hidden
        if self.heading is None:
            self.heading = base.heading
        if self.numbered is None:
            self.numbered = base.numbered
        if self.page_before is None:
            self.page_before = base.page_before


_NOTHING = Style()


def value(element: _Element, name: str = "val") -> str | None:
    """An attribute of WordprocessingML in either namespace."""
    found = element.get(f"{{{W}}}{name}")
    return element.get(f"{{{W_STRICT}}}{name}") if found is None else found


def is_marked(element: _Element) -> bool:
    """Whether a property of `MARKING` sets text off."""
    return value(element) not in _NOT_MARKED


def is_on(element: _Element) -> bool:
    """Whether a property that is named is switched on; without a value it is."""
    return value(element) not in _OFF


def outline_level(element: _Element) -> int:
    """The heading level of a `w:outlineLvl`; its 9 means ordinary text."""
    level = value(element) or ""
    return int(level) + 1 if len(level) == 1 and level in "012345678" else 0


def is_numbered(properties: _Element) -> bool:
    """Whether a `w:numPr` numbers the paragraph; list 0 takes a number away."""
    return any(value(child) != "0" for child in properties if child.tag in _NUMBER_ID)


_NUMBER_ID = w("numId")
_BOLD = w("b")
_VANISH = w("vanish")
_OUTLINE = w("outlineLvl")
_NUMBERING = w("numPr")
_PAGE_BEFORE = w("pageBreakBefore")
_RUN = w("rPr")
_PARAGRAPH = w("pPr")
_NAME = w("name")
_BASED_ON = w("basedOn")
_RUN_DEFAULT = w("rPrDefault")


class Styles:
    """The styles of a file, resolved when they are asked for."""

    def __init__(self, root: _Element | None) -> None:
        """Take the root of the styles part, None where a file has none."""
        self._elements: dict[str, _Element] = {}
        self._found: dict[str, Style] = {}
        self._defaults = {"paragraph": "", "character": ""}
        self.bold = False
        """Whether text is bold where nothing is said."""
        for element in () if root is None else root:
            if element.tag in _STYLE:
                name = value(element, "styleId") or ""
                self._elements.setdefault(name, element)
                kind = value(element, "type") or "paragraph"
                if kind in self._defaults and value(element, "default") in ("1", "true", "on"):
                    self._defaults[kind] = name
            elif element.tag in _DEFAULTS:
                self.bold = any(is_on(bold) for bold in element.iter(*_BOLD))

    def paragraph(self, name: str | None) -> Style:
        """The style of a paragraph; without a name, or with an unknown one, the default."""
        default = self._defaults["paragraph"]
        if name is None or name == default or name in self._elements:
            return self._resolved(default if name is None else name)
        style = self._resolved(default)
        return Style(style.bold, style.marked, style.hidden, _named_level(name), style.numbered)

    def character(self, name: str | None) -> Style:
        """The style of a run."""
        return self._resolved(self._defaults["character"] if name is None else name)

    def _resolved(self, name: str) -> Style:
        chain: list[Style] = []
        ancestor = name
        while ancestor not in self._found and len(chain) < _MOST_ANCESTORS:
            own, parent = self._own(ancestor)
            chain.append(own)
            self._found[ancestor] = own  # a style that is based on itself ends here
            ancestor = parent
        base = self._found.get(ancestor, _NOTHING)
        for own in reversed(chain):
            own.inherit(base)
            base = own
        return self._found[name]

    def _own(self, name: str) -> tuple[Style, str]:
        """What a style sets itself, and the name of the style it is based on."""
        style = Style()
        element = self._elements.get(name)
        if element is None:
            return style, ""
        parent = ""
        level = _named_level(name)
        for child in element:
            tag = child.tag
            if tag in _BASED_ON:
                parent = value(child) or ""
            elif tag in _NAME:
                level = _named_level(value(child) or "") or level
            elif tag in _RUN:
                _gather_run(child, style)
            elif tag in _PARAGRAPH:
                _gather_paragraph(child, style)
        if style.heading is None and level:
            style.heading = level
        return style, parent


def _named_level(name: str) -> int:
    match = _HEADING.fullmatch(name.strip())
    return int(match[1]) if match else 0


def _gather_run(properties: _Element, style: Style) -> None:
    for child in properties:
        if style.bold is None and child.tag in _BOLD:
            style.bold = is_on(child)
        elif style.marked is None and child.tag in MARKING:
            style.marked = is_marked(child)
        elif style.hidden is None and child.tag in _VANISH:
            style.hidden = is_on(child)


def _gather_paragraph(properties: _Element, style: Style) -> None:
    for child in properties:
        tag = child.tag
        if style.heading is None and tag in _OUTLINE:
            style.heading = outline_level(child)
        elif style.numbered is None and tag in _NUMBERING:
            style.numbered = is_numbered(child)
        elif style.page_before is None and tag in _PAGE_BEFORE:
            style.page_before = is_on(child)
