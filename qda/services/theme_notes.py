"""What was written about a theme's codings and cells, when the theme goes into another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.memos import About
from qda.language import ngettext
from qda.storage import memos
from qda.storage.journal import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Notes:
    """Changes of memos and summaries, and what they do in words."""

    changes: tuple[Change, ...] = ()
    sentences: tuple[str, ...] = ()


def notes_moved(db: Database, source: str, target: str, folded: Mapping[str, str]) -> Notes:
    """What becomes of memos and summaries.

    Args:
        db: An open database.
        source: Key of the theme that goes into another one.
        target: Key of that one.
        folded: By uid of a coding that becomes one with another, that one's uid.
    """
    kept = [
        change
        for memo in memos.memos(db)
        if (change := _memo(db, memo.uid, memo.target.about, source, target, folded)) is not None
    ]
    summaries = _summaries(db, source, target)
    moved = sum(change.before is not None and change.before["theme"] == source
                for change in summaries)  # fmt: skip
    sentences = []
    if kept:
        sentences.append(
            ngettext("{count} memo goes along.", "{count} memos go along.", len(kept)).format(
                count=len(kept)
            )
        )
    if moved:
        sentences.append(
            ngettext(
                "{count} summary goes along; two of one cell are put below each other.",
                "{count} summaries go along; two of one cell are put below each other.",
                moved,
            ).format(count=moved)
        )
    return Notes((*kept, *summaries), tuple(sentences))


def _memo(
    db: Database, uid: str, about: About, source: str, target: str, folded: Mapping[str, str]
) -> Change | None:
    """The change of a memo on the theme, or on a coding that becomes one with another."""
    row = memos.stored_memo(db, uid)
    if row is None:
        return None
    if about is About.THEME and row["subject_key"] == source:
        return Change("memo", uid, row, {**row, "subject_key": target})
    if about is About.CODING and row["subject_key"] in folded:
        return Change("memo", uid, row, {**row, "subject_key": folded[row["subject_key"]]})
    return None


def _summaries(db: Database, source: str, target: str) -> list[Change]:
    rows = [memos.summary_row(one) for one in memos.summaries(db)]
    there = {(row["informant"], row["coder"]): row for row in rows if row["theme"] == target}
    changes = []
    for row in rows:
        if row["theme"] != source:
            continue
        other = there.get((row["informant"], row["coder"]))
        if other is None:
            changes.append(Change("summary", row["uid"], row, {**row, "theme": target}))
            continue
        words = f"{other['text']}\n\n{row['text']}"
        changes.append(Change("summary", row["uid"], row, None))
        changes.append(Change("summary", other["uid"], other, {**other, "text": words}))
    return changes
