"""The wheel carries all that an installed program needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder: Path = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "qda/cli/main.py",
        "qda/tui/qda.tcss",
        "qda/locale/da/LC_MESSAGES/qda.mo",
        "qda/demo/codes.yml",
        "qda/demo/transcripts/informants.yml",
        "qda/demo/transcripts/codings.csv",
        "qda/demo/transcripts/thesis-draft.docx",
        *(f"qda/demo/transcripts/Bilag {number}.docx" for number in range(1, 9)),
    ],
)
def test_the_wheel_carries(names: set[str], name: str) -> None:
    assert name in names


def test_the_wheel_carries_no_tests_and_no_sources_of_the_demo(names: set[str]) -> None:
    assert len(names) > 80
    assert [
        name for name in names if name.startswith(("tests/", "bench/")) or "source" in name
    ] == []
