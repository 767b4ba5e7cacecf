"""What becomes of codings, restrictions and memos of an interview when its text is corrected.

What reads exactly the same moves with its words. What was changed moves too, and what is gone
stays on the earlier version; both get a review. A restriction never becomes narrower: changed,
it covers all that stands between the nearest untouched words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qda.domain.carrying import Carried, Fate, carry
from qda.domain.text import Span, trimmed
from qda.storage import interviews, marks, reviews, versions
from qda.storage.journal import Change
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class Item:
    """A coding, restriction or memo, and what becomes of it."""

    subject: str
    """`coding`, `restriction` or `memo`."""
    row: dict[str, Any]
    """As it is stored now."""
    fate: Fate
    new: Span | None
    """Where it goes; None where it stays on the earlier version."""
    carried: Carried
    old_text: str
    new_text: str
    """Empty where it goes nowhere."""
    doubled: bool = False
    """Its words are marked in the same way already, so it cannot go there."""

    @property
    def theme(self) -> str:
        """The theme of a coding, or the kind of a restriction; a memo has none."""
        return str(self.row.get("theme") or self.row.get("kind") or "")

    @property
    def typography(self) -> bool:
        """Only quote marks, dashes or blanks were changed."""
        return self.fate is Fate.CHANGED and self.carried.typography


def items_of(project: Project, interview: InterviewRow, text: str) -> tuple[Item, ...]:
    """What becomes of everything that is marked in an interview, by place.

    Args:
        project: An open project.
        interview: The interview.
        text: Its corrected text.
    """
    items: list[Item] = []
    for transcript, marked in _marked(project, interview).items():
        old = interviews.transcript_text(project.db, transcript)
        spans = [Span(row["start"], row["stop"]) for _subject, row in marked]
        for (subject, row), carried in zip(marked, carry(old, text, spans), strict=True):
            items.append(_item(subject, row, carried, old, text))
    restored = _restored(project, interview, text)
    return tuple(_without_doubles([restored.get(item.row["uid"], item) for item in items]))


def _restored(project: Project, interview: InterviewRow, text: str) -> dict[str, Item]:
    """What an earlier correction changed and this one gives back, word by word, by uid."""
    found: dict[str, Item] = {}
    for review in reviews.open_reviews(project.db, interview.id):
        if review["kind"] == "gone":
            continue
        old = interviews.transcript_text(project.db, review["old_transcript_id"])
        (carried,) = carry(old, text, [Span(review["old_start"], review["old_stop"])])
        row = marks.stored(project.db, review["subject"], review["subject_uid"])
        if carried.fate is Fate.EXACT and row is not None:
            found[row["uid"]] = _item(review["subject"], row, carried, old, text)
    return found


def _marked(
    project: Project, interview: InterviewRow
) -> dict[int, list[tuple[str, dict[str, Any]]]]:
    """All that is marked, by version: what was gone from the text may be back in the new one."""
    waiting = {
        row["subject_uid"]
        for row in reviews.reviews_of(project.db, interview.id)
        if row["kind"] == "gone" and row["state"] in ("open", "accepted")
    }
    found: dict[int, list[tuple[str, dict[str, Any]]]] = {}
    for transcript in versions.versions_of(project.db, interview.id):
        everything = marks.stored_all(project.db, transcript)
        current = transcript == interview.transcript_id
        marked = [(s, row) for s, row in everything if current or row["uid"] in waiting]
        if marked:
            found[transcript] = marked
    return found


def _item(subject: str, row: dict[str, Any], carried: Carried, old: str, new: str) -> Item:
    span = carried.new
    if subject == "restriction" and carried.fate is Fate.CHANGED and span is not None:
        # All that may have come from the passage, and never less than what survives of it.
        start, stop = min(span.start, carried.window[0]), max(span.stop, carried.window[1])
        span = trimmed(new, start, stop)
    return Item(
        subject,
        row,
        carried.fate,
        span,
        carried,
        old_text=carried.old.of(old),
        new_text=span.of(new) if span else "",
    )


def _without_doubles(items: Iterable[Item]) -> list[Item]:
    """The items by place; the second of two that would become the same stays where it is."""
    taken: set[tuple[object, ...]] = set()
    found: list[Item] = []
    for item in sorted(items, key=lambda item: item.fate is not Fate.EXACT):
        # Two memos may well stand on the same words.
        other = item.row["uid"] if item.subject == "memo" else item.row.get("coder")
        key = (item.subject, item.new, item.theme, other)
        if item.new is not None and key in taken:
            item = replace(item, fate=Fate.GONE, new=None, new_text="", doubled=True)
        taken.add(key)
        found.append(item)
    return sorted(found, key=lambda item: (item.carried.place, item.row["start"], item.theme))


def carry_over(
    project: Project, interview: InterviewRow, transcript: int, text: str, items: Sequence[Item]
) -> list[Change]:
    """Write what becomes of each item; call it inside `project.action()`.

    Args:
        project: An open project.
        interview: The interview as it was before the correction.
        transcript: The new version.
        text: Its text.
        items: What `items_of` gave for that text.

    Returns:
        The changes, for the journal.
    """
    there = reviews.reviews_of(project.db, interview.id)
    waiting = {(row["subject"], row["subject_uid"]): row for row in there if row["state"] == "open"}
    settled = {row["subject_uid"] for row in there if row["state"] == "accepted"}
    changes: list[Change] = []
    for item in items:
        if item.new is not None:
            changes.append(marks.moved(item.subject, item.row, transcript, item.new, text))
        before = waiting.get((item.subject, item.row["uid"]))
        elsewhere = item.row["transcript_id"] != interview.transcript_id
        if before is None and item.fate is Fate.GONE and elsewhere and item.row["uid"] in settled:
            continue  # a person has said already that it is no longer in the text
        after = _review(interview, transcript, item, before, _original(project, before))
        if after is not None and before != after:
            changes.append(Change("review", after["uid"], before, after))
    for change in changes:
        marks.put(project.db, change.table, change.uid, change.after)
    return changes


def _original(project: Project, review: dict[str, Any] | None) -> str:
    """The words that were marked before the first correction that changed them."""
    if review is None:
        return ""
    text = interviews.transcript_text(project.db, review["old_transcript_id"])
    return text[review["old_start"] : review["old_stop"]]


def _review(
    interview: InterviewRow,
    transcript: int,
    item: Item,
    before: dict[str, Any] | None,
    original: str,
) -> dict[str, Any] | None:
    """The review of an item after the correction; None where nothing needs a look."""
    place = {
        "new_transcript_id": transcript,
        "new_start": item.new.start if item.new else None,
        "new_stop": item.new.stop if item.new else None,
        "place": item.carried.place,
    }
    if item.fate is Fate.EXACT:
        if before is None:
            return None
        if before["kind"] == "gone" or item.old_text == original:
            # Its words are back: what waited for a person needs none any more.
            return {**before, **place, "state": "moved", "decided_at": now()}
        return {**before, **place}
    lost = item.subject == "restriction" and item.carried.words_lost
    verdict: dict[str, Any] = {
        "kind": str(item.fate),
        "typography": int(item.typography),
        "words_lost": int(lost),
    }
    if before is not None:
        # What was changed in two corrections was changed by either of them.
        verdict["words_lost"] = max(before["words_lost"], verdict["words_lost"])
        verdict["typography"] = min(before["typography"], verdict["typography"])
        return {**before, **verdict, **place}
    return {
        "uid": new_uid(),
        "interview_id": interview.id,
        "subject": item.subject,
        "subject_uid": item.row["uid"],
        **verdict,
        "old_transcript_id": item.row["transcript_id"],
        "old_start": item.row["start"],
        "old_stop": item.row["stop"],
        **place,
        "state": "open",
        "decided_by": "",
        "decided_at": "",
        "created": now(),
    }
