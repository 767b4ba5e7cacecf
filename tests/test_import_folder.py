"""A folder of mixed files gets one honest report, also when it is interrupted or killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qda.cli import output
from qda.cli.main import build
from qda.services import checking
from qda.services.project import make_project, open_project
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

TALK = "I: Hvor bor du?\nB: Ved åen.\nI: Hvor længe?\nB: Siden i vår.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project beside a folder with files of several kinds."""
    make_project(tmp_path / "talk", coder="Ida").close()
    mixed = tmp_path / "mixed"
    (mixed / "older").mkdir(parents=True)
    (mixed / "Bilag 1.txt").write_text(TALK, "utf-8")
    (mixed / "Bilag 2.txt").write_text("Her står en tekst uden talere.\n", "utf-8")
    (mixed / "Bilag 3.docx").write_bytes(b"")
    (mixed / "Bilag 4.txt").write_text(TALK.replace("åen", "fjorden"), "utf-8")
    (mixed / "billede.png").write_bytes(b"\x89PNG")
    return tmp_path


def run(folder: Path, *more: str) -> Result:
    order = ["import", str(folder / "mixed"), "-p", str(folder / "talk"), *more]
    return CliRunner().invoke(build(), order, env={"LANGUAGE": "en"})


def test_every_file_of_a_folder_is_answered_and_refusals_come_last(folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 1
    said = result.stderr.splitlines()
    assert [line[0] for line in said if line[:1] in ("✓", "✗")] == ["✓", "✓", "✓", "✗"]
    assert "1 folder inside was not looked into; name it as well if it is meant." in said
    assert "Passed over in the folder: 1 × .png" in said
    assert "Speakers to look at: Bilag 2" in said
    assert said[-1] == "Imported 3 interviews, 9 segments; 0 unchanged, 1 refused."


INTERRUPTED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
from qda.cli.main import main
def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith("Bilag 4.txt"):
        signal.raise_signal(signal.SIGINT)
sys.addaudithook(hook)
main(["import", sys.argv[2], "-p", sys.argv[1]])
"""


def test_an_interrupted_import_says_what_it_did_and_goes_on_later(folder: Path) -> None:
    order = [sys.executable, "-c", INTERRUPTED, str(folder / "talk"), str(folder / "mixed")]
    english = {**os.environ, "LANGUAGE": "en"}
    stopped = subprocess.run(
        order, capture_output=True, text=True, check=False, cwd=ROOT, env=english
    )
    assert stopped.returncode == 130
    assert "Interrupted after 3 of 4 files." in stopped.stderr
    assert "✓ Bilag 1" in stopped.stderr
    said = run(folder).stderr
    assert "Imported 1 interview, 4 segments; 2 unchanged, 1 refused." in said


KILLED = """
import os, signal, sys
from pathlib import Path
from qda.services import importing
from qda.services.project import open_project
with open_project(Path(sys.argv[1]), coder="Ida") as project:
    def stop(count):
        print(count, flush=True)
        if count == 2:
            os.kill(os.getpid(), signal.SIGKILL)
    importing.import_files(project, [Path(sys.argv[2])], progress=stop)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_what_was_imported_before_a_kill_is_whole(folder: Path) -> None:
    order = [sys.executable, "-c", KILLED, str(folder / "talk"), str(folder / "mixed")]
    killed = subprocess.run(order, capture_output=True, text=True, check=False, cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    assert killed.stdout.split() == ["1", "2"]
    with open_project(folder / "talk", coder="Ida") as project:
        assert [row.appendix for row in project.interviews()] == ["Bilag 1", "Bilag 2"]
        assert project.db.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert {found.ok for found in checking.examine(project) if not found.warning} == {True}
    assert "2 unchanged" in run(folder).stderr


def test_a_narrow_table_breaks_no_words_and_drops_empty_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    long = "en lang tekst med mange ord, som kan brydes over flere linjer"
    output.table(["Bilag", "Tekst", "Tom", "Kodninger"], [("Bilag 1", long, "", 4)] * 2)
    shown = capsys.readouterr().out
    assert "Kodninger" in shown
    assert "Tom" not in shown
    assert max(map(len, shown.splitlines())) <= 60
