"""After an import: what a file holds in right numbers, and pages measured where it tells none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.documents import PageSource
from qda.services.project import make_project
from qda.tui.screens.report import ReportScreen
from tests.conftest import ROOT
from tests.test_pages import TYPES, needs_office
from tests.tui_screen import Running, running
from tests.word_files import members, para, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qda.services.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p", codebook=(ROOT / "codes.yml").read_bytes()) as made:
        yield made


async def imported(screen: Running, path: Path) -> ReportScreen:
    screen.app.push_screen(ReportScreen([path]))
    await screen.pilot.pause()
    found = screen.app.screen
    assert isinstance(found, ReportScreen)
    await screen.until(lambda: bool(found._reports) and not found._importing)
    await screen.pilot.pause()
    return found


def word_file(project: Project) -> Path:
    path = project.paths.transcripts / "Bilag 4.docx"
    lines = ("I: Hvor bor du?", "IP: Jeg bor ved havnen.")
    write(path, {**members("".join(map(para, lines))), "[Content_Types].xml": TYPES})
    return path


async def test_one_of_a_kind_is_called_so(project: Project) -> None:
    path = project.paths.transcripts / "Bilag 4.txt"
    path.write_text("Viggo: Jeg bor ved havnen.", "utf-8")
    async with running(project, appendix=None) as screen:
        await imported(screen, path)
        assert "Bilag 4: 1 turn, 1 segment, – pages" in screen.text
        await screen.press("m")
        assert "cannot be measured" in screen.status


@needs_office
async def test_pages_that_a_file_does_not_tell_are_measured(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        found = await imported(screen, word_file(project))
        assert "1 file does not tell its pages: m measures them" in screen.text
        assert project.interview("Bilag 4").page_source is PageSource.UNKNOWN
        await screen.press("m")
        await screen.until(lambda: not found._importing)
        await screen.until(lambda: "1 page (" in " ".join(screen.text.split()))
    assert project.interview("Bilag 4").page_source is PageSource.MEASURED


@needs_office
async def test_a_file_that_is_gone_meanwhile_is_said_and_the_rest_goes_on(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        path = word_file(project)
        found = await imported(screen, path)
        path.unlink()
        await screen.press("m")
        await screen.until(lambda: not found._importing)
        assert "0 interviews measured" in screen.status
    assert project.interview("Bilag 4").page_source is PageSource.UNKNOWN
