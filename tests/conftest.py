"""Fixtures: real projects on disk, English messages, a fixed coder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from qda import language
from qda.services.project import Project, make_project

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# Machines are noisy: a slow example is no failure.
settings.register_profile("qda", deadline=None)
settings.load_profile("qda")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in English, and a known coder, whatever the machine says."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("QDA_LANG", "en")
    monkeypatch.setenv("QDA_CODER", "sofie")
    monkeypatch.delenv("COLUMNS", raising=False)
    language.settle("en")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with the six themes of the demo."""
    with make_project(tmp_path / "project", codebook=(ROOT / "codes.yml").read_bytes()) as made:
        yield made


@pytest.fixture
def interviewed(project: Project) -> Project:
    """A project with one short interview, Bilag 6."""
    from tests.projects import add_interview

    add_interview(project, "Bilag 6")
    return project
