"""What a person types about consent, as the fields of an event."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from qda.domain.codebook import nearest
from qda.domain.consent import (
    APPENDIX_FIELD,
    APPROVAL_FIELD,
    INTERVIEWS_FIELD,
    RETENTION_FIELD,
    Answer,
    Scope,
)
from qda.domain.text import one_line
from qda.errors import Refused
from qda.formats.files import read_at_most
from qda.formats.informants_fields import DESCRIBING_FIELDS
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.project import Project

LARGEST_FORM = 200_000_000
"""Bytes of a signed form that is hashed."""


def fields_of(project: Project, given: Mapping[str, Any]) -> dict[str, str]:
    """The fields of an event from what was given, by name; what is empty is left out.

    Raises:
        Refused: A scope that there is not, one with two answers, or a date that is none.
        NotFound: An interview that the project does not hold.
    """
    fields: dict[str, str] = {}
    for answer, name in (
        (Answer.YES, "yes"),
        (Answer.NO, "no"),
        (Answer.NOT_RECORDED, "not_recorded"),
    ):
        for scope in _scopes(given.get(name, ())):
            if scope in fields:
                raise Refused(
                    _('"{scope}" has two answers here.').format(scope=scope),
                    _("Name each scope once."),
                )
            fields[scope] = str(answer)
    for name in (APPROVAL_FIELD, APPENDIX_FIELD):
        if given.get(name):
            fields[name] = str(given[name])
    if given.get(RETENTION_FIELD):
        fields[RETENTION_FIELD] = _date(str(given[RETENTION_FIELD])).isoformat()
    if given.get("interviews"):
        named = [project.interview(name).appendix for name in given["interviews"]]
        fields[INTERVIEWS_FIELD] = "; ".join(dict.fromkeys(named))
    if given.get("form_file"):
        contents = read_at_most(given["form_file"], LARGEST_FORM)
        fields["form_hash"] = sha256(contents).hexdigest()
    for name in DESCRIBING_FIELDS:
        if name != INTERVIEWS_FIELD and str(given.get(name) or "").strip():
            fields[name] = one_line(str(given[name]))
    return fields


def _scopes(written: tuple[str, ...]) -> list[str]:
    names = [str(scope) for scope in Scope]
    found = []
    for name in ",".join(written).split(","):
        name = name.strip().casefold().replace("-", "_")
        if name and name not in names:
            near = nearest(name, names)
            raise Refused(
                _('There is no scope "{name}".').format(name=one_line(name))
                + (" " + _('Did you mean "{name}"?').format(name=near[0]) if near else ""),
                _("Scopes are: {names}.").format(names=", ".join(names)),
            )
        if name:
            found.append(name)
    return found


def day_meant(written: str) -> date | None:
    """The day that a person typed; None where nothing was.

    Raises:
        Refused: It is none.
    """
    return _date(written) if written.strip() else None


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError as error:
        raise Refused(_("The date is none: year-month-day, such as 2025-02-11.")) from error
