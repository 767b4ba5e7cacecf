"""informants.yml, the register of informants: who they are, what they allow, what is restricted.

All mistakes are reported at once, each with its line. No message holds a name or a passage.
"""

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
    Informant,
    RestrictionKind,
)
from qda.domain.interviews import appendix_number
from qda.domain.text import one_line
from qda.errors import BadRegister
from qda.formats.files import read_at_most
from qda.formats.informant_entries import (
    _ID,
    DANISH_DATE,
    ConsentEntry,
    InformantEntry,
    RestrictionEntry,
    appendix_list,
    is_date,
    two_of_one_name,
    values_of,
)
from qda.formats.informants_fields import (
    CONSENT_FIELDS,
    DESCRIBING_FIELDS,
    INFORMANT_FIELDS,
    RESTRICTION_FIELDS,
)
from qda.formats.yaml_fields import Fields, shown
from qda.formats.yaml_nodes import ListNode, TableNode
from qda.formats.yaml_text import SIZE_LIMIT, load
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection
    from enum import StrEnum
    from pathlib import Path

    from qda.formats.yaml_nodes import Entry, Node
    from qda.formats.yaml_text import Loaded

TABLE_ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm")
"""Endings of files that are read as a table with one informant in each row."""

_ANSWERS_ELSEWHERE = {
    "ja": "yes", "true": "yes", "nej": "no", "false": "no",
    "ikke registreret": "not recorded", "ikke oplyst": "not recorded", "ved ikke": "not recorded",
    "unknown": "not recorded", "?": "not recorded",
}  # fmt: skip
"""Words for answers, for proposals."""


def read_informants(path: Path, today: date | None = None) -> list[InformantEntry]:
    """The informants in a register file (yml, csv or xlsx), in its order.

    Args:
        path: the file.
        today: dates of consent after it are problems; None lets them pass.

    Raises:
        BadFile: there is no such file, or it may not be read.
        BadRegister: with all problems, in order of line.
    """
    name = one_line(path.name)
    if path.suffix.casefold() in TABLE_ENDINGS:
        from qda.formats.informants_table import load_table

        loaded = load_table(path)
    else:
        loaded = load(read_at_most(path, SIZE_LIMIT + 1), file=name, area="informants")
    reader = _Reader(Fields(name, "informants", loaded.problems, quoting=False), today)
    entries = reader.read(loaded)
    if reader.fields.problems:
        raise BadRegister(
            reader.fields.headline,
            sorted(reader.fields.problems),
            _("Correct the lines in an editor and try again."),
        )
    return entries


