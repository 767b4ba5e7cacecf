"""What was settled about speakers, for files that are imported later."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.interviews import Role
from qda.domain.speaker_naming import Naming

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

_LOOKED_AT = 20
"""Interviews that are compared, the newest first."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Speakers as a person settled them in one interview."""

    appendix: str
    layout: str
    roles: Mapping[str, Role]
    """By name."""
    naming: Naming
    """What labels stand for."""


def settled_like(db: Database, recognised: str) -> list[Settled]:
    """What was settled for texts in which this layout was recognised, the newest first."""
    rows = db.execute(
        "select t.id, i.appendix, t.layout, t.report from transcript t"
        " join interview i on i.id = t.interview_id"
        " where t.settled = ? and t.settled <> '' and t.undone = 0 order by t.id desc limit ?",
        [recognised, _LOOKED_AT],
    ).fetchall()
    return [
        Settled(
            appendix,
            layout,
            _roles(db, id_),
            Naming.from_values(json.loads(report).get("speakers")),
        )
        for id_, appendix, layout, report in rows
    ]


def _roles(db: Database, transcript_id: int) -> dict[str, Role]:
    return {
        label: Role(role)
        for label, role in db.execute(
            "select distinct label, role from turn where transcript_id = ? and label <> ''",
            [transcript_id],
        )
    }
