"""Fixtures: real projects on disk, English messages, a fixed coder."""

from __future__ import annotations

import inspect
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from qda import language
from tests.codes_files import written
from tests.commands import qda

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.services.project import Project

MEMORY = Path("/dev/shm")
"""Files in memory, on Linux."""
ROOM = 2 * 1024**3

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TRANSCRIPTS = ROOT / "transcripts"

# Machines are noisy: a slow example is no failure.
settings.register_profile("qda", deadline=None)
settings.load_profile("qda")


def pytest_configure(config: pytest.Config) -> None:
    """Put the tests' files into memory where there is room: thousands wait for no disk there."""
    with suppress(OSError):
        if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """One worker more than there are processors: some tests wait for another program."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ or not hasattr(os, "sched_getaffinity"):
        return None  # xdist knows what to do
    return len(os.sched_getaffinity(0)) + 1


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in English, and a known coder, whatever the machine says."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("QDA_LANG", "en")
    monkeypatch.setenv("QDA_CODER", "sofie")
    monkeypatch.delenv("COLUMNS", raising=False)
    language.settle("en")


@pytest.fixture
def codes(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The docstring of the test as a codebook file."""
    return written(tmp_path, inspect.getdoc(request.function) or "")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo project as its command makes it; tests copy it."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    environment = {**os.environ, "QDA_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-m", "qda", "demo", str(folder)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def demo(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the demo project that a test may change; nobody has it open."""
    shutil.copytree(demo_folder, tmp_path / "demo")
    return tmp_path / "demo"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A new project without interviews."""
    folder = tmp_path / "thesis"
    assert qda("init", folder, "--codes", ROOT / "codes.yml").exit_code == 0
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with the six themes of the demo."""
    from tests.projects import fresh_project

    with fresh_project(tmp_path / "project") as made:
        yield made


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as a project, made once for all tests; copy it before it is changed."""
    from qda.services.demo import make_demo

    folder = tmp_path_factory.mktemp("made") / "demo"
    demo = make_demo(folder)
    demo.project.close()
    assert 0 < demo.suggested[0] < demo.suggested[1]
    return folder


@pytest.fixture
def interviewed(project: Project) -> Project:
    """A project with one short interview, Bilag 6."""
    from tests.projects import add_interview

    add_interview(project, "Bilag 6")
    return project
