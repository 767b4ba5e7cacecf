"""Writing the matrix that a screen shows to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qda.domain.matrix import Cells
from qda.language import gettext as _
from qda.services import matrices

if TYPE_CHECKING:
    from qda.services.matrices import Layout
    from qda.services.project import Project


def proposed(project: Project) -> str:
    """A file name in exports/ that is free."""
    number, name = 1, _("matrix")
    while True:
        path = project.paths.exports / f"{name}{f'-{number}' if number > 1 else ''}.xlsx"
        if not path.exists():
            return f"{project.paths.exports.name}/{path.name}"
        number += 1


def write(project: Project, layout: Layout, name: str) -> str:
    """Write the matrix to a file; gives its name.

    Args:
        project: An open project.
        layout: As on the screen.
        name: A path, seen from the project's folder; the ending says the form.

    Raises:
        Refused: The ending is none of ours, or the file would stand among the originals.
    """
    path = Path(name).expanduser()
    path = path if path.is_absolute() else project.paths.root / path
    form = matrices.form_of(path)
    matrices.refuse_originals(project.paths, path)
    if path.parent == project.paths.exports:
        project.paths.make(project.paths.exports)
    permitted = matrices.matrix(project, layout)
    cells = Cells.BOTH if permitted.value.summaries else Cells.QUOTES
    matrices.write_matrix(permitted, path, form, cells)
    return path.name
