"""Orders of segments that a person may choose: sure suggestions, disputed codings, missed words.

The transcript's own order stays the default; a queue is asked for.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qda.domain.suggestions import Queue
from qda.services import consenting
from qda.services.all_scores import AllScores
from qda.services.ranking import Ranker, groups_of
from qda.storage import codings, interviews, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.services.project import Project
    from qda.services.suggested import Suggested
    from qda.services.suggesting import Suggester
    from qda.storage.interviews import InterviewRow, SegmentRow


class Queues:
    """The queues of a project; made once, right again after `Suggester.refresh`."""

    def __init__(self, suggester: Suggester) -> None:
        """Read the words of all segments."""
        self._suggester = suggester
        self.project: Project = suggester.project
        self._rows: list[tuple[InterviewRow, SegmentRow]] = []
        self._postponed: set[int] = set()
        self._fill()

    def _fill(self) -> None:
        place = self._suggester.ranker.place
        groups = []
        for row in self.project.interviews():
            segments = {
                one.id: one for one in interviews.segments(self.project.db, row.transcript_id)
            }
            for segment, _transcript, words, hits in suggestions.words_by_segment(
                self.project.db, row.transcript_id
            ):
                self._rows.append((row, segments[segment]))
                groups.append(
                    groups_of(
                        [(place[key], start, stop) for key, start, stop in words],
                        [(place[key], start, stop) for key, start, stop in hits],
                    )
                )
        self.scores_of_all = AllScores(self._suggester.ranker, groups)

    def later(self, segment: int) -> None:
        """Leave a segment out of the queues as long as this object lives."""
        self._postponed.add(segment)

    def scores(self) -> Any:
        """Scores by compared theme and segment, as they are now."""
        return self.scores_of_all.scores()

    def of(self, queue: Queue, limit: int = 20) -> list[Suggested]:
        """The first segments of a queue."""
        found = {Queue.SURE: self._sure, Queue.DISPUTED: self._disputed, Queue.MISSED: self._missed}
        wanted: list[Suggested] = []
        for number in found[queue]():
            row, segment = self._rows[number]
            if segment.id in self._postponed:
                continue
            one = self._suggester.of_segment(row, segment)
            if one is not None and self._belongs(queue, one):
                wanted.append(one)
            if len(wanted) >= limit:
                break
        return wanted

    def _belongs(self, queue: Queue, one: Suggested) -> bool:
        if queue is Queue.DISPUTED:
            return True
        if queue is Queue.MISSED:
            return any(piece.keyword for found in one.suggestions for piece in found.evidence)
        return any(found.clear for found in one.suggestions)

    def _themes(self) -> list[set[str]]:
        """The themes of the codings on each segment, all coders."""
        by_transcript: dict[int, list[Any]] = {}
        for one in codings.codings(self.project.db):
            by_transcript.setdefault(one.transcript, []).append(one)
        return [
            {
                one.theme
                for one in by_transcript.get(row.transcript_id, ())
                if one.span.overlaps(segment.span)
            }
            for row, segment in self._rows
        ]

    def _sure(self) -> Iterator[int]:
        """Uncoded segments that the model is sure of: the theme with the fewest codings first."""
        scores = self.scores()
        if len(scores) == 0 or not self._rows:
            return
        gate = consenting.gate(self.project)
        counts = Counter(
            one.theme for one in codings.codings(self.project.db) if gate.reason(one) is None
        )
        best = scores.argmax(axis=0).tolist()
        ordered = scores.T.tolist()
        compared = self._suggester.family.compared
        coded = self._themes()

        def key(number: int) -> tuple[int, int, float]:
            row = sorted(ordered[number], reverse=True)
            theme = best[number]
            margin = row[0] - (row[1] if len(row) > 1 else 0.0)
            return counts.get(compared[theme], 0), theme, -margin

        yield from sorted(
            (n for n in range(len(self._rows)) if not coded[n] and max(ordered[n]) > 0), key=key
        )

    def _disputed(self) -> Iterator[int]:
        """Coded segments whose theme the model ranks last, going by the other interviews only."""
        compared, root = self._suggester.family.compared, self._suggester.family.root
        rankers: dict[int, Ranker] = {}
        found = []
        for number, themes in enumerate(self._themes()):
            mine = {root[theme] for theme in themes if root.get(theme) in compared}
            if len(compared) < 2 or len(mine) != 1:
                continue
            row, segment = self._rows[number]
            transcript = row.transcript_id
            if transcript not in rankers:
                rankers[transcript] = self._suggester.ranker.without(transcript)
            ranker = rankers[transcript]
            groups = self._suggester.groups(segment.id) or []
            scores = ranker.scores(ranker.chosen_places(groups))
            others = [scores[theme] for theme in compared if theme not in mine]
            own = scores[min(mine)]
            if own < min(others) and max(others) - own >= self._suggester.margin:
                found.append((max(others) - own, number))
        yield from (number for _distance, number in sorted(found, reverse=True))

    def _missed(self) -> Iterator[int]:
        """Segments without any coding, the strongest words first."""
        scores = self.scores()
        best = scores.max(axis=0, initial=0.0).tolist()
        themes = self._themes()
        yield from sorted(
            (n for n in range(len(self._rows)) if not themes[n]), key=lambda n: -best[n]
        )
