"""The coding screen in a real terminal: keys typed into tmux, the picture read back."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qda.services import coding, replacing, reviewing
from qda.services.project import open_project
from tests.conftest import ROOT
from tests.test_tui_review import prepared
from tests.tui_project import harbour_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(
    shutil.which("tmux") is None, reason="tmux is not installed, so there is no terminal to type in"
)

DEADLINE = 30.0

CRASHING = """
import sys
from pathlib import Path
from qda.services import screens
from qda.services.project import open_project
from qda.tui.app import run

def broken(project, transcript):
    secret = "Viggos hemmelighed"
    raise KeyError(secret)

with open_project(Path(sys.argv[1])) as project:
    screens.codings_for_screen = broken
    run(project, "Bilag 1")
"""


class Terminal:
    """A terminal of its own, in which one command runs."""

    def __init__(self, command: list[str], size: tuple[int, int] = (100, 30)) -> None:
        self._server = f"qda-{uuid.uuid4().hex}"
        self._told = tempfile.TemporaryDirectory(prefix="qda-terminal-")
        told = Path(self._told.name) / "output"
        os.mkfifo(told)
        self._output = os.open(told, os.O_RDWR | os.O_NONBLOCK)
        """What the terminal draws also comes here, so that a change can be waited for."""
        words = " ".join(f"'{word}'" for word in command)
        self._tmux(
            "-f", os.devnull, "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]),
            f"{words}; echo exit code $?; exec cat", ";", "pipe-pane", f"exec cat > '{told}'",
        )  # fmt: skip

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-L", self._server, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            env={**os.environ, "LC_ALL": "C.UTF-8", "QDA_LANG": "en", "PYTHONPATH": str(ROOT)},
        )
        return done.stdout

    @property
    def picture(self) -> str:
        """What stands in the terminal."""
        return self._tmux("capture-pane", "-p")

    @property
    def modes(self) -> str:
        """What a program has switched: another screen, the mouse, the cursor."""
        asked = "screen=#{alternate_on} mouse=#{mouse_any_flag} cursor=#{cursor_flag}"
        return self._tmux("display-message", "-p", asked).strip()

    @property
    def process(self) -> int:
        """The command's process."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        found = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=True)
        return int(found.stdout.split()[0])

    def type(self, *keys: str) -> None:
        """Press keys."""
        self._tmux("send-keys", *keys)

    def send(self, sent: bytes) -> None:
        """Let the terminal send these bytes, whatever they mean."""
        self._tmux("send-keys", "-H", *(f"{byte:02x}" for byte in sent))

    def until(self, condition: Callable[[str], bool]) -> str:
        """The picture as soon as it fulfils a condition, looked at whenever something is drawn."""
        end = time.monotonic() + DEADLINE
        while not condition(picture := self.picture):
            drawn, _, _ = select.select([self._output], [], [], max(0.0, end - time.monotonic()))
            if not drawn:
                raise AssertionError(picture)
            os.read(self._output, 1 << 20)
        return picture

    def close(self) -> None:
        """End this terminal's own server; a second time does nothing."""
        subprocess.run(
            ["tmux", "-L", self._server, "kill-server"], check=False, stderr=subprocess.DEVNULL
        )
        if self._output >= 0:
            os.close(self._output)
            self._output = -1
            self._told.cleanup()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    harbour_project(tmp_path / "havn").close()
    return tmp_path / "havn"


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    opened = Terminal(
        [
            sys.executable,
            "-m",
            "qda",
            "code",
            "Bilag 1",
            "--no-tour",
            "-p",
            str(folder),
            "--coder",
            "ida",
        ]
    )
    yield opened
    opened.close()


def themes(folder: Path) -> list[str]:
    with open_project(folder, "reader") as project:
        return [one.theme for one in coding.listed(project)]


def test_keys_in_a_terminal_code_and_leave(terminal: Terminal, folder: Path) -> None:
    terminal.until(lambda seen: "segment 1 of 9" in seen)
    terminal.type("j", "2")
    seen = terminal.until(lambda seen: "saved · Bilag 1: coded as Naboer og støj" in seen)
    assert "segment 2 of 9" in seen
    assert themes(folder) == ["naboer"]
    terminal.type("q")
    seen = terminal.until(lambda seen: "exit code" in seen)
    assert "exit code 0" in seen


def test_the_terminal_is_left_as_it_was_found(terminal: Terminal) -> None:
    terminal.until(lambda seen: "segment 1 of 9" in seen)
    assert terminal.modes == "screen=1 mouse=1 cursor=0"
    terminal.type("q")
    terminal.until(lambda seen: "exit code 0" in seen)
    assert terminal.modes == "screen=0 mouse=0 cursor=1"


