"""Fixtures of projects: what is made for a test and closed after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qda.services.project import Project, open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def made_by(make: Callable[[Path], Project], folder: str) -> Any:
    """A fixture: a project that a function makes in a folder of the test's own."""

    @pytest.fixture
    def project(tmp_path: Path) -> Iterator[Project]:
        with make(tmp_path / folder) as made:
            yield made

    return project


def held_by(coder: str) -> Any:
    """A fixture: the fixture `project` as the program of another coder holds it."""

    @pytest.fixture
    def other(project: Project) -> Iterator[Project]:
        with open_project(project.paths.root, coder) as opened:
            yield opened

    return other
