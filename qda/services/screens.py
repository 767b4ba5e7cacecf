"""What the coding screen reads: a transcript with all that is drawn of it, its codings, the state.

Reading only. Each function sees one state of the project, and its values are frozen, so a screen
can compare an old one with a new one.
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.danish.sentences import sentence_spans
from qda.domain.codings import Coding, Origin
from qda.domain.consent import RestrictionKind
from qda.domain.text import Span
from qda.services import consenting
from qda.storage import codings, connection, informants, interviews, journal, themes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qda.domain.interviews import Block, PageMap, Turn
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow, SegmentRow
    from qda.storage.journal import Entry


@dataclass(frozen=True, slots=True)
class Restriction:
    """A passage that may not be used as it is."""

    span: Span
    kind: RestrictionKind
    until: str
    """The date on which it ends; empty where it does not."""


@dataclass(frozen=True, slots=True)
class ScreenTranscript:
    """An interview's newest transcript with all that is drawn of it, but for its codings."""

    interview: InterviewRow
    informant: str
    """The informant's label; empty where nobody is registered."""
    withdrawn: bool
    """Whether the informant has withdrawn."""
    text: str
    turns: tuple[Turn, ...]
    blocks: tuple[Block, ...]
    segments: tuple[SegmentRow, ...]
    pages: PageMap
    restrictions: tuple[Restriction, ...]


@dataclass(frozen=True, slots=True)
class ScreenCodings:
    """The codings of one interview and how often each theme is used in all of them."""

    codings: tuple[Coding, ...]
    """By place, of all coders."""
    everywhere: Mapping[str, int]
    """Number of codings by theme in the whole project."""
    revision: int
    """The revision of the project that they show."""
    titles: Mapping[str, str]
    """Titles by key, of themes too that codes.yml no longer holds."""


@dataclass(frozen=True, slots=True)
class State:
    """What moves when another program changes the project."""

    revision: int
    """Moves with every change of the database."""
    codebook: tuple[int, int]
    """Moves when codes.yml is written."""


@dataclass(frozen=True, slots=True)
class News:
    """What the journal tells since a revision."""

    revision: int
    """Up to where it was read."""
    gone: tuple[Coding, ...] = ()
    """Codings that were removed, or were otherwise before."""
    come: tuple[Coding, ...] = ()
    """Codings that were added, or are otherwise now."""
    whole: bool = False
    """Whether more than codings has changed, so that all must be read again."""


def news(project: Project, revision: int) -> News:
    """What has become of codings since a revision, so that few rows are read for a key press."""
    with _reading(project):
        entries = journal.entries_since(project.db, revision)
    gone: dict[str, Coding] = {}
    come: dict[str, Coding] = {}
    whole = False
    for entry in entries:
        revision = entry.id
        # What says nothing of its rows has changed some that nobody knows.
        whole = whole or not entry.changes
        for change in entry.changes:
            if change.table != "coding":
                whole = whole or change.table not in _BESIDE
                continue
            if change.before is not None and come.pop(change.uid, None) is None:
                gone[change.uid] = _coding(change.before)
            if change.after is not None:
                come[change.uid] = _coding(change.after)
    return News(revision, tuple(gone.values()), tuple(come.values()), whole)


_BESIDE = frozenset({"decision", "memo", "summary"})
"""Tables that change nothing of what is drawn of a text and its codings."""


def _coding(row: Mapping[str, Any]) -> Coding:
    return Coding(
        uid=row["uid"],
        transcript=row["transcript_id"],
        span=Span(row["start"], row["stop"]),
        theme=row["theme"],
        coder=row["coder"],
        created=row["created"],
        origin=Origin(row["origin"]),
    )


def sentences_of(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as offsets; together they are the whole text."""
    return sentence_spans(text)


def state(project: Project) -> State:
    """The present state of the project, cheap enough to ask for every second."""
    with _reading(project):
        revision = journal.revision(project.db)
    with connection.explained(project.paths.codebook):
        file = project.paths.codebook.stat()
    return State(revision, (file.st_mtime_ns, file.st_size))


def transcript_for_screen(project: Project, appendix: str) -> ScreenTranscript:
    """All of an interview that does not change while it is coded.

    Raises:
        NotFound: There is no such interview.
    """
    with _reading(project):
        row = project.interview(appendix)
        transcript = row.transcript_id
        labels = {person["id"]: person["label"] for person in informants.informants(project.db)}
        return ScreenTranscript(
            interview=row,
            informant=labels.get(row.informant_id or 0, ""),
            withdrawn=row.transcript_id in consenting.gate(project).withdrawn,
            text=interviews.transcript_text(project.db, transcript),
            turns=tuple(interviews.turns(project.db, transcript)),
            blocks=tuple(interviews.blocks(project.db, transcript)),
            segments=tuple(interviews.segments(project.db, transcript)),
            pages=interviews.page_map(project.db, transcript),
            restrictions=tuple(
                Restriction(
                    Span(found["start"], found["stop"]),
                    RestrictionKind(found["kind"]),
                    found["until"] or "",
                )
                for found in codings.restrictions(project.db, transcript)
            ),
        )


def codings_for_screen(project: Project, transcript: ScreenTranscript) -> ScreenCodings:
    """The codings of an interview as they are now."""
    with _reading(project):
        return ScreenCodings(
            codings=tuple(codings.codings(project.db, transcript.interview.transcript_id)),
            everywhere=codings.codings_per_theme(project.db),
            titles=themes.theme_titles(project.db),
            revision=journal.revision(project.db),
        )


def place_of(entry: Entry, transcript: ScreenTranscript) -> int | None:
    """Where in a transcript a journal entry changed something first, or None."""
    places = [
        row["start"]
        for change in entry.changes
        for row in (change.before, change.after)
        if row is not None
        and row.get("transcript_id") == transcript.interview.transcript_id
        and row.get("start") is not None
    ]
    return min(places, default=None)


def segment_at(transcript: ScreenTranscript, offset: int) -> int:
    """Index of the segment that holds a character, or the first one behind it."""
    stops = [segment.span.stop for segment in transcript.segments]
    return max(0, min(bisect_right(stops, offset), len(stops) - 1))


@contextmanager
def _reading(project: Project) -> Iterator[None]:
    with connection.explained(project.paths.database), connection.read(project.db):
        yield
