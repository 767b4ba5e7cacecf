"""Restrictions: marking a passage that may not be used, listing, lifting, and suggesting.

Marking makes things stricter and can be undone like a coding. Lifting asks for a reason, which
the journal keeps. Words such as "uden for referat" only suggest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from qda.domain.consent import RestrictionKind
from qda.domain.off_record import cues
from qda.domain.text import Span, one_line
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import dates
from qda.storage import codings, interviews, journal, versions
from qda.storage.journal import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

Passages = dict[int, tuple[Span, ...]]
"""Spans by transcript."""


def in_force(project: Project) -> tuple[Passages, Passages]:
    """The passages that may not be used today, and those of them that may be retold.

    The first holds what vanishes from everything; the second what may only be paraphrased.
    """
    hidden: dict[int, list[Span]] = {}
    retold: dict[int, list[Span]] = {}
    day = dates.counted_day(project).isoformat()
    for row in codings.restrictions(project.db):
        if row["until"] and row["until"] < day:
            continue  # an embargo that has ended
        only_retold = row["kind"] == RestrictionKind.PARAPHRASE_ONLY
        place = (retold if only_retold else hidden).setdefault(row["transcript_id"], [])
        place.append(Span(row["start"], row["stop"]))
    return _fixed(hidden), _fixed(retold)


def _fixed(spans: dict[int, list[Span]]) -> Passages:
    return {transcript: tuple(found) for transcript, found in spans.items()}


def in_words(kind: RestrictionKind, until: str = "") -> str:
    """What holds a passage back, in few words."""
    if kind is RestrictionKind.EMBARGO and until:
        return _("held back until {date}").format(date=until)
    return {
        RestrictionKind.OFF_RECORD: _("off the record"),
        RestrictionKind.EMBARGO: _("held back"),
        RestrictionKind.THIRD_PARTY: _("about somebody else"),
        RestrictionKind.SENSITIVE: _("sensitive"),
        RestrictionKind.LEFT_OUT: _("left out by the informant"),
        RestrictionKind.PARAPHRASE_ONLY: _("to be retold only"),
        RestrictionKind.INTERNAL_ONLY: _("for ourselves only"),
    }[kind]


def add(
    project: Project,
    interview: InterviewRow,
    span: Span,
    kind: RestrictionKind = RestrictionKind.OFF_RECORD,
    *,
    until: str = "",
    source: str = "by hand",
) -> str:
    """Restrict a passage; returns its uid. One step that undo takes back.

    Args:
        project: An open project.
        interview: The interview.
        span: The passage in its newest text.
        kind: Why it may not be used.
        until: The last day of an embargo, an ISO date.
        source: How it became known.

    Raises:
        Refused: It is restricted so already, an embargo lacks its day, or the text was replaced.
    """
    until = _day_of(kind, until)
    with project.action() as db:
        _refuse_replaced(db, interview)
        there = _of_passage(db, interview, span, kind)
        if there and (there[0]["until"] or "") == until:
            raise Refused(_("These words are restricted so already."))
        row = codings.restriction_row(
            interview.transcript_id,
            span,
            interviews.transcript_text(db, interview.transcript_id),
            kind=str(kind),
            source=source,
            at=dates.today().isoformat(),
            until=until,
        )
        changes = _put_instead(db, there, row)
        journal.record(
            db,
            coder=project.coder,
            action="restriction.add",
            subject={"appendix": interview.appendix, "kind": str(kind)},
            changes=changes,
            undoable=True,
        )
    return str(row["uid"])


def _of_passage(
    db: Database, interview: InterviewRow, span: Span, kind: RestrictionKind
) -> list[dict[str, Any]]:
    """The restrictions of a passage, to the character, that are of a kind."""
    return [
        row
        for row in codings.restrictions(db, interview.transcript_id)
        if (row["start"], row["stop"], row["kind"]) == (span.start, span.stop, str(kind))
    ]


def _put_instead(
    db: Database, there: Sequence[dict[str, Any]], row: dict[str, Any]
) -> list[Change]:
    """Put a restriction in the place of others, such as an embargo with another day."""
    changes = [Change("restriction", row["uid"], None, row)]
    for old in there:
        codings.delete_restriction(db, old["uid"])
        changes.insert(0, Change("restriction", old["uid"], old, None))
    codings.put_restriction(db, row)
    return changes


def _refuse_replaced(db: Database, interview: InterviewRow) -> None:
    if not versions.is_current(db, interview.transcript_id):
        raise Refused(
            _("The text of {appendix} has been replaced meanwhile.").format(
                appendix=interview.appendix
            ),
            _("Nothing was restricted. Open the interview again."),
        )


def _day_of(kind: RestrictionKind, until: str) -> str:
    if (kind is RestrictionKind.EMBARGO) is not bool(until):
        raise Refused(
            _("An embargo needs its last day, and nothing else has one."),
            _("Write `--kind embargo --until 2027-06-30`."),
        )
    try:
        # Days are compared as they are written: 20300630 would never be over.
        return date.fromisoformat(until).isoformat() if until else ""
    except ValueError as error:
        raise Refused(_("The date is none: year-month-day, such as 2025-02-11.")) from error


def lift(project: Project, beginning: str, reason: str) -> str:
    """Lift a restriction; returns the appendix. The reason stays in the journal; undo restores it.

    Args:
        project: An open project.
        beginning: The first characters of the restriction's id.
        reason: Why the passage may be used after all: who has said so, and when.

    Raises:
        NotFound: No restriction has an id that begins so.
        Refused: Several have, or no reason is given.
    """
    if not reason.strip():
        raise Refused(
            _("Lifting a restriction needs a reason: it protects somebody."),
            _("Say who has allowed it and when, with `--reason`."),
        )
    with project.action() as db:
        wanted = beginning.strip().casefold()
        found = [r for r in codings.restrictions(db) if wanted and r["uid"].startswith(wanted)]
        if not found:
            raise NotFound(
                _('There is no restriction "{id}".').format(id=one_line(beginning)),
                _("`qda restrict list` shows the ids."),
            )
        if len(found) > 1:
            raise Refused(
                _('{count} restrictions have an id that begins with "{id}".').format(
                    count=len(found), id=wanted
                ),
                _("Give more characters of the id."),
            )
        row = found[0]
        appendix = versions.appendix_of(db, row["transcript_id"])
        codings.delete_restriction(db, row["uid"])
        journal.record(
            db,
            coder=project.coder,
            action="restriction.lift",
            subject={"appendix": appendix, "kind": row["kind"], "reason": reason.strip()},
            changes=[Change("restriction", row["uid"], row, None)],
            undoable=True,
        )
    return appendix


@dataclass(frozen=True, slots=True)
class Listed:
    """A restriction as it is listed: where it is, never what was said."""

    uid: str
    appendix: str
    kind: RestrictionKind
    start: int
    stop: int
    segments: tuple[int, ...]
    """First and last segment that it touches."""
    at: str
    until: str
    source: str
    over: bool
    """An embargo that has ended."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {name: getattr(self, name) for name in self.__slots__}


