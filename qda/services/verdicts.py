"""Decisions about what is not entered in the register: kept, no name, or asked at each place.

Also decisions about one place, which hold there whatever was decided about the form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.danish.identifiers import structured
from qda.danish.name_occurrences import tokens
from qda.domain.identifiers import Kind
from qda.domain.register import Entity, KeepReason, Verdict
from qda.domain.text import Span, text_hash
from qda.errors import Refused
from qda.language import gettext as _
from qda.services.names import form_key
from qda.services.pseudonyms import clean
from qda.services.register_rows import write
from qda.storage import entities, interviews
from qda.storage.journal import Change
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow


def decide_form(project: Project, form: str, verdict: Verdict, reason: str = "") -> None:
    """Decide about all occurrences of a form that is not to be replaced.

    Args:
        project: An open project.
        form: As it stands in a text.
        verdict: Keep, not a name, or ask at each place.
        reason: Why it is kept; one of `KeepReason`.

    Raises:
        Refused: It is a CPR number, which is never kept; or it is kept without a reason.
    """
    key = form_key(clean(form))
    if not key:
        raise Refused(_("A name needs at least one letter or digit."))
    _check_verdict(form, verdict, reason)
    with project.action() as db:
        there = entities.stored(db, "form_verdict", form=key)
        row = {
            "uid": there[0]["uid"] if there else new_uid(),
            "form": key,
            "verdict": str(verdict),
            "reason": reason,
            "decided_by": project.coder,
            "decided_at": now(),
        }
        change = Change("form_verdict", row["uid"], there[0] if there else None, row)
        write(project, "form.decide", {"verdict": str(verdict)}, [change])


def decide_place(
    project: Project,
    interview: InterviewRow,
    span: Span,
    verdict: Verdict,
    entity: Entity | None = None,
    reason: str = "",
) -> None:
    """Decide about one place; it holds there only, whatever was decided about the form.

    Raises:
        Refused: The place is not in the text, or something else was decided about part of it.
    """
    text = interviews.transcript_text(project.db, interview.transcript_id)
    if span.stop > len(text) or not tokens(span.of(text)):
        raise Refused(
            _("No word of {appendix} stands there.").format(appendix=interview.appendix),
            _("`qda anonymise list` shows the places."),
        )
    _check_verdict(span.of(text), verdict, reason)
    with project.action() as db:
        there = entities.stored(db, "mention", transcript_id=interview.transcript_id)
        same = [row for row in there if (row["start"], row["stop"]) == (span.start, span.stop)]
        if any(span.overlaps(Span(r["start"], r["stop"])) for r in there if r not in same):
            raise Refused(
                _("Something else was decided about a part of these words."),
                _("Take that back first: `qda undo`, or decide about the same words."),
            )
        uid: str = same[0]["uid"] if same else new_uid()
        row = {
            "uid": uid,
            "transcript_id": interview.transcript_id,
            "start": span.start,
            "stop": span.stop,
            "entity_uid": entity.uid if entity and verdict is Verdict.REPLACE else None,
            "verdict": str(verdict),
            "reason": reason,
            "state": "decided",
            "quote_hash": text_hash(span.of(text)),
            "decided_by": project.coder,
            "decided_at": now(),
        }
        change = Change("mention", uid, same[0] if same else None, row)
        subject = {"appendix": interview.appendix, "verdict": str(verdict)}
        write(project, "place.decide", subject, [change])


def _check_verdict(words: str, verdict: Verdict, reason: str) -> None:
    if verdict is not Verdict.REPLACE and any(c.kind is Kind.CPR for c in structured(words)):
        raise Refused(
            _("A CPR number is never kept."),
            _("It is masked in everything that leaves; nothing needs to be decided."),
        )
    if verdict is Verdict.KEEP and reason not in list(KeepReason):
        raise Refused(
            _("What is kept needs a reason."),
            _("Reasons: {reasons}.").format(reasons=", ".join(KeepReason)),
        )
