"""The demo as a project, made once for all tests of theses."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from qda.services.project import open_project
from qda.services.thesis_material import Material, gather

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def demo(demo_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("thesis") / "demo"
    shutil.copytree(demo_made, folder)
    return folder


@pytest.fixture(scope="session")
def material(demo: Path) -> Material:
    with open_project(demo, "sofie") as project:
        return gather(project)
