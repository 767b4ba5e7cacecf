"""Writing a matrix and its quotes to files; each appears under its name only when it is whole."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from qda.domain.matrix import Cells
from qda.errors import Refused
from qda.language import gettext as _
from qda.services import consenting, matrices, publishing
from qda.services.project_paths import refuse_originals
from qda.services.quoting import uncollected

if TYPE_CHECKING:
    from qda.domain.matrix import Matrix
    from qda.domain.permission import Permitted
    from qda.services.matrices import Layout
    from qda.services.project import Project
    from qda.services.publishing import Publisher


class Form(StrEnum):
    """A file form of the matrix; also the ending of its file."""

    CSV = "csv"
    DOCX = "docx"
    HTML = "html"
    JSON = "json"
    MARKDOWN = "md"
    XLSX = "xlsx"


def form_of(path: Path, form: str | None = None) -> Form:
    """The form to write, from the option or the file's ending.

    Raises:
        Refused: The ending is none of ours.
    """
    wanted = form or path.suffix.lstrip(".").casefold()
    try:
        return Form({"markdown": "md", "htm": "html"}.get(wanted, wanted))
    except ValueError as error:
        raise Refused(
            _('"{name}" has an ending that is not known.').format(name=path.name),
            _("Use one of: {endings}.").format(endings=", ".join(f".{form}" for form in Form)),
        ) from error


@uncollected()
def write_matrix(
    permitted: Permitted[Matrix],
    path: Path,
    form: Form,
    cells: Cells,
    *,
    raw: bool = False,
    writer: Publisher | None = None,
) -> int:
    """Write a matrix to a file; it appears under its name only when it is whole.

    Args:
        permitted: A matrix that has passed the gate.
        path: The file; one that exists is replaced.
        form: Its form.
        cells: What cells show; xlsx always holds counts and quotes.
        raw: csv without the guards against formulas, for programs.
        writer: What writes for other eyes; a working copy needs none.

    Returns:
        The number of cells that were too long for one cell of xlsx and were split.
    """
    from qda.formats import matrix_text

    split = 0
    if form is Form.XLSX:
        from qda.formats.matrix_workbook import matrix_workbook

        contents, split = matrix_workbook(permitted)
    elif form is Form.CSV:
        contents = matrix_text.as_csv(permitted, cells, raw=raw)
    elif form is Form.JSON:
        contents = matrix_text.as_json(permitted, cells)
    elif form is Form.HTML:
        from qda.formats.page import table_page

        contents = table_page(permitted, cells)
    elif form is Form.DOCX:
        from qda.formats.matrix_paper import matrix_paper
        from qda.formats.papers import as_docx

        paper = matrix_paper(permitted, cells)
        contents = as_docx(consenting.made_from(paper, permitted))
    else:
        contents = matrix_text.as_markdown(permitted, cells)
    publishing.put(permitted.profile, {path: contents}, writer)
    return split


@uncollected()
def write_quotes(
    permitted: Permitted[Matrix],
    path: Path,
    form: Form,
    *,
    raw: bool = False,
    writer: Publisher | None = None,
) -> int:
    """Write a row per quote to a file; it appears under its name only when it is whole.

    Args:
        permitted: A matrix that has passed the gate.
        path: The file; one that exists is replaced.
        form: Its form.
        raw: csv without the guards against formulas and without a notice, for programs.
        writer: What writes for other eyes; a working copy needs none.

    Returns:
        The number of cells that were too long for one cell of xlsx and were split.
    """
    from qda.formats import quote_text

    split = 0
    if form is Form.XLSX:
        from qda.formats.matrix_workbook import quotes_workbook

        contents, split = quotes_workbook(permitted)
    elif form is Form.CSV:
        contents = quote_text.as_csv(permitted, raw=raw)
    elif form is Form.JSON:
        contents = quote_text.as_json(permitted)
    elif form is Form.DOCX:
        from qda.formats.matrix_paper import chapter_paper
        from qda.formats.papers import as_docx

        contents = as_docx(consenting.made_from(chapter_paper(permitted), permitted))
    elif form is Form.HTML:
        raise Refused(
            _("Quotes are not written as a page of their own."),
            _("`qda report` writes a page with filters for them."),
        )
    else:
        contents = quote_text.as_markdown(permitted)
    publishing.put(permitted.profile, {path: contents}, writer)
    return split


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
    form = form_of(path)
    refuse_originals(project.paths, path)
    if path.parent == project.paths.exports:
        project.paths.make(project.paths.exports)
    permitted = matrices.matrix(project, layout)
    cells = Cells.BOTH if permitted.value.summaries else Cells.QUOTES
    write_matrix(permitted, path, form, cells)
    return path.name
