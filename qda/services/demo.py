"""The demo: the whole main job on eight invented interviews, in a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qda.domain.matrix import Cells, Matrix
from qda.domain.speakers import Layout
from qda.errors import BadFile
from qda.formats.files import write_atomically
from qda.language import gettext as _
from qda.services import coding, importing, keeping, matrices, registering, reporting
from qda.services.coding_import import CodingImport, import_codings
from qda.services.importing import FileReport, Settings
from qda.services.matrix_files import Form, write_matrix
from qda.services.project import Project, make_project
from qda.services.suggesting import open_suggester
from qda.services.thesis_checking import check_thesis
from qda.services.thesis_report import write_comments

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.domain.permission import Permitted
    from qda.domain.text import Span
    from qda.domain.thesis_findings import ThesisReport
    from qda.services.register_storing import RegisterReport

INTERVIEWS = 8
THESIS = "thesis-draft.docx"
"""A draft with planted faults, for the check to find."""

UNLABELLED = {"Bilag 7": Layout.QUESTIONS}
"""The one file without labels; its layout is settled here as a user would settle it."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made."""

    project: Project
    imported: list[FileReport]
    register: RegisterReport
    codings: CodingImport
    matrix: Permitted[Matrix]
    suggested: tuple[int, int]
    """Uncoded segments for which a theme is suggested, and all uncoded ones."""
    thesis: Permitted[ThesisReport]
    files: list[Path]
    """What to look at."""


def material() -> Path:
    """The folder that holds codes.yml and transcripts/ of the demo.

    Raises:
        BadFile: The installation lacks it.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "demo", package.parent):
        if (folder / "transcripts" / "codings.csv").is_file():
            return folder
    raise BadFile(
        _("The demo material is missing from this installation."),
        _("Install qda again."),
    )


def make_demo(
    folder: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> Demo:
    """Make a project from the demo material and do the main job on it.

    Args:
        folder: Where to make it; must not hold a project yet.
        progress: Called with the steps done and all steps.
    """
    source = material()
    files = [source / "transcripts" / f"Bilag {n}.docx" for n in range(1, INTERVIEWS + 1)]
    total = INTERVIEWS + 6
    project = make_project(folder, codebook=(source / "codes.yml").read_bytes(), coder="sofie")
    originals = project.paths.transcripts
    imported: list[FileReport] = []
    for path in files:
        copy = originals / path.name
        write_atomically(copy, path.read_bytes())
        settings = Settings(layout=UNLABELLED.get(path.stem))
        imported += importing.import_files(project, [copy], settings, backup=False)
        progress(len(imported), total)
    register = registering.load_register(project, source / "transcripts" / "informants.yml")
    progress(INTERVIEWS + 1, total)
    codings = import_codings(project, source / "transcripts" / "codings.csv")
    progress(INTERVIEWS + 2, total)
    matrix = matrices.matrix(project)
    written = _write(project, matrix)
    progress(INTERVIEWS + 3, total)
    suggested = _suggested(project)
    progress(INTERVIEWS + 4, total)
    thesis, commented = _checked(project, source / "transcripts" / THESIS)
    progress(INTERVIEWS + 5, total)
    keeping.backup(project)
    progress(total, total)
    written.append(commented)
    return Demo(project, imported, register, codings, matrix, suggested, thesis, written)


def _checked(project: Project, source: Path) -> tuple[Permitted[ThesisReport], Path]:
    """Check the draft of a thesis; leaves it in the project, and a copy with comments."""
    draft = project.paths.root / source.name
    write_atomically(draft, source.read_bytes())
    report = check_thesis(project, draft)
    # Beside the draft, not among the exports: what a draft quotes, its copy quotes too.
    commented = project.paths.root / f"{_('thesis-with-comments')}.docx"
    write_comments(draft, commented, report)
    return report, commented


def _suggested(project: Project) -> tuple[int, int]:
    suggester, _prepared = open_suggester(project)
    coded: dict[int, list[Span]] = {}
    for one in coding.listed(project):
        coded.setdefault(one.transcript, []).append(one.span)
    uncoded = [
        found
        for row in project.interviews()
        for found in suggester.of_interview(row)
        if not any(span.overlaps(found.span) for span in coded.get(row.transcript_id, ()))
    ]
    return sum(bool(found.suggestions) for found in uncoded), len(uncoded)


def _write(project: Project, matrix: Permitted[Matrix]) -> list[Path]:
    exports = project.paths.make(project.paths.exports)
    name = _("quote-matrix")
    written = []
    for form in (Form.XLSX, Form.CSV, Form.JSON, Form.MARKDOWN):
        path = exports / f"{name}.{form}"
        cells = Cells.COUNTS if form is Form.CSV else Cells.QUOTES
        write_matrix(matrix, path, form, cells)
        written.append(path)
    page = exports / (_("report") + ".html")
    reporting.write_report(reporting.report(project), page)
    return [*written, page]
