"""Appendices of somebody else: of a law, a plan, an account or a report in the literature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.citation_locators import CitedPart

_PAPER = (
    r"(?:\w*(?:lov|bekendtgørelse|direktiv|forordning|reglement|vedtægt|plan|strategi|aftale|"
    r"vejledning|betænkning|redegørelse|cirkulære|overenskomst|kontrakt|konvention|traktat|"
    r"regnskab|budget|kassekladde|bogholderi|dagsorden|lovforslag|aktstykke)"
    r"(?:e|en|et|er|n|ne|r|erne)?)"
)
"""What has appendices of its own; a report or a study may be the thesis itself."""
_OWNER = (
    r"(?:\w*(?:ministeri|kommission|styrelse|regering|kommune|region|rapport|årsberetning)"
    r"(?:en|et|n|erne)?)"
)
_AFTER = re.compile(
    rf" +(?:til|i|fra|af) +(?:(?!ikke\b)[\w§]+\.? ){{0,2}}?(?:{_PAPER}|\w*rapporten)s?\b"
    r"|,? +(?:i|hos|fra) +[A-ZÆØÅ][^();,.]{0,40}?,? \(?(?:19|20)\d\d",
    re.IGNORECASE,
)
_DATED = r"(?: (?:nr\.? ?|(?:af|fra) )?\(?\d[\d./]*\)?(?: af [\d. \w]{4,20})?)"
_BEFORE = re.compile(
    rf"\b(?:{_PAPER}s|{_OWNER}s|loven|{_PAPER}{_DATED}(?:,| med| samt)|lov nr\. ?\d+,"
    r"|§ ?\d+[^();]{0,20},) *(?:jf\. *)?(?:den )?$|§ ?\d+[^();]{0,20}, *(?:jf\. *)?$",
    re.IGNORECASE,
)
_QUOTES = "\"“”„»«'’‘"
_WORK = re.compile(r"[A-ZÆØÅ][^();]{1,60}(?:,| ) ?\(?(?:19|20)\d\d[a-z]?\)?, *$")
"""An author with a year right before it, as in `(Bech, 2020, bilag B)`."""


def is_external(
    text: str, start: int, parts: Sequence[CitedPart], around: tuple[int, int] | None
) -> bool:
    """Whether an appendix belongs to another paper by the words around it.

    Args:
        text: The plain copy of the paragraph.
        start: Where its name begins.
        parts: What it names.
        around: The parenthesis around it.
    """
    stop = parts[-1].stop
    if text[:start][-1:] in _QUOTES and text[stop : stop + 1] in _QUOTES and start:
        return stop < len(text)  # somebody's word: what he called “bilag 17”
    before = text[max(0, start - 70) : start]
    if _AFTER.match(text, stop) or _BEFORE.search(before):
        return True
    if around is None or any(part.located for part in parts):
        return False
    letter = all(name.split()[-1].isalpha() for part in parts for name in part.appendices)
    return letter and _WORK.search(text[around[0] + 1 : start]) is not None
