"""How a paragraph of a thesis looks: set apart like a quotation, a line of contents, a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.formats.word_names import w
from qda.formats.word_pages import whole_number
from qda.formats.word_styles import is_on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

INDENTED = 200
"""Twentieths of a point from which both or the left side count as indented: 3.5 mm."""
_QUOTE_NAME = re.compile(r"(?:citat|quote|quotation|block ?text|bloktekst)", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|indholdsfortegnelse|table of figures)\s*\d*", re.IGNORECASE)
_TITLE_NAME = re.compile(r"(?:title|titel|subtitle|undertitel)", re.IGNORECASE)
_MOST_ANCESTORS = 50

_STYLE = w("style")
_NAME = w("name")
_BASED_ON = w("basedOn")
_PARAGRAPH_PROPERTIES = w("pPr")
_RUN_PROPERTIES = w("rPr")
_PARAGRAPH_STYLE = w("pStyle")
_RUN_STYLE = w("rStyle")
_INDENT = w("ind")
_NUMBERING = w("numPr")
_ITALIC = w("i")
_RUN = w("r")
_TEXT = w("t")


@dataclass(slots=True)
class _Look:
    name: str = ""
    left: int | None = None
    hanging: bool = False
    italic: bool | None = None
    numbered: bool = False


class Looks:
    """The looks that the styles of a file give."""

    def __init__(self, root: _Element | None) -> None:
        """Take the root of the styles part, None where a file has none."""
        self._elements: dict[str, _Element] = {}
        self._default = ""
        self._found: dict[str, _Look] = {}
        for element in () if root is None else root:
            if element.tag in _STYLE:
                name = value(element, "styleId") or ""
                self._elements.setdefault(name, element)
                if value(element, "type") == "paragraph" and value(element, "default") == "1":
                    self._default = name

    def set_apart(self, paragraph: _Element) -> bool:
        """Whether a paragraph is indented, in italics throughout, or styled as a quotation."""
        style, own = self._of(paragraph)
        if own.numbered or style.numbered:
            return False
        if _QUOTE_NAME.search(style.name):
            return True
        left = own.left if own.left is not None else style.left
        if (left or 0) >= INDENTED and not own.hanging and not style.hanging:
            return True
        return self._all_italic(paragraph, style)

    def is_contents(self, paragraph: _Element) -> bool:
        """Whether it is a line of a table of contents."""
        return _CONTENTS_NAME.fullmatch(self._of(paragraph)[0].name.strip()) is not None

    def is_title(self, paragraph: _Element) -> bool:
        """Whether it is the title of the whole."""
        return _TITLE_NAME.fullmatch(self._of(paragraph)[0].name.strip()) is not None

    def _of(self, paragraph: _Element) -> tuple[_Look, _Look]:
        own = _Look()
        style = self._default
        for child in paragraph:
            if child.tag in _PARAGRAPH_PROPERTIES:
                _gather(child, own)
                style = next(
                    (value(c) or "" for c in child if c.tag in _PARAGRAPH_STYLE), self._default
                )
        return self._style(style), own

    def _style(self, name: str) -> _Look:
        if name in self._found:
            return self._found[name]
        look = _Look(name)
        step: str | None = name
        for _depth in range(_MOST_ANCESTORS):
            element = self._elements.get(step or "")
            if element is None:
                break
            step = None
            for child in element:
                if child.tag in _NAME and look.name == name:
                    look.name = value(child) or name
                elif child.tag in _BASED_ON:
                    step = value(child)
                elif child.tag in _PARAGRAPH_PROPERTIES:
                    _gather(child, look)
                elif child.tag in _RUN_PROPERTIES and look.italic is None:
                    look.italic = _italic(child)
            if step is None:
                break
        self._found[name] = look
        return look

    def _all_italic(self, paragraph: _Element, style: _Look) -> bool:
        seen = plain = 0
        for run in paragraph.iter(*_RUN):
            letters = sum(
                sum(map(str.isalpha, text.text or "")) for text in run if text.tag in _TEXT
            )
            if not letters:
                continue
            properties = next((c for c in run if c.tag in _RUN_PROPERTIES), None)
            italic = None if properties is None else _italic(properties)
            if italic is None and properties is not None:
                named = next((value(c) for c in properties if c.tag in _RUN_STYLE), None)
                italic = self._style(named).italic if named else None
            if italic is None:
                italic = bool(style.italic)
            seen += letters
            plain += 0 if italic else letters
        # The reference behind a quotation is often not in italics.
        return seen > 30 and plain * 5 <= seen


def _italic(properties: _Element) -> bool | None:
    return next((is_on(child) for child in properties if child.tag in _ITALIC), None)


def _gather(properties: _Element, look: _Look) -> None:
    for child in properties:
        if child.tag in _INDENT:
            left = whole_number(value(child, "left") or value(child, "start"))
            if look.left is None and left is not None:
                look.left = left
                look.hanging = bool(whole_number(value(child, "hanging")))
        elif child.tag in _NUMBERING:
            look.numbered = True
