"""Suggestions beside an interview that is being read: for one segment, and the next that has any.

What takes long – reading words, loading the model, ordering a queue – is done by functions that
open the project themselves, so that a screen can call them in a thread of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.suggestions import MARGIN, Queue
from qda.domain.text import Span, trimmed
from qda.language import gettext as _
from qda.services import suggesters
from qda.services.keywording import broad_keywords
from qda.services.project import open_project
from qda.services.queues import Queues
from qda.services.suggesting import Suggester, open_suggester
from qda.storage import interviews

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qda.domain.suggestions import Suggestion
    from qda.services.project import Project
    from qda.services.suggested import Suggested, Surroundings
    from qda.services.wordindex import Prepared
    from qda.storage.interviews import InterviewRow, SegmentRow

SCANNED = 1_000
"""Segments that are looked through for the next suggestion at most: a key press has to end."""

QUEUED = 200
"""Segments of a queue at most; more than anybody takes in one go."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A segment in a queue."""

    appendix: str
    number: int
    """Of the segment in its interview."""


class Proposals:
    """What suggests themes beside interviews; made in one thread, then used in another."""

    def __init__(self, suggester: Suggester, name: str = "", said: Sequence[str] = ()) -> None:
        self._suggester = suggester
        self._name = name
        self.notes = tuple(said)
        """What a person should know of the keywords and the model, once."""

    def hand_over(self, project: Project) -> None:
        """Use another connection to the same project: one belongs to the thread that made it."""
        self._suggester.project = project

    def beside(self, interview: InterviewRow) -> Beside:
        """Suggestions beside an interview.

        Raises:
            NotFound: No suggester of the wanted name is installed.
            Refused: It cannot be loaded.
        """
        ask = None
        if self._name not in ("", suggesters.KEYWORDS):
            ask = suggesters.chosen(self._suggester.project, self._name, self._suggester.margin)
        return Beside(self._suggester, interview, ask)


class Beside:
    """Suggestions beside one interview, segment by segment."""

    def __init__(
        self,
        suggester: Suggester,
        interview: InterviewRow,
        ask: Callable[[Sequence[str]], list[Suggested]] | None = None,
    ) -> None:
        """Read the interview.

        Args:
            suggester: The keyword model; it says too which segments take part.
            interview: The interview.
            ask: A suggester of another make, which is asked instead.
        """
        self._suggester = suggester
        self._interview = interview
        self._ask = ask
        db = suggester.project.db
        self._text = interviews.transcript_text(db, interview.transcript_id)
        self._segments = interviews.segments(db, interview.transcript_id)
        self._around: Surroundings | None = None
        self._known: dict[int, Suggested | None] = {}

    def refresh(self) -> None:
        """Take in what has changed since: codings, decisions, counters."""
        self._suggester.refresh()
        self._around = None
        self._known.clear()

    def of(self, index: int) -> Suggested | None:
        """What is suggested for a segment by its index; None where it takes no part."""
        if index not in self._known:
            known = 0 <= index < len(self._segments)
            self._known[index] = self._read(self._segments[index]) if known else None
        return self._known[index]

    def _read(self, segment: SegmentRow) -> Suggested | None:
        groups = self._suggester.groups(segment.id)
        if groups is None:
            return None
        if self._around is None:
            self._around = self._suggester.around(self._interview.transcript_id)
        name = self._interview.appendix
        if self._ask is None:
            return self._suggester.suggested(name, segment, self._text, groups, self._around)
        span = trimmed(self._text, segment.span.start, segment.span.stop)
        given = self._ask([span.of(self._text)]) if span else []
        if not given or span is None:
            return None
        found = tuple(_shifted(one, span.start) for one in given[0].suggestions)
        return self._around.applied(
            replace(given[0], appendix=name, segment=segment.number, span=segment.span), found
        )

    def following(self, index: int, skipped: frozenset[int] = frozenset()) -> int | None:
        """The next segment for which something is suggested; from the top again after the last.

        Args:
            index: Where to begin; itself it is the last to be looked at.
            skipped: Indexes to leave out.
        """
        total = len(self._segments)
        for step in range(1, min(total, SCANNED) + 1):
            place = (index + step) % total
            found = self.of(place) if place not in skipped else None
            if found is not None and found.suggestions:
                return place
        return None


def _shifted(one: Suggestion, by: int) -> Suggestion:
    evidence = tuple(
        replace(piece, span=Span(piece.span.start + by, piece.span.stop + by))
        for piece in one.evidence
    )
    return replace(one, evidence=evidence)


def prepare(root: Path, coder: str, name: str = "") -> Proposals:
    """Bring the words of a project up to date and read them; to be called in a thread.

    Args:
        root: The project's folder.
        coder: Who codes.
        name: A suggester of another make; empty for the keyword model.
    """
    with open_project(root, coder) as project:
        suggester, prepared = open_suggester(project, margin=MARGIN)
        return Proposals(suggester, name, notes(suggester, prepared))


def notes(suggester: Suggester, prepared: Prepared) -> list[str]:
    """What a person should know: keywords that tell little, and models that are not used."""
    found = []
    if not any(theme.keywords for theme in suggester.project.codebook.themes):
        found.append(_("codes.yml holds no keywords; suggestions rest on your codings alone."))
    found += [
        _('"{keyword}" (codes.yml:{line}) stands in {share} of the segments: it tells little.')
        .format(
            keyword=written, line=", ".join(map(str, lines)), share=f"{100 * share:.0f} %"
        )
        for written, lines, share in broad_keywords(suggester)
    ]  # fmt: skip
    found += [
        _("The model {name} {version} is for another version of spaCy and is not used.").format(
            name=model.name, version=model.version
        )
        for model in prepared.ignored
    ]
    return found


def queue(root: Path, coder: str, wanted: Queue) -> list[Queued]:
    """The segments of a queue, in its order; to be called in a thread."""
    with open_project(root, coder) as project:
        suggester, _prepared = open_suggester(project, margin=MARGIN)
        return [
            Queued(one.appendix, one.segment) for one in Queues(suggester).of(wanted, limit=QUEUED)
        ]
