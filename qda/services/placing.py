"""Where the codings and notes of another program stand in our texts.

What has no place is counted with its reason; a note on it moves to the interview.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from qda.domain.codings import Coding, Origin
from qda.domain.consent import RestrictionKind
from qda.domain.counting import Counting, Mark, canonical_places, find_counting, line_feeds
from qda.domain.memos import About
from qda.domain.memos import Target as Memoed
from qda.domain.text import Span, canonical, one_line, text_hash, trimmed
from qda.services import citing
from qda.services.case_import import PeoplePlan
from qda.services.exchange_names import RESTRICTED
from qda.services.import_targets import LONGEST_NAME, Target, TextReport, Wishes
from qda.services.memo_import import MemoTaker
from qda.storage import codings
from qda.storage.journal import Change
from qda.storage.store import now

if TYPE_CHECKING:
    from qda.domain.exchange import Applied, ForeignProject, Selection, Source
    from qda.services.project import Project
    from qda.services.theme_import import ThemePlan

_RESTRICTED = re.compile(
    rf"{RESTRICTED} ({'|'.join(RestrictionKind)})(?: until (\d{{4}}-\d{{2}}-\d{{2}}))?"
)


@dataclass(slots=True)
class ProjectImport:
    """What an import did, or would do."""

    origin: str
    themes: ThemePlan
    texts: list[TextReport] = field(default_factory=list)
    new: list[Coding] = field(default_factory=list)
    there: int = 0
    restrictions: list[Change] = field(default_factory=list)
    """Restricted passages of a working copy of ours, restricted here as well."""
    people: PeoplePlan = field(default_factory=PeoplePlan)
    """Informants that its cases are, new ones and those who are here."""
    notes: list[Change] = field(default_factory=list)
    """New memos and summaries."""
    notes_there: int = 0

    def new_notes(self, kind: str) -> int:
        """The number of new notes that are a `memo` or a `summary`."""
        return sum(change.table == kind for change in self.notes)

    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Codings without a place here, by name of the text and reason."""
    dropped: Counter[str] = field(default_factory=Counter)
    """What the file holds and we have no place for, by kind."""


