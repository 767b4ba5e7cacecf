"""What a coder has chosen for the screen: kept in the project, for nothing is kept elsewhere.

No step of the history: undo takes back what was done to the material, never how it looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.storage import preferences

if TYPE_CHECKING:
    from qda.services.project import Project

APPEARANCE = "appearance"
TOUR = "tour"
"""Holds `seen` once the tour was gone through or left."""


def preferred(project: Project, name: str) -> str:
    """What the project's coder has chosen; empty where nothing."""
    with project.reading() as db:
        return preferences.preference(db, project.coder, name)


def prefer(project: Project, name: str, value: str) -> None:
    """Keep what the project's coder has chosen."""
    with project.action() as db:
        preferences.set_preference(db, project.coder, name, value)
