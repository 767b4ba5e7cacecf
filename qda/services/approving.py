"""Approval of excerpts: packs for informants, and the answers to them.

An answer is about exactly what was shown. It cannot be undone; the newest one counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.approval import Answered, Approved, Printed, Use
from qda.domain.consent import RestrictionKind
from qda.domain.permission import Profile
from qda.domain.text import one_line
from qda.errors import NotFound, NotPermitted, Refused
from qda.language import gettext as _
from qda.services import consenting, consents, dates
from qda.services.answering import Answers
from qda.services.printed_forms import INFORMANT, store_form
from qda.services.printing import Printer
from qda.services.publishing import Publisher
from qda.services.voices import voices_of
from qda.storage import approvals, codings, interviews, journal
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from qda.domain.codings import Coding
    from qda.formats.approval_pack import Pack
    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class Packed:
    """What writing a pack did."""

    short_id: str
    excerpts: int
    approved: int
    """Left out, since the informant has approved them in this form."""
    shared: int
    """Left out, since somebody else's words stand in them too."""
    batch: str
    files: tuple[str, ...]


def write_pack(
    project: Project,
    short_id: str,
    paths: Sequence[Path],
    *,
    deadline: date | None = None,
    channel: str = "",
    again: bool = False,
) -> Packed:
    """Write an informant's excerpts for approval, and record that they were sent.

    Args:
        project: An open project.
        short_id: The informant.
        paths: Files to write, .docx or .html.
        deadline: Until when an answer is asked for.
        channel: How the pack is sent.
        again: Excerpts too that were approved in this form already.

    Raises:
        NotFound: No such informant.
        Refused: Nothing to ask about, a deadline that has passed, or an ending that is not known.
        NotPermitted: The informant has withdrawn, or somebody else's name or words stand in it.
    """
    from qda.formats import approval_pack

    person = consents.by_id(project, short_id)
    if deadline and deadline < dates.today():
        raise Refused(
            _("The deadline {date} has passed.").format(date=deadline),
            _("Give a day to come, or none."),
        )
    writers = {".docx": approval_pack.as_docx, ".html": approval_pack.as_html}
    for path in paths:
        if path.suffix.casefold() not in writers:
            raise Refused(
                _('"{name}" has an ending that is not known.').format(name=one_line(path.name)),
                _("Use one of: {endings}.").format(endings=", ".join(writers)),
            )
    wanted, approved, shared, permission = _wanted(project, person, again)
    batch = new_uid()
    writer = Publisher(project, Profile.ASSESSMENT, to=person["short_id"])
    with project.action() as db:
        rows = [_sent(project, person, one, batch, deadline, channel) for one in wanted]
        shown = {row["hash"]: row for row in reversed(rows)}
        pack = _pack([*reversed(shown.values())], batch, deadline)
        journal.record(
            db,
            coder=project.coder,
            action="approval.sent",
            subject={"informant": person["short_id"], "count": len(shown), "batch": batch},
        )
        permitted = consenting.made_from(pack, permission)
        keys = [pack.batch, *(one.key for one in pack.excerpts)]
        writer.write(
            {path: writers[path.suffix.casefold()](permitted) for path in paths},
            ids=[form for key in keys for form in (key, approval_pack.visible(key))],
            note=False,
        )
    files = tuple(path.name for path in paths)
    return Packed(person["short_id"], len(shown), approved, shared, batch[:8], files)


def _pack(rows: Sequence[dict[str, Any]], batch: str, deadline: date | None) -> Pack:
    from qda.formats.approval_pack import Pack, PackedExcerpt

    return Pack(
        _("Passages for approval"),
        batch[:8],
        deadline.isoformat() if deadline else "",
        tuple(
            PackedExcerpt(row["uid"][:8], row["text"], row["reference"], row["attribution"])
            for row in rows
        ),
    )


def _wanted(
    project: Project, person: dict[str, Any], again: bool
) -> tuple[list[tuple[Coding, Printed]], int, int, Any]:
    """The informant's codings with their printed forms, by place, and what is left out."""
    answers, printer = Answers(project), Printer(project)
    if consents.state_of(project, person["id"]).withdrawn:
        raise NotPermitted(
            _("{id} has withdrawn; nothing of theirs may be used.").format(id=person["short_id"])
        )
    mine: list[Coding] = []
    shared = 0
    for row in project.interviews():
        voices = voices_of(project, row)
        for coding in codings.codings(project.db, row.transcript_id):
            who = [one.informant_id for one in voices.of(coding.span)]
            if who == [person["id"]]:
                mine.append(coding)
            else:
                shared += person["id"] in who
    passed, permission = consenting.permit(consenting.gate(project), mine)
    found = [(one, printer.printed(one)) for one in passed]
    # Interviewers' words are nobody's to approve.
    found = [(one, printed) for one, printed in found if printed.text]
    left = [
        (one, printed)
        for one, printed in found
        if again or answers.of(person["id"], one) is not Approved.YES
    ]
    if not left:
        raise Refused(
            _("There is nothing to ask {id} about.").format(id=person["short_id"]),
            _("All that is coded is approved already; `--again` asks once more.")
            if found
            else _("Nothing that may be used is coded in the interview."),
        )
    return left, len(found) - len(left), shared, permission


def _sent(
    project: Project,
    person: dict[str, Any],
    one: tuple[Coding, Printed],
    batch: str,
    deadline: date | None,
    channel: str,
) -> dict[str, Any]:
    coding, printed = one
    row = approvals.excerpt(
        project.db,
        {
            "uid": new_uid(),
            "informant_id": person["id"],
            "coding_uid": coding.uid,
            "use": str(printed.use),
            "text": printed.text,
            "attribution": printed.attribution,
            "reference": printed.reference,
            "hash": printed.hash,
            "created": now(),
        },
    )
    _append(
        project,
        row,
        Answered.SENT,
        digest=row["hash"],
        batch=batch,
        deadline=deadline.isoformat() if deadline else "",
        channel=channel,
    )
    return row


def _append(
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
        _append(project, row, answer.state, digest=digest, text=text, at=at, channel=channel)


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
