"""Lost terminals and two programs at once: real processes in tmux, nothing lost, nothing harmed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from bench.walking import walk
from qda.services import coding, memo_views
from qda.services.checking import examine
from qda.services.project import open_project
from tests.test_tui_terminal import Terminal
from tests.tui_project import harbour_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not (shutil.which("tmux") and shutil.which("pgrep")),
    reason="tmux or pgrep is not installed, so there is no terminal to lose",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    harbour_project(tmp_path / "havn").close()
    return tmp_path / "havn"


def program(folder: Path, coder: str = "ida", *words: str) -> Terminal:
    return Terminal(
        [sys.executable, "-m", "qda", "code", *words, "--no-tour", "-p", str(folder),
         "--coder", coder]
    )  # fmt: skip


@pytest.fixture
def first(folder: Path) -> Iterator[Terminal]:
    opened = program(folder, "ida", "Bilag 1")
    opened.until(lambda seen: "segment 1 of 9" in seen)
    yield opened
    opened.close()


def codings(folder: Path) -> list[tuple[str, str]]:
    with open_project(folder, "reader") as project:
        return sorted((one.coder, one.theme) for one in coding.listed(project))


def wrong(folder: Path) -> list[str]:
    with open_project(folder, "reader") as project:
        findings = examine(project)
    assert len(findings) > 5
    return [one.name for one in findings if not one.ok and not one.warning]


@pytest.mark.parametrize("loss", [signal.SIGHUP, signal.SIGKILL, signal.SIGTERM, None])
def test_a_lost_terminal_loses_nothing_and_undo_goes_on(
    first: Terminal, folder: Path, loss: signal.Signals | None
) -> None:
    first.type("j", "1", "j", "2")
    first.until(lambda seen: "saved · Bilag 1: coded as Naboer og støj" in seen)
    process = first.process
    lose(first, process, loss)
    wait_for(process)
    assert codings(folder) == [("ida", "arbejde"), ("ida", "naboer")]
    assert wrong(folder) == []
    again = program(folder, "ida", "Bilag 1")
    try:
        again.until(lambda seen: "segment " in seen)
        again.type("u")
        again.until(lambda seen: "Undone: " in seen and "segment 3 of 9" in seen)
        assert codings(folder) == [("ida", "arbejde")]
        again.type("U")
        again.until(lambda seen: "Redone: " in seen)
    finally:
        again.close()
    assert codings(folder) == [("ida", "arbejde"), ("ida", "naboer")]


@pytest.mark.parametrize("asked", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_leaves_the_terminal_as_it_found_it(
    first: Terminal, folder: Path, asked: signal.Signals
) -> None:
    first.type("1")
    first.until(lambda seen: "saved · " in seen)
    assert first.modes == "screen=1 mouse=1 cursor=0"
    os.kill(first.process, asked)
    first.until(lambda seen: f"exit code {128 + asked}" in seen)
    assert first.modes == "screen=0 mouse=0 cursor=1"
    assert codings(folder) == [("ida", "arbejde")]


def test_a_memo_being_written_outlives_the_terminal(first: Terminal, folder: Path) -> None:
    first.type("m")
    first.until(lambda seen: "Memo on segment 1" in seen)
    first.type("tang og tov")
    first.until(lambda seen: "tang og tov" in seen)
    process = first.process
    first.close()
    wait_for(process)
    with open_project(folder, "reader") as project:
        assert [one.memo.text for one in memo_views.listed(project)] == ["tang og tov"]


@pytest.mark.skipif(shutil.which("setsid") is None, reason="setsid is not installed")
def test_it_ends_with_its_terminal_where_no_signal_tells_of_that(folder: Path) -> None:
    code = f'setsid -w "{sys.executable}" -m qda code "Bilag 1" --no-tour -p "{folder}"'
    opened = Terminal(["sh", "-c", f"exec {code}"])
    try:
        opened.until(lambda seen: "segment 1 of 9" in seen)
        process = opened.process
    finally:
        opened.close()
    try:
        wait_for(process)
    finally:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    assert wrong(folder) == []


def lose(terminal: Terminal, process: int, loss: signal.Signals | None) -> None:
    """Send a signal, or take the whole terminal away."""
    terminal.close() if loss is None else os.kill(process, loss)


def wait_for(process: int) -> None:
    """Wait until a process of somebody else's has ended."""
    subprocess.run(["tail", f"--pid={process}", "-f", os.devnull], check=True, timeout=30)


def test_two_programs_see_each_other_and_do_no_harm(first: Terminal, folder: Path) -> None:
    second = program(folder, "bo", "Bilag 1")
    try:
        second.until(lambda seen: "segment 1 of 9" in seen)
        first.type("j", "1")
        second.until(lambda seen: "┆" in seen)
        second.type("j", "j", "2")
        first.until(lambda seen: seen.count("┆") >= 1)
        # Both at once, key upon key, and nobody waits for the other.
        for _round in range(5):
            first.type("j", "3", "j", "4")
            second.type("k", "5", "j", "j", "6")
        first.until(lambda seen: "saved" in seen or "nothing was changed" in seen)
        second.until(lambda seen: "saved" in seen or "nothing was changed" in seen)
        first.type("q")
        second.type("q")
        first.until(lambda seen: "exit code 0" in seen)
        second.until(lambda seen: "exit code 0" in seen)
    finally:
        second.close()
    found = codings(folder)
    assert ("ida", "arbejde") in found
    assert ("bo", "naboer") in found
    assert wrong(folder) == []


def test_three_hundred_keys_at_random_neither_end_it_nor_harm_the_project(folder: Path) -> None:
    found, begun = walk(folder, 300, "Bilag 1")
    assert found == []
    assert begun >= 1
