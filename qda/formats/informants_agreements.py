"""What a register says that informants have agreed to: consents and restricted passages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qda.domain.consent import (
    APPENDIX_FIELD,
    APPROVAL_FIELD,
    INTERVIEWS_FIELD,
    RETENTION_FIELD,
    SCOPE_FIELDS,
    Answer,
    AppendixPolicy,
    Approval,
    ConsentKind,
    RestrictionKind,
)
from qda.formats.informant_entries import (
    DANISH_DATE,
    ConsentEntry,
    RestrictionEntry,
    appendix_list,
    is_date,
    values_of,
)
from qda.formats.informants_fields import (
    CONSENT_FIELDS,
    DESCRIBING_FIELDS,
    RESTRICTION_FIELDS,
)
from qda.formats.yaml_nodes import TableNode
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection
    from enum import StrEnum

    from qda.formats.yaml_fields import Fields
    from qda.formats.yaml_nodes import Entry, Node

_ANSWERS_ELSEWHERE = {
    "ja": "yes", "true": "yes", "nej": "no", "false": "no",
    "ikke registreret": "not recorded", "ikke oplyst": "not recorded", "ved ikke": "not recorded",
    "unknown": "not recorded", "?": "not recorded",
}  # fmt: skip
"""Words for answers, for proposals."""


class AgreementReader:
    """Reads what stands below one informant; problems are reported where they stand."""

    def __init__(self, fields: Fields, today: date | None) -> None:
        self.fields = fields
        self.today = today

    def consents(self, entry: Entry | None) -> tuple[ConsentEntry, ...]:
        """The events under `consent`."""
        nodes = self.fields.items(entry)
        found = [self._consent(node) for node in nodes if is_group(self.fields, node, "consent")]
        return tuple(consent for consent in found if consent is not None)

    def _consent(self, node: Node) -> ConsentEntry | None:
        assert isinstance(node, TableNode)  # see is_group
        known = self.fields.known(node, CONSENT_FIELDS)
        at = self._date(known.get("at"), node.line, "at")
        self._not_ahead(at, known.get("at"))
        kind = self._kind(known.get("kind"), node.line, ConsentKind)
        fields = {
            name: self.fields.line_of_text(known[name])
            for name in DESCRIBING_FIELDS
            if name in known
        }
        if INTERVIEWS_FIELD in fields:
            fields[INTERVIEWS_FIELD] = appendix_list(fields[INTERVIEWS_FIELD])
        if "scopes" in known:
            scopes = known["scopes"]
            table = self.fields.table(scopes.value, scopes.key.line, scopes.key.text)
            fields |= self._scopes(table) if table is not None else {}
        recorded_by = self.fields.line_of_text(known.get("recorded_by"))
        if not kind:
            return None
        return ConsentEntry(at, ConsentKind(kind), fields, recorded_by, node.line)

    def _scopes(self, table: TableNode) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, entry in self.fields.known(table, SCOPE_FIELDS).items():
            if name == RETENTION_FIELD:
                found[name] = self._date(entry, entry.key.line, name)
                continue
            answers: Collection[str] = values_of(Answer)
            if name == APPROVAL_FIELD:
                answers = values_of(Approval)
            elif name == APPENDIX_FIELD:
                answers = values_of(AppendixPolicy)
            also = _ANSWERS_ELSEWHERE if "yes" in answers else {}
            found[name] = self.fields.choice(entry, answers, also) or ""
        return found

    def restrictions(self, entry: Entry | None, appendix: str) -> tuple[RestrictionEntry, ...]:
        """The passages under `restrictions`."""
        nodes = self.fields.items(entry)
        if entry is not None and nodes and not appendix:
            self.fields.report(
                entry.key.line,
                "missing-appendix",
                _("Restrictions need the appendix that holds the passages."),
                _('Add "appendix:" to the informant.'),
            )
        found = [
            self._restriction(node) for node in nodes if is_group(self.fields, node, "restrictions")
        ]
        return tuple(restriction for restriction in found if restriction is not None)

    def _restriction(self, node: Node) -> RestrictionEntry | None:
        assert isinstance(node, TableNode)  # see is_group
        known = self.fields.known(node, RESTRICTION_FIELDS)
        kind = self._kind(known.get("kind"), node.line, RestrictionKind)
        first, last = (self._words(known.get(name), node.line, name) for name in ("from", "to"))
        at, until = (
            self._date(known[name], node.line, name) if name in known else ""
            for name in ("at", "until")
        )
        if kind == RestrictionKind.EMBARGO and "until" not in known:
            self.fields.report(
                node.line, "missing-field", _('An embargo needs "until:" and a date.')
            )
        reason = self.fields.line_of_text(known.get("reason"))
        if not kind:
            return None
        return RestrictionEntry(RestrictionKind(kind), first, last, at, until, reason, node.line)

    def _words(self, entry: Entry | None, line: int, name: str) -> str:
        before = len(self.fields.problems)
        words = self.fields.line_of_text(entry)
        if not words and len(self.fields.problems) == before:
            self._missing(entry.key.line if entry else line, name)
        return words

    def _kind(self, entry: Entry | None, line: int, kinds: type[StrEnum]) -> str:
        if entry is None:
            self._missing(line, "kind")
        return self.fields.choice(entry, values_of(kinds), {}) or ""

    def _date(self, entry: Entry | None, line: int, name: str) -> str:
        """A date in ISO form, or a problem; a missing field is one too."""
        if entry is None:
            self._missing(line, name)
            return ""
        before = len(self.fields.problems)
        value = self.fields.line_of_text(entry)
        if is_date(value) or len(self.fields.problems) > before:
            return value
        match = DANISH_DATE.fullmatch(value)
        near = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else ""
        self.fields.report(
            entry.key.line,
            "bad-date",
            _('"{name}" needs a date: year-month-day, such as 2025-02-11.').format(name=name),
            _('Did you mean "{name}"?').format(name=near) if is_date(near) else "",
        )
        return ""

    def _not_ahead(self, at: str, entry: Entry | None) -> None:
        if at and entry is not None and self.today and date.fromisoformat(at) > self.today:
            self.fields.report(
                entry.key.line,
                "date-ahead",
                _("The date {date} lies ahead: nobody can have said it then.").format(date=at),
                _("Give the day on which it was said, and check the computer's clock."),
            )

    def _missing(self, line: int, name: str) -> None:
        self.fields.report(
            line, "missing-field", _('The field "{name}" is missing here.').format(name=name)
        )


def is_group(fields: Fields, node: Node, what: str) -> bool:
    """Whether a node has fields; if not, that is reported."""
    return fields.table(node, node.line, what) is not None
