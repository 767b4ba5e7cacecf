"""Summaries of the cells of a matrix, as a screen shows and writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.services import summaries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.services.project import Project


@dataclass(frozen=True, slots=True)
class Written:
    """All summaries, by appendix and theme, then by coder."""

    by_cell: Mapping[tuple[str, str], Mapping[str, str]]

    def own(self, appendix: str, theme: str, coder: str) -> str:
        """What a coder wrote of a cell."""
        return self.by_cell.get((appendix, theme), {}).get(coder, "")

    def of(self, appendix: str, theme: str, coder: str = "") -> str:
        """What all coders wrote of a cell, each with a name where it is not the coder's alone."""
        mine = self.by_cell.get((appendix, theme), {})
        if set(mine) <= {coder}:
            return "".join(mine.values())
        return "\n".join(f"{name}: {words}" for name, words in mine.items())


def written(project: Project) -> Written:
    """The summaries of a project; none of whoever has withdrawn."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in summaries.listed(project):
        if not one.restricted:
            cell = found.setdefault((one.appendix, one.summary.theme), {})
            cell[one.summary.coder] = one.summary.text
    return Written(dict(found))


def write(project: Project, appendix: str, theme: str, words: str) -> None:
    """Write the coder's summary of a cell; an empty one is taken away. One step to undo.

    Raises:
        Refused: There was none to take away.
    """
    summaries.put(project, project.interview(appendix), theme, words)
