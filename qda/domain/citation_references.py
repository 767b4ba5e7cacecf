"""References to appendices in the running text of a thesis, each with its kind and its parts.

A heading, a line of the table of contents and an entry in the list of appendices name an appendix
and refer to nothing: they are told apart, and so are appendices of laws and reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.citation_grammar import (
    HEAD,
    CitedPart,
    Ranges,
    plain,
    read_informant,
    read_parts,
)
from qda.domain.thesis import Setting, opens_appendices, opens_contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.domain.thesis import Thesis, ThesisParagraph


class ReferenceKind(StrEnum):
    """What naming an appendix means at a place; shown to programs, never translated."""

    CITATION = "citation"
    """In parentheses, in a note, or with a page: it gives the source of something."""
    MENTION = "mention"
    """In a sentence: `Bilag 9 er interviewguiden`."""
    IBID = "ibid"
    """`(ibid.)` after a reference to an appendix."""
    HEADING = "heading"
    CONTENTS = "contents"
    LIST = "list"
    """An entry in the list of appendices."""
    EXTERNAL = "external"
    """An appendix of a law, or of somebody else's report, in the bibliography too."""
    APPENDED = "appended"
    """In an appendix that stands at the end of the thesis: it gives no source for the thesis."""


GENUINE = frozenset({ReferenceKind.CITATION, ReferenceKind.MENTION, ReferenceKind.IBID})
"""The kinds that refer to an appendix of the thesis."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference as it stands in the thesis."""

    paragraph: int
    """Index of the paragraph."""
    start: int
    stop: int
    """Its place in the paragraph, parentheses included."""
    text: str
    """As written, with single blanks."""
    kind: ReferenceKind
    parts: tuple[CitedPart, ...]

    @property
    def genuine(self) -> bool:
        """Whether it refers to an appendix of the thesis."""
        return self.kind in GENUINE


