"""What a person must look at after a text was corrected: the list, and what they decide.

Each decision is one step that undo takes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.text import Span
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import citing, marking
from qda.storage import codings, interviews, journal, marks, reviews, themes
from qda.storage.journal import Change
from qda.storage.store import now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class Review:
    """A coding, restriction or memo whose words were changed or are gone."""

    uid: str
    appendix: str
    subject: str
    """`coding`, `restriction` or `memo`."""
    subject_uid: str
    kind: str
    """`changed`: it stands on the new words. `gone`: it stands on the earlier version."""
    theme: str
    """The theme of a coding, or the kind of a restriction; empty for a memo."""
    title: str
    coder: str
    """Empty for a restriction."""
    typography: bool
    """Only quote marks, dashes or blanks were changed."""
    withholds: bool
    """Whether nothing of the interview leaves until this is decided."""
    old_text: str
    new: Span | None
    """Where it stands in the new text; None when it is gone."""
    new_text: str
    elsewhere: Span | None
    """Where the words of something gone stand once in the new text, moved or brought back."""
    place: int
    """Where in the new text it was."""
    segment: int
    """The segment of the new text at or before its place; 0 where there is none."""
    around: str
    """The words of the new text about its place."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        values = {name: getattr(self, name) for name in self.__slots__}
        for name in ("new", "elsewhere"):
            span = values[name]
            values[name] = [span.start, span.stop] if span else None
        return values


_AROUND = 40


def open_reviews(project: Project, interview: InterviewRow | None = None) -> list[Review]:
    """What waits for a decision, in the order of appendix and place."""
    with project.reading():
        return _open_reviews(project, interview)


def _open_reviews(project: Project, interview: InterviewRow | None) -> list[Review]:
    found: list[Review] = []
    titles = themes.theme_titles(project.db)
    for row in [interview] if interview else project.interviews():
        waiting = reviews.open_reviews(project.db, row.id)
        if not waiting:
            continue
        text = interviews.transcript_text(project.db, row.transcript_id)
        segments = interviews.segments(project.db, row.transcript_id)
        for one in waiting:
            number = sum(1 for segment in segments if segment.span.start <= one["place"])
            found.append(_review(project, row, one, text, number, titles))
    return found


def _review(
    project: Project,
    interview: InterviewRow,
    row: dict[str, Any],
    text: str,
    segment: int,
    titles: dict[str, str],
) -> Review:
    marked = _marked(project, row["subject"], row["subject_uid"])
    gone = row["kind"] == "gone"
    old = interviews.transcript_text(project.db, row["old_transcript_id"])
    old_text = old[row["old_start"] : row["old_stop"]]
    new = None if gone else Span(marked["start"], marked["stop"])
    elsewhere = citing.find_quote(text, old_text) if gone else None
    theme = marked.get("theme") or marked.get("kind") or ""
    place = min(row["place"], len(text))
    return Review(
        uid=row["uid"],
        appendix=interview.appendix,
        subject=row["subject"],
        subject_uid=row["subject_uid"],
        kind=row["kind"],
        theme=theme,
        title=titles.get(theme, theme),
        coder=marked.get("coder", ""),
        typography=bool(row["typography"]),
        withholds=row["subject"] == "restriction" and (gone or bool(row["words_lost"])),
        old_text=old_text,
        new=new,
        new_text=new.of(text) if new else "",
        elsewhere=elsewhere.spans[0] if elsewhere and len(elsewhere.spans) == 1 else None,
        place=place,
        segment=segment,
        around=text[max(0, place - _AROUND) : place + _AROUND],
    )


def _marked(project: Project, subject: str, uid: str) -> dict[str, Any]:
    row = marks.stored(project.db, subject, uid)
    if row is None:
        raise NotFound(_("The coding has been removed already."))
    return row


def by_uid(project: Project, beginning: str) -> Review:
    """The one open review whose id begins so.

    Raises:
        NotFound: None does.
        Refused: Several do.
    """
    found = [one for one in open_reviews(project) if beginning and one.uid.startswith(beginning)]
    if not found:
        raise NotFound(
            _('Nothing with the id "{id}" waits for a decision.').format(id=beginning),
            _("`qda review` shows the ids."),
        )
    if len(found) > 1:
        raise Refused(
            _('{count} ids begin with "{id}".').format(count=len(found), id=beginning),
            _("Give more characters of the id."),
        )
    return found[0]


