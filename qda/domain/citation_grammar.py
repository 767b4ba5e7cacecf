"""The grammar of references to appendices: from words such as `(Bilag 6, s. 13)` to their parts.

Works on a plain copy of the text in which blanks, dashes and line ends are one sign each, so
every offset is one of the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

Ranges = tuple[tuple[int, int], ...]
"""First and last number of each stretch; the same number twice for a single one."""

MOST_EXPANDED = 60
"""Appendices in one range; a longer range is no list of appendices."""


@dataclass(frozen=True, slots=True)
class CitedPart:
    """One place that a reference names: an appendix, or several in a row, with pages and lines."""

    start: int
    stop: int
    appendices: tuple[str, ...]
    """`Bilag 6`; all of a range; empty where an informant is named instead."""
    pages: Ranges = ()
    lines: Ranges = ()
    time: str = ""
    """A time in the recording, as written."""
    informant: str = ""
    """`Informant 2`, `IP3`: a reference that names no appendix."""

    def with_pages(self, pages: Ranges, stop: int) -> CitedPart:
        """The same with more pages."""
        return replace(self, pages=self.pages + pages, stop=stop)


_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\t\n\r\x0b\x0c\u00a0\u00ad\u200b\u2060\ufeff\u202f\u205f\u3000", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "∶": ":",
        "：": ":",
    }
)


def plain(text: str) -> str:
    """The text with every blank, dash and line end as one plain sign; the length is the same."""
    return text.translate(_PLAIN)


_HEAD = (
    r"(?<![\w§])(?:bilag(?:et|ene)?|bil\.|appendi(?:ks|x|ces)(?:et)?|app\.)"
    r"(?: *(?:nr\.?|nummer|numrene|no\.?))? *"
)
_NUMBER = r"(?:\d{1,3}(?: ?[a-h](?![\w]))?(?!\d))"
_LETTER = r"(?:(?-i:[A-HJ-Z]|[IVX]{2,4})(?![\w'’]))"
HEAD = re.compile(rf"{_HEAD}(?P<name>{_NUMBER}|{_LETTER})", re.IGNORECASE)
"""The word with the first number; what follows is read by hand."""

_SPOKEN = re.compile(
    r"(?P<name>(?:informant|respondent|interviewperson|interviewee|interview|participant|IP)"
    r" *\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_PAGE_WORD = r"(?:ss?\.?|side(?:rne|r|n)?|pp?\.?)"
_LINE_WORD = r"(?:ll?\.|l(?=\d)|lin[ij]e(?:rne|r|n)?|lines?)"
_COLON = re.compile(r" *: *(?=\d)")
_COLON_PAGE = re.compile(rf" *[:,;(]* *{_PAGE_WORD} *(?=\d)", re.IGNORECASE)
_LINES = re.compile(rf" *[:,;(]* *{_LINE_WORD} *(?=\d)", re.IGNORECASE)
_BARE_PAGE = re.compile(r" *, *(?=\d{1,3} *(?:- *\d{1,3} *)?[);])")
_NAMED_PAGE = re.compile(
    r" *(?:[:,-]|\bmed\b) *[^\W\d][^();\d]{2,60}?[, ] *(?:ss?\.|side|pp?\.) *(?=\d)", re.IGNORECASE
)
"""A page behind the name of the informant: `Bilag 6: Interview med Jens, s. 13`."""
_TIME = re.compile(r" *[,:;(]* *(?:kl\. *|tid *)?(?P<time>\d{1,2}:[0-5]\d(?::[0-5]\d)?)(?![\d:])")
_STRETCH = re.compile(
    r"(?P<first>\d{1,4})(?!\d)(?: *- *(?P<last>\d{1,4})(?!\d)| *(?P<on>ff?)\b\.?)?"
)
_MORE = re.compile(rf" *(?:[,+&/]|og|samt|eller) *(?:{_PAGE_WORD} *)?(?=\d)", re.IGNORECASE)
_MORE_LINES = re.compile(rf" *(?:[,+&/]|og|samt) *(?:{_LINE_WORD} *)?(?=\d)", re.IGNORECASE)
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
_COUNTED = re.compile(
    r" *(?:%|procent|pct|år\b|kr\b|kroner|informant|interview|person|beboer|gange|timer|minutter|"
    r"boliger|uger|måneder|mio|dage|ud af)",
    re.IGNORECASE,
)
"""What a number counts when it is no appendix: `bilag 3 og 5 år senere`."""
_PROSE = re.compile(r" +(?!(?:og|samt)\b)[a-zæøå]{3}")


def appendix_name(number: str) -> str:
    """`Bilag 6`, `Bilag 6a`, `Bilag B` from the number as written."""
    digits = re.match(r"\d+", number)
    if digits:
        return f"Bilag {int(digits[0])}{number[digits.end() :].strip().lower()}"
    return f"Bilag {number.upper()}"


def _stretches(text: str, at: int, more: re.Pattern[str]) -> tuple[Ranges, int]:
    """Numbers from a place on: `13`, `5-6`, `4,10`, `13 f.`; and where they end."""
    found: list[tuple[int, int]] = []
    while match := _STRETCH.match(text, at):
        first = int(match["first"])
        last = int(match["last"]) if match["last"] else first + len(match["on"] or "")
        if last < first:
            # `113-14` is written short for 113-114; anything else is two numbers.
            head = match["first"][: -len(match["last"])] if match["last"] else ""
            last = int(head + match["last"]) if head else last
        found.append((min(first, last), max(first, last)))
        at = match.end()
        join = more.match(text, at)
        if join is None or _PAGED.match(text, join.end()) or _LINES.match(text, join.start()):
            break
        following = _STRETCH.match(text, join.end())
        if (
            following is None
            or len(following["first"]) > 3
            or _COUNTED.match(text, following.end())
        ):
            break
        if "," in join[0] and _PROSE.match(text, following.end()):
            break
        at = join.end()
    return tuple(found), at


def _located(text: str, part: CitedPart, inside: bool) -> CitedPart:
    """The part with the pages, lines and time that follow its number."""
    at = part.stop
    time = _TIME.match(text, at)
    if time and time["time"].count(":") == 2:
        return replace(part, time=time["time"], stop=time.end())
    for _round in range(4):
        page = _COLON_PAGE.match(text, at) or (None if part.pages else _COLON.match(text, at))
        line = _LINES.match(text, at)
        if page is None and line is None and inside and not part.pages and not part.lines:
            page = _BARE_PAGE.match(text, at) or _NAMED_PAGE.match(text, at)
        if page:
            pages, at = _stretches(text, page.end(), _MORE)
            part = part.with_pages(pages, at)
        elif line:
            lines, at = _stretches(text, line.end(), _MORE_LINES)
            part = replace(part, lines=part.lines + lines, stop=at)
        else:
            break
        if "(" in text[part.start : at] and ")" in text[at : at + 2]:
            at = text.index(")", at) + 1
            part = replace(part, stop=at)
            break
    return part


def _named(text: str, start: int, name: re.Match[str], inside: bool) -> CitedPart:
    """The part that begins with an appendix number, ranges and locator included."""
    at = name.end("name")
    first = appendix_name(name["name"])
    names = [first]
    row = _RANGE.match(text, at) if name["name"].isdigit() else None
    if row and 0 < int(row["last"]) - int(name["name"]) < MOST_EXPANDED:
        names = [f"Bilag {n}" for n in range(int(name["name"]), int(row["last"]) + 1)]
        at = row.end()
    part = CitedPart(start, at, tuple(names))
    return _located(text, part, inside) if len(names) == 1 else part


def read_parts(text: str, head: re.Match[str], inside: bool) -> list[CitedPart]:
    """All parts of the reference that begins with a match of `HEAD`.

    Args:
        text: The plain copy.
        head: Where the reference begins.
        inside: Whether it stands in parentheses.
    """
    parts = [_named(text, head.start(), head, inside)]
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
                pages, stop = _stretches(text, at, _MORE)
                parts[-1] = parts[-1].with_pages(pages, stop)
                continue
            break
        if _COUNTED.match(text, bare.end()) or (
            join[0].strip() == "," and re.match(r" +(?!og\b|samt\b)[a-zæøå]{2}", text[bare.end() :])
        ):
            break
        parts.append(_named(text, at, bare, inside=False))
    return parts


def read_informant(text: str, start: int, stop: int) -> CitedPart | None:
    """`Informant 2, l. 45` or `IP3, s. 7` as the whole of a parenthesis, or None."""
    inner = re.compile(r" *(?:se også |se |jf\.? *|cf\.? *)?", re.IGNORECASE).match(
        text, start, stop
    )
    spoken = _SPOKEN.match(text, inner.end() if inner else start, stop)
    if spoken is None:
        return None
    name = " ".join(spoken["name"].split())
    part = CitedPart(spoken.start(), spoken.end(), (), informant=name)
    part = _located(text, part, inside=True)
    if text[part.stop : stop].strip(" .") or not (part.pages or part.lines or part.time):
        return None
    return part
