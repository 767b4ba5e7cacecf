"""A project of another program into ours: themes, texts and codings, each once.

Codings are found again by their GUID, so a second import adds nothing. Nothing is overwritten:
a theme, a text or a coding that is there stays as it is. What has no place here is reported.
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
from qda.domain.text import Span, canonical, one_line, text_hash, trimmed
from qda.services import citing, coding, keeping
from qda.services.exchange_names import RESTRICTED
from qda.services.import_targets import LONGEST_NAME, Target, TextReport, Wishes, find_target
from qda.services.theme_import import ThemePlan, apply_themes, match_themes, plan_themes
from qda.storage import codings
from qda.storage.journal import Change
from qda.storage.store import now

if TYPE_CHECKING:
    from qda.domain.exchange import Applied, ForeignProject, Selection, Source
    from qda.services.project import Project

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
    left: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Codings without a place here, by name of the text and reason."""
    dropped: Counter[str] = field(default_factory=Counter)
    """What the file holds and we have no place for, by kind."""


def import_project(project: Project, foreign: ForeignProject, wishes: Wishes) -> ProjectImport:
    """Import what a file of another program holds.

    Themes, each text and all codings are an action each; undo takes the codings back as one step.
    """
    plan = plan_themes(project, foreign) if wishes.themes else match_themes(project, foreign)
    report = ProjectImport(one_line(foreign.origin), plan)
    _count_dropped(foreign, report)
    if not wishes.dry_run and project.interviews():
        keeping.backup(project, "before-import")
    if wishes.themes and not wishes.dry_run:
        apply_themes(project, plan)
    usable = {theme.key for theme in project.codebook.themes}
    if wishes.themes:
        usable |= {theme.key for theme in plan.new}
    placer = _Placer(project, foreign, wishes, report, usable)
    for source in foreign.sources:
        target = find_target(project, source, wishes)
        report.texts.append(target.report)
        placer.place(source, target)
    _store(project, report, wishes)
    return report


def _count_dropped(foreign: ForeignProject, report: ProjectImport) -> None:
    report.dropped.update(foreign.dropped)
    for kind, count in (
        ("note", len(foreign.notes) - len(_restricted_notes(foreign))),
        ("case", len(foreign.cases)),
        ("variable value", sum(len(case.values) for case in foreign.cases)),
    ):
        if count:
            report.dropped[kind] += count


def _store(project: Project, report: ProjectImport, wishes: Wishes) -> None:
    if wishes.dry_run or not (report.new or report.restrictions):
        return
    with project.action() as db:
        # Another program may have coded since the places were looked up.
        here = [new for new in report.new if not codings.coding_at(db, new)]
        report.there += len(report.new) - len(here)
        report.new = here
        for change in report.restrictions:
            assert change.after is not None
            codings.insert_restriction(db, change.after)
        if here or report.restrictions:
            subject: dict[str, object] = {"count": len(here), "file": report.origin}
            coding.store_codings(project, here, "coding.import", subject, report.restrictions)


class _Placer:
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
        self.restricted = _restricted_notes(foreign)
        stored = codings.restrictions(project.db)
        self.known = {row["uid"] for row in stored}
        self.restricted_places = {
            (row["transcript_id"], row["start"], row["stop"], row["kind"]) for row in stored
        }
        self.seen: set[tuple[int, Span, str, str]] = set()
        self.uids: set[str] = set()

    def place(self, source: Source, target: Target) -> None:
        """Place the codings of one source."""
        wanted = [
            one
            for one in source.selections
            if one.codings or any(note in self.restricted for note in one.notes)
        ]
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
                self._leave(target, "outside", len(selection.codings))
                continue
            span, reason = self._span(text, pair, moved, target)
            if span is None:
                self._leave(target, reason, len(selection.codings))
                continue
            for applied in selection.codings:
                self._take(applied, selection, span, target)
            for note in selection.notes:
                self._restrict(note, span, target)

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

    def _take(self, applied: Applied, selection: Selection, span: Span, target: Target) -> None:
        theme = self.report.themes.keys.get(applied.code)
        if theme is None or theme not in self.usable:
            self._leave(target, "no code" if theme is None else "no theme", 1)
            return
        user = applied.user or selection.user
        new = Coding(
            uid=UUID(applied.guid).hex,
            transcript=target.transcript,
            span=span,
            theme=theme,
            coder=self.users.get(user) or self.wishes.coder or self.project.coder,
            created=moment(applied.created or selection.created),
            origin=Origin.IMPORTED,
        )
        place = (id(target) if not new.transcript else new.transcript, span, theme, new.coder)
        if (
            place in self.seen
            or new.uid in self.uids
            or codings.stored_coding(self.project.db, new.uid)
            or codings.coding_at(self.project.db, new)
        ):
            self.report.there += 1
            return
        self.seen.add(place)
        self.uids.add(new.uid)
        self.report.new.append(new)

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


def _restricted_notes(foreign: ForeignProject) -> dict[str, tuple[str, str, str]]:
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
