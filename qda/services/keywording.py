"""Finding keywords: candidates from what is coded, and where a keyword would hit.

Candidates are ranked by log-likelihood on segment counts. About one in four is a keyword that a
researcher would take, so none is ever added without being accepted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.codebook import Keyword
from qda.domain.text import Span, one_line
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import wordindex
from qda.services.seeing import Seeing
from qda.services.suggesting import Suggester
from qda.storage import codings, interviews, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qda.danish.keywords import Hit
    from qda.domain.visible import Visible
    from qda.services.project import Project

BROAD = 0.25
"""Share of the segments from which a keyword is said to hit nearly everything."""

TELLING = 20
"""Segments below which a share says nothing about a keyword."""

FEWEST = 2
"""Coded segments of the theme in which a candidate must stand."""

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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be a keyword of a theme."""

    theme: str
    word: str
    likelihood: float
    inside: int
    """Coded segments of the theme that hold it."""
    outside: int
    """Coded segments of other themes that hold it."""
    interviews: int
    contexts: tuple[Context, ...]

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "theme": self.theme,
            "word": self.word,
            "log_likelihood": round(self.likelihood, 2),
            "inside": self.inside,
            "outside": self.outside,
            "interviews": self.interviews,
            "contexts": [context.as_values() for context in self.contexts],
        }


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
    """Coded segments with a hit, by theme."""
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


def candidates(project: Project, theme: str, limit: int = 10) -> list[Candidate]:
    """Words that stand out in the coded segments of a theme, best first.

    Raises:
        NotFound: The codebook holds no such theme.
    """
    key = project.codebook.theme(theme).key
    wordindex.prepare(project)
    suggester = Suggester(project)
    counts, totals = _counts(suggester)
    inside_all = totals.get(key, 0)
    outside_all = sum(totals.values()) - inside_all
    ranked = []
    for place, by_theme in counts.items():
        word = suggester.ranker.texts[place]
        inside = by_theme.get(key, 0)
        outside = sum(by_theme.values()) - inside
        if (
            inside < FEWEST
            or word in suggester.untelling
            or key in suggester.keywords.get(word, {})
        ):
            continue
        if any(sign in word for sign in " *=") or inside * outside_all <= outside * inside_all:
            continue
        ranked.append((log_likelihood(inside, outside, inside_all, outside_all), word, place))
    found: list[Candidate] = []
    for likelihood, word, place in sorted(ranked, key=lambda one: (-one[0], one[1])):
        if len(found) >= limit:
            break
        contexts, is_name = _contexts(project, word, key)
        if is_name or not contexts:  # what only a keyword of another theme stands for
            continue
        by_theme = counts[place]
        found.append(
            Candidate(
                key,
                word,
                likelihood,
                by_theme[key],
                sum(by_theme.values()) - by_theme[key],
                suggester.ranker.seen(key, place)[1],
                tuple(contexts[:3]),
            )
        )
    return found


def log_likelihood(inside: int, outside: int, inside_all: int, outside_all: int) -> float:
    """How surprising it is that a word stands so often inside, were it spread evenly."""
    both = inside + outside
    everything = inside_all + outside_all
    found = inside * math.log(inside * everything / (inside_all * both)) if inside else 0.0
    if outside:
        found += outside * math.log(outside * everything / (outside_all * both))
    return 2 * found


def _counts(suggester: Suggester) -> tuple[dict[int, dict[str, int]], dict[str, int]]:
    """Coded segments by key and theme, and their sums by theme; without untelling words."""
    counts: dict[int, dict[str, int]] = {}
    totals: dict[str, int] = {}
    for place, stored in suggester.ranker.stored.items():
        if not suggester.ranker.telling[place]:
            continue
        by_theme = counts.setdefault(place, {})
        for (theme, _transcript), segments in stored.items():
            by_theme[theme] = by_theme.get(theme, 0) + segments
            totals[theme] = totals.get(theme, 0) + segments
    return counts, totals


def _contexts(project: Project, word: str, theme: str) -> tuple[list[Context], bool]:
    """Where a word stands in the codings of a theme; and whether it looks like a name."""
    number = next((n for n, text, _uses in suggestions.keys(project.db) if text == word), None)
    found: list[Context] = []
    seeing = Seeing(project)
    capitals = places = 0
    for row in project.interviews():
        text = interviews.transcript_text(project.db, row.transcript_id)
        left = seeing.of(row)
        numbers = {s.id: s.number for s in interviews.segments(project.db, row.transcript_id)}
        coded = [c.span for c in codings.codings(project.db, row.transcript_id) if c.theme == theme]
        for segment, _transcript, words, _hits in suggestions.words_by_segment(
            project.db, row.transcript_id
        ):
            for key, start, stop in words:
                if key != number:
                    continue
                opens = text[:start].rstrip("»«”“\"'( \n\t")[-1:] in ("", ".", "!", "?", ":", "…")
                places += not opens
                capitals += not opens and text[start].isupper()
                if any(span.start <= start and stop <= span.stop for span in coded):
                    found.append(
                        _context(row.appendix, numbers[segment], text, Span(start, stop), left)
                    )
    return found, places > 0 and capitals * 2 >= places


def _context(appendix: str, segment: int, text: str, span: Span, left: Visible) -> Context:
    return Context(
        appendix,
        segment,
        one_line(left.before(text, span.start, AROUND)),
        span.of(text),
        one_line(left.after(text, span.stop, AROUND)),
    )


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
                contexts.append(_context(appendix, number, text, Span(hit.start, hit.stop), left))
    return Tested(
        keyword.written, segments, total, dict(sorted(forms.items(), key=lambda f: -f[1])), how,
        themes, tuple(contexts),
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
