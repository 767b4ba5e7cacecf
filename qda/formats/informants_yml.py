"""informants.yml, the register of informants: who they are, what they allow, what is restricted.

All mistakes are reported at once, each with its line. No message holds a name or a passage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.consent import (
    Informant,
)
from qda.domain.interviews import appendix_number
from qda.domain.text import one_line
from qda.errors import BadRegister
from qda.formats.files import read_at_most
from qda.formats.informant_entries import (
    ID,
    InformantEntry,
    two_of_one_name,
)
from qda.formats.informants_agreements import AgreementReader, is_group
from qda.formats.informants_fields import (
    INFORMANT_FIELDS,
)
from qda.formats.yaml_fields import Fields, shown
from qda.formats.yaml_nodes import ListNode, TableNode
from qda.formats.yaml_text import SIZE_LIMIT, load
from qda.language import gettext as _

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from qda.formats.yaml_nodes import Entry, Node
    from qda.formats.yaml_text import Loaded

TABLE_ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm")
"""Endings of files that are read as a table with one informant in each row."""


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
        self.agreements = AgreementReader(fields, today)
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
        return [
            self._informant(node) for node in nodes if is_group(self.fields, node, "informants")
        ]

    def _informant(self, node: Node) -> InformantEntry:
        assert isinstance(node, TableNode)  # see is_group
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
            self.agreements.consents(known.get("consent")),
            self.agreements.restrictions(known.get("restrictions"), appendix),
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
        elif not ID.fullmatch(short_id):
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
