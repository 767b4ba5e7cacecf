"""References to a place in an appendix as they are printed, in the style that a thesis uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qda.domain.interviews import PageMap
    from qda.domain.text import Span

FIELDS = ("appendix", "number", "pages", "lines", "informant")
"""What a pattern may name: `Bilag 6`, `6`, `13` or `5-6`, `4–9`, `I6`."""

NAMED = {
    "colon": "({appendix}[:{pages}])",
    "page": "({appendix}[, s. {pages}])",
    "line": "({appendix}[, s. {pages}][, l. {lines}])",
    "informant": "({informant})",
}
"""The styles met in theses: `(Bilag 6:13)`, `(Bilag 6, s. 13)`, `(Bilag 6, s. 13, l. 4–9)`,
`(I6)`."""

_PIECE = re.compile(r"\[([^\[\]]*)\]|\{([^{}]*)\}|([^\[\]{}]+)|(.)", re.DOTALL)
_FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class ReferenceStyle:
    """How references are written.

    A pattern is text with fields in braces; what stands in brackets is left out where one of its
    fields is not known: `({appendix}[, s. {pages}])`.
    """

    pattern: str = NAMED["colon"]

    def of(
        self,
        appendix: str,
        pages: tuple[int, ...] = (),
        lines: tuple[int, ...] = (),
        informant: str = "",
    ) -> str:
        """A reference.

        Args:
            appendix: The stored appendix number.
            pages: First and, if it differs, last page; empty means unknown or not allowed.
            lines: First and, if it differs, last line; empty means unknown or not allowed.
            informant: The informant's short id; the appendix where there is none.
        """
        return _written(self.pattern, appendix, pages, lines, informant)


@lru_cache(maxsize=4096)
def _written(
    pattern: str,
    appendix: str,
    pages: tuple[int, ...],
    lines: tuple[int, ...],
    informant: str,
) -> str:
    # With a colon the literature writes a hyphen, and spelt out a dash.
    dash = "-" if pattern == NAMED["colon"] else "–"
    values = {
        "appendix": appendix,
        "number": "".join(re.findall(r"\d+\w?", appendix)) or appendix,
        "pages": dash.join(map(str, pages)),
        "lines": dash.join(map(str, lines)),
        "informant": informant or appendix,
    }
    written: list[str] = []
    for optional, field, text, _stray in _PIECE.findall(pattern):
        if optional:
            fields = _FIELD.findall(optional)
            if all(values[name] for name in fields):
                written.append(_FIELD.sub(lambda match: values[match[1]], optional))
        else:
            written.append(values[field] if field else text)
    return "".join(written)


COLON = ReferenceStyle()
"""`(Bilag 6:13)`, where codes.yml says nothing else."""


def style_of(written: str) -> ReferenceStyle | None:
    """The style with this name or pattern; None where it is neither.

    A pattern names the appendix, its number or the informant, knows its fields, and its brackets
    and braces match.
    """
    pattern = NAMED.get(written, written)
    fields: list[str] = []
    for optional, field, _text, stray in _PIECE.findall(pattern):
        if stray or (
            optional and ("{" in _FIELD.sub("", optional) or "}" in _FIELD.sub("", optional))
        ):
            return None
        fields += _FIELD.findall(optional) if optional else [field] if field else []
    if "{}" in pattern or not set(fields) <= set(FIELDS):
        return None
    return ReferenceStyle(pattern) if {"appendix", "number", "informant"} & set(fields) else None


def reference_of(
    style: ReferenceStyle, appendix: str, span: Span, pages: PageMap, *, with_page: bool = True
) -> str:
    """The reference of a span in its transcript, to the page at most.

    Args:
        style: How it is written.
        appendix: The stored appendix number.
        span: What it refers to.
        pages: The pages of the transcript.
        with_page: False for an appendix that is cited but not shown.
    """
    return style.of(appendix, pages.pages_of(span) if with_page else ())
