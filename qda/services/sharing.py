"""`qda share`: a pseudonymised copy as a project of its own, made anew from what may leave.

Nothing is copied as a file: texts are rendered, places follow them, and a fresh database is
written, so that no page of it ever held the original. Every byte is looked through before it stays.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from qda.domain.permission import Profile
from qda.errors import NotPermitted, Refused
from qda.language import gettext as _
from qda.services import gating
from qda.services.exchanging import export_project
from qda.services.gate_words import leak_in_words
from qda.services.import_targets import Wishes
from qda.services.leaks import Leak, Scanner
from qda.services.project import make_project
from qda.services.project_import import import_project
from qda.storage import erasure, journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.domain.exchange import ForeignProject
    from qda.domain.permission import Permitted
    from qda.services.project import Project

MAKER = "qda"
"""Who stands in the copy's log: nobody."""


_TOLD = ("project", "informant", "interview", "transcript", "theme", "memo")
"""Tables whose texts people wrote."""


def share(project: Project, folder: Path) -> int:
    """Make a pseudonymised copy in a new folder; returns its number of interviews.

    Raises:
        NotPermitted: A gate is closed, or something in the copy may not leave; none is left then.
        Refused: The folder is there already, or lies inside the project.
    """
    if folder.exists() or project.paths.root.resolve() in folder.resolve().parents:
        raise Refused(
            _('"{name}" is there already, or lies inside the project.').format(name=folder.name),
            _("Choose a new folder outside the project."),
        )
    gating.refuse_closed(project, Profile.ASSESSMENT)
    count = write_copy(project, folder, export_project(project, internal=False).permitted)
    with project.action() as db:
        journal.record(
            db,
            coder=project.coder,
            action="export.written",
            subject={"profile": str(Profile.ASSESSMENT), "files": []},
        )
    return count


def write_copy(project: Project, folder: Path, permitted: Permitted[ForeignProject]) -> int:
    """Make a fresh project of what has passed the gate, looked through to its last byte.

    Args:
        project: An open project.
        folder: The new project's folder.
        permitted: What is to stand in it; without texts, the codebook alone.

    Returns:
        The number of its interviews.

    Raises:
        NotPermitted: Something in the copy may not leave; none is left then.
    """
    scanner = Scanner(project, Profile.ASSESSMENT)
    book = permitted.value
    try:
        codebook = project.paths.codebook.read_bytes()
        with make_project(folder, book.name, codebook, coder=MAKER) as copy:
            if book.sources:
                import_project(copy, book, Wishes())
            leaks = [*_leaks(copy, scanner)]
            count = len(copy.interviews())
        leaks += [
            leak
            for path in sorted(folder.rglob("*"))
            if path.is_file()
            for leak in scanner.scan(path.name, path.read_bytes())
        ]
        if leaks:
            lines = dict.fromkeys(
                f"  {leak.place} {leak.whose} {leak_in_words(leak.what)}" for leak in leaks
            )
            raise NotPermitted(
                _("Nothing was written, for something in it may not leave:")
                + "\n" + "\n".join(lines),
                _("Decide with `qda anonymise`, mend codes.yml or the labels, and try again."),
            )  # fmt: skip
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return count


def _leaks(copy: Project, scanner: Scanner) -> Iterator[Leak]:
    """What of the copy's rows may not leave."""
    for table, columns in erasure.tables(copy.db).items():
        names = ", ".join(f'"{column}"' for column in columns)
        for row in copy.db.execute(f"select {names} from {table}").fetchall():
            for value in row:
                if isinstance(value, str):
                    found = scanner.scan_text(value, table)
                    # Rows about rows hold hashes and positions, which look like numbers to ring.
                    told = table in _TOLD
                    yield from (leak for leak in found if told or leak.what != "identifier")
