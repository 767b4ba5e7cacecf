"""The list of interviews, importing from it, and choosing files: keys in, words and rows out."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from qda.errors import QdaError
from qda.services import coding, importing, visiting
from qda.services.gathering import folder_of
from qda.services.overview import Consent, Order
from qda.services.project import Project, make_project
from qda.tui.screens.files import FilesScreen, typed_path
from qda.tui.screens.library import LibraryScreen
from qda.tui.screens.report import ReportScreen
from qda.tui.screens.speakers import SpeakersScreen
from qda.tui.screens.transcript import TranscriptScreen
from qda.tui.widgets.find_bar import FilterBar
from qda.tui.widgets.interview_columns import consent_badge
from qda.tui.widgets.interview_list import InterviewList
from tests.tui_project import (
    CODEBOOK,
    HARBOUR,
    add_interview,
    harbour_project,
    register,
    transcript_of,
)
from tests.tui_screen import SMALL, Running, running
from tests.twins import contents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GARDEN = "Ida: Hvad laver du?\nViggo: Jeg graver.\nIda: Og så?\nViggo: Så sår jeg.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with harbour_project(tmp_path / "havn") as made:
        add_interview(made, "Bilag 10", transcript_of(HARBOUR))
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "tom", codebook=CODEBOOK.encode(), coder="ida") as made:
        yield made


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with two transcripts, one that is damaged, one without a number, and a picture."""
    folder = tmp_path / "filer"
    (folder / "mappe").mkdir(parents=True)
    (folder / "Bilag 2.txt").write_text(GARDEN, "utf-8")
    (folder / "Bilag 11.txt").write_text(GARDEN.replace("sår", "luger"), "utf-8")
    (folder / "Bilag 13.docx").write_bytes(b"PK\x03\x04 half a file")
    (folder / "uden.txt").write_text("Bare en lang tekst uden talere.", "utf-8")
    (folder / "have.png").write_bytes(b"\x89PNG")
    return folder


def shown(screen: Running) -> list[str]:
    """The appendix numbers in the list, from above."""
    found = screen.app.screen.query_one(InterviewList)._interviews
    return [one.appendix for one in found]


async def go_to(screen: Running, path: Path) -> None:
    """Type a path into the chooser."""
    await screen.press("slash")
    screen.app.screen.query_one("#path-words").value = str(path)  # type: ignore[attr-defined]
    await screen.press("enter")


# The list


async def test_s_goes_through_the_orders_and_the_cursor_stays_with_its_interview(
    project: Project,
) -> None:
    row = project.interview("Bilag 2")
    coding.toggle(project, row, coding.segment_by_number(project, row, 2), "arbejde")
    async with running(project, appendix=None) as screen:
        assert shown(screen) == ["Bilag 1", "Bilag 2", "Bilag 10"]
        await screen.press("down", "s")
        assert shown(screen)[-1] == "Bilag 2"
        assert "least coded first" in screen.lines[0]
        assert screen.app.screen.query_one(InterviewList).appendix == "Bilag 2"
        await screen.press("s", "s")
        assert shown(screen)[0] == "Bilag 2"
        assert "Codings ▾" in screen.text
        await screen.press("enter", "escape")
        assert screen.app.library_order is Order.CODINGS
        await screen.press("s")
        assert "by appendix number" in screen.lines[0]


