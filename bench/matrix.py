"""The matrix with 20,000 codings, as Word with 2,000 and 4,000, and one coding on disk."""

from __future__ import annotations

import resource
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.material import add_codings, empty_project, word_file
from bench.measuring import medians, report, report_work


def main(codings: int = 20_000) -> None:
    """Measure the matrix and a single coding."""
    from qda.domain.matrix import Cells
    from qda.services import matrices, matrix_files
    from qda.services.choosing import Choice
    from qda.services.importing import import_files
    from qda.services.matrices import Layout
    from qda.services.matrix_files import Form

    with TemporaryDirectory() as folder, empty_project(Path(folder)) as project:
        for number in range(1, 21):
            word_file(Path(folder, f"Bilag {number}.docx"), 6_000, number)
        import_files(project, [Path(folder)])
        add_codings(project, codings)
        layout = Layout(Choice(interviewer=True))
        assert len(project.db.execute("select uid from coding").fetchall()) == codings
        for form, goal in ((Form.CSV, 0.5), (Form.XLSX, 3.0)):
            path = Path(folder, f"matrix.{form}")

            def write(form: Form = form, path: Path = path) -> None:
                permitted = matrices.matrix(project, layout)
                matrix_files.write_matrix(permitted, path, form, Cells.QUOTES)

            report_work(f"matrix of {codings:,} codings as {form}", write, 5, goal)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        report("  peak memory, import included", peak, "MB", 400)
        _one_coding(project)
    for quotes, goal in ((2_000, 3.0), (4_000, 6.0)):
        _as_word(quotes, goal)


def _as_word(codings: int, goal: float) -> None:
    """Word files of both kinds; twice the quotes may take twice the time."""
    from qda.domain.matrix import Cells
    from qda.services import matrices, matrix_files
    from qda.services.choosing import Choice
    from qda.services.importing import import_files
    from qda.services.matrices import Layout
    from qda.services.matrix_files import Form

    with TemporaryDirectory() as folder, empty_project(Path(folder)) as project:
        for number in range(1, 9):
            word_file(Path(folder, f"Bilag {number}.docx"), 6_000, number)
        import_files(project, [Path(folder)])
        add_codings(project, codings)
        path = Path(folder, "matrix.docx")

        def write() -> None:
            permitted = matrices.matrix(project, Layout(Choice(interviewer=True)))
            matrix_files.write_matrix(permitted, path, Form.DOCX, Cells.QUOTES)

        def chapters() -> None:
            permitted = matrices.matrix(project, Layout(Choice(interviewer=True)))
            matrix_files.write_quotes(permitted, path, Form.DOCX)

        report_work(f"matrix of {codings:,} codings as docx", write, 3, goal)
        report_work(f"chapters of {codings:,} codings as docx", chapters, 3, goal)


def _one_coding(project: object, rounds: int = 150) -> None:
    from qda.services import coding
    from qda.services.project import Project
    from qda.storage import interviews
    from qda.storage.connection import connect, write

    assert isinstance(project, Project)
    project.coder = "one by one"
    row = project.interviews()[0]
    segments = iter(interviews.segments(project.db, row.transcript_id)[:rounds])
    bare = connect(project.paths.root / "bare.db", create=True)
    bare.execute("create table line (words text)")

    def one_line() -> None:
        with write(bare):
            bare.execute("insert into line values ('x')")

    # Both wait for the same disk in turn, for a commit is mostly waiting.
    found = medians(
        {
            "bare": one_line,
            "coding": lambda: coding.toggle(project, row, next(segments), "effekter"),
        },
        rounds,
    )
    bare.close()
    report("a bare commit with the same settings on this disk", 1000 * found["bare"], "ms")
    report("one coding added, journalled, on disk", 1000 * found["coding"], "ms", 5)
    report("  of it ours", 1000 * (found["coding"] - found["bare"]), "ms")