_LEAD = (
    r"(?:se også|se her|se fx|se|jf\.?|jvf\.?|jfr\.?|cf\.?|fx|f\.eks\.|eksempelvis|bl\.a\.|også)"
)
_BEFORE = re.compile(rf" *(?:{_LEAD}[ ,:]*)*", re.IGNORECASE)
_LITERATURE = re.compile(
    r"(?: *[;,] *(?:se også |jf\.? )?[A-ZÆØÅ][^;()]{0,80}?(?:19|20)\d\d[a-z]?[^;()]{0,40})*[ .,;]*"
)
_LITERATURE_FIRST = re.compile(
    rf"(?: *(?:{_LEAD} )?[A-ZÆØÅ][^;()]{{0,80}}?(?:19|20)\d\d[a-z]?[^;()]{{0,60}}[;,])+ *"
    rf"(?:{_LEAD}[ ,:]*)*"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[a-z]?(?!\d)")
_EXTERNAL_AFTER = re.compile(
    r" +(?:til|i) +(?:\w+ ){0,2}?\w*(?:lov|loven|bekendtgørelse|bekendtgørelsen|direktiv|"
    r"direktivet|forordning|forordningen|vejledning|vejledningen|aftalen|rapporten|betænkning|cirkulære|"
    r"redegørelsen|kontrakten|overenskomst)\w*\b",
    re.IGNORECASE,
)
_EXTERNAL_BEFORE = re.compile(
    r"(?:lovens?|bekendtgørelsens?|direktivets?|forordningens?|rapportens?|aftalens?|vejledningens?|"
    r"betænkningens?|regeringens|ministeriets|kommissionens|lov nr\. ?\d+,|§ ?\d+,) *(?:jf\. )?$",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(r" *(?:[:.–|-]|- -) *(?=[^\W\d_]|[»”“\"])| +(?=[A-ZÆØÅ])| {2,}(?=\w)")
_LEADERS = re.compile(r"(?:\.\s*){4,}\d+\s*$|…{2,}\s*\d+\s*$|\t\s*\d+\s*$")
_IBID = re.compile(
    r"(?<!\w)(?:ibid\.?|ibidem|sst\.|smst\.?)(?!\w)"
    r"(?: *[:,;]? *(?:s\.|side)? *(?P<first>\d{1,3})(?: *- *(?P<last>\d{1,3}))?)?(?!\d)",
    re.IGNORECASE,
)
_OPENS_INFORMANT = re.compile(
    rf"[(\[] *(?:{_LEAD} )?(?=(?:informant|respondent|interview|participant|IP))", re.IGNORECASE
)
_NARRATIVE = re.compile(r"[A-ZÆØÅ][\w-]+ (?:m\.fl\. |et al\.? )?\((?:19|20)\d\d[^)]{0,30}\)")
MOST_TITLE = 160
"""Characters of a heading or of an entry in the list of appendices."""


def find_references(thesis: Thesis) -> list[Reference]:
    """All places of a thesis that name an appendix, in the order of the text."""
    found: list[Reference] = []
    state = _State()
    for index, paragraph in enumerate(thesis.paragraphs):
        state.enter(paragraph)
        found.extend(state.classified(index, paragraph))
    return found


@dataclass(slots=True)
class _State:
    """What came before: the list that is open, and the source that `ibid.` means."""

    in_list: bool = False
    in_contents: bool = False
    last: tuple[CitedPart, ...] = ()
    """The parts of the last source, empty after literature."""

    def enter(self, paragraph: ThesisParagraph) -> None:
        text = paragraph.text.strip()
        if not text:
            return
        heads = paragraph.setting is Setting.HEADING or opens_appendices(text)
        if heads or opens_contents(text):
            self.in_list = opens_appendices(text)
            self.in_contents = opens_contents(text)
        elif len(text) > MOST_TITLE * 2 and not paragraph.is_note:
            self.in_contents = self.in_list = False

    def classified(self, index: int, paragraph: ThesisParagraph) -> Iterator[Reference]:
        text = plain(paragraph.text)
        groups = list(_groups(text, paragraph.is_note))
        covered = {place for group in groups for place in range(group.start, group.stop)}
        groups += [group for group in _ibids(text) if group.start not in covered]
        sources = [(start, ()) for start in _literature(text, groups)]
        if paragraph.is_note and not groups:
            sources = [(0, ())]  # a note without an appendix is literature
        named = ((g.start, g.parts) for g in groups if not _is_ibid(g.parts))
        events = sorted([*named, *sources], key=lambda event: event[0])
        source, place = self.last, 0
        for group in sorted(groups, key=lambda one: one.start):
            kind = self._kind(text, paragraph, group)
            parts = group.parts
            if kind is ReferenceKind.IBID:
                while place < len(events) and events[place][0] < group.start:
                    source = events[place][1]
                    place += 1
                parts = _resolved(source, parts[0])
                if not parts:
                    continue
            yield Reference(
                index,
                group.start,
                group.stop,
                " ".join(paragraph.text[group.start : group.stop].split()),
                kind,
                parts,
            )
        if events:
            self.last = events[-1][1]

    def _kind(self, text: str, paragraph: ThesisParagraph, group: _Group) -> ReferenceKind:
        if _is_ibid(group.parts):
            return ReferenceKind.IBID
        if group.external:
            return ReferenceKind.EXTERNAL
        titled = not paragraph.is_note and _is_title(
            text, group, self.in_list or paragraph.setting is Setting.HEADING
        )
        short = len(text) <= 2 * MOST_TITLE
        if paragraph.setting is Setting.CONTENTS or (short and _LEADERS.search(paragraph.text)):
            return ReferenceKind.CONTENTS
        if titled and self.in_contents:
            return ReferenceKind.CONTENTS
        if titled and self.in_list:
            return ReferenceKind.LIST
        if titled and paragraph.setting is Setting.CELL:
            # A table of informants names the appendix of each; a list of appendices titles it.
            alone = not text[group.stop :].strip(" .:|-")
            return ReferenceKind.MENTION if alone else ReferenceKind.LIST
        if titled or (paragraph.setting is Setting.HEADING and not group.enclosed):
            return ReferenceKind.HEADING
        located = any(part.pages or part.lines or part.time for part in group.parts)
        if group.enclosed or located or (paragraph.is_note and group.stands_alone):
            return ReferenceKind.CITATION
        return ReferenceKind.MENTION


@dataclass(frozen=True, slots=True)
class _Group:
    start: int
    stop: int
    parts: tuple[CitedPart, ...]
    enclosed: bool
    """In parentheses or square brackets."""
    external: bool = False
    stands_alone: bool = False
    """Whether nothing else stands in the paragraph."""


def _is_ibid(parts: tuple[CitedPart, ...]) -> bool:
    return len(parts) == 1 and parts[0].informant == "ibid"


def _resolved(source: tuple[CitedPart, ...], own: CitedPart) -> tuple[CitedPart, ...]:
    """What `ibid.` means: the last source, with its own page where it gives one."""
    return tuple(
        CitedPart(
            own.start,
            own.stop,
            part.appendices,
            own.pages or part.pages,
            () if own.pages else part.lines,
            informant=part.informant,
        )
        for part in (source[-1:] if own.pages else source)
    )


def _enclosing(text: str, start: int) -> tuple[int, int] | None:
    """The innermost parenthesis or square bracket around a place."""
    depth = 0
    for place in range(start - 1, max(-1, start - 1500), -1):
        sign = text[place]
        if sign in ")]":
            depth += 1
        elif sign in "([":
            if not depth:
                return place, _closing(text, place)
            depth -= 1
    return None


def _closing(text: str, opening: int) -> int:
    """After the bracket that closes; the end of the text where it was forgotten."""
    depth = 0
    for place in range(opening, min(len(text), opening + 1500)):
        if text[place] in "([":
            depth += 1
        elif text[place] in ")]":
            depth -= 1
            if not depth:
                return place + 1
    return -1


def _groups(text: str, note: bool) -> Iterator[_Group]:
    """The references of a paragraph by the grammar."""
    at = 0
    while head := HEAD.search(text, at):
        around = _enclosing(text, head.start())
        short = head[0].casefold().startswith(("bil.", "app."))
        parts = read_parts(text, head, inside=around is not None or note)
        located = any(part.pages or part.lines for part in parts)
        at = max(parts[-1].stop, head.end())
        if short and not located and around is None:
            continue
        external = bool(
            _EXTERNAL_AFTER.match(text, parts[-1].stop)
            or _EXTERNAL_BEFORE.search(text[max(0, head.start() - 60) : head.start()])
        )
        start, stop, parts, enclosed = _extended(text, parts, around)
        at = max(at, parts[-1].stop)
        yield _Group(start, stop, tuple(parts), enclosed, external, not _rest(text, start, stop))
    for opening in _OPENS_INFORMANT.finditer(text):
        stop = _closing(text, opening.start())
        part = read_informant(text, opening.start() + 1, stop - 1) if stop > 0 else None
        if part is not None:
            yield _Group(opening.start(), stop, (part,), enclosed=True)


def _rest(text: str, start: int, stop: int) -> str:
    if len(text) > 2 * MOST_TITLE:
        return text[:1]
    lead = _BEFORE.match(text)
    before = text[lead.end() if lead and lead.end() <= start else 0 : start]
    return (before + text[stop:]).strip(" .;,")


def _extended(
    text: str, parts: list[CitedPart], around: tuple[int, int] | None
) -> tuple[int, int, list[CitedPart], bool]:
    """The whole parenthesis where it holds nothing but sources, else the words themselves."""
    start, stop = parts[0].start, parts[-1].stop
    if around is None:
        return start, stop, parts, False
    opening, closing = around
    inner = opening + 1
    first = _LITERATURE_FIRST.match(text, inner, start)
    lead = _BEFORE.match(text, inner, start)
    clean = (first is not None and first.end() == start) or (lead and lead.end() == start)
    end = closing - 1 if closing > 0 else min(len(text), stop)
    while True:
        after = _LITERATURE.match(text, stop, end)
        at = after.end() if after else stop
        again = HEAD.match(text, at) if closing > 0 else None
        if again is None and closing > 0:
            lead = re.compile(rf" *(?:{_LEAD}[ ,:]*)+", re.IGNORECASE).match(text, at, end)
            again = HEAD.match(text, lead.end()) if lead else None
        if again is None or again.start() >= end or at == stop:
            break
        parts = parts + read_parts(text, again, inside=True)
        stop = parts[-1].stop
    if clean and closing > 0 and at >= end:
        return opening, closing, parts, True
    if clean and closing < 0 and not text[stop:].strip(" .,;")[:1].isalpha():
        return opening, stop, parts, True
    return start, stop, parts, bool(clean) or closing > 0


def _ibids(text: str) -> Iterator[_Group]:
    for match in _IBID.finditer(text):
        around = _enclosing(text, match.start())
        start, stop = match.start(), match.end()
        if around and around[1] > 0 and not text[stop : around[1] - 1].strip(" ."):
            lead = _BEFORE.match(text, around[0] + 1, start)
            if lead and lead.end() == start:
                start, stop = around
        pages: Ranges = ()
        if match["first"]:
            pages = ((int(match["first"]), int(match["last"] or match["first"])),)
        part = CitedPart(match.start(), match.end(), (), pages, informant="ibid")
        yield _Group(start, stop, (part,), around is not None)


def _literature(text: str, groups: list[_Group]) -> Iterator[int]:
    """Where the paragraph cites literature; `ibid.` after it means that."""
    for match in re.finditer(r"\([^()]*\)", text):
        if _YEAR.search(match[0]):
            holds = [group for group in groups if match.start() <= group.start < match.end()]
            if not holds:
                yield match.start()
            elif _YEAR.search(text, max(g.parts[-1].stop for g in holds), match.end()):
                yield match.end()
    for match in _NARRATIVE.finditer(text):
        yield match.start()


def _is_title(text: str, group: _Group, listed: bool) -> bool:
    """Whether the paragraph is `Bilag 6: Interview med …`, alone or under a heading."""
    if len(text) > 2 * MOST_TITLE:
        return False
    body = text.strip()
    if text[: group.start].strip(" •*-\t|") or len(body) > MOST_TITLE or group.enclosed:
        return False
    part = group.parts[0]
    after = text[part.stop :]
    if part.pages or part.lines:
        return False
    if not after.strip(" .:|-"):
        return True
    title = _TITLE_AFTER.match(after)
    if title is None:
        return listed and not re.match(r" +[a-zæøå]+r\b", after)
    words = after[title.end() :]
    is_sentence = body.endswith((".", "?", "!")) and len(words.split()) > 6
    return listed or not is_sentence
