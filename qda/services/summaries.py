"""Summaries: a coder's own condensed wording for a cell of the matrix, informant × theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.memos import Summary
from qda.domain.text import canonical
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import consenting
from qda.storage import informants, journal, memos, themes
from qda.storage.journal import Change
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


@dataclass(frozen=True, slots=True)
class ListedSummary:
    """A summary with the row of the matrix in which it stands."""

    summary: Summary
    appendix: str
    title: str
    """Of the theme."""
    restricted: bool
    """Whether the informant has withdrawn; it is in no export then."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "uid": self.summary.uid,
            "appendix": self.appendix,
            "theme": self.summary.theme,
            "text": self.summary.text,
            "coder": self.summary.coder,
            "changed": self.summary.changed,
            "restricted": self.restricted,
        }


def put(project: Project, interview: InterviewRow, theme: str, text: str) -> Summary | None:
    """Write the coder's summary of a cell; an empty text takes it away. One step to undo.

    Returns:
        The summary as it is now, or None.

    Raises:
        NotFound: The codebook holds no such theme.
        Refused: There was none to take away.
    """
    key, words = project.codebook.theme(theme).key, canonical(text)[0].strip()
    with project.action() as db:
        there = [one for one in of_cell(project, interview, key) if one.coder == project.coder]
        before = there[0] if there else None
        if before is None and not words:
            raise Refused(_("There is no summary to take away."), _("Nothing was written."))
        if before is not None and before.text == words:
            return before
        after = None
        if words:
            uid = before.uid if before else new_uid()
            row_key = before.informant if before else _row_key(project, interview)
            after = Summary(uid, row_key, key, words, project.coder, now())
        change = Change(
            "summary",
            before.uid if before else after.uid if after else "",
            memos.summary_row(before) if before else None,
            memos.summary_row(after) if after else None,
        )
        memos.delete_summary(db, change.uid)
        if change.after is not None:
            memos.insert_summary(db, change.after)
        title = themes.theme_titles(db).get(key, key)
        journal.record(
            db,
            coder=project.coder,
            action="summary.put" if after else "summary.remove",
            subject={"appendix": interview.appendix, "theme": key, "title": title},
            changes=[change],
            undoable=True,
        )
    return after


def of_cell(project: Project, interview: InterviewRow, theme: str) -> list[Summary]:
    """The summaries of a cell, all coders."""
    keys = {interview.uid, _row_key(project, interview)}
    return [
        one for one in memos.summaries(project.db) if one.theme == theme and one.informant in keys
    ]


def listed(project: Project, *, theme: str | None = None) -> list[ListedSummary]:
    """All summaries, in the order of the matrix."""
    with project.reading():
        gate = consenting.gate(project)
        titles = themes.theme_titles(project.db)
        order = {key: place for place, key in enumerate(titles)}
        found = []
        for row in project.interviews():
            keys = {row.uid, _row_key(project, row)}
            mine = [one for one in memos.summaries(project.db) if one.informant in keys]
            found += [
                ListedSummary(
                    one,
                    row.appendix,
                    titles.get(one.theme, one.theme),
                    row.transcript_id in gate.withdrawn,
                )
                for one in sorted(mine, key=lambda one: order.get(one.theme, len(order)))
                if theme in (None, one.theme)
            ]
        return found


def _row_key(project: Project, interview: InterviewRow) -> str:
    # A summary that was written before the informant was registered keeps the interview's uid.
    if interview.informant_id is None:
        return interview.uid
    return informants.uid_of(project.db, interview.informant_id)
