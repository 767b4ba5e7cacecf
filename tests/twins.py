"""Comparing two projects row by row, but for names and times that differ by nature."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qda.services.project import Project

TABLES = ("interview", "transcript", "turn", "block", "segment", "page", "coding", "restriction",
          "review", "journal", "seen")  # fmt: skip
_BY_NATURE = {"id", "uid", "created", "at", "decided_at", "subject_uid", "changes", "refers"}


def contents(project: Project) -> dict[str, list[dict[str, Any]]]:
    """All rows that two projects must share when the same was done in both."""
    return {
        table: [
            {name: _plain(value) for name, value in row.items() if name not in _BY_NATURE}
            for row in project.db.query(f"select * from {table} order by 1, 2, 3")
        ]
        for table in TABLES
    }


def _plain(value: object) -> object:
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value
