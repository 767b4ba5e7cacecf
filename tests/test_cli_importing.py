"""The command line: importing transcripts, settling speakers, and files that are refused."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.commands import qda
from tests.conftest import TRANSCRIPTS

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_interview_twice_is_skipped(demo: Path) -> None:
    result = qda("import", TRANSCRIPTS / "Bilag 1.docx", "-p", demo)
    assert result.exit_code == 0
    assert "unchanged" in result.stderr


def test_the_same_file_under_another_number_is_refused(demo: Path) -> None:
    result = qda("import", TRANSCRIPTS / "Bilag 1.docx", "--as", "Bilag 9", "-p", demo)
    assert result.exit_code == 1
    assert "as Bilag 1" in result.stderr


def test_another_text_for_a_number_that_is_taken_is_refused(demo: Path, tmp_path: Path) -> None:
    shutil.copy(TRANSCRIPTS / "Bilag 2.docx", tmp_path / "Bilag 2.docx")
    path = tmp_path / "Bilag 2.docx"
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"changed"
    result = qda("import", path, "-p", demo)
    assert result.exit_code == 1
    assert "another text" in result.stderr


def test_two_files_that_claim_one_number_are_refused(empty: Path, tmp_path: Path) -> None:
    shutil.copy(TRANSCRIPTS / "Bilag 1.docx", tmp_path / "Bilag 1.docx")
    shutil.copy(TRANSCRIPTS / "Bilag 2.docx", tmp_path / "bilag_1 ny.docx")
    result = qda("import", tmp_path / "Bilag 1.docx", tmp_path / "bilag_1 ny.docx", "-p", empty)
    assert result.exit_code == 1
    assert "all claim to be Bilag 1" in result.stderr
    assert json.loads(qda("list", "--json", "-p", empty).stdout) == []


def test_a_name_without_a_number_asks_for_it(empty: Path, tmp_path: Path) -> None:
    shutil.copy(TRANSCRIPTS / "Bilag 1.docx", tmp_path / "interview.docx")
    result = qda("import", tmp_path / "interview.docx", "-p", empty)
    assert result.exit_code == 1
    assert "--as" in result.stderr
    named = qda("import", tmp_path / "interview.docx", "--as", "9", "-p", empty)
    assert named.exit_code == 0
    assert json.loads(qda("list", "--json", "-p", empty).stdout)[0]["appendix"] == "Bilag 9"


BAD_FILES = {
    "empty": b"",
    "pdf": b"%PDF-1.7\n",
    "rtf": b"{\\rtf1 hej",
    "html": b"<html><body>hej</body></html>",
    "password or old": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    "cut off": (TRANSCRIPTS / "Bilag 1.docx").read_bytes()[:9000],
    "text": b"hej med dig",
}


@pytest.mark.parametrize("kind", sorted(BAD_FILES))
def test_a_bad_word_file_is_refused_with_one_message(
    empty: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "Bilag 1.docx"
    path.write_bytes(BAD_FILES[kind])
    result = qda("import", path, "-p", empty)
    assert result.exit_code == 3
    assert '"Bilag 1.docx"' in result.stderr
    assert "Traceback" not in result.output
    assert json.loads(qda("list", "--json", "-p", empty).stdout) == []


def test_a_missing_file_is_said(empty: Path, tmp_path: Path) -> None:
    result = qda("import", tmp_path / "Bilag 1.docx", "-p", empty)
    assert result.exit_code == 3
    assert '"Bilag 1.docx"' in result.stderr


def test_a_folder_without_word_files_is_said(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    result = qda("import", tmp_path / "tom", "-p", empty)
    assert result.exit_code == 1
    assert '"tom"' in result.stderr


def test_a_mixed_folder_gets_one_honest_report(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mappe"
    folder.mkdir()
    talk = "I: Hvad så på Ærø?\nIP: Jo, det går.\nI: Og ellers?\nIP: Fint, tak.\n"
    rtf = talk.replace("Æ", "\\'c6").replace("ø", "\\'f8").replace("å", "\\'e5")
    shutil.copy(TRANSCRIPTS / "Bilag 1.docx", folder)
    (folder / "Bilag 2.txt").write_bytes(talk.encode("cp1252"))
    (folder / "Bilag 3.rtf").write_text("{\\rtf1\\ansi " + rtf.replace("\n", "\\par ") + "}")
    (folder / "Bilag 4.md").write_text(talk.replace("\n", "\n\n"), "utf-8")
    (folder / "Bilag 5.txt").write_bytes(b"\0" * 99)
    (folder / "lyd.m4a").write_bytes(b"x")
    result = qda("import", "--report", folder, "-p", empty)
    assert result.exit_code == 1
    assert "read as: Word\n" in result.stderr
    assert "read as: text, Windows-1252" in result.stderr
    assert "does not say how it encodes its letters; read as Windows-1252" in result.stderr
    assert "read as: RTF, Windows-1252" in result.stderr
    assert "read as: Markdown, UTF-8" in result.stderr
    assert "Passed over in the folder: 1 × .m4a" in result.stderr
    assert "Imported 4 interviews," in result.stderr
    assert "1 refused" in result.stderr
    found = json.loads(qda("search", "ærø", "--json", "-p", empty).stdout)
    assert [hit["appendix"] for hit in found] == ["Bilag 2", "Bilag 3", "Bilag 4"]


def test_a_pattern_given_as_text_is_expanded(empty: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"Bilag {number}.txt").write_text(f"I: Nå {number}?\nIP: Ja.\n", "utf-8")
    result = qda("import", tmp_path / "Bilag*.txt", "-p", empty)
    assert "Imported 2 interviews," in result.stderr


def test_a_folder_goes_on_after_a_bad_file(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mappe"
    folder.mkdir()
    shutil.copy(TRANSCRIPTS / "Bilag 1.docx", folder)
    (folder / "Bilag 2.docx").write_bytes(b"")
    (folder / "~$lag 1.docx").write_bytes(b"lock")
    result = qda("import", folder, "-p", empty)
    assert result.exit_code == 1
    assert "Imported 1 interview," in result.stderr
    assert "1 refused" in result.stderr
    assert [i["appendix"] for i in json.loads(qda("list", "--json", "-p", empty).stdout)] == [
        "Bilag 1"
    ]


def test_a_dry_run_shows_the_speakers_and_stores_nothing(empty: Path) -> None:
    result = qda("import", "--dry-run", TRANSCRIPTS / "Bilag 5.docx", "-p", empty)
    assert result.exit_code == 0
    assert "HS" in result.stdout
    assert "interviewer" in result.stdout
    assert "tracked deletion" in result.stderr
    assert json.loads(qda("list", "--json", "-p", empty).stdout) == []


def test_speakers_can_be_settled_after_the_import(empty: Path) -> None:
    path = TRANSCRIPTS / "Bilag 1.docx"
    qda("import", path, "-p", empty)
    qda("coding", "add", "Bilag 1", "-s", 4, "-t", "1", "-p", empty)
    (before,) = json.loads(qda("coding", "list", "--json", "-p", empty).stdout)
    settled = qda("import", path, "--speakers", "I=informant,IP=interviewer", "-p", empty)
    assert settled.exit_code == 0, settled.stderr
    (after,) = json.loads(qda("coding", "list", "--json", "-p", empty).stdout)
    assert (after["quote"], after["start"]) == (before["quote"], before["start"])
    roles = {
        i["speaker"]: i["role"] for i in json.loads(qda("show", "1", "--json", "-p", empty).stdout)
    }
    assert roles == {"I": "informant", "IP": "interviewer"}
    assert qda("doctor", "-p", empty).exit_code == 0


def test_a_file_without_labels_comes_in_without_speakers_until_settled(empty: Path) -> None:
    path = TRANSCRIPTS / "Bilag 7.docx"
    result = qda("import", path, "-p", empty)
    assert result.exit_code == 0
    assert "--layout questions" in result.stderr
    shown = json.loads(qda("show", "Bilag 7", "--json", "-p", empty).stdout)
    assert {line["role"] for line in shown} == {"other"}
    qda("import", path, "--layout", "questions", "-p", empty)
    shown = json.loads(qda("show", "Bilag 7", "--json", "-p", empty).stdout)
    assert {line["role"] for line in shown} == {"interviewer", "informant"}
    examined = json.loads(qda("doctor", "--json", "-p", empty).stdout)
    assert [f["name"] for f in examined if not f["ok"] and not f["warning"]] == []


def test_unknown_speakers_are_named(empty: Path) -> None:
    result = qda("import", TRANSCRIPTS / "Bilag 1.docx", "--speakers", "IPP=informant", "-p", empty)
    assert result.exit_code == 1
    assert "IP" in result.stderr
