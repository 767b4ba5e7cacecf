"""References to appendices in the running text of a thesis, each with its kind and its parts.

A heading, a line of the table of contents and an entry in the list of appendices name an appendix
and refer to nothing: they are told apart, and so are appendices of laws and reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.citation_groups import Group, groups, ibids, literature
from qda.domain.citation_locators import CitedPart, plain
from qda.domain.thesis import Setting, opens_appendices, opens_contents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


_TITLE_AFTER = re.compile(r" *(?:[:.–|-]|- -) *(?=[^\W\d_]|[»”“\"])| +(?=[A-ZÆØÅ])| {2,}(?=\w)")
_LEADERS = re.compile(r"(?:\.\s*){4,}\d+\s*$|…{2,}\s*\d+\s*$|\t\s*\d+\s*$")
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
    last_named: tuple[CitedPart, ...] = ()
    """The parts of the last source that was an appendix."""

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
        found = list(groups(text, paragraph.is_note))
        covered = {place for group in found for place in range(group.start, group.stop)}
        found += [group for group in ibids(text) if group.start not in covered]
        sources = [(start, ()) for start in literature(text, found)]
        if paragraph.is_note and not found:
            sources = [(0, ())]  # a note without an appendix is literature
        named = ((g.start, g.parts) for g in found if not g.is_ibid and not g.external)
        events = sorted([*named, *sources], key=lambda event: event[0])
        for group in sorted(found, key=lambda one: one.start):
            parts = group.parts
            if group.is_ibid:
                parts = self._meant(group, [one for one in events if one[0] < group.start])
                if not parts:
                    continue
            yield Reference(
                index,
                group.start,
                group.stop,
                " ".join(paragraph.text[group.start : group.stop].split()),
                self._kind(text, paragraph, group),
                parts,
            )
        self.last = events[-1][1] if events else self.last
        self.last_named = next((e[1] for e in reversed(events) if e[1]), self.last_named)

    def _meant(
        self, group: Group, before: Sequence[tuple[int, tuple[CitedPart, ...]]]
    ) -> tuple[CitedPart, ...]:
        """The parts of the source that `ibid.` means; empty where it means literature."""
        own = group.parts[0]
        if own.time == "appendix":
            named = next((parts for _place, parts in reversed(before) if parts), self.last_named)
            return _resolved(named, own)
        if group.is_page_alone:
            return _resolved(before[-1][1] if before else (), own)
        return _resolved(before[-1][1] if before else self.last, own)

    def _kind(self, text: str, paragraph: ThesisParagraph, group: Group) -> ReferenceKind:
        if group.is_ibid:
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
        located = any(part.located for part in group.parts)
        if group.enclosed or located or (paragraph.is_note and group.stands_alone):
            return ReferenceKind.CITATION
        return ReferenceKind.MENTION


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


def _is_title(text: str, group: Group, listed: bool) -> bool:
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
