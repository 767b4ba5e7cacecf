"""The command line: coding by hand, and codings from tables."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from tests.commands import qda
from tests.conftest import TRANSCRIPTS

if TYPE_CHECKING:
    from pathlib import Path


def test_coding_by_segment_undo_and_redo(demo: Path) -> None:
    added = qda("coding", "add", "bilag 6", "--segment", 41, "--theme", "effekter", "-p", demo)
    assert added.exit_code == 0, added.stderr
    before = len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout))
    undone = qda("undo", "-p", demo)
    assert "Bilag 6: coded as Effekter af social mix" in undone.stderr
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == before - 1
    assert qda("redo", "-p", demo).exit_code == 0
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == before


def test_a_coding_is_removed_by_its_id(demo: Path) -> None:
    listed = json.loads(qda("coding", "list", "--json", "-p", demo).stdout)
    assert len(listed) == 190
    assert qda("coding", "remove", listed[0]["uid"][:10], "-p", demo).exit_code == 0
    left = json.loads(qda("coding", "list", "--json", "-p", demo).stdout)
    assert [one["uid"] for one in left] == [one["uid"] for one in listed[1:]]


@pytest.mark.parametrize("theme", ["1", "forstaaelse", "Forståelse af social mix", "forst"])
def test_a_theme_is_named_by_hotkey_key_title_or_beginning(demo: Path, theme: str) -> None:
    result = qda("coding", "add", "Bilag 1", "-s", 9, "-t", theme, "-p", demo)
    assert result.exit_code == 0, result.stderr
    assert "forstaaelse" in result.stderr


def test_importing_the_same_codings_again_adds_nothing(demo: Path) -> None:
    result = qda("coding", "import", TRANSCRIPTS / "codings.csv", "-p", demo)
    assert result.exit_code == 0
    assert "Imported 0 codings; 190 there already, 0 not placed." in result.stderr


def test_codings_are_taken_back_as_one_step(demo: Path) -> None:
    assert qda("undo", "-p", demo).exit_code == 0
    assert json.loads(qda("coding", "list", "--json", "-p", demo).stdout) == []
    assert qda("redo", "-p", demo).exit_code == 0
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == 190


def write_rows(path: Path, rows: list[list[str]], encoding: str = "utf-8", sign: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    return path


def test_danish_excel_is_read_with_semicolons_and_its_own_encoding(
    demo: Path, tmp_path: Path
) -> None:
    quote = json.loads(qda("show", "Bilag 2", "--segment", 5, "--json", "-p", demo).stdout)[0]
    rows = [["Bilag", "Citat", "Tema", "Koder"], ["2", quote["text"], "effekter", "øjvind"]]
    path = write_rows(tmp_path / "c.csv", rows, "cp1252", ";")
    result = qda("coding", "import", path, "-p", demo)
    assert result.exit_code == 0, result.stderr
    assert "Imported 1 coding;" in result.stderr
    assert "Windows-1252" in result.stderr
    by = json.loads(qda("coding", "list", "--coder", "øjvind", "--json", "-p", demo).stdout)
    assert [one["quote"] for one in by] == [quote["text"]]


def test_codings_are_imported_from_a_workbook(demo: Path, tmp_path: Path) -> None:
    import openpyxl

    quote = json.loads(qda("show", "Bilag 2", "--segment", 5, "--json", "-p", demo).stdout)[0]
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["appendix", "quote", "theme", "coder"])
    book.active.append(["Bilag 2", quote["text"], "hvorfor", "anna"])
    book.save(tmp_path / "c.xlsx")
    result = qda("coding", "import", tmp_path / "c.xlsx", "-p", demo)
    assert "Imported 1 coding; 0 there already, 0 not placed." in result.stderr


def test_a_quote_that_is_not_there_is_reported_with_its_row_and_nearest(
    demo: Path, tmp_path: Path
) -> None:
    quote = json.loads(qda("show", "Bilag 2", "--segment", 6, "--json", "-p", demo).stdout)[0]
    changed = quote["text"].replace(" ", " altså ", 1)
    rows = [
        ["appendix", "quote", "theme"],
        ["Bilag 2", changed, "effekter"],
        ["Bilag 99", "x", "effekter"],
        ["Bilag 2", "x", "efekter"],
        ["Bilag 2", "", "effekter"],
    ]
    path = write_rows(tmp_path / "c.csv", rows)
    result = qda("coding", "import", path, "-p", demo)
    assert result.exit_code == 1
    assert "row 2 (Bilag 2)" in result.stderr
    assert "segment 6" in result.stderr
    assert "row 3 (Bilag 99)" in result.stderr
    assert "row 4" in result.stderr
    assert "effekter" in result.stderr
    assert "row 5" in result.stderr
    assert "Imported 0 codings" in result.stderr


def test_a_table_without_a_column_says_which(demo: Path, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "c.csv", [["appendix", "quote"], ["Bilag 1", "ja"]])
    result = qda("coding", "import", path, "-p", demo)
    assert result.exit_code == 3
    assert '"theme"' in result.stderr


def test_a_table_that_is_no_text_is_refused(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(b"appendix,quote,theme\nBilag 1,\x81\x8d\x90,effekter\n")
    result = qda("coding", "import", path, "-p", demo)
    assert result.exit_code == 3
    assert "c.csv" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_workbook_that_is_none_is_refused(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "c.xlsx").write_text("hej")
    result = qda("coding", "import", tmp_path / "c.xlsx", "-p", demo)
    assert result.exit_code == 3
    assert "c.xlsx" in result.stderr


def test_a_quote_mark_that_is_not_closed_swallows_no_rows(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text('appendix,quote,theme\nBilag 2,"ja,effekter\nBilag 2,nej,effekter\n')
    result = qda("coding", "import", path, "-p", demo)
    assert result.exit_code == 3
    assert "c.csv" in result.stderr


def test_codings_that_are_removed_together_come_back_together(demo: Path) -> None:
    ids = [one["uid"] for one in json.loads(qda("coding", "list", "--json", "-p", demo).stdout)]
    assert qda("coding", "remove", ids[0], ids[1], ids[0][:9], "-p", demo).exit_code == 0
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == 188
    assert qda("undo", "-p", demo).exit_code == 0
    assert len(json.loads(qda("coding", "list", "--json", "-p", demo).stdout)) == 190
