"""Where in an appendix a reference points: its pages, lines and times, in all ways of writing them.

Works on a plain copy of the text in which blanks, dashes and line ends are one sign each, so
every offset is one of the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

Ranges = tuple[tuple[int, int], ...]
"""First and last number of each stretch; the same number twice for a single one."""


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

    @property
    def located(self) -> bool:
        """Whether it names a place in the appendix."""
        return bool(self.pages or self.lines or self.time)

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


PAGED = r"(?:\d{1,3}(?: ?[a-h](?![\w]))?(?!\d)) *: *(?=\d)"
"""An appendix with its page in the short form: `6:`."""
_PAGE_WORD = r"(?:ss?\.?|side(?:rne|r|n)?|pp?\.?)"
_LINE_WORD = r"(?:ll?\.|l(?=\d)|lin[ij]e(?:rne|r|n)?|lines?)"
_COLON = re.compile(r" *: *(?=\d)")
_COLON_PAGE = re.compile(
    rf"(?:['’´]?s(?= )|['’´](?= ))? *[:,;(]* *(?:på +)?{_PAGE_WORD} *(?=\d)", re.IGNORECASE
)
_LINES = re.compile(rf" *[:,;(]* *(?:på +)?{_LINE_WORD} *(?=\d)", re.IGNORECASE)
_BARE_PAGE = re.compile(r" *, *(?=\d{1,3} *(?:- *\d{1,3} *)?[);])")
_NAMED_PAGE = re.compile(
    r" *(?:[:,-]|\bmed\b) *[^\W\d][^();\d]{2,60}?(?:[, ] *(?:ss?\.|side|pp?\.)|:) *(?=\d)"
    r"| *\([^\W\d][^();\d]{1,60}\) *(?::|, *(?:ss?\.|side|pp?\.)) *(?=\d)",
    re.IGNORECASE,
)
"""A page behind the name of the informant: `Bilag 6: Interview med Jens, s. 13`."""
_TIME = re.compile(
    r" *[,:;(]* *(?:kl\. *|tid *|min\. *)?(?P<time>\d{1,2}:[0-5]\d(?::[0-5]\d)?)(?![\d:])"
)
_CLOCK = re.compile(
    r" *[,;(] *(?:(?:kl|min|tid)\.? *(?P<named>\d{1,3}[:.][0-5]\d)"
    r"|(?P<bare>0\d:[0-5]\d|\d\d:0\d))(?![\d:])",
    re.IGNORECASE,
)
"""Minutes and seconds: behind a word, or with a leading nought, which no page has."""
_STRETCH = re.compile(
    r"(?P<first>\d{1,4})(?!\d)"
    r"(?: *(?:-|\btil\b) *(?P<last>\d{1,4})(?!\d)| *(?P<on>ff?)\b\.?)?"
)
_MORE = re.compile(rf" *(?:[,+&/]|og|samt|eller) *(?:{_PAGE_WORD} *)?(?=\d)", re.IGNORECASE)
_MORE_LINES = re.compile(rf" *(?:[,+&/]|og|samt) *(?:{_LINE_WORD} *)?(?=\d)", re.IGNORECASE)
_OTHER_PAGE = re.compile(rf" *(?:-|til) *{_PAGE_WORD} *(?P<last>\d{{1,4}})(?!\d)", re.IGNORECASE)
"""`s. 10, l. 22 – s. 11, l. 3`: a stretch that ends on another page."""
_PAGED = re.compile(PAGED, re.IGNORECASE)
COUNTED = re.compile(
    r" *(?:%|procent|pct|år\b|kr\b|kroner|informant|interview|person|beboer|gange|timer|minutter|"
    r"boliger|uger|måneder|mio|dage|ud af)",
    re.IGNORECASE,
)
"""What a number counts when it is no appendix: `bilag 3 og 5 år senere`."""
_PROSE = re.compile(r" +(?!(?:og|samt)\b)[a-zæøå]{3}")
_AHEAD = re.compile(
    rf"(?<![\w.])(?:på +)?(?P<word>{_PAGE_WORD}) *(?P<first>\d{{1,3}})"
    r"(?: *- *(?P<last>\d{1,3}))?(?: *, *| *)(?P<of>\b(?:i|af|fra) +)?$",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[(\[] *(?:(?:se|jf\.?|cf\.?)(?: også)? *)?$", re.IGNORECASE)


def stretches(text: str, at: int, more: re.Pattern[str] = _MORE) -> tuple[Ranges, int]:
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
        if following is None or len(following["first"]) > 3 or COUNTED.match(text, following.end()):
            break
        if "," in join[0] and _PROSE.match(text, following.end()):
            break
        at = join.end()
    return tuple(found), at


def located(text: str, part: CitedPart, inside: bool) -> CitedPart:
    """The part with the pages, lines and time that follow its number.

    Args:
        text: The plain copy.
        part: What is known so far; it ends behind the number.
        inside: Whether it stands in parentheses, where a bare number can be a page.
    """
    timed = _timed(text, part, inside)
    if timed is not None:
        return timed
    at = part.stop
    for _round in range(6):
        page = _COLON_PAGE.match(text, at) or (None if part.pages else _COLON.match(text, at))
        line = _LINES.match(text, at)
        over = _OTHER_PAGE.match(text, at) if part.pages else None
        if page is None and line is None and inside and not part.located:
            page = _BARE_PAGE.match(text, at) or _NAMED_PAGE.match(text, at)
        if over:
            first, at = part.pages[-1][0], over.end()
            pages = (*part.pages[:-1], (first, max(first, int(over["last"]))))
            part = replace(part, pages=pages, stop=at)
        elif page:
            found, at = stretches(text, page.end())
            part = part.with_pages(found, at)
        elif line:
            lines, at = stretches(text, line.end(), _MORE_LINES)
            part = replace(part, lines=part.lines + lines, stop=at)
        else:
            break
        if _opens(text[part.start : at]) and ")" in text[at : at + 2]:
            at = text.index(")", at) + 1
            part = replace(part, stop=at)
            break
    return part


def _opens(text: str) -> bool:
    return text.count("(") > text.count(")")


def _timed(text: str, part: CitedPart, inside: bool) -> CitedPart | None:
    time = _TIME.match(text, part.stop)
    if time and time["time"].count(":") == 2:
        return replace(part, time=time["time"], stop=time.end())
    clock = _CLOCK.match(text, part.stop) if inside else None
    if clock is None:
        return None
    return replace(part, time=clock["named"] or clock["bare"], stop=clock.end())


def page_ahead(text: str, part: CitedPart) -> CitedPart:
    """The part with the page that stands before it: `side 13 i bilag 6`, `(s. 4, bilag 6)`."""
    ahead = _AHEAD.search(text, max(0, part.start - 40), part.start)
    if ahead is None or part.located or len(part.appendices) != 1:
        return part
    if not ahead["of"] and not _FIRST.search(text, 0, ahead.start()):
        return part  # the page of another source
    first = int(ahead["first"])
    pages = ((first, max(first, int(ahead["last"] or first))),)
    return replace(part, start=ahead.start("word"), pages=pages)
