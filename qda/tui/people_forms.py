"""The forms about informants and consent: their fields, and what the fields say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qda.domain.consent import (
    APPENDIX_FIELD,
    APPROVAL_FIELD,
    RETENTION_FIELD,
    Answer,
    AppendixPolicy,
    Approval,
    ConsentKind,
    Scope,
)
from qda.domain.text import one_line
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import consents, dates, registering
from qda.services.consent_fields import day_meant
from qda.services.consent_words import answer_word, kind_word, scope_word
from qda.tui.widgets.fields import Field, unchanged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qda.domain.consent import ConsentState
    from qda.services.project import Project

_AS_BEFORE = ""
_SIGNS = {Answer.YES: "✓", Answer.NO: "✗", Answer.NOT_RECORDED: "?"}


def day_field(name: str, label: str, value: str = "") -> Field:
    """A field for a day."""
    return Field(name, label, value, hint=_("year-month-day"), check=day_meant)


# Informants


def person_fields(
    project: Project,
    short_id: str,
    known: Mapping[str, str],
    appendices: tuple[str, ...],
    *,
    new: bool,
) -> list[Field]:
    """The fields of an informant."""
    labels = {
        "name": _("Name"), "label": _("As printed"), "role": _("Role"),
        "organisation": _("Organisation"), "municipality": _("Municipality"), "area": _("Area"),
    }  # fmt: skip
    hints = {
        "name": _("stays in the database"),
        "label": _("role, organisation, or what was agreed"),
    }
    checks: dict[str, Callable[[str], object]] = {
        "name": lambda name: registering.refuse_name(project, name, "" if new else short_id)
    }
    fields = [
        Field(name, label, known[name], hint=hints.get(name, ""), check=checks.get(name))
        for name, label in labels.items()
    ]
    if new:
        fields.insert(
            0, Field("id", _("Id"), short_id, check=lambda it: registering.refuse_id(project, it))
        )
    return [
        *fields,
        Field("appendices", _("Interviews"), "; ".join(appendices),
              hint=_("appendices, with ; between"),
              check=lambda written: appendices_in(project, written)),
        Field("speaker", _("Speaks as"), known["speaker"],
              hint=_("label of the turns, where several were interviewed")),
    ]  # fmt: skip


def appendices_in(project: Project, written: str) -> tuple[str, ...]:
    """The appendix numbers that a person typed, as the project writes them.

    Raises:
        NotFound: There is no such interview.
    """
    names = [name.strip() for name in re.split(r"[;,]", written) if name.strip()]
    return tuple(dict.fromkeys(project.interview(name).appendix for name in names))


# Consent


def consent_fields(project: Project, short_id: str, state: ConsentState) -> list[Field]:
    """The fields of a consent event; each answer says in its label how it stands now."""
    kind = ConsentKind.EXTENDED if state.given else ConsentKind.GIVEN
    as_before = (_AS_BEFORE, unchanged())
    answers = (as_before, *((str(answer), answer_word(str(answer))) for answer in Answer))

    def check_moment(written: str) -> None:
        if written:
            consents.check_moment(written)

    def interviews(written: str) -> None:
        theirs = consents.appendices_of(project, consents.by_id(project, short_id)["id"])
        for name in appendices_in(project, written):
            if name not in theirs:
                raise Refused(
                    _("{id} took no part in {appendix}.").format(id=short_id, appendix=name)
                )

    fields = [
        Field("kind", _("What happened"), str(kind),
              tuple((str(one), _kind_short(one)) for one in ConsentKind)),
        Field("at", _("When it was said"), dates.today().isoformat(), check=check_moment),
        Field("how", _("How"), hint=_("signed form, e-mail, on the recording …")),
    ]  # fmt: skip
    for place, scope in enumerate(Scope):
        sign = _SIGNS[state.answer(scope)]
        heading = _("What is allowed; now: ✓ yes, ✗ no, ? not recorded") if not place else ""
        fields.append(
            Field(str(scope), f"{sign} {scope_word(scope)}", _AS_BEFORE, answers, heading=heading)
        )
    for name, label, there, choices in (
        (APPROVAL_FIELD, _("wants to approve"), state.approval, Approval),
        (APPENDIX_FIELD, _("in the appendix"), state.appendix, AppendixPolicy),
    ):
        stands = answer_word(str(there or "not recorded"))
        fields.append(
            Field(name, f"{label} ({stands})", _AS_BEFORE,
                  (as_before, *((str(one), answer_word(str(one))) for one in choices)))
        )  # fmt: skip
    until = state.retention or answer_word("not recorded")
    return [
        *fields,
        day_field(RETENTION_FIELD, f"{_('may be kept until')} ({until})"),
        Field("interviews", _("Only for"), hint=_("appendices, with ; between; empty is all"),
              check=interviews, heading=_("More")),
        Field("conditions", _("Conditions")),
        Field("note", _("Note")),
    ]  # fmt: skip


def _kind_short(kind: ConsentKind) -> str:
    return {
        ConsentKind.GIVEN: _("given"),
        ConsentKind.EXTENDED: _("extended"),
        ConsentKind.RESTRICTED: _("restricted"),
        ConsentKind.WITHDRAWN: _("withdrawn"),
        ConsentKind.CLARIFIED: _("clarified"),
    }[kind]


def kind_of(values: Mapping[str, str]) -> ConsentKind:
    """What happened."""
    return ConsentKind(values["kind"])


def consent_given(values: Mapping[str, str]) -> dict[str, Any]:
    """What a form says, as the command line's options would say it."""
    by_answer = {
        name: tuple(str(scope) for scope in Scope if values[scope] == answer)
        for name, answer in (
            ("yes", Answer.YES),
            ("no", Answer.NO),
            ("not_recorded", Answer.NOT_RECORDED),
        )
    }
    named = [name.strip() for name in re.split(r"[;,]", values["interviews"]) if name.strip()]
    plain = (APPROVAL_FIELD, APPENDIX_FIELD, RETENTION_FIELD, "how", "conditions", "note")
    return {**by_answer, "interviews": named, **{name: values[name] for name in plain}}


def consent_warning(short_id: str, values: Mapping[str, str]) -> str:
    """What is said before an event is recorded for good."""
    kind = kind_of(values)
    said = [
        _("{id}: {what}. This cannot be undone, only corrected by a further event.").format(
            id=one_line(short_id), what=kind_word(kind)
        )
    ]
    if kind is ConsentKind.WITHDRAWN:
        said.append(_("From then on nothing of theirs leaves."))
    said.append(_("Enter once more records it."))
    return " ".join(said)
