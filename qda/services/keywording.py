"""Where keywords hit: one tried out, those that hit nearly everything, a word in its context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.codebook import Keyword
from qda.domain.text import Span, one_line
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import wordindex
from qda.services.seeing import Seeing
from qda.storage import codings, interviews, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qda.danish.keywords import Hit
    from qda.domain.visible import Visible
    from qda.services.project import Project
    from qda.services.suggesting import Suggester

BROAD = 0.25
"""Share of the segments from which a keyword is said to hit nearly everything."""

TELLING = 20
"""Segments below which a share says nothing about a keyword."""

AROUND = 40
"""Characters of a context on each side."""


@dataclass(frozen=True, slots=True)
class Context:
    """A word where it stands."""

    appendix: str
    segment: int
    before: str
    words: str
    after: str

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {name: getattr(self, name) for name in self.__slots__}


def context_of(appendix: str, segment: int, text: str, span: Span, left: Visible) -> Context:
    """A word of a segment with what may be shown around it."""
    return Context(
        appendix,
        segment,
        one_line(left.before(text, span.start, AROUND)),
        span.of(text),
        one_line(left.after(text, span.stop, AROUND)),
    )


@dataclass(frozen=True, slots=True)
class Tested:
    """Where a keyword would hit."""

    keyword: str
    segments: int
    of: int
    """Segments that take part."""
    forms: dict[str, int]
    """How often each form stands there, by form."""
    how: dict[str, int]
    """Hits by `lemma`, `compound`, `exact`, `phrase`."""
    themes: dict[str, int]
    """Coded segments with a hit, by theme, the most first."""
    contexts: tuple[Context, ...]

    @property
    def share(self) -> float:
        """Share of the segments that it hits."""
        return self.segments / self.of if self.of else 0.0

    @property
    def broad(self) -> bool:
        """Whether it hits so much that it tells little."""
        return self.share >= BROAD

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "keyword": self.keyword,
            "segments": self.segments,
            "of": self.of,
            "share": round(self.share, 4),
            "broad": self.broad,
            "forms": self.forms,
            "how": self.how,
            "themes": self.themes,
            "contexts": [context.as_values() for context in self.contexts],
        }


def try_keyword(project: Project, written: str, limit: int = 10) -> Tested:
    """Where a keyword would hit in all that was imported.

    Raises:
        Refused: The keyword is empty.
    """
    keyword = Keyword.parse(written, 0)
    if not keyword.text:
        raise Refused(_("A keyword is empty."), _("Write a word: `qda codes test udlejning*`."))
    wordindex.prepare(project)
    forms: dict[str, int] = {}
    how: dict[str, int] = {}
    themes: dict[str, int] = {}
    contexts: list[Context] = []
    segments = total = 0
    seeing = Seeing(project)
    rows = {row.appendix: row for row in project.interviews()}
    for appendix, number, text, coded, hits in _hits_by_segment(project, keyword):
        total += 1
        segments += bool(hits)
        for theme in coded if hits else ():
            themes[theme] = themes.get(theme, 0) + 1
        for hit in hits:
            form = text[hit.start : hit.stop].lower()
            forms[form] = forms.get(form, 0) + 1
            how[hit.how] = how.get(hit.how, 0) + 1
            if len(contexts) < limit:
                left = seeing.of(rows[appendix])
                contexts.append(context_of(appendix, number, text, Span(hit.start, hit.stop), left))
    return Tested(
        keyword.written, segments, total, dict(sorted(forms.items(), key=lambda f: -f[1])), how,
        dict(sorted(themes.items(), key=lambda one: (-one[1], one[0]))), tuple(contexts),
    )  # fmt: skip


def _hits_by_segment(
    project: Project, keyword: Keyword
) -> Iterator[tuple[str, int, str, set[str], list[Hit]]]:
    from qda.danish.keywords import Keywords
    from qda.danish.lemmas import Lemmas

    table = Keywords([("", keyword)], Lemmas(project.codebook.corrections))
    texts = {number: text for number, text, _uses in suggestions.keys(project.db)}
    for row in project.interviews():
        text = interviews.transcript_text(project.db, row.transcript_id)
        spans = {s.id: s for s in interviews.segments(project.db, row.transcript_id)}
        coded = codings.codings(project.db, row.transcript_id)
        for segment, _transcript, own, _hits in suggestions.words_by_segment(
            project.db, row.transcript_id
        ):
            words = wordindex.stored_words(own, text, texts, table)
            span = spans[segment].span
            yield (
                row.appendix,
                spans[segment].number,
                text,
                {one.theme for one in coded if one.span.overlaps(span)},
                table.hits(words, text),
            )


def broad_keywords(suggester: Suggester) -> list[tuple[str, list[int], float]]:
    """Keywords that hit so many segments that they tell little, each once however many themes
    hold it: as it is written, its lines in codes.yml, share."""
    keys = {
        number: text
        for number, text, _uses in suggestions.keys(suggester.project.db)
        if text in suggester.keywords
    }
    total, hits = 0, dict.fromkeys(keys, 0)
    for _segment, _transcript, words, more in suggestions.words_by_segment(suggester.project.db):
        total += 1
        for key in _present(words, more) & keys.keys():
            hits[key] += 1
    found: dict[str, tuple[list[int], float]] = {}
    for key, text in keys.items():
        if total < TELLING or hits[key] / total < BROAD:
            continue
        for keyword in suggester.keywords[text].values():
            found.setdefault(keyword.written, ([], hits[key] / total))[0].append(keyword.line)
    return [(written, sorted(lines), share) for written, (lines, share) in found.items()]


def _present(*lists: Iterable[tuple[int, int, int]]) -> set[int]:
    return {place[0] for places in lists for place in places}
