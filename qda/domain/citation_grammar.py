"""The grammar of references to appendices: from words such as `(Bilag 6, s. 13)` to their parts."""

from __future__ import annotations

import re

from qda.domain.citation_locators import COUNTED, CitedPart, located, page_ahead, stretches

MOST_EXPANDED = 60
"""Appendices in one range; a longer range is no list of appendices."""

_HEAD = (
    r"(?<![\w§])(?:(?:interview|lyd|tekst)?bilag(?:et|ene)?|bil\.|appendi(?:ks|x|ces)(?:et)?|app\.)"
    r"(?: *(?:nr\.?|nummer|numrene|no\.?|#))? *"
)
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2}(?![\d.]))?(?: ?[a-h](?![\w]))?(?!\d|\.\d))"
_LETTER = r"(?:(?-i:[A-HJ-Z]|[IVX]{2,4})(?![\w'’]))"
HEAD = re.compile(rf"{_HEAD}(?P<name>{_NUMBER}|{_LETTER})", re.IGNORECASE)
"""The word with the first number; what follows is read by hand."""

_SPOKEN = re.compile(
    r"(?P<name>(?:(?i:informant|respondent|interviewperson|interviewee|interview|participant"
    r"|deltager|transskription|transskribering|udskrift|IP|inf\.|int\.|resp\.) *|(?:I|R) ?)"
    r"\d{1,2})(?!\d)"
)
_SHORT = re.compile(r"B\.? ?(?P<name>\d{1,2})(?!\d)")
_SPOKEN_LEAD = re.compile(r" *(?:se også |se |jf\.? *|cf\.? *)?", re.IGNORECASE)
_SPOKEN_JOIN = re.compile(r" *(?:[;,]|og|samt|&) *(?:jf\.? *|se +)?", re.IGNORECASE)
_RANGE = re.compile(
    r" *(?:-|t\.?o\.?m\.|til og med|til) *(?P<last>\d{1,3})(?!\d)(?! *:)", re.IGNORECASE
)
_JOIN = re.compile(
    r" *(?:[;,+&/]+|og|samt|eller|såvel som|hhv\.|henholdsvis)"
    r" *(?:(?:og|samt|eller|se|jf\.?|også|cf\.?) +)*",
    re.IGNORECASE,
)
_PAGED = re.compile(rf"(?P<name>{_NUMBER}) *: *(?=\d)", re.IGNORECASE)
_BARE = re.compile(rf"(?P<name>{_NUMBER})", re.IGNORECASE)


def appendix_name(number: str) -> str:
    """`Bilag 6`, `Bilag 6a`, `Bilag 2.1`, `Bilag B` from the number as written."""
    digits = re.match(r"\d+", number)
    if digits:
        return f"Bilag {int(digits[0])}{number[digits.end() :].strip().lower()}"
    return f"Bilag {number.upper()}"


def _named(text: str, start: int, name: re.Match[str], inside: bool) -> CitedPart:
    """The part that begins with an appendix number, ranges and locator included."""
    at = name.end("name")
    names = [appendix_name(name["name"])]
    row = _RANGE.match(text, at) if name["name"].isdigit() else None
    if row and 0 < int(row["last"]) - int(name["name"]) < MOST_EXPANDED:
        names = [f"Bilag {n}" for n in range(int(name["name"]), int(row["last"]) + 1)]
        at = row.end()
    part = CitedPart(start, at, tuple(names))
    return located(text, part, inside) if len(names) == 1 else part


def read_parts(text: str, head: re.Match[str], inside: bool) -> list[CitedPart]:
    """All parts of the reference that begins with a match of `HEAD`.

    Args:
        text: The plain copy.
        head: Where the reference begins.
        inside: Whether it stands in parentheses.
    """
    parts = [page_ahead(text, _named(text, head.start(), head, inside))]
    while join := _JOIN.match(text, parts[-1].stop):
        at = join.end()
        again = HEAD.match(text, at)
        if again:
            parts.append(_named(text, at, again, inside))
            continue
        paged = _PAGED.match(text, at)
        if paged:
            parts.append(_named(text, at, paged, inside))
            continue
        bare = _BARE.match(text, at)
        if bare is None or parts[-1].pages or parts[-1].lines:
            if bare and ";" in join[0] and parts[-1].pages and inside:
                pages, stop = stretches(text, at)
                parts[-1] = parts[-1].with_pages(pages, stop)
                continue
            break
        if COUNTED.match(text, bare.end()) or (
            join[0].strip() == "," and re.match(r" +(?!og\b|samt\b)[a-zæøå]{2}", text[bare.end() :])
        ):
            break
        parts.append(_named(text, at, bare, inside=False))
    return parts


def read_informants(text: str, start: int, stop: int) -> list[CitedPart]:
    """The parts of a parenthesis that names informants by number; empty unless all name a place.

    `Informant 2, l. 45`, `IP3, s. 7`, `I6: 13; I7: 2`, `I6: 13; Bilag 7: 2`.
    """
    found: list[CitedPart] = []
    lead = _SPOKEN_LEAD.match(text, start, stop)
    at = lead.end() if lead else start
    while True:
        spoken, short = _SPOKEN.match(text, at, stop), _SHORT.match(text, at, stop)
        if spoken is not None:
            name = " ".join(spoken["name"].split())
            part = CitedPart(spoken.start(), spoken.end(), (), informant=name)
        elif short is not None:
            part = CitedPart(short.start(), short.end(), (appendix_name(short["name"]),))
        else:
            head = HEAD.match(text, at, stop)
            if head is None:
                return []
            part = CitedPart(head.start(), head.end(), (appendix_name(head["name"]),))
        part = located(text, part, inside=True)
        found.append(part)
        join = _SPOKEN_JOIN.match(text, part.stop, stop)
        if join is None or join.end() == part.stop:
            break
        at = join.end()
    rest = text[found[-1].stop : stop].strip(" .")
    return found if not rest and all(part.located for part in found) else []
