"""Packs of excerpts that are sent to an informant for approval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.approval import Answered, Approved, Printed
from qda.domain.permission import Profile
from qda.domain.text import one_line
from qda.errors import NotPermitted, Refused
from qda.language import gettext as _
from qda.services import consenting, consents, dates
from qda.services.answering import Answers
from qda.services.approving import append
from qda.services.printing import Printer
from qda.services.publishing import Publisher
from qda.services.voices import voices_of
from qda.storage import approvals, codings, journal
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
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
    writers = {".docx": approval_pack.as_docx, ".html": approval_pack.as_html}
    _refuse_to_write(paths, writers, deadline)
    wanted, approved, shared, permission = _wanted(project, person, again)
    batch = new_uid()
    writer = Publisher(project, Profile.ASSESSMENT, to=person["short_id"])
    with project.action() as db:
        rows = [_sent(project, person, one, batch, deadline, channel) for one in wanted]
        shown = {row["hash"]: row for row in reversed(rows)}
        pack = _pack(batch, deadline, [*reversed(shown.values())])
        journal.record(
            db,
            coder=project.coder,
            action="approval.sent",
            subject={"informant": person["short_id"], "count": len(shown), "batch": batch},
        )
        permitted = consenting.made_from(pack, permission)
        writer.write(
            {path: writers[path.suffix.casefold()](permitted) for path in paths},
            ids=_ids_in(pack),
            note=False,
        )
    files = tuple(path.name for path in paths)
    return Packed(person["short_id"], len(shown), approved, shared, batch[:8], files)


def _refuse_to_write(
    paths: Sequence[Path], endings: Collection[str], deadline: date | None
) -> None:
    if deadline and deadline < dates.today():
        raise Refused(
            _("The deadline {date} has passed.").format(date=deadline),
            _("Give a day to come, or none."),
        )
    for path in paths:
        if path.suffix.casefold() not in endings:
            raise Refused(
                _('"{name}" has an ending that is not known.').format(name=one_line(path.name)),
                _("Use one of: {endings}.").format(endings=", ".join(endings)),
            )


def _pack(batch: str, deadline: date | None, rows: Sequence[Mapping[str, Any]]) -> Pack:
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


def _ids_in(pack: Pack) -> list[str]:
    """The ids that stand in a pack, as programs read them and as people do."""
    from qda.formats.approval_pack import visible

    keys = [pack.batch, *(one.key for one in pack.excerpts)]
    return [form for key in keys for form in (key, visible(key))]


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
    append(
        project,
        row,
        Answered.SENT,
        digest=row["hash"],
        batch=batch,
        deadline=deadline.isoformat() if deadline else "",
        channel=channel,
    )
    return row