async def test_a_click_on_the_headings_sorts(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.pilot.click("#interviews", offset=(30, 1))
        assert "least coded first" in screen.lines[0]


@pytest.mark.parametrize("key", ["f", "slash"])
async def test_a_filter_shows_what_holds_the_words_and_esc_shows_all(
    project: Project, key: str
) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press(key)
        await screen.type("havne")
        assert shown(screen) == ["Bilag 1"]
        assert "1 of 3" in screen.text
        await screen.type("xyz")
        assert "No interview has these words" in screen.text
        await screen.press("escape")
        assert len(shown(screen)) == 3
        assert not screen.app.screen.query_one(FilterBar).display
        await screen.press("down", "escape", "k", "enter")
        assert isinstance(screen.app.screen, TranscriptScreen)


async def test_enter_keeps_the_filter_and_opens_what_alone_is_left(project: Project) -> None:
    async with running(project, appendix=None) as screen:
        await screen.press("f")
        await screen.type("bilag 1")
        await screen.press("down", "enter")
        assert shown(screen) == ["Bilag 1", "Bilag 10"]
        await screen.press("j", "enter")
        assert "Bilag 10" in screen.lines[0]
        await screen.press("escape", "f")
        await screen.type("2")
        await screen.press("enter")
        assert "Bilag 2" in screen.lines[0]


@pytest.mark.parametrize(
    ("consent", "said"),
    [
        (Consent.YES, "✓ yes"),
        (Consent.NO, "✗ no"),
        (Consent.NOT_RECORDED, "? not recorded"),
        (Consent.WITHDRAWN, "⊘ withdrawn"),
    ],
)
def test_consent_is_a_sign_and_a_word(consent: Consent, said: str) -> None:
    assert consent_badge(consent)[0] == said


@pytest.mark.parametrize("size", [SMALL, (160, 45), (46, 14)])
async def test_the_list_fits_any_width(project: Project, size: tuple[int, int]) -> None:
    register(project, "Bilag 2", "fiskehandler [red] \x1b[31m" + "med meget langt navn " * 5)
    async with running(project, appendix=None, size=size) as screen:
        (line,) = (line for line in screen.lines if "Bilag 2" in line)
        assert "\x1b" not in screen.text
        assert "0 %" in line
        assert "?" in line


# Seen, and where one left off


async def test_what_was_read_is_seen_and_found_again_in_another_session(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("down", "down")
        await screen.press("escape")
        assert "33 %" in next(line for line in screen.lines if "Bilag 1 " in line)
    assert visiting.segments_seen(project, project.interview("Bilag 1")) == {1, 2, 3}
    async with running(project, appendix=None) as screen:
        await screen.press("enter")
        assert screen.current == 2


async def test_what_was_seen_last_is_written_when_one_leaves(project: Project) -> None:
    async with running(project) as screen:
        await screen.press("end", "q")
    assert visiting.segments_seen(project, project.interview("Bilag 1")) == {1, 9}


# Importing


async def test_i_imports_what_is_marked_like_the_command_line(
    empty: Project, files: Path, tmp_path: Path
) -> None:
    async with running(empty, appendix=None) as screen:
        assert "Press i" in screen.text
        await screen.press("i")
        assert isinstance(screen.app.screen, FilesScreen)
        await go_to(screen, files)
        assert "1 file of another kind" in screen.text
        assert "0 files marked" in screen.text
        await screen.press("j", "space", "space")
        assert "2 files marked" in screen.text
        await screen.press("i")
        await screen.until(lambda: "Imported 2 interviews" in screen.text)
        await screen.press("escape")
        assert isinstance(screen.app.screen, LibraryScreen)
        assert shown(screen) == ["Bilag 2", "Bilag 11"]
    with make_project(tmp_path / "twin", codebook=CODEBOOK.encode(), coder="ida") as twin:
        importing.import_files(twin, [files / "Bilag 2.txt", files / "Bilag 11.txt"])
        assert contents(empty) == contents(twin)
        assert len(contents(twin)["interview"]) == 2


async def test_the_keys_of_the_import_screen_work_at_once(empty: Project, files: Path) -> None:
    shutil.copy(files / "Bilag 2.txt", empty.paths.transcripts)
    async with running(empty, appendix=None) as screen:
        await screen.press("i", "space")
        await screen.until(lambda: "1 file marked" in screen.text)
        await screen.press("escape", "i", "a", "i")
        await screen.until(lambda: "Imported 1 interview" in screen.text)


async def test_the_report_says_what_was_read_refused_and_passed_over(
    empty: Project, files: Path
) -> None:
    async with running(empty, appendix=None) as screen:
        await screen.press("i")
        await go_to(screen, files.parent)
        await screen.press("j")
        await screen.until(lambda: "filer/" in screen.text)
        screen.app.screen._list.highlighted = 1  # type: ignore[attr-defined]
        await screen.press("i")
        await screen.until(lambda: "Imported 2 interviews" in screen.text)
        assert "2 refused" in screen.text
        assert "Passed over in the folder: 1 × .png" in screen.text
        assert '✗ The file "Bilag 13.docx" is cut off or damaged.' in screen.text
        assert "read as: text, UTF-8" in screen.text
        assert "b gives it a number" in screen.text
        await screen.press("b")
        assert 'Which appendix is "Bilag 13.docx"?' in screen.text
        await screen.press("escape", "down", "down", "b")
        await screen.type("14")
        await screen.press("enter")
        await screen.until(lambda: "✓ Bilag 14" in screen.text)
        assert "Speakers uncertain" in screen.text
        await screen.press("p")
        assert isinstance(screen.app.screen, SpeakersScreen)
        await screen.press("escape")
        assert isinstance(screen.app.screen, ReportScreen)
    assert [row.appendix for row in empty.interviews()] == ["Bilag 2", "Bilag 11", "Bilag 14"]


async def test_marks_are_set_for_all_and_taken_away_again(empty: Project, files: Path) -> None:
    async with running(empty, appendix=None) as screen:
        await screen.press("i")
        await go_to(screen, files)
        await screen.press("a")
        assert screen.text.count("[x]") == 4
        await screen.press("a")
        assert screen.text.count("[x]") == 0
        await screen.press("up", "up", "down", "down", "enter")
        assert "[x] Bilag 2.txt" in screen.text
        await screen.press("left")
        assert "filer/" in screen.text
        await screen.press("enter")
        assert "[x] Bilag 2.txt" in screen.text
        await screen.press("pagedown", "pageup", "escape")
        assert isinstance(screen.app.screen, LibraryScreen)
    assert empty.interviews() == []


async def test_a_path_completes_itself_and_a_wrong_one_is_told(empty: Project, files: Path) -> None:
    async with running(empty, appendix=None) as screen:
        await screen.press("i")
        await go_to(screen, files)
        await screen.press("f", "b", "i", "l")
        await screen.until(lambda: "bilag 2.txt" in screen.text.casefold().split("\n")[1])
        await screen.press("right", "enter")
        assert "1 file marked" in screen.text
        await screen.press("f", "x", "enter")
        assert "there is no such file or folder" in screen.text
        await screen.press("escape", "escape")
        assert isinstance(screen.app.screen, LibraryScreen)


async def test_two_files_with_one_number_import_nothing(empty: Project, files: Path) -> None:
    (files / "mappe" / "Bilag 2.txt").write_text(GARDEN + "Ida: Tak.", "utf-8")
    async with running(empty, appendix=None) as screen:
        await screen.press("i")
        await go_to(screen, files / "Bilag 2.txt")
        await go_to(screen, files / "mappe" / "Bilag 2.txt")
        await screen.press("i")
        await screen.until(lambda: "all claim to be Bilag 2" in screen.text)
    assert empty.interviews() == []


@pytest.mark.parametrize("typed", ["~ingenafdisse/x", "\0", "a" * 5000])
def test_a_path_that_cannot_be_is_no_trouble(tmp_path: Path, typed: str) -> None:
    path = typed_path(tmp_path, typed)
    with pytest.raises(QdaError):
        folder_of(path)
