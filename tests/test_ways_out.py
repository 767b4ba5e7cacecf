"""Every way out passes the gate: the package is walked for writers, and each is tried without."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from qda.domain.consent import ConsentKind
from qda.domain.matrix import Cells
from qda.domain.permission import Profile
from qda.errors import NotPermitted
from qda.services import (
    appendices,
    coding,
    consent_papers,
    consents,
    exchanging,
    matrices,
    matrix_files,
    naming,
    registering,
    reporting,
    tabling,
    thesis_tables,
)
from qda.services.choosing import Choice
from qda.services.consenting import SHARED
from qda.services.leaks import Scanner
from qda.services.matrices import Layout
from qda.services.matrix_files import Form
from qda.services.packing import write_pack
from qda.services.publishing import Publisher
from tests.conftest import ROOT
from tests.projects import LINES, add_interview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from qda.services.project import Project

WRITES = ("write_atomically", ".write_bytes", ".write_text")
OWN_FILES = {
    # The one door out.
    "services/publishing.py": {"write", "put"},
    # The user's own files, and what stays inside the project.
    "formats/codes_yml.py": {"write_codebook_text"},
    "services/project.py": {"make_project"},
    "services/destroying.py": {"begin"},
    "services/erasing.py": {"_leave_register_file", "_write_ledger"},
    "services/closing.py": {"_write_ledger"},
    "services/demo.py": {"make_demo", "_checked"},
    # Copies in a folder of LibreOffice's own that is deleted again.
    "formats/office.py": {"printed_by", "_profile"},
    "services/appendices.py": {"_contents"},
    # The reader's own thesis, with findings that passed `permit_report`.
    "formats/word_comments.py": {"write_commented"},
}
"""Functions that write a file, by module; a new one needs a reason to stand here."""


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """All functions of the package, with their modules."""
    for path in sorted((ROOT / "qda").rglob("*.py")):
        module = path.relative_to(ROOT / "qda").as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        yield from ((module, node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def called(function: ast.FunctionDef) -> set[str]:
    """What a function calls, as it is written."""
    return {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def writes(function: ast.FunctionDef) -> bool:
    """Whether a function writes a file."""
    return any(name.endswith(WRITES) for name in called(function))


def arguments(function: ast.FunctionDef) -> str:
    """What a function's arguments are said to be."""
    every = [*function.args.args, *function.args.kwonlyargs]
    return " ".join(ast.unparse(one.annotation) for one in every if one.annotation)


def test_no_function_writes_a_file_but_those_that_are_known() -> None:
    found: dict[str, set[str]] = {}
    for module, function in functions():
        if writes(function):
            found.setdefault(module, set()).add(function.name)
    assert "services/publishing.py" in found
    assert found == OWN_FILES


MAKERS = {"publisher", "write_pack", "write", "_write", "_write_papers"}
"""Writers that ask the gate themselves; each is tried below or by its own tests."""


def test_every_service_that_writes_through_the_door_takes_or_makes_a_permission() -> None:
    writers = [
        (module, function)
        for module, function in functions()
        if module.startswith("services/")
        and module != "services/publishing.py"
        and {"publishing.put", "Publisher"} & called(function)
    ]
    without = [
        (module, function.name)
        for module, function in writers
        if "Permitted" not in arguments(function) and function.name not in MAKERS
    ]
    assert len(writers) >= 10
    assert without == []


FORMS_OF_FILES = ("as_docx", "as_html", "as_csv", "as_json", "as_markdown", "as_xlsx")


def test_every_format_that_makes_a_file_for_other_eyes_takes_a_permission() -> None:
    makers = [
        (module, function)
        for module, function in functions()
        if module.startswith("formats/")
        and (function.name in FORMS_OF_FILES or function.name.endswith(("_file", "_page", "_docx")))
        and function.returns is not None
        and "bytes" in ast.unparse(function.returns)
    ]
    bare = {
        (module, function.name)
        for module, function in makers
        if "Permitted" not in arguments(function)
    }
    assert len(makers) >= 12
    # One table of many; the folder that it goes to is described from the permission.
    assert bare == {("formats/plain_tables.py", "table_file")}


def test_only_the_gate_makes_a_permission() -> None:
    makers = {module for module, function in functions() if "Permitted" in called(function)}
    assert makers == {"services/consenting.py"}


@pytest.fixture
def two(project: Project) -> Project:
    """Two informants who consented; one is asked about each quote."""
    row = add_interview(project, "Bilag 1", LINES)
    coding.add(project, row, coding.span_of_quote(project, row, "Æbletræerne er fælles"), "andet")
    other = ("I: Hvad laver du?", "IP: Jeg passer hegnet ved den gamle mølle hver eneste fredag.")
    add_interview(project, "Bilag 2", other)
    given = {"quote": "yes", "analyse": "yes", "approval": "quotes", "appendix": "full"}
    for short_id, name, appendix in (
        ("I1", "Gerda Kvistgård", "Bilag 1"), ("I2", "Torkild Hvedemark", "Bilag 2"),
    ):  # fmt: skip
        values = {"name": name, "label": "beboer"}
        registering.save(project, short_id, values, new=True, appendices=(appendix,))
        consents.record(project, short_id, ConsentKind.GIVEN, at="2025-03-01", fields=given)
    naming.enter_informants(project)
    return project


