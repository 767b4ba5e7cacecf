"""Files, folders and patterns: each transcript once, and what is passed over is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.errors import NotFound
from qda.services.gathering import files_to_import, passed_over

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["Bilag 1.docx", "Bilag 2.TXT", ".skjult.txt", "~$lag 1.docx", "lyd.m4a", "noter.pdf", "ny"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).write_text("x")
    (tmp_path / "mappe.txt").mkdir()
    return tmp_path


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def test_a_folder_gives_its_transcripts(folder: Path) -> None:
    assert names(files_to_import([folder])) == ["Bilag 1.docx", "Bilag 2.TXT"]


def test_what_a_folder_holds_beside_them_is_counted(folder: Path) -> None:
    assert passed_over([folder]) == {".m4a": 1, ".pdf": 1, "ny": 1}


def test_a_pattern_is_expanded(folder: Path) -> None:
    assert names(files_to_import([folder / "Bilag*"])) == ["Bilag 1.docx", "Bilag 2.TXT"]
    assert names(files_to_import([folder / "**" / "*.docx"])) == ["Bilag 1.docx"]


def test_a_file_that_is_named_twice_is_taken_once(folder: Path) -> None:
    wanted = [folder / "Bilag 1.docx", folder, folder / "*.docx"]
    assert names(files_to_import(wanted)) == ["Bilag 1.docx", "Bilag 2.TXT"]


def test_a_name_that_looks_like_a_pattern_is_a_name_first(folder: Path) -> None:
    (folder / "Bilag [3].txt").write_text("x")
    assert names(files_to_import([folder / "Bilag [3].txt"])) == ["Bilag [3].txt"]


def test_a_missing_file_is_left_to_the_reader_to_report(folder: Path) -> None:
    assert names(files_to_import([folder / "Bilag 9.txt"])) == ["Bilag 9.txt"]


@pytest.mark.parametrize("pattern", ["*.odt", "Bilag [3-9]*", "?"])
def test_a_pattern_without_match_is_said(folder: Path, pattern: str) -> None:
    with pytest.raises(NotFound, match="Nothing matches"):
        files_to_import([folder / pattern])


def test_a_folder_without_transcripts_says_which_endings_are_read(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="holds no transcripts") as caught:
        files_to_import([tmp_path])
    assert ".docx" in caught.value.hint