def listed(project: Project, interview: InterviewRow | None = None) -> list[Listed]:
    """The restrictions of one interview's newest text, or of all, by appendix and place."""
    day = dates.counted_day(project).isoformat()
    found = []
    with project.reading():
        for row in [interview] if interview else project.interviews():
            segments = interviews.segments(project.db, row.transcript_id)
            for one in codings.restrictions(project.db, row.transcript_id):
                span = Span(one["start"], one["stop"])
                touched = [s.number for s in segments if s.span.overlaps(span)]
                found.append(
                    Listed(
                        one["uid"],
                        row.appendix,
                        RestrictionKind(one["kind"]),
                        span.start,
                        span.stop,
                        (touched[0], touched[-1]) if touched else (),
                        one["at"],
                        one["until"] or "",
                        one["source"],
                        bool(one["until"]) and one["until"] < day,
                    )
                )
    return found


@dataclass(frozen=True, slots=True)
class Suggested:
    """A place where somebody may have said that something is not for the record."""

    appendix: str
    first: int
    """The segment in which the words stand."""
    last: int
    """The segment in which they are taken back; the same where nothing closes the passage."""
    words: str
    closed: bool

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {name: getattr(self, name) for name in self.__slots__}


def suggest(project: Project, interview: InterviewRow | None = None) -> list[Suggested]:
    """Places that may be off the record and are not restricted yet; nothing is marked."""
    found = []
    for row in [interview] if interview else project.interviews():
        text = interviews.transcript_text(project.db, row.transcript_id)
        segments = interviews.segments(project.db, row.transcript_id)
        marked = [
            Span(one["start"], one["stop"])
            for one in codings.restrictions(project.db, row.transcript_id)
        ]
        for cue in cues(text):
            first = next((s.number for s in segments if s.span.overlaps(cue.span)), 0)
            if not first or any(span.overlaps(cue.span) for span in marked):
                continue
            closing = cue.closing
            last = next((s.number for s in segments if closing and s.span.overlaps(closing)), first)
            words = one_line(cue.span.of(text))
            found.append(Suggested(row.appendix, first, last, words, closing is not None))
    return found