def test_without_the_mouse_the_terminal_keeps_it(folder: Path) -> None:
    command = [sys.executable, "-m", "qda", "code", "Bilag 1", "--no-mouse", "--no-tour"]
    with closing(Terminal([*command, "-p", str(folder)])) as terminal:
        terminal.until(lambda seen: "segment 1 of 9" in seen)
        assert terminal.modes == "screen=1 mouse=0 cursor=0"


def test_bytes_that_are_no_utf_8_do_no_harm(terminal: Terminal, folder: Path) -> None:
    terminal.until(lambda seen: "segment 1 of 9" in seen)
    terminal.send("æl".encode("latin-1"))
    terminal.send(b"\xff\xfe")
    terminal.type("j", "2")
    terminal.until(lambda seen: "saved · Bilag 1: coded as Naboer og støj" in seen)
    assert themes(folder) == ["naboer"]


def test_a_key_right_after_esc_is_heard_and_an_answer_to_nobody_is_not(
    terminal: Terminal, folder: Path
) -> None:
    terminal.until(lambda seen: "segment 1 of 9" in seen)
    terminal.type("t")
    terminal.until(lambda seen: "Which theme?" in seen)
    terminal.send(b"\x1bj\x1b]11;rgb:1e1e/1e1e/2e2e\x07\x1b[?62;1c2")
    terminal.until(lambda seen: "saved · Bilag 1: coded as Naboer og støj" in seen)
    assert "segment 2 of 9" in terminal.picture
    assert themes(folder) == ["naboer"]


def test_what_the_command_line_codes_appears_on_the_screen(
    terminal: Terminal, folder: Path
) -> None:
    terminal.until(lambda seen: "segment 1 of 9" in seen)
    subprocess.run(
        [sys.executable, "-m", "qda", "coding", "add", "Bilag 1", "-s", "1", "-t", "penge",
         "-p", str(folder), "--coder", "bo"],
        check=True, capture_output=True, cwd=ROOT,
    )  # fmt: skip
    seen = terminal.until(lambda seen: "┆" in seen)
    assert "Penge · bo" in seen


@pytest.mark.skipif(shutil.which("pgrep") is None, reason="pgrep is not installed")
def test_what_was_called_saved_outlives_a_kill(terminal: Terminal, folder: Path) -> None:
    terminal.until(lambda seen: "segment 1 of 9" in seen)
    terminal.type("3")
    terminal.until(lambda seen: "saved · Bilag 1: coded as Minder" in seen)
    os.kill(terminal.process, signal.SIGKILL)
    terminal.until(lambda seen: "exit code 137" in seen)
    assert themes(folder) == ["minder"]


def test_an_error_of_our_own_is_told_without_any_value(folder: Path) -> None:
    opened = Terminal([sys.executable, "-c", CRASHING.replace("'", '"'), str(folder)])
    try:
        seen = opened.until(lambda seen: "exit code" in seen)
    finally:
        opened.close()
    assert "exit code 1" in seen
    assert "KeyError at qda/tui/screens/transcript_base.py:" in seen
    assert "Your codings are saved." in seen
    assert "hemmelighed" not in seen
    assert "Traceback" not in seen


def test_a_correction_is_reviewed_in_a_terminal(tmp_path: Path) -> None:
    with prepared(tmp_path / "p") as project:
        replacing.replace(project, project.interview("Bilag 6"), tmp_path / "p" / "new.txt")
    opened = Terminal(
        [sys.executable, "-m", "qda", "code", "-p", str(tmp_path / "p"), "--coder", "sofie"]
    )
    try:
        opened.until(lambda seen: "3 to look at in Bilag 6" in seen)
        opened.type("v")
        opened.until(lambda seen: "3 to decide" in seen and "[+lægerne+]" in seen)
        opened.type("a")
        opened.until(lambda seen: "2 to decide" in seen and "saved" in seen)
        opened.type("n", "m", "S-Left")
        opened.until(lambda seen: "Chosen: IP: Farvel." in seen)
        opened.type("Enter")
        opened.until(lambda seen: "1 to decide" in seen)
        opened.type("u")
        opened.until(lambda seen: "2 to decide" in seen)
        opened.type("q")
        opened.until(lambda seen: "exit code 0" in seen)
    finally:
        opened.close()
    with open_project(tmp_path / "p", "reader") as project:
        assert [one.kind for one in reviewing.open_reviews(project)] == ["changed", "gone"]


def test_the_screen_is_drawn_on_the_terminal_while_messages_go_into_a_file(folder: Path) -> None:
    told = folder.parent / "messages.txt"
    code = f'"{sys.executable}" -m qda code "Bilag 1" --no-tour -p "{folder}" 2> "{told}"'
    with closing(Terminal(["sh", "-c", code])) as terminal:
        terminal.until(lambda seen: "segment 1 of 9" in seen)
        terminal.type("q")
        terminal.until(lambda seen: "exit code 0" in seen)
    assert told.read_text("utf-8") == ""
