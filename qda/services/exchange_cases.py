"""Informants as cases, and what is known of them and of texts as variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.exchange import Case
from qda.storage import informants, participants

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qda.services.exchange_names import Identities
    from qda.services.project import Project
    from qda.storage.interviews import InterviewRow

FIELDS = ("label", "role", "organisation", "municipality", "area")
"""What an informant can be described by; the variables of cases have these names, untranslated."""
SPEAKER = "speaker"
"""The variable with the label of a person's turns."""
APPENDIX = "appendix"
"""The variable with the number of a text."""


def cases(
    project: Project,
    rows: Sequence[InterviewRow],
    ids: Identities,
    words: Callable[[str], str],
    *,
    internal: bool,
) -> list[Case]:
    """The informants of the texts that leave; never a name from the register.

    Args:
        project: An open project.
        rows: The texts that leave.
        ids: The identities of the export.
        words: A text of its own as the profile may see it.
        internal: A working copy, with all that is known of a person but the name.
    """
    took_part = participants.participants(project.db)
    found = []
    for person in informants.informants(project.db):
        own = [
            (row, part)
            for row in rows
            for part in took_part.get(row.id, ())
            if part.informant_id == person["id"]
        ]
        if not own:
            continue
        values = {"label": words(person["label"])}
        if internal:
            values |= {name: person[name] for name in FIELDS}
            values |= {str(name): str(value) for name, value in person["attributes"].items()}
            values[SPEAKER] = own[0][1].speaker
        found.append(
            Case(
                ids.of(person["uid"]),
                person["short_id"],
                tuple(ids.of(row.uid) for row, _part in own),
                {name: value for name, value in values.items() if value},
            )
        )
    return found


def text_values(row: InterviewRow) -> dict[str, str]:
    """What a working copy says of a text beside its name."""
    return {APPENDIX: row.appendix}
