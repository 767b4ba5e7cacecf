"""Memos on the project, an interview, a passage, a coding, a theme or an informant.

Each act is one step that undo takes back exactly. A memo stays when what it is about is removed.
It is as confidential as what it is about: only the coders' own copies take memos along.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qda.domain.memos import About, Memo, Target
from qda.domain.text import canonical
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import marking
from qda.storage import codings, informants, interviews, journal, memos, themes, versions
from qda.storage.journal import Change
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.domain.text import Span
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


# What a memo can be about


def on_interview(project: Project, interview: InterviewRow) -> Target:
    """An interview."""
    del project
    return Target(About.INTERVIEW, interview.uid)


def on_passage(project: Project, interview: InterviewRow, span: Span) -> Target:
    """Words of an interview.

    Raises:
        Refused: Nobody speaks there.
    """
    marking.refuse_silence(project, interview, span)
    return Target(About.PASSAGE, interview.uid, interview.transcript_id, span)


def on_coding(one: Coding) -> Target:
    """A coding."""
    return Target(About.CODING, one.uid)


def on_theme(project: Project, theme: str) -> Target:
    """A theme or sub-code, by its key."""
    return Target(About.THEME, project.codebook.theme(theme).key)


def on_informant(project: Project, short_id: str) -> Target:
    """An informant, by the short id of the register.

    Raises:
        NotFound: There is none; says who there is.
    """
    people = {row["short_id"]: row["uid"] for row in informants.informants(project.db)}
    if short_id not in people:
        raise NotFound(
            _('There is no informant "{id}".').format(id=short_id),
            _("There are: {names}.").format(names=", ".join(people))
            if people
            else _("Load a register with `qda informant load`."),
        )
    return Target(About.INFORMANT, people[short_id])


# Acts


def write(project: Project, target: Target, text: str) -> Memo:
    """Write a memo; it is on disk when this returns.

    Raises:
        Refused: There are no words, or the text it is about was replaced meanwhile.
    """
    moment = now()
    memo = Memo(new_uid(), target, _worded(text), project.coder, moment, moment)
    with project.action() as db:
        source = ""
        if target.transcript is not None:
            if not versions.is_current(db, target.transcript):
                raise Refused(
                    _("The text has been replaced meanwhile."),
                    _("Nothing was written. Open the interview again."),
                )
            source = interviews.transcript_text(db, target.transcript)
        row = memos.memo_row(memo, source)
        memos.insert_memo(db, row)
        _record(project, "memo.write", memo, Change("memo", memo.uid, None, row))
    return memo


def change(project: Project, memo: Memo, text: str) -> Memo:
    """Give a memo other words; returns it as it is now.

    Args:
        project: An open project.
        memo: As it was read.
        text: The new words.

    Raises:
        NotFound: It is gone.
        Refused: There are no words, it is another coder's, or it was changed since it was read.
    """
    words = _worded(text)
    with project.action() as db:
        before = _own(project, memo)
        if before["text"] != memo.text:
            raise Refused(
                _("The memo was changed by another program in the meantime."),
                _("Nothing was written. Copy your words, and open the memo again."),
            )
        if words == memo.text:
            return memo
        after = {**before, "text": words, "changed": now()}
        memos.delete_memo(db, memo.uid)
        memos.insert_memo(db, after)
        _record(project, "memo.change", memo, Change("memo", memo.uid, before, after))
    return replace(memo, text=words, changed=after["changed"])


def remove(project: Project, memo: Memo) -> None:
    """Remove a memo; undo brings it back.

    Raises:
        NotFound: It is gone already.
        Refused: It is another coder's.
    """
    with project.action() as db:
        before = _own(project, memo)
        memos.delete_memo(db, memo.uid)
        _record(project, "memo.remove", memo, Change("memo", memo.uid, before, None))


def _own(project: Project, memo: Memo) -> dict[str, Any]:
    row = memos.stored_memo(project.db, memo.uid)
    if row is None:
        raise NotFound(_("The memo has been removed already."))
    if row["coder"] != project.coder:
        raise Refused(
            _("The memo is by {coder}.").format(coder=row["coder"]),
            _("Nothing was changed. Write a memo of your own about the same thing."),
        )
    return row


def _worded(text: str) -> str:
    words = canonical(text)[0].strip()
    if not words:
        raise Refused(_("A memo without words says nothing."), _("Nothing was written."))
    return words


def _record(project: Project, action: str, memo: Memo, change: Change) -> None:
    """Write the journal line; without a word of the memo, for the log is shown to others."""
    subject = {"about": str(memo.target.about), **_naming(project, memo.target)}
    journal.record(
        project.db,
        coder=project.coder,
        action=action,
        subject=subject,
        changes=[change],
        undoable=True,
    )


def _naming(project: Project, target: Target) -> dict[str, str]:
    """What names the subject of a memo in the log."""
    if target.about in (About.INTERVIEW, About.PASSAGE):
        by_uid = {row.uid: row.appendix for row in project.interviews()}
        return {"appendix": by_uid.get(target.key, "")}
    if target.about is About.CODING:
        row = codings.stored_coding(project.db, target.key)
        if row is None:
            return {"appendix": ""}
        title = themes.theme_titles(project.db).get(row["theme"], row["theme"])
        return {"appendix": versions.appendix_of(project.db, row["transcript_id"]), "title": title}
    if target.about is About.THEME:
        return {"title": themes.theme_titles(project.db).get(target.key, target.key)}
    return {}


# Reading


def by_uid(project: Project, beginning: str) -> Memo:
    """The one memo whose id begins so.

    Raises:
        NotFound: None does.
        Refused: Several do.
    """
    found = memos.memos_by_uid(project.db, beginning)
    if not found:
        raise NotFound(
            _('There is no memo "{id}".').format(id=beginning), _("`qda memo list` shows the ids.")
        )
    if len(found) > 1:
        raise Refused(
            _('{count} ids begin with "{id}".').format(count=len(found), id=beginning),
            _("Give more characters of the id."),
        )
    return found[0]


def beside(project: Project, interview: InterviewRow) -> list[tuple[Memo, Span]]:
    """The memos on words of an interview: on passages and on codings, by place."""
    return memos.memos_in(project.db, interview.transcript_id)
