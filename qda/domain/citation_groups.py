"""References of one paragraph as they are printed: the words, or the whole parenthesis around them.

A parenthesis is taken whole where it holds sources and nothing that says something: literature, the
informant's name before the appendix, a remark such as `egen fremhævning` behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.citation_external import is_external
from qda.domain.citation_grammar import HEAD, read_informants, read_parts
from qda.domain.citation_locators import CitedPart, Ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 1_500
"""Characters of a parenthesis."""
SHORT = 320
"""Characters of a paragraph that may consist of a reference alone."""

_LEAD = (
    r"(?:(?:se|sml\.?|jf\.?|jvf\.?|jfr\.?|cf\.?|jævnfør)(?: (?:også|her|fx|f\.eks\.|evt\.|hertil|"
    r"endvidere|desuden|ligeledes|eksempelvis))*|fx|f\.eks\.|eksempelvis|bl\.a\.|også|samt|"
    r"(?:her )?(?:citeret|gengivet|taget) (?:fra|efter))"
)
_BEFORE = re.compile(rf" *(?:{_LEAD}[ ,:]*)*", re.IGNORECASE)
_NAME = r"(?:(?![^();]*\b(?:er|var|har|som|der|at|ikke)\b)[^\W\d][^();:,.\d]{0,60}\d{0,2}[,:] *)"
_ATTRIBUTED = re.compile(rf" *(?:{_LEAD}[ ,:]*)*{_NAME}{{1,2}}(?:{_LEAD}[ ,:]*)*", re.IGNORECASE)
"""The informant's name before the appendix: `Informant 3, Bilag 3:2`, `kommunen, bilag 6`."""
_REMARK = re.compile(
    r" *[;,.]? *\[? *(?:(?:min|mine|vores|vor|egen|egne|forfatterens?|forfatternes|original|"
    r"kursivering|fremhævning|oversættelse|oversat|understregning|tilføjelse|red\.|anonymiseret|"
    r"upubliceret|vedlagt|ikke vedlagt)\b[^();\d]{0,50}"
    r"|(?:pkt\.?|punkt|replik|afsnit|afs\.|spm\.?|spørgsmål|turn|kap\.|§|Q|nr\.?) *\d{1,3}"
    r"|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_LITERATURE = re.compile(
    rf"(?: *[;,] *(?:{_LEAD} )?[A-ZÆØÅ][^;()]{{0,80}}?(?:19|20)\d\d[a-z]?[^;()]{{0,40}})*[ .,;]*"
)
_LITERATURE_FIRST = re.compile(
    rf"(?: *(?:{_LEAD} )?[A-ZÆØÅ][^;()]{{0,80}}?(?:19|20)\d\d[a-z]?[^;()]{{0,60}}[;,])+ *"
    rf"(?:{_LEAD}[ ,:]*)*"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[a-z]?(?!\d)")
_IBID = re.compile(
    r"(?<!\w)(?:(?:ibid\.?|ibidem|sst\.|smst\.?|samme bilag)(?!\w)"
    r"(?: *[:,;]? *(?:s\.|side)? *(?P<first>\d{1,3})(?: *- *(?P<last>\d{1,3}))?)?(?!\d)"
    r"|(?<=\()(?:ss?\.|side) *(?P<page>\d{1,3})(?: *- *(?P<until>\d{1,3}))?(?=\)))",
    re.IGNORECASE,
)
"""What stands for the last source; `(s. 14)` does so in the paragraph that names it."""
_OPENS_INFORMANT = re.compile(
    rf"[(\[] *(?:{_LEAD} )?(?=(?:informant|respondent|interview|participant|deltager|trans|"
    r"udskrift|IP|inf\.|int\.|resp\.)|(?-i:[IRB]\.? ?\d))",
    re.IGNORECASE,
)
_NARRATIVE = re.compile(r"[A-ZÆØÅ][\w-]+ (?:m\.fl\. |et al\.? )?\((?:19|20)\d\d[^)]{0,30}\)")
_PARENTHESIS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Group:
    """One reference of a paragraph."""

    start: int
    stop: int
    parts: tuple[CitedPart, ...]
    enclosed: bool
    """In parentheses or square brackets."""
    external: bool = False
    stands_alone: bool = False
    """Whether nothing else stands in the paragraph."""

    @property
    def is_ibid(self) -> bool:
        """Whether it stands for the last source."""
        return len(self.parts) == 1 and self.parts[0].informant == "ibid"

    @property
    def is_page_alone(self) -> bool:
        """Whether it is a page and nothing else: `(s. 14)`."""
        return self.is_ibid and self.parts[0].time == "page"


def _enclosing(text: str, start: int) -> tuple[int, int] | None:
    """The innermost parenthesis or square bracket around a place."""
    depth = 0
    for place in range(start - 1, max(-1, start - LONGEST), -1):
        sign = text[place]
        if sign in ")]":
            depth += 1
        elif sign in "([":
            if not depth:
                return place, _closing(text, place)
            depth -= 1
    return None


def _closing(text: str, opening: int) -> int:
    """After the bracket that closes; -1 where it was forgotten."""
    depth = 0
    for place in range(opening, min(len(text), opening + LONGEST)):
        if text[place] in "([":
            depth += 1
        elif text[place] in ")]":
            depth -= 1
            if not depth:
                return place + 1
    return -1


def groups(text: str, note: bool) -> Iterator[Group]:
    """The references of a paragraph by the grammar.

    Args:
        text: The plain copy of the paragraph.
        note: Whether it is a note, where a bare number can be a page.
    """
    informants = list(_informants(text))
    yield from informants
    at = 0
    while head := HEAD.search(text, at):
        known = next((one for one in informants if one.start <= head.start() < one.stop), None)
        if known is not None:
            at = known.stop
            continue
        around = _enclosing(text, head.start())
        short = head[0].casefold().startswith(("bil.", "app."))
        parts = read_parts(text, head, inside=around is not None or note)
        at = max(parts[-1].stop, head.end())
        if short and not any(part.located for part in parts) and around is None:
            continue
        external = is_external(text, head.start(), parts, around)
        start, stop, parts, enclosed = _extended(text, parts, around)
        at = max(at, parts[-1].stop)
        yield Group(start, stop, tuple(parts), enclosed, external, not _rest(text, start, stop))


def _informants(text: str) -> Iterator[Group]:
    for opening in _OPENS_INFORMANT.finditer(text):
        stop = _closing(text, opening.start())
        parts = read_informants(text, opening.start() + 1, stop - 1) if stop > 0 else []
        if parts:
            yield Group(opening.start(), stop, tuple(parts), enclosed=True)


def _rest(text: str, start: int, stop: int) -> str:
    if len(text) > SHORT:
        return text[:1]
    lead = _BEFORE.match(text)
    before = text[lead.end() if lead and lead.end() <= start else 0 : start]
    return (before + text[stop:]).strip(" .;,")


def _is_lead(text: str, start: int, stop: int) -> bool:
    """Whether nothing but literature, names and words such as `jf.` stands between two places."""
    return any(
        (match := pattern.match(text, start, stop)) is not None and match.end() == stop
        for pattern in (_BEFORE, _LITERATURE_FIRST, _ATTRIBUTED)
    )


def _after(text: str, at: int, end: int) -> int:
    """Where literature and remarks behind a part end."""
    while match := _REMARK.match(text, at, end):
        at = match.end()
        at += len(text[at:end]) - len(text[at:end].lstrip(" ]"))
    literature = _LITERATURE.match(text, at, end)
    return literature.end() if literature else at


def _extended(
    text: str, parts: list[CitedPart], around: tuple[int, int] | None
) -> tuple[int, int, list[CitedPart], bool]:
    """The whole parenthesis where it holds nothing but sources, else the words themselves."""
    start, stop = parts[0].start, parts[-1].stop
    if around is None:
        return start, stop, parts, False
    opening, closing = around
    clean = _is_lead(text, opening + 1, start)
    if closing < 0:
        if clean and not text[stop:].strip(" .,;")[:1].isalpha():
            return opening, stop, parts, True
        return start, stop, parts, clean
    end = closing - 1
    while True:
        at = _after(text, stop, end)
        again = HEAD.search(text, at, end)
        if again is None or at == stop or not _is_lead(text, at, again.start()):
            break
        parts = parts + read_parts(text, again, inside=True)
        stop = parts[-1].stop
    return (opening, closing, parts, True) if clean and at >= end else (start, stop, parts, True)


def ibids(text: str) -> Iterator[Group]:
    """References that stand for the last source: `(ibid.:5)`, `samme bilag, s. 4`, `(s. 14)`."""
    for match in _IBID.finditer(text):
        around = _enclosing(text, match.start())
        start, stop = match.start(), match.end()
        if around and around[1] > 0 and not text[stop : around[1] - 1].strip(" ."):
            lead = _BEFORE.match(text, around[0] + 1, start)
            if lead and lead.end() == start:
                start, stop = around
        first = match["first"] or match["page"]
        last = match["last"] or match["until"] or first
        pages: Ranges = ((int(first), max(int(first), int(last))),) if first else ()
        kind = "page" if match["page"] else "appendix" if match[0][:2] in ("sa", "Sa") else ""
        if kind == "appendix" and not pages:
            continue
        part = CitedPart(match.start(), match.end(), (), pages, time=kind, informant="ibid")
        yield Group(start, stop, (part,), around is not None)


def literature(text: str, found: list[Group]) -> Iterator[int]:
    """Where the paragraph cites literature; `ibid.` after it means that."""
    for match in _PARENTHESIS.finditer(text):
        if _YEAR.search(match[0]):
            holds = [group for group in found if match.start() <= group.start < match.end()]
            if not holds:
                yield match.start()
            elif _YEAR.search(text, max(g.parts[-1].stop for g in holds), match.end()):
                yield match.end()
    for match in _NARRATIVE.finditer(text):
        yield match.start()
