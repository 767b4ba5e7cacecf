"""A project for tests of tables on the screen: eight informants, six themes with long names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.services import coding
from tests.projects import fresh_project
from tests.tui_project import HARBOUR, add_interview, register, transcript_of

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

THEMES = {
    "hvad": "Opfattelser af havnelivet",
    "haab": "Forhåbninger til havnelivet",
    "sket": "Virkninger af havnelivet",
    "besvaer": "Besværligheder ved at skabe havneliv",
    "hvorfor": "Hvorfor ønske havneliv uden viden om virkningerne",
    "andet": "Andet",
}
_THEMES = "title: Havnens fremtid\nthemes:\n" + "".join(
    f"  {key}:\n    title: {title}\n    hotkey: {place}\n"
    for place, (key, title) in enumerate(THEMES.items(), 1)
)
_SUB_CODES = """\
    themes:
      midler:
        title: Midler til havneliv
      loven:
        title: Den nye havnelov
"""
ROLES = ("havnefoged", "kranfører", "vodbinder", "færgestyrmand",
         "fiskehandler", "bådebygger", "toldassistent", "dykker")  # fmt: skip


def many_themes(folder: Path) -> Project:
    """Eight interviews, six themes and two sub-codes of the last, one coding."""
    project = fresh_project(folder, (_THEMES + _SUB_CODES).encode(), "ida")
    for number, role in enumerate(ROLES, 1):
        add_interview(project, f"Bilag {number}", transcript_of(HARBOUR[:2]))
        register(project, f"Bilag {number}", f"{role}, Vesterhavnens Havnevæsen")
    row = project.interview("Bilag 1")
    span = coding.span_of_segment(project, row, coding.segment_by_number(project, row, 2))
    coding.add(project, row, span, "hvad")
    return project