class _Reader:
    """Walks the nodes once; an entry with a problem is left out, since nothing is returned."""

    def __init__(self, fields: Fields, today: date | None) -> None:
        self.fields = fields
        self.today = today
        self.ids: dict[str, int] = {}
        self.names: dict[str, int] = {}
        self.appendices: dict[str, tuple[int, str]] = {}

    def read(self, loaded: Loaded) -> list[InformantEntry]:
        if loaded.root is None:
            if not loaded.problems:
                self.fields.report(1, "no-informants", _("The file is empty."))
            return []
        root = self.fields.table(loaded.root, 1, self.fields.file)
        if root is None:
            return []
        known = self.fields.known(root, ("informants",))
        nodes = self.fields.items(known.get("informants"))
        if not nodes and not self.fields.problems:
            self.fields.report(root.line, "no-informants", _("The file holds no informants."))
        return [self._informant(node) for node in nodes if self._is_group(node, "informants")]

    def _is_group(self, node: Node, what: str) -> bool:
        return self.fields.table(node, node.line, what) is not None

    def _informant(self, node: Node) -> InformantEntry:
        assert isinstance(node, TableNode)  # see _is_group
        known = self.fields.known(node, INFORMANT_FIELDS)
        short_id = self._id(node, known.get("id"))
        speaker = self.fields.line_of_text(known.get("speaker"))
        appendices = self._appendices(known.get("appendix"), speaker)
        text = {
            name: self.fields.line_of_text(known.get(name))
            for name in ("name", "label", "role", "organisation", "municipality", "area")
        }
        self._one_name(text["name"], known.get("name"))
        appendix = appendices[0] if appendices else ""
        return InformantEntry(
            Informant(short_id, **text, attributes=self._attributes(known.get("attributes"))),
            appendix,
            self._consents(known.get("consent")),
            self._restrictions(known.get("restrictions"), appendix),
            node.line,
            appendices[1:],
            speaker,
        )

    def _one_name(self, name: str, entry: Entry | None) -> None:
        if not name or entry is None:
            return
        before = self.names.setdefault(name.casefold(), entry.key.line)
        if before != entry.key.line:
            self.fields.report(
                entry.key.line,
                "duplicate-name",
                _("Another informant has the same name, in line {line}.").format(line=before),
                two_of_one_name(),
            )

    def _id(self, node: Node, entry: Entry | None) -> str:
        before = len(self.fields.problems)
        short_id = self.fields.line_of_text(entry)
        line = entry.key.line if entry else node.line
        if len(self.fields.problems) > before:
            return ""
        if not short_id:
            self.fields.report(line, "missing-id", _('The informant has no "id", such as I1.'))
        elif not _ID.fullmatch(short_id):
            # Not shown: somebody may have written the name here.
            self.fields.report(
                line,
                "bad-id",
                _("An id may hold only letters and digits, with hyphens between: I1, I2."),
            )
        elif short_id in self.ids:
            self.fields.report(
                line,
                "duplicate-id",
                _('The id "{id}" is taken by another informant, in line {line}.').format(
                    id=shown(short_id), line=self.ids[short_id]
                ),
            )
        self.ids.setdefault(short_id, line)
        return short_id

    def _appendices(self, entry: Entry | None, speaker: str) -> tuple[str, ...]:
        """One appendix number, or several with semicolons between or as a list."""
        if entry is None:
            return ()
        if isinstance(entry.value, ListNode):
            line, name = entry.key.line, entry.key.text
            written = [self.fields.text_of(node, line, name) for node in entry.value.items]
        else:
            written = self.fields.line_of_text(entry).split(";")
        found = tuple(dict.fromkeys(filter(None, map(appendix_number, written))))
        for appendix in found:
            line, other = self.appendices.get(appendix, (0, ""))
            if line and not (speaker and other and speaker.casefold() != other.casefold()):
                # Whose words are whose must be known, or the consent of one counts for another.
                self.fields.report(
                    entry.key.line,
                    "duplicate-appendix",
                    _("{appendix} is taken by another informant, in line {line}.").format(
                        appendix=shown(appendix), line=line
                    ),
                    _('If both were interviewed there, give each a "speaker:", the label of their'
                      " turns in the transcript."),
                )  # fmt: skip
            self.appendices.setdefault(appendix, (entry.key.line, speaker))
        return found

    def _attributes(self, entry: Entry | None) -> dict[str, str]:
        if entry is None:
            return {}
        table = self.fields.table(entry.value, entry.key.line, entry.key.text)
        if table is None:
            return {}
        return {pair.key.text: self.fields.line_of_text(pair) for pair in table.entries}

    def _consents(self, entry: Entry | None) -> tuple[ConsentEntry, ...]:
        nodes = self.fields.items(entry)
        found = [self._consent(node) for node in nodes if self._is_group(node, "consent")]
        return tuple(consent for consent in found if consent is not None)

    def _consent(self, node: Node) -> ConsentEntry | None:
        assert isinstance(node, TableNode)  # see _is_group
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

    def _restrictions(self, entry: Entry | None, appendix: str) -> tuple[RestrictionEntry, ...]:
        nodes = self.fields.items(entry)
        if entry is not None and nodes and not appendix:
            self.fields.report(
                entry.key.line,
                "missing-appendix",
                _("Restrictions need the appendix that holds the passages."),
                _('Add "appendix:" to the informant.'),
            )
        found = [self._restriction(node) for node in nodes if self._is_group(node, "restrictions")]
        return tuple(restriction for restriction in found if restriction is not None)

    def _restriction(self, node: Node) -> RestrictionEntry | None:
        assert isinstance(node, TableNode)  # see _is_group
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
