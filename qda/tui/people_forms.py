"""The forms about informants and consent: their fields, and what the fields say."""

from __future__ import annotations

import re
from pathlib import Path
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
from qda.formats.informants_fields import DESCRIBING_FIELDS
from qda.language import gettext as _
from qda.services import consents, dates, registering
from qda.services.consent_fields import day_meant
from qda.services.consent_views import views
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
              hint=_("label of their turns, if several spoke")),
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
        Field("interviews", _("Only for"), hint=_("appendices, ; between; empty: all"),
              check=interviews, heading=_("More")),
        Field("conditions", _("Conditions")),
        *documented_fields(project, short_id),
        Field("note", _("Note")),
    ]  # fmt: skip


def documented_fields(project: Project, short_id: str) -> list[Field]:
    """The fields of a consent event that say how it was given; an empty one adds nothing."""
    yes_no = (
        (_AS_BEFORE, unchanged()),
        *((str(one), answer_word(str(one))) for one in (Answer.YES, Answer.NO)),
    )

    def check_file(written: str) -> None:
        if written and not form_file(project, written).is_file():
            raise Refused(_("There is no such file."))

    def check_event(written: str) -> None:
        (view,) = views(project, short_id)
        known = [str(event["hash"]) for event in view.events]
        if written and not any(each.startswith(written.casefold()) for each in known):
            raise Refused(_("{id} has no event with this number.").format(id=short_id))

    return [
        Field("given_by", _("Who said it"), hint=_("the informant, or a guardian"),
              heading=_("How it is documented")),
        Field("form", _("Form that was signed")),
        Field("form_version", _("Its version")),
        Field("form_file", _("The signed form as a file"),
              hint=_("only its hash is kept"), check=check_file),
        Field("letter", _("Version of the information letter")),
        day_field("letter_at", _("Letter handed over on")),
        Field("copy_given", _("Copy handed over"), _AS_BEFORE, yes_no),
        Field("legal_basis", _("Legal basis")),
        Field("art9", _("Sensitive data: explicit consent"), _AS_BEFORE, yes_no),
        Field("retention_action", _("When it may no longer be kept")),
        Field("effect", _("What follows from it")),
        Field("corrects", _("Corrects the event"), hint=_("its number, from the history"),
              check=check_event),
    ]  # fmt: skip


def form_file(project: Project, written: str) -> Path:
    """The file that a person typed: from the project's folder, or from their home by `~`."""
    try:
        return project.paths.root / Path(written).expanduser()
    except RuntimeError:  # `~nobody`
        return project.paths.root / written


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


def consent_given(project: Project, values: Mapping[str, str]) -> dict[str, Any]:
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
    plain = (APPROVAL_FIELD, APPENDIX_FIELD, RETENTION_FIELD, *DESCRIBING_FIELDS)
    given = {name: values[name] for name in plain if name in values}
    written = values["form_file"]
    file = {"form_file": form_file(project, written)} if written else {}
    return {**by_answer, **given, **file, "interviews": named}


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
