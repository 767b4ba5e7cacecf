"""The two papers that stay when a project is closed: the receipt, and the record for the method.

Neither holds a word of an interview, a name, or the name of a file: counts, themes and days.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qda import __version__
from qda.danish.identifiers import RULES
from qda.errors import NotPermitted
from qda.formats import papers
from qda.formats.papers import Heading, Paper, Table, Text
from qda.language import gettext as _
from qda.services import consenting
from qda.services.choosing import Choice
from qda.services.gate_report import method_paragraph
from qda.services.thesis_tables import coding_statistics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was destroyed and what stays."""

    closed: str
    """When, in UTC."""
    by: str
    """The coder who did it."""
    title: str
    texts: int
    """Interviews of which the pseudonymised text stays."""
    digest: str
    """SHA-256 over the hashes of these texts; empty without texts."""
    rows: Mapping[str, int]
    """Destroyed rows of the database, by kind."""
    files: Mapping[str, int]
    """Destroyed files by folder."""
    retention: tuple[str, ...]
    """The first and the last day until which informants allowed keeping."""
    elsewhere: tuple[str, ...]
    """What the program cannot reach, in words."""

    def as_values(self) -> dict[str, Any]:
        """For programs."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {"tool": f"qda {__version__}", "rules": RULES, **values}


def row_words() -> dict[str, str]:
    """The kinds of rows that a receipt counts, in words; stable names as keys."""
    return {
        "interview": _("Interviews"),
        "transcript": _("Versions of transcripts"),
        "informant": _("Informants in the register"),
        "consent_event": _("Events of consent"),
        "restriction": _("Restrictions"),
        "entity": _("Entries with pseudonyms"),
        "coding": _("Codings"),
        "memo": _("Memos"),
        "journal": _("Lines of the log"),
    }


UNSAID = ("restriction", "coding", "journal")
"""Kinds that the receipt does not count: it could tell that something was said off the record."""


def folder_words() -> dict[str, str]:
    """The folders that a receipt counts, in words."""
    return {
        "transcripts": _("Originals in transcripts/"),
        "exports": _("Files in exports/"),
        "backups": _("Copies in backups/"),
    }


def retention_in_words(days: tuple[str, ...]) -> str:
    """Until when informants allow keeping, from the first and the last of their days."""
    first, last = days
    if first == last:
        return _("Informants allow keeping the material until {day}.").format(day=first)
    return _(
        "Informants allow keeping the material until {first} at the earliest, {last} at the latest."
    ).format(first=first, last=last)


def files_of(project: Project, receipt: Receipt) -> dict[str, bytes]:
    """The papers by file name."""
    # They hold what no informant has said; a broken record of consent must not keep anybody here.
    shown = [
        consenting.permit_whole(paper, consenting.SHARED, {})
        for paper in (receipt_paper(receipt), method_paper(project))
    ]
    values = json.dumps(receipt.as_values(), ensure_ascii=False, indent=2).encode()
    return {
        "receipt.docx": papers.as_docx(shown[0]),
        "receipt.json": values,
        "method.docx": papers.as_docx(shown[1]),
        "method.md": papers.as_markdown(shown[1]),
    }


def receipt_paper(receipt: Receipt) -> Paper:
    """What was destroyed, for whoever asks for a proof."""
    rows = tuple((row_words()[kind], str(count)) for kind, count in receipt.rows.items())
    files = tuple((folder_words()[name], str(count)) for name, count in receipt.files.items())
    stays = (
        _(
            "Pseudonymised texts with themes and codings; interviews: {count}. The key is"
            " destroyed. Whether the texts are anonymous is a judgement: read them for what tells"
            " who speaks."
        ).format(count=receipt.texts)
        if receipt.texts
        else _("No text of an interview. Themes, numbers and these papers stay.")
    )  # fmt: skip
    parts: list[Heading | Text | Table] = [
        Text(
            _("{title}: closed on {day} by {coder} with qda {version}.").format(
                title=receipt.title, day=receipt.closed[:10], coder=receipt.by, version=__version__
            )
        ),
        Heading(_("Destroyed in the project")),
        Table((_("What"), _("Number")), (*rows, *files), (6, 2)),
        Heading(_("What stays")),
        Text(stays),
    ]
    if receipt.digest:
        parts.append(Text(_("Hash of the texts: {hash}").format(hash=receipt.digest), small=True))
    if receipt.retention:
        parts.append(Text(retention_in_words(receipt.retention)))
    parts += [
        Heading(_("Out of the program's reach, to be deleted by hand")),
        *(Text(one) for one in receipt.elsewhere),
    ]
    return Paper(_("Receipt for a closed project"), tuple(parts))


def method_paper(project: Project) -> Paper:
    """Numbers, themes with their definitions, and how names were replaced."""
    parts: list[Heading | Text | Table] = [*_numbers(project)]
    themes = tuple(
        (
            f"– {one.title}" if one.parent else one.title,
            "\n".join(filter(None, (one.definition, one.include, one.exclude))) or "–",
        )
        for one in project.codebook.themes
    )
    parts += [
        Heading(_("Codebook")),
        Table((_("Theme"), _("Definition")), themes or (("–", "–"),), (4, 8)),
        Heading(_("For the chapter on method")),
        Text(method_paragraph(project, closed=True)),
    ]
    return Paper(_("Record of the method"), tuple(parts))


def _numbers(project: Project) -> list[Heading | Text | Table]:
    try:
        parts = coding_statistics(project, Choice()).value.parts
    except NotPermitted:
        return [Text(_("The record of consent was changed from outside; nothing was counted."))]
    return [_numbered(one) if isinstance(one, Table) else one for one in parts]


def _numbered(table: Table) -> Table:
    """A table of coders without their names."""
    if table.columns[0] != _("Coder"):
        return table
    rows = tuple(
        (_("Coder {number}").format(number=number), *row[1:])
        for number, row in enumerate(table.rows, start=1)
    )
    return replace(table, rows=rows)
