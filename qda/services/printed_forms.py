"""Setting the printed form of a coding: how its words read in print, where that differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qda.domain.approval import Approved, Use
from qda.domain.printed_form import Difference, differences
from qda.errors import NotFound, Refused
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.answering import Answers
from qda.services.printing import Printer
from qda.services.voices import voices_of
from qda.storage import approvals, journal
from qda.storage.journal import Change
from qda.storage.store import new_uid, now

if TYPE_CHECKING:
    from qda.domain.codings import Coding
    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class Form:
    """How a coding reads in print."""

    said: str
    printed: str
    """Empty where it is printed as it was said."""
    origin: str
    """`coder`, `informant`, or empty."""
    differences: tuple[Difference, ...]

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        return {
            "said": self.said,
            "printed": self.printed,
            "origin": self.origin,
            "differences": [
                {"edit": str(one.edit), "original": one.original, "printed": one.printed,
                 "allowed": one.allowed}
                for one in self.differences
            ],
        }  # fmt: skip


def form_of(project: Project, coding: Coding) -> Form:
    """The printed form of a coding, held against its words.

    Raises:
        NotFound: The coding stands in an earlier version of the text.
    """
    printer = Printer(project)
    if printer.interview_of(coding) is None:
        raise NotFound(_("The coding stands in an earlier version of the text."))
    said = printer.said(coding)
    stored = approvals.form_of(project.db, coding.uid)
    if stored is None:
        return Form(said, "", "", ())
    return Form(said, stored["text"], stored["origin"], differences(said, stored["text"]))


CODER, INFORMANT = "coder", "informant"
"""Who has made a printed form."""


def set_form(project: Project, coding: Coding, text: str) -> None:
    """Set the printed form of a coding; empty text prints it as it was said. Undo takes it back.

    An approval of another form is outdated from then on.

    Raises:
        NotFound: The coding stands in an earlier version of the text.
        Refused: The form differs in a way that a quote may not differ in.
    """
    printer = Printer(project)
    row = printer.interview_of(coding)
    if row is None:
        raise NotFound(_("The coding stands in an earlier version of the text."))
    text = text.strip()
    wrong = [d for d in differences(printer.said(coding), text) if not d.allowed] if text else []
    if wrong:
        # Counted and not shown: messages hold no interview text.
        raise Refused(
            ngettext(
                "The printed form differs from what was said in {count} place that is not marked.",
                "The printed form differs from what was said in {count} places that are not"
                " marked.",
                len(wrong),
            ).format(count=len(wrong)),
            _("Mark what is cut as [...] and what is put in as [word]."),
        )
    with project.action() as db:
        journal.record(
            db,
            coder=project.coder,
            action="quote.form",
            subject={"appendix": row.appendix, "theme": coding.theme},
            changes=store_form(project, coding.uid, text, CODER),
            undoable=True,
        )


def outdated_by(project: Project, coding: Coding, text: str) -> tuple[str, ...]:
    """The informants whose approval, or open question, would be outdated by a printed form.

    Args:
        project: An open project.
        coding: The coding.
        text: The form as it would be set; empty prints it as it was said.
    """
    answers, printer = Answers(project), Printer(project)
    row = printer.interview_of(coding)
    if row is None:
        return ()
    text = text.strip()
    return tuple(
        one.short_id
        for one in voices_of(project, row).of(coding.span)
        if any(
            answers.of(one.informant_id, coding, use) in (Approved.YES, Approved.NO_ANSWER)
            and printer.printed(coding, use).hash != printer.printed(coding, use, text).hash
            for use in Use
        )
    )


def drop_unfitting(project: Project, coding: Coding) -> list[Change]:
    """Take away the printed form of a coding with new words that it does not fit.

    Call it inside a transaction. The form has words that may no longer be part of the coding.
    """
    if approvals.form_of(project.db, coding.uid) is None:
        return []
    if all(one.allowed for one in form_of(project, coding).differences):
        return []
    return store_form(project, coding.uid, "", CODER)


def store_form(project: Project, coding_uid: str, text: str, origin: str) -> list[Change]:
    """Write a printed form, or take it away where the text is empty; inside a transaction."""
    db = project.db
    before = approvals.form_of(db, coding_uid)
    changes = []
    if before is not None:
        approvals.delete_form(db, before["uid"])
        changes.append(Change("quote_form", before["uid"], before, None))
    if text:
        row = {
            "uid": new_uid(),
            "coding_uid": coding_uid,
            "text": text,
            "origin": origin,
            "coder": project.coder,
            "created": now(),
        }
        approvals.insert_form(db, row)
        changes.append(Change("quote_form", row["uid"], None, row))
    return changes
