"""Approval of excerpts: packs for informants, and the answers to them.

An answer is about exactly what was shown. It cannot be undone; the newest one counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.approval import Answered, Approved, Printed, Use
from qda.domain.consent import RestrictionKind
from qda.domain.text import one_line
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.services import consents, dates
from qda.services.answering import Answers
from qda.services.printed_forms import INFORMANT, store_form
from qda.storage import approvals, codings, interviews, journal
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.project import Project


def append(
    project: Project,
    excerpt: dict[str, Any],
    state: Answered,
    *,
    digest: str,
    text: str = "",
    at: str = "",
    batch: str = "",
    deadline: str = "",
    channel: str = "",
) -> None:
    """Write a state of an excerpt, and what it is about, into the record."""
    approvals.add_approval(
        project.db,
        {
            "uid": new_uid(),
            "excerpt_id": excerpt["id"],
            "at": at or dates.today().isoformat(),
            "state": str(state),
            "text": text,
            "hash": digest,
            "batch": batch,
            "deadline": deadline,
            "channel": channel,
            "recorded_by": project.coder,
            "recorded_at": now(),
        },
    )


def excerpt_by_id(project: Project, beginning: str) -> dict[str, Any]:
    """The excerpt whose id begins so, with or without its hyphen.

    Raises:
        NotFound: None does.
        Refused: Several do.
    """
    wanted = beginning.replace("-", "").strip().casefold()
    found = [row for row in approvals.excerpts(project.db) if row["uid"].startswith(wanted)]
    if not wanted or not found:
        raise NotFound(
            _('There is no excerpt "{id}".').format(id=one_line(beginning)),
            _("`qda approve list` shows the ids."),
        )
    if len(found) > 1:
        raise Refused(
            _('{count} excerpts have an id that begins with "{id}".').format(
                count=len(found), id=wanted
            ),
            _("Give more characters of the id."),
        )
    return dict(found[0])


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one excerpt."""

    excerpt: dict[str, Any]
    state: Answered
    text: str = ""
    """The other wording, where the answer holds one."""


def record(
    project: Project, answers: Sequence[Answer], *, at: str = "", channel: str = ""
) -> list[Approved]:
    """Record answers as one action; returns what each is worth for what would be printed now.

    A correction becomes the printed form. What is to be left out is restricted, so that it is
    gone from everything that leaves.

    Raises:
        Refused: A correction without words, or a day that lies ahead.
    """
    if at:
        consents.check_moment(at)
    for answer in answers:
        if answer.state is Answered.WITH_CHANGES and not answer.text.strip():
            raise Refused(
                _("An approval with changes needs the other wording."),
                _("Give it with `--text`."),
            )
    with project.action() as db:
        for answer in answers:
            _answer(project, answer, at, channel)
        journal.record(
            db,
            coder=project.coder,
            action="approval.record",
            subject={
                "count": len(answers),
                "excerpts": [[one.excerpt["uid"][:8], str(one.state)] for one in answers],
            },
        )
    worth, by_uid = Answers(project), {one.uid: one for one in codings.codings(project.db)}
    return [
        worth.of(one.excerpt["informant_id"], coding, Use(one.excerpt["use"]))
        if (coding := by_uid.get(one.excerpt["coding_uid"]))
        else Approved.OUTDATED
        for one in answers
    ]


def _answer(project: Project, answer: Answer, at: str, channel: str) -> None:
    """Record an answer for all codings that were shown as this one excerpt."""
    shown, text = answer.excerpt, answer.text.strip()
    same = [
        row
        for row in approvals.excerpts(project.db)
        if (row["informant_id"], row["hash"]) == (shown["informant_id"], shown["hash"])
    ]
    for row in same:
        digest = row["hash"]
        if answer.state is Answered.WITH_CHANGES:
            printed = Printed(text, row["attribution"], row["reference"], Use(row["use"]))
            digest = printed.hash
            store_form(project, row["coding_uid"], text, INFORMANT)
        elif answer.state is Answered.LEFT_OUT:
            _leave_out(project, row)
        append(project, row, answer.state, digest=digest, text=text, at=at, channel=channel)


def _leave_out(project: Project, excerpt: dict[str, Any]) -> None:
    """Restrict the words of an excerpt, so that they vanish like words off the record."""
    stored = codings.stored_coding(project.db, excerpt["coding_uid"])
    coding = next(
        (one for one in codings.codings(project.db) if stored and one.uid == stored["uid"]), None
    )
    if coding is None:
        return
    text = interviews.transcript_text(project.db, coding.transcript)
    codings.insert_restriction(
        project.db,
        codings.restriction_row(
            coding.transcript,
            coding.span,
            text,
            kind=str(RestrictionKind.LEFT_OUT),
            source=f"excerpt {excerpt['uid'][:8]}",
            at=dates.today().isoformat(),
        ),
    )