def accept(project: Project, review: Review) -> None:
    """Take what stands there now for right.

    A changed coding or restriction stays on its new words. Something gone whose words stand once
    elsewhere moves there. A restriction without a trace stays on the earlier version: whoever
    accepts it says that the passage is no longer in the text. A memo without a trace becomes one
    on the whole interview.

    Raises:
        Refused: The words of a coding stand nowhere, or in several places.
    """
    if review.kind == "gone" and review.elsewhere is not None:
        move(project, review, review.elsewhere)
        return
    if review.kind == "gone" and review.subject == "coding":
        raise Refused(
            _("The words of this coding do not stand in the new text, or more than once."),
            _("Give it other words with `--quote` or `--span`, or remove it with `--drop`."),
        )
    with project.action():
        changes = []
        if review.kind == "gone" and review.subject == "memo":
            row = _marked(project, review.subject, review.subject_uid)
            changes = [Change("memo", review.subject_uid, row, {**row, **_ON_INTERVIEW})]
        _decide(project, review, "accepted", "review.accept", changes)


_ON_INTERVIEW: dict[str, Any] = {
    "subject": "interview", "transcript_id": None, "start": None, "stop": None,
    "quote_hash": "", "before": "", "after": "",
}  # fmt: skip
"""What makes a memo on a passage one on its interview, whose uid it has as its key."""


def move(project: Project, review: Review, span: Span) -> None:
    """Put a coding, restriction or memo on other words of the new text.

    Raises:
        Refused: Nobody speaks there, or the words are marked so already.
    """
    interview = project.interview(review.appendix)
    text = interviews.transcript_text(project.db, interview.transcript_id)
    if span.stop > len(text):
        raise Refused(
            _("{appendix} has {count} characters only.").format(
                appendix=interview.appendix, count=len(text)
            ),
            _("Give the words instead: `--quote`."),
        )
    if review.subject != "restriction":
        marking.refuse_silence(project, interview, span)
    with project.action():
        row = _marked(project, review.subject, review.subject_uid)
        change = marks.moved(review.subject, row, interview.transcript_id, span, text)
        assert change.after is not None
        if change.after != row:
            _refuse_double(project, review, change.after)
        _decide(project, review, "moved", "review.move", [change])


def drop(project: Project, review: Review) -> None:
    """Remove a coding or memo for which the new text has no words.

    Raises:
        Refused: It is a restriction; those are not lifted here.
    """
    if review.subject == "restriction":
        raise Refused(
            _("A restriction cannot be dropped here: it protects an informant."),
            _("If the passage is no longer in the text, say so with `--accept`."),
        )
    with project.action():
        row = _marked(project, review.subject, review.subject_uid)
        change = Change(review.subject, review.subject_uid, row, None)
        _decide(project, review, "dropped", "review.drop", [change])


def _refuse_double(project: Project, review: Review, row: Mapping[str, Any]) -> None:
    if review.subject == "memo":
        return  # several may stand on the same words
    there = (
        codings.stored_codings(project.db, row["transcript_id"])
        if review.subject == "coding"
        else codings.restrictions(project.db, row["transcript_id"])
    )
    names = ("start", "stop", "theme", "coder", "kind")
    if any(
        other["uid"] != row["uid"] and all(other.get(name) == row.get(name) for name in names)
        for other in there
    ):
        raise Refused(
            _("These words are marked as {theme} already.").format(theme=review.theme),
            _("Choose other words, or remove the coding with `--drop`."),
        )


def _decide(
    project: Project, review: Review, state: str, action: str, changes: list[Change]
) -> None:
    """Close a review and write the journal line; call it inside `project.action()`."""
    db = project.db
    before = next((row for row in reviews.open_reviews(db) if row["uid"] == review.uid), None)
    if before is None:
        raise NotFound(_("This has been decided already."))
    after = {**before, "state": state, "decided_by": project.coder, "decided_at": now()}
    changes = [*changes, Change("review", review.uid, before, after)]
    for change in changes:
        marks.put(db, change.table, change.uid, change.after)
    journal.record(
        db,
        coder=project.coder,
        action=action,
        subject={
            "appendix": review.appendix,
            "subject": review.subject,
            "theme": review.theme,
            "title": review.title,
        },
        changes=changes,
        undoable=True,
    )