class Placer:
    """Places the codings of sources; what has no place is counted with its reason."""

    def __init__(
        self,
        project: Project,
        foreign: ForeignProject,
        wishes: Wishes,
        report: ProjectImport,
        usable: set[str],
    ) -> None:
        self.project = project
        self.wishes = wishes
        self.report = report
        self.usable = usable
        self.users = {
            user.guid: one_line(canonical(user.name)[0]).strip()[:LONGEST_NAME]
            for user in foreign.users
        }
        self.counting = Counting(foreign.counting) if foreign.counting else wishes.counting
        self.restricted = restricted_notes(foreign)
        stored = codings.restrictions(project.db)
        self.known = {row["uid"] for row in stored}
        self.restricted_places = {
            (row["transcript_id"], row["start"], row["stop"], row["kind"]) for row in stored
        }
        self.seen: dict[tuple[int, Span, str, str], str] = {}
        self.uids: set[str] = set()
        self.notes = MemoTaker(
            project, foreign, coder=self.coder, moment=moment, skipped=set(self.restricted)
        )

    def coder(self, user: str) -> str:
        """Our coder for the GUID of a user."""
        return self.users.get(user) or self.wishes.coder or self.project.coder

    def place(self, source: Source, target: Target) -> None:
        """Place the codings of one source."""
        wanted = [one for one in source.selections if one.codings or one.notes or one.description]
        if target.text and self.wishes.notes:
            self._note_source(source, target)
        if not target.text:
            count = sum(len(one.codings) for one in wanted)
            self._leave(target, target.report.outcome, count)
            return
        if not wanted:
            return
        text = line_feeds(source.text)
        marks = [Mark(one.start, one.stop, one.name) for one in wanted]
        counted = find_counting(text, marks, self.counting)
        target.report.counting = counted.counting
        target.report.certain = counted.certain or self.counting is not None
        ends = {place for pair in counted.places if pair is not None for place in pair}
        moved = canonical_places(text, ends)
        for selection, pair in zip(wanted, counted.places, strict=True):
            if pair is None:
                span, reason = None, "outside"
            else:
                span, reason = self._span(text, pair, moved, target)
            if span is None:
                self._leave(target, reason, len(selection.codings))
                self._note(selection, span, [""] * len(selection.codings), target)
                continue
            taken = [self._take(applied, selection, span, target) for applied in selection.codings]
            for note in selection.notes:
                self._restrict(note, span, target)
            self._note(selection, span, taken, target)

    def _note_source(self, source: Source, target: Target) -> None:
        """Take the notes on a whole text."""
        about = self.notes.interview(target)
        self.notes.places[source.guid] = about
        self.notes.refer(source.notes, about)
        self.notes.describe(source.guid, source.description, about)

    def _note(
        self, selection: Selection, span: Span | None, taken: list[str], target: Target
    ) -> None:
        """Take the notes on a passage and its codings; without their place, on the interview.

        Args:
            selection: What the file marks.
            span: Its place here.
            taken: The uid of each of its codings here; empty where it was not taken.
            target: The interview.
        """
        if not self.wishes.notes:
            return
        notes = self.notes
        about = notes.interview(target) if span is None else notes.passage(target, span)
        if selection.guid:
            notes.places.setdefault(selection.guid, about)
        for applied, uid in zip(selection.codings, taken, strict=True):
            on = Memoed(About.CODING, uid) if uid else about
            notes.places.setdefault(applied.guid, on)
            notes.refer(applied.notes, on)
        notes.refer(selection.notes, about)
        place = (target.transcript, span.start, span.stop) if span else None
        if not selection.notes and place not in {one[:3] for one in self.restricted_places}:
            # QualCoder keeps the memo of a coding there, MAXQDA a comment.
            only = next((Memoed(About.CODING, uid) for uid in taken if uid), about)
            notes.describe(
                selection.guid,
                selection.description,
                only,
                user=selection.user,
                at=selection.created,
            )

    def _span(
        self, text: str, pair: tuple[int, int], moved: dict[int, int] | None, target: Target
    ) -> tuple[Span | None, str]:
        """The span in our text, or why there is none."""
        if target.report.exact and moved is not None:
            start, stop = moved[pair[0]], moved[pair[1]]
            span = trimmed(target.text, start, stop)
        else:
            found = citing.find_quote(target.text, text[pair[0] : pair[1]])
            if len(found.spans) != 1:
                return None, "several places" if found.spans else "not found"
            span = found.spans[0]
        if span is None:
            return None, "no words"
        if not any(turn.span.overlaps(span) for turn in target.turns):
            return None, "no speech"
        return span, ""

    def _take(self, applied: Applied, selection: Selection, span: Span, target: Target) -> str:
        """Take a coding; gives its uid here, or that of the same one that is here already."""
        theme = self.report.themes.keys.get(applied.code)
        if theme is None or theme not in self.usable:
            self._leave(target, "no code" if theme is None else "no theme", 1)
            return ""
        user = applied.user or selection.user
        new = Coding(
            uid=UUID(applied.guid).hex,
            transcript=target.transcript,
            span=span,
            theme=theme,
            coder=self.coder(user),
            created=moment(applied.created or selection.created),
            origin=Origin.IMPORTED,
        )
        place = (id(target) if not new.transcript else new.transcript, span, theme, new.coder)
        db = self.project.db
        if new.uid in self.uids or codings.stored_coding(db, new.uid):
            there = new.uid
        else:
            there = self.seen.get(place) or self._at(new)
        if there:
            self.report.there += 1
            return there
        self.seen[place] = new.uid
        self.uids.add(new.uid)
        self.report.new.append(new)
        return new.uid

    def _at(self, new: Coding) -> str:
        found = codings.coding_at(self.project.db, new)
        return found.uid if found else ""

    def _restrict(self, note: str, span: Span, target: Target) -> None:
        """Restrict a passage here that is restricted where the file comes from."""
        if note not in self.restricted or UUID(note).hex in self.known:
            return
        kind, at, until = self.restricted[note]
        uid = UUID(note).hex
        self.known.add(uid)
        place = (target.transcript, span.start, span.stop, kind)
        if place in self.restricted_places:
            return  # ours stands; a file must not end it earlier
        row: dict[str, object] = {
            "uid": uid,
            "transcript_id": target.transcript,
            "start": span.start,
            "stop": span.stop,
            "kind": kind,
            "source": "import",
            "at": at,
            "until": until or None,
            "quote_hash": text_hash(span.of(target.text)),
        }
        self.report.restrictions.append(Change("restriction", uid, None, row))

    def _leave(self, target: Target, reason: str, count: int) -> None:
        if count:
            self.report.left[target.report.appendix or target.report.name, reason] += count


def restricted_notes(foreign: ForeignProject) -> dict[str, tuple[str, str, str]]:
    """Kind, day and end of the restrictions in a working copy of ours, by note."""
    found = {}
    for note in foreign.notes:
        named = _RESTRICTED.fullmatch(note.name)
        if named:
            found[note.guid] = (named[1], note.created[:10] or now()[:10], named[2] or "")
    return found


def moment(written: str) -> str:
    """A time of another program as we store it; now where it has none that can be read."""
    try:
        read = datetime.fromisoformat(written.strip())
        if read.tzinfo is None:
            read = read.replace(tzinfo=UTC)
        return read.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        return now()
