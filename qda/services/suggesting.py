"""Suggestions for segments: themes, and the words that speak for them.

A `Suggester` is made once and follows the counters; after a coding `refresh` is enough. Nothing is
coded here; `deciding` holds accepting and rejecting. What was rejected is not suggested again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qda.danish.stop_words import UNTELLING
from qda.domain.questions import BONUS, asked_by_turn
from qda.domain.suggestions import (
    MARGIN,
    SHOWN_FROM,
    Evidence,
    Suggestion,
    Verdict,
    family_of,
    to_suggest,
)
from qda.domain.text import Span
from qda.services import wordindex
from qda.services.ranking import Group, Ranker, groups_of
from qda.services.suggested import Suggested, Surroundings
from qda.storage import codings, interviews, suggestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from qda.domain.codebook import Keyword
    from qda.domain.questions import Asked
    from qda.services.project import Project
    from qda.services.wordindex import Prepared
    from qda.storage.interviews import InterviewRow, SegmentRow


class Suggester:
    """Suggests themes for the segments of a project."""

    def __init__(self, project: Project, *, margin: float = MARGIN, extra: Iterable[str] = ()):
        """Read the counters; `prepare` must have run.

        Args:
            project: An open project.
            margin: How far a theme must stand out to be suggested.
            extra: Further keys, of a text that is not imported.
        """
        self.project = project
        self.margin = margin
        self._load(extra)

    def _load(self, extra: Iterable[str]) -> None:
        db, book = self.project.db, self.project.codebook
        written = {
            (theme.key, keyword.written): keyword
            for theme in book.themes
            for keyword in theme.keywords
        }
        self.keywords: dict[str, dict[str, Keyword]] = {}
        for theme, text, key in suggestions.keyword_keys(db):
            if (theme, text) in written:
                self.keywords.setdefault(key, {})[theme] = written[theme, text]
        self._state = suggestions.word_state(db)
        self.family = family_of(book)
        self.untelling = (UNTELLING | book.stop_words) - book.telling_words
        self.ranker = Ranker(
            self.family, suggestions.keys(db), self.keywords, extra, untelling=self.untelling
        )
        self.ranker.move(suggestions.counts(db))

    def refresh(self) -> None:
        """Take in what codings have changed since; cheap enough for every key press."""
        state = suggestions.word_state(self.project.db)
        if state.epoch != self._state.epoch:
            self._load(())
        elif state.moved != self._state.moved:
            self.ranker.move(suggestions.counts(self.project.db, self._state.moved))
            self._state = state

    def groups(self, segment: int) -> list[Group] | None:
        """The places of a segment's words; None where it takes no part."""
        stored = suggestions.words_of_segment(self.project.db, segment)
        return None if stored is None else self.placed(*stored)

    def placed(self, words: Sequence[tuple[int, int, int]], hits: Any) -> list[Group]:
        """Stored places as the ranker knows them."""
        place = self.ranker.place
        return groups_of(
            [(place[key], start, stop) for key, start, stop in words],
            [(place[key], start, stop) for key, start, stop in hits],
        )

    def of_interview(self, interview: InterviewRow) -> list[Suggested]:
        """What is suggested for the segments of an interview that take part, in order."""
        db = self.project.db
        rows = {row.id: row for row in interviews.segments(db, interview.transcript_id)}
        text = interviews.transcript_text(db, interview.transcript_id)
        around = self.around(interview.transcript_id)
        return [
            self.suggested(
                interview.appendix, rows[segment], text, self.placed(words, hits), around
            )
            for segment, _transcript, words, hits in suggestions.words_by_segment(
                db, interview.transcript_id
            )
        ]

    def of_segment(self, interview: InterviewRow, segment: SegmentRow) -> Suggested | None:
        """What is suggested for a segment; None where it takes no part."""
        groups = self.groups(segment.id)
        if groups is None:
            return None
        text = interviews.transcript_text(self.project.db, interview.transcript_id)
        around = self.around(interview.transcript_id)
        return self.suggested(interview.appendix, segment, text, groups, around)

    def of_text(self, number: int, text: str, groups: Sequence[Group]) -> Suggested:
        """What is suggested for a text that is not imported."""
        found, ranking = self.suggest(text, groups)
        return Suggested("", number, Span(0, len(text)), text, found, ranking)

    def around(self, transcript: int) -> Surroundings:
        """What the coder has decided in a transcript, and what was asked."""
        mine = self.project.coder
        book = self.project.codebook
        return Surroundings(
            tuple(c for c in codings.codings(self.project.db, transcript) if c.coder == mine),
            tuple(
                (Span(row["start"], row["stop"]), row["theme"])
                for row in suggestions.decisions(self.project.db, mine)
                if row["transcript_id"] == transcript and row["verdict"] == Verdict.REJECTED
            ),
            self.asked(transcript),
            frozenset(one.key for one in book.themes if book.is_retired(one.key)),
        )

    def asked(self, transcript: int) -> Mapping[int, Asked]:
        """What each turn that is no interviewer's answers, where the codebook maps questions."""
        if not any(theme.questions for theme in self.project.codebook.themes):
            return {}
        db = self.project.db
        return asked_by_turn(
            interviews.transcript_text(db, transcript),
            interviews.turns(db, transcript),
            self.project.codebook,
        )

    def suggested(
        self,
        appendix: str,
        segment: SegmentRow,
        text: str,
        groups: Sequence[Group],
        around: Surroundings,
    ) -> Suggested:
        """What is suggested for a segment whose words and decisions have been read.

        Args:
            appendix: Of its interview.
            segment: The segment.
            text: The transcript's text.
            groups: The places of its words.
            around: What the coder has decided there, and what was asked.
        """
        found, ranking = self.suggest(text, groups, asked=around.asked.get(segment.turn, {}))
        words = segment.span.of(text).strip()
        bare = Suggested(appendix, segment.number, segment.span, words, (), ranking)
        return around.applied(bare, found)

    def suggest(
        self,
        text: str,
        groups: Sequence[Group],
        ranker: Ranker | None = None,
        asked: Asked | None = None,
    ) -> tuple[tuple[Suggestion, ...], tuple[tuple[str, float], ...]]:
        """Suggestions and the ranking of all top-level themes for the places of a text.

        Args:
            text: The text.
            groups: The places of its words.
            ranker: Another model than the present one.
            asked: Themes that the question before it is mapped to.
        """
        ranker = ranker or self.ranker
        chosen = ranker.chosen_places(groups)
        scores = ranker.scores(chosen)
        support = ranker.support(chosen)
        # A question is context: it adds to what words say, and says nothing without them.
        answered = {
            theme: one for theme, one in (asked or {}).items() if support.get(theme, (0.0,))[0] > 0
        }
        for theme in answered:
            scores[theme] += BONUS
            support[theme] = (support[theme][0] + BONUS, support[theme][1])
        named = ranker.named(chosen)
        wanted, clear = to_suggest(self.family.compared, scores, support, named, self.margin)
        found = tuple(
            Suggestion(
                theme,
                scores[theme],
                sum(piece.weight for piece in _distinct(evidence))
                + (BONUS if theme in answered else 0.0),
                theme in clear,
                evidence,
                answered[theme].written if theme in answered else "",
                answered[theme].line if theme in answered else 0,
            )
            for theme in wanted
            for evidence in [self._evidence(theme, text, chosen, ranker)]
        )
        return found, self._ranking(scores)

    def rank(
        self, groups: Sequence[Group], ranker: Ranker, asked: Asked | None = None
    ) -> tuple[list[str], bool]:
        """Top-level themes, best first, that anything speaks for; and whether one is suggested."""
        found, ranking = self.suggest("", groups, ranker, asked)
        return [theme for theme, score in ranking if score], bool(found)

    def _ranking(self, scores: dict[str, float]) -> tuple[tuple[str, float], ...]:
        best: dict[str, float] = {theme: scores[theme] for theme in self.family.compared}
        for theme in self.family.by_keyword:
            root = self.family.root[theme]
            if theme in scores and root not in self.family.compared:
                best[root] = max(best.get(root, 0.0), scores[theme])
        return tuple(sorted(best.items(), key=lambda item: -item[1]))

    def _evidence(
        self, theme: str, text: str, chosen: dict[int, list[Group]], ranker: Ranker
    ) -> tuple[Evidence, ...]:
        found = []
        for place, groups in chosen.items():
            weight = ranker.weight(theme, place)
            if weight <= SHOWN_FROM:
                continue
            keyword = self._keyword(theme, ranker.texts[place])
            coded, where = ranker.seen(theme, place)
            for group in groups:
                span = Span(group.start, group.stop)
                found.append(
                    Evidence(
                        span,
                        span.of(text),
                        weight,
                        keyword.written if keyword else "",
                        keyword.line if keyword else 0,
                        coded,
                        where,
                    )
                )
        return tuple(sorted(found, key=lambda one: one.span))

    def _keyword(self, theme: str, key: str) -> Keyword | None:
        """The keyword behind a key, of the theme itself or of a sub-code that it holds."""
        there = self.keywords.get(key, {})
        below = (
            (keyword for one, keyword in there.items() if self.family.root[one] == theme)
            if theme in self.family.compared
            else iter(())
        )
        return there.get(theme) or next(below, None)


def _distinct(evidence: Iterable[Evidence]) -> Iterable[Evidence]:
    """Each key once, however often it stands there."""
    return {(one.weight, one.keyword, one.coded, one.interviews): one for one in evidence}.values()


def open_suggester(
    project: Project,
    *,
    margin: float = MARGIN,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Suggester, Prepared]:
    """Bring the words of a project up to date and read them; says what was brought up to date."""
    prepared = wordindex.prepare(project, progress)
    return Suggester(project, margin=margin), prepared
