"""How far a project has come: interviews, segments seen through codings, codings by theme."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.documents import PageSource
from qda.domain.visible import Visible
from qda.language import ngettext
from qda.services.seeing import Seeing
from qda.storage import codings, informants, interviews, reviews, themes

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class InterviewProgress:
    """One interview in numbers."""

    appendix: str
    informant: str
    """The informant's label; empty where nobody is registered."""
    words: int
    pages: int | None
    """How many; None is unknown."""
    segments: int
    coded: int
    """Segments that a coding touches."""
    codings: int
    layout: str
    confidence: float
    page_source: str
    """How the pages are known, the measuring program named."""
    line_source: str
    restricted: bool
    """Whether a passage is off the record or otherwise restricted."""


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """One theme in numbers."""

    key: str
    title: str
    parent: str | None
    codings: int
    """Its own; sub-codes are counted apart."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A project in numbers."""

    title: str
    interviews: tuple[InterviewProgress, ...]
    themes: tuple[ThemeProgress, ...]
    warnings: tuple[str, ...]
    reviews: int
    """Codings and restrictions that wait for a decision after a correction."""

    @property
    def segments(self) -> int:
        """All segments."""
        return sum(interview.segments for interview in self.interviews)

    @property
    def codings(self) -> int:
        """All codings."""
        return sum(interview.codings for interview in self.interviews)

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "title": self.title,
            "interviews": [
                {name: getattr(interview, name) for name in InterviewProgress.__slots__}
                for interview in self.interviews
            ],
            "themes": [
                {name: getattr(theme, name) for name in ThemeProgress.__slots__}
                for theme in self.themes
            ],
            "segments": self.segments,
            "codings": self.codings,
            "reviews": self.reviews,
        }


def progress_of(project: Project, *, restricted: bool = True) -> Progress:
    """The numbers of a project, interviews in the order of their appendix numbers.

    Args:
        project: An open project.
        restricted: Count passages that may not be used too, and mark where they are; otherwise
            the numbers are as if they had never been said.
    """
    with project.reading():
        return _progress_of(project, restricted)


def _progress_of(project: Project, all_of_it: bool) -> Progress:
    labels = {row["id"]: row["label"] for row in informants.informants(project.db)}
    restricted = {row["transcript_id"] for row in codings.restrictions(project.db)}
    per_theme: Counter[str] = Counter()
    seeing = None if all_of_it else Seeing(project)
    found = []
    for row in project.interviews():
        mine = [
            one
            for one in codings.codings(project.db, row.transcript_id)
            if seeing is None or seeing.gate.reason(one) is None
        ]
        per_theme.update(one.theme for one in mine)
        found.append(
            _interview_progress(
                project,
                row,
                seeing.of(row) if seeing else Visible(),
                mine,
                informant=labels.get(row.informant_id or 0, ""),
                restricted=all_of_it and row.transcript_id in restricted,
            )
        )
    return Progress(
        title=project.title,
        interviews=tuple(found),
        themes=tuple(
            ThemeProgress(theme.key, theme.title, theme.parent, per_theme.get(theme.key, 0))
            for theme in project.codebook.themes
        ),
        warnings=_warnings(project),
        reviews=len(reviews.open_reviews(project.db)),
    )


def _interview_progress(
    project: Project,
    row: InterviewRow,
    left: Visible,
    mine: list[Coding],
    *,
    informant: str,
    restricted: bool,
) -> InterviewProgress:
    text = interviews.transcript_text(project.db, row.transcript_id)
    segments = [
        one
        for one in interviews.segments(project.db, row.transcript_id)
        if not left.cuts or left.holds(text, one.span)
    ]
    pages = interviews.page_map(project.db, row.transcript_id)
    return InterviewProgress(
        appendix=row.appendix,
        informant=informant,
        words=len(left.of(text).split()),
        pages=len(pages.known) if pages.source is not PageSource.UNKNOWN else None,
        segments=len(segments),
        coded=_touched([s.span for s in segments], [c.span for c in mine]),
        codings=len(mine),
        layout=row.layout,
        confidence=row.confidence,
        page_source=row.pages_known_from,
        line_source=str(row.line_source),
        restricted=restricted,
    )


def _warnings(project: Project) -> tuple[str, ...]:
    return tuple(
        ngettext(
            'The theme "{theme}" is no longer in codes.yml, but {count} coding uses it.',
            'The theme "{theme}" is no longer in codes.yml, but {count} codings use it.',
            count,
        ).format(theme=key, count=count)
        for key, count in themes.retired_with_codings(project.db).items()
    )


def _touched(segments: list[Span], spans: list[Span]) -> int:
    """How many segments at least one span overlaps; both lists are in order of their start."""
    touched: set[int] = set()
    first = 0
    for span in spans:
        while first < len(segments) and segments[first].stop <= span.start:
            first += 1
        place = first
        while place < len(segments) and segments[place].start < span.stop:
            touched.add(place)
            place += 1
    return len(touched)
