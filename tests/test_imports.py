"""Heavy libraries load late, and the floors are kept."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = ("spacy", "simplemma", "numpy", "textual", "docx", "lxml", "openpyxl", "xlsxwriter",
         "ruamel", "sqlite_utils", "rapidfuzz", "rich")  # fmt: skip


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_help_loads_click_and_nothing_heavy() -> None:
    code = (
        "from qda.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as e:\n    assert e.code == 0, e.code"
    )
    loaded = loaded_by(code)
    assert "click" in loaded
    assert loaded & set(HEAVY) == set()


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("qda.cli.screen", {"textual", "lxml", "openpyxl", "sqlite_utils"}),
        ("qda.cli.coding", {"textual", "lxml", "openpyxl", "sqlite_utils"}),
        ("qda.cli.results", {"textual", "xlsxwriter", "openpyxl", "sqlite_utils"}),
        ("qda.cli.material", {"textual", "lxml", "openpyxl", "sqlite_utils"}),
        ("qda.cli.importing", {"textual", "lxml", "openpyxl", "sqlite_utils"}),
        ("qda.services.matrix_files", {"textual", "xlsxwriter", "openpyxl"}),
        (
            "qda.services.coding",
            {"textual", "rapidfuzz", "openpyxl", "spacy", "simplemma", "numpy"},
        ),
        ("qda.tui.app", {"spacy", "simplemma", "numpy"}),
        ("qda.services.importing", {"spacy", "simplemma", "numpy"}),
    ],
)
def test_a_module_does_not_load_what_it_may_not_need(module: str, absent: set[str]) -> None:
    loaded = loaded_by(f"import {module}")
    assert "qda" in loaded
    assert loaded & absent == set()


def test_the_floors_are_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()",
         "--no-logo"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )  # fmt: skip
    assert "0 broken" in done.stdout, done.stdout
