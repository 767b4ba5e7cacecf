"""`qda replace` and `qda review` as they are typed, and the screen beside them."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from qda.services import coding, history, replacing
from tests import word_files
from tests.commands import qda
from tests.conftest import ROOT
from tests.projects import LINES

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

OLD, NEW = "lægen og buschaufføren", "lægerne og buschaufføren"


@pytest.fixture
def waiting(interviewed: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with a coding that `new.docx` changes and one that it deletes."""
    row = interviewed.interview("Bilag 6")
    for quote in (OLD, "Selv tak."):
        coding.add(interviewed, row, coding.span_of_quote(interviewed, row, quote), "andet")
    root = interviewed.paths.root
    corrected(root / "new.docx")
    monkeypatch.chdir(root)
    return root


def corrected(path: Path) -> Path:
    text = "\n".join(LINES).replace("lægen", "lægerne").replace("Selv tak.", "Farvel.")
    body = "".join(word_files.para(line) for line in text.split("\n"))
    return word_files.write(path, word_files.members(body))


def waits() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(qda("review", "--json").stdout)
    return found


def test_a_dry_run_shows_numbers_and_both_texts_and_changes_nothing(waiting: Path) -> None:
    said = qda("replace", "bilag 6", "new.docx", "--dry-run")
    assert said.exit_code == 0
    assert f"− {OLD}" in said.stdout
    assert f"+ {NEW}" in said.stdout
    assert "would become version 2: 0 codings" in said.stderr
    assert "1 changed, 1 gone" in said.stderr
    assert waits() == []


def test_a_plan_for_programs_has_places_and_texts(waiting: Path) -> None:
    values = json.loads(qda("replace", "Bilag 6", "new.docx", "--json").stdout)
    assert (values["exact"], values["changed"], values["gone"]) == (0, 1, 1)
    assert [item["new_text"] for item in values["review"]] == [NEW, ""]
    assert [item["old_text"] for item in waits()] == [OLD, "Selv tak."]


def test_each_review_is_decided_by_its_id(waiting: Path) -> None:
    qda("replace", "Bilag 6", "new.docx")
    changed, gone = (one["uid"] for one in waits())
    assert "Decided; 1 is left." in qda("review", changed[:8], "--accept").stderr
    assert "do not stand" in qda("review", gone, "--accept").stderr
    assert qda("review", gone, "--quote", "Farvel.").exit_code == 0
    assert waits() == []
    assert "Farvel." in qda("coding", "list").stdout
    assert qda("undo").exit_code == 0
    start, stop = changed_span(waiting)
    assert qda("review", gone, "--span", f"{start}:{stop}").exit_code == 0
    assert qda("undo").exit_code == 0
    assert qda("review", gone, "--drop").exit_code == 0
    assert "Farvel." not in qda("coding", "list").stdout


def changed_span(root: Path) -> tuple[int, int]:
    hits = json.loads(qda("search", "Farvel", "--json").stdout)
    return hits[0]["start"], hits[0]["stop"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--accept"], 2, "Say which one"),
        (["abc", "--accept", "--drop"], 2, "Give one of"),
        (["abc", "--accept"], 1, "waits for a decision"),
        (["Bilag 99"], 1, "no interview"),
    ],
)
def test_a_decision_that_is_not_clear_is_refused(
    waiting: Path, arguments: list[str], code: int, said: str
) -> None:
    result = qda("review", *arguments)
    assert result.exit_code == code
    assert said in result.stderr


def test_a_span_that_is_none_is_a_usage_error(waiting: Path) -> None:
    qda("replace", "Bilag 6", "new.docx")
    result = qda("review", waits()[0]["uid"], "--span", "9:3")
    assert (result.exit_code, len(waits())) == (2, 2)


def test_status_and_doctor_speak_of_what_waits(waiting: Path) -> None:
    assert "decision" not in qda("status").stderr
    qda("replace", "Bilag 6", "new.docx")
    assert "2 codings, memos and restrictions wait for a decision" in qda("status").stderr
    doctor = qda("doctor")
    assert doctor.exit_code == 0
    assert "! 2 codings, memos and restrictions wait" in doctor.stdout


def test_a_file_that_is_no_word_file_changes_nothing(waiting: Path) -> None:
    (waiting / "new.docx").write_bytes(b"%PDF-1.7")
    result = qda("replace", "Bilag 6", "new.docx")
    assert result.exit_code == 3
    assert qda("undo").stderr == "Undone: Bilag 6: coded as Andet\n"


def test_the_wrong_file_is_said_to_be_strange(waiting: Path) -> None:
    other = ROOT / "transcripts" / "Bilag 1.docx"
    assert zipfile.is_zipfile(other)
    said = qda("replace", "Bilag 6", str(other), "--dry-run").stderr
    assert "Is it the right file?" in said


async def test_the_screen_follows_a_correction_and_its_undoing(interviewed: Project) -> None:
    from qda.tui.app import CodingApp
    from qda.tui.screens.transcript import TranscriptScreen

    app = CodingApp(interviewed, "Bilag 6")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = app.screen
        assert isinstance(screen, TranscriptScreen)
        file = corrected(interviewed.paths.root / "new.docx")
        replacing.replace(interviewed, interviewed.interview("Bilag 6"), file)
        app.look_around()
        await pilot.pause()
        assert "Farvel." in screen._transcript.text
        await pilot.press("u")
        await pilot.pause()
        assert "Farvel." not in screen._transcript.text
        assert history.redo(interviewed).action == "interview.replace"
