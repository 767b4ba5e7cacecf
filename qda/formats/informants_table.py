"""The register of informants as a table: one row each, with the consent given in further columns.

The rows become the same nodes as those of informants.yml, so the same rules hold for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.codebook import nearest
from qda.domain.consent import SCOPE_FIELDS
from qda.domain.problems import Problem
from qda.formats.informants_fields import CONSENT_FIELDS, INFORMANT_FIELDS
from qda.formats.tables import read_table
from qda.formats.yaml_fields import shown
from qda.formats.yaml_nodes import Entry, ListNode, Scalar, TableNode
from qda.formats.yaml_text import Loaded
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qda.formats.yaml_nodes import Node

OTHER_NAMES = {
    "informant": "id", "bilag": "appendix", "taler": "speaker", "navn": "name",
    "betegnelse": "label", "rolle": "role", "stilling": "role", "kommune": "municipality",
    "område": "area", "samtykke": "at", "dato": "at", "date": "at", "consent": "at",
}  # fmt: skip
"""Other headings that are understood."""

_PLAIN = tuple(
    name for name in INFORMANT_FIELDS if name not in ("attributes", "consent", "restrictions")
)
_OF_CONSENT = tuple(name for name in CONSENT_FIELDS if name != "scopes")
# `appendix` names the interview; how its transcript stands is `appendix_policy` in a table.
_SCOPES = {("appendix_policy" if name == "appendix" else name): name for name in SCOPE_FIELDS}


def load_table(path: Path) -> Loaded:
    """Read a table of informants.

    Raises:
        BadFile: The file cannot be read, or has no column `id`.
    """
    table = read_table(path, ("id",), OTHER_NAMES)
    known = (*_PLAIN, *_OF_CONSENT, *_SCOPES)
    problems = []
    for name in table.columns:
        if name and name not in known:
            near = nearest(name, known)
            proposal = _('Did you mean "{name}"?').format(name=near[0]) if near else ""
            message = _('Unknown column "{name}".').format(name=shown(name))
            problems.append(
                Problem(table.file, 1, "informants.unknown-field", f"{message} {proposal}".strip())
            )
    rows = [_row(number, cells) for number, cells in table.rows]
    root = _group([("informants", ListNode(tuple(rows), 1, 0, 0, flow=False))], 1)
    return Loaded("", "", root, tuple(problems))


def _row(number: int, cells: dict[str, str]) -> TableNode:
    filled = {name: _plain(text) for name, text in cells.items() if text.strip()}
    fields: list[tuple[str, Node]] = [
        (name, _scalar(filled[name], number)) for name in _PLAIN if name in filled
    ]
    scopes = [(_SCOPES[name], filled[name]) for name in _SCOPES if name in filled]
    consent: list[tuple[str, Node]] = [
        (name, _scalar(filled[name], number)) for name in _OF_CONSENT if name in filled
    ]
    if consent or scopes:
        if "kind" not in filled:
            consent.append(("kind", _scalar("given", number)))
        group = _group([(name, _scalar(text, number)) for name, text in scopes], number)
        consent.append(("scopes", group))
        event = _group(consent, number)
        fields.append(("consent", ListNode((event,), number, 0, 0, flow=False)))
    return _group(fields, number)


def _plain(text: str) -> str:
    """A cell's text; a date that a spreadsheet stored as a moment at midnight is a date."""
    return text.strip().removesuffix(" 00:00:00")


def _group(fields: Iterable[tuple[str, Node]], line: int) -> TableNode:
    entries = tuple(Entry(_scalar(name, line), value) for name, value in fields)
    return TableNode(entries, line, 0, 0, flow=False)


def _scalar(text: str, line: int) -> Scalar:
    return Scalar(text, line, 0, 0, '"')