def _matrix(project: Project, path: Path) -> None:
    made = matrices.matrix(project, Layout(Choice(profile=Profile.ASSESSMENT)))
    matrix_files.write_matrix(made, path, Form.CSV, Cells.QUOTES)


def _quotes(project: Project, path: Path) -> None:
    made = matrices.matrix(project, Layout(Choice(profile=Profile.PUBLIC)))
    matrix_files.write_quotes(made, path, Form.JSON)


def _report(project: Project, path: Path) -> None:
    reporting.write_report(reporting.report(project, Choice(profile=Profile.SUPERVISOR)), path)


def _pictures(project: Project, path: Path) -> None:
    made = reporting.report(project, Choice(profile=Profile.SUPERVISOR))
    reporting.write_pictures(made, path)


def _refi(project: Project, path: Path) -> None:
    exchanging.write_project(exchanging.export_project(project, internal=False).permitted, path)


def _codebook(project: Project, path: Path) -> None:
    exchanging.write_codebook(exchanging.export_codebook(project).permitted, path)


def _data(project: Project, path: Path) -> None:
    tabling.write_tables(tabling.tables(project, internal=False), path, ["csv"])


def _table(project: Project, path: Path) -> None:
    made = thesis_tables.code_list(project, Choice(profile=Profile.ASSESSMENT))
    thesis_tables.write(made, path.with_suffix(".docx"))


def _appendices(project: Project, path: Path) -> None:
    made = appendices.appendices(project, Profile.ASSESSMENT)
    appendices.write(made, path.with_suffix(".docx"), Publisher(project, Profile.INTERNAL))


@pytest.mark.parametrize(
    "way", [_matrix, _quotes, _report, _pictures, _refi, _codebook, _data, _table, _appendices]
)
def test_no_writer_writes_for_other_eyes_without_the_one_who_looks_through(
    two: Project, tmp_path: Path, way: Callable[[Project, Path], None]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(NotPermitted, match="without the gates"):
        way(two, folder / "file")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("profile", [str(Profile.PUBLIC), SHARED])
def test_a_writer_of_a_laxer_profile_does_not_do(
    two: Project, tmp_path: Path, profile: str
) -> None:
    made = matrices.matrix(two, Layout(Choice(profile=Profile.ASSESSMENT)))
    writer = Publisher(two, Profile.SUPERVISOR)
    with pytest.raises(NotPermitted, match="without the gates"):
        matrix_files.write_matrix(
            replace(made, profile=profile), tmp_path / "m.csv", Form.CSV, Cells.COUNTS,
            writer=writer,
        )  # fmt: skip


def test_a_pack_may_hold_its_informants_name_and_nobody_elses(two: Project) -> None:
    own, other = "Gerda Kvistgård", "Torkild Hvedemark"
    scanner = Scanner(two, Profile.ASSESSMENT, to="I1")
    assert scanner.scan_text(f"{own} sagde det.") == []
    assert [leak.what for leak in scanner.scan_text(f"{other} sagde det.")] == ["name"]
    words = "Jeg passer hegnet ved den gamle mølle hver eneste fredag"
    assert [leak.what for leak in scanner.scan_text(words)] == ["passage"]
    assert scanner.scan_text("Det er, når lægen og buschaufføren mødes i vaskekælderen") == []


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_pack_with_somebody_elses_name_is_neither_written_nor_recorded(
    two: Project, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"Torkild.{ending}"
    with pytest.raises(NotPermitted, match="protected name"):
        write_pack(two, "I1", [path])
    assert not path.exists()
    assert two.db.execute("select count(*) from approval").fetchone()[0] == 0
    write_pack(two, "I1", [tmp_path / f"pack.{ending}"])
    assert (tmp_path / f"pack.{ending}").is_file()


PAPERS: tuple[Any, ...] = (consent_papers.write_overview, consent_papers.write_record)


@pytest.mark.parametrize("write", PAPERS)
@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_a_paper_on_consent_with_a_name_in_it_is_not_written(
    two: Project, tmp_path: Path, write: Callable[[Project, Path], None], ending: str
) -> None:
    path = tmp_path / f"paper.{ending}"
    write(two, path)
    assert path.is_file()
    path.unlink()
    fields = {"how": "mail fra Torkild Hvedemark", "conditions": "spørg Torkild Hvedemark",
              "legal_basis": "aftale med Torkild Hvedemark"}  # fmt: skip
    consents.record(two, "I2", ConsentKind.CLARIFIED, at="2025-03-02", fields=fields)
    with pytest.raises(NotPermitted, match="protected name"):
        write(two, path)
    assert not path.exists()
