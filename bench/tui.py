"""The coding screen from outside: through a pty, key press to the last byte of the picture.

python -m bench tui            all sizes
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import signal
import statistics
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.material import add_codings, empty_project
from bench.measuring import report

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS, COLUMNS = 40, 120
QUIET = 0.06
"""Seconds without a byte after which a picture is complete."""

WORDS_6000 = 250
"""Segments of an interview of 6,000 words."""

TAKEN = b"\x1b[?1049h"
"""With this a program takes the terminal: the app is up."""

WALK = ("\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D", "\x1b[6~", "\x1b[5~", "n", "N", "j", "k", ".", ",",
        "\x1b[1;2C", "\x1b[1;2D", "\x1b[1;2B", "\x1b[1;2A", ":", ";", "<", "o", "w", "W", "+", "-",
        "z", "1", "2", "3", "r", "u", "U", "\r", "\x7f", "0", "J", "S", "\x1b[H", "\x1b[F", "g",
        "G", "p", "\x1b[3~")  # fmt: skip
"""Keys of the random walk; those that open a dialog have walks of their own in the tests."""


def main() -> None:
    """Measure the start, then keys at three lengths, and walk at random."""
    with TemporaryDirectory() as folder:
        make(Path(folder) / "p", WORDS_6000, 60)
        starts(Path(folder) / "p", 5)
    for segments in (500, 5_000, 50_000):
        with TemporaryDirectory() as folder:
            make(Path(folder) / "p", segments, 5_000)
            measure(Path(folder) / "p", segments)
    with TemporaryDirectory() as folder:
        make(Path(folder) / "p", 400, 300)
        walk(Path(folder) / "p", 5_000)


def make(folder: Path, segments: int, codings: int) -> None:
    """A project with one interview of so many segments and codings."""
    from qda.domain.documents import PageSource
    from qda.domain.interviews import Block, BlockKind, PageMap, PageStart, Role, Segment, Turn
    from qda.domain.text import Span
    from qda.storage import transcripts
    from qda.storage.transcripts import NewTranscript

    chance = random.Random(4)
    words = [
        "vi",
        "boede",
        "i",
        "opgangen",
        "ved",
        "skolen",
        "og",
        "kældrene",
        "så",
        "naboerne",
        "måske",
        "sagde",
        "nej",
        "til",
        "det",
    ]
    text = ""
    turns, blocks, found, pages = [], [], [], [PageStart(0, 1)]
    while len(found) < segments:
        label = "I: " if len(turns) % 2 == 0 else "IP: "
        begin = len(text) - (1 if text else 0)
        if begin:
            blocks.append(Block(Span(begin, begin + 1), BlockKind.BLANK))
        blocks.append(Block(Span(len(text), len(text) + len(label)), BlockKind.LABEL))
        text += label
        start = len(text)
        for _part in range(min(4, segments - len(found))):
            piece = " ".join(chance.choices(words, k=chance.randint(8, 40))).capitalize() + ". "
            if len(found) % 12 == 11:
                pages.append(PageStart(len(text), len(pages) + 1))
            found.append(Segment(len(turns), Span(len(text), len(text) + len(piece)), len(pages)))
            text += piece
        role = Role.INTERVIEWER if label == "I: " else Role.INFORMANT
        turns.append(Turn(Span(start, len(text)), label[:-2], role))
        text += "\n"
    transcript = NewTranscript(
        text[:-1], turns, blocks, found, PageMap(PageSource.RENDERED, tuple(pages)), "labels", 1.0,
        "bench.docx", "bench", {},
    )  # fmt: skip
    with empty_project(folder) as project:
        with project.action() as db:
            transcripts.add_interview(db, "Bilag 1", "", transcript)
        add_codings(project, codings)


class Screen:
    """The program in a terminal of its own."""

    def __init__(self, folder: Path, appendix: str = "Bilag 1") -> None:
        self.begun = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "QDA_LANG": "en", "QDA_CODER": "bench"}
            program, *given = self.command(folder, appendix)
            os.execvp(program, [program, *given])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.seen = b""

    def command(self, folder: Path, appendix: str) -> list[str]:
        """What runs in the terminal."""
        return [sys.executable, "-m", "qda", "code", appendix, "--no-tour", "-p", str(folder)]

    def settle(self, quiet: float = QUIET, longest: float = 30.0) -> float | None:
        """Wait until nothing comes any more; the moment of the last byte."""
        last, end = None, time.perf_counter() + longest
        while time.perf_counter() < end:
            ready, _w, _x = select.select([self.terminal], [], [], quiet)
            if not ready:
                break
            try:
                self.seen += os.read(self.terminal, 1 << 16)
            except OSError:
                break
            last = time.perf_counter()
        return last

    def until(self, sign: bytes, longest: float = 60.0) -> float:
        """Wait for bytes; the moment when they came."""
        end = time.perf_counter() + longest
        while sign not in self.seen:
            if time.perf_counter() > end:
                raise TimeoutError(self.seen[-500:].decode("utf-8", "replace"))
            ready, _w, _x = select.select([self.terminal], [], [], 1)
            if ready:
                self.seen += os.read(self.terminal, 1 << 16)
        return time.perf_counter()

    def press(self, key: str) -> float | None:
        """Press a key; milliseconds to the last byte of the picture, None where nothing changed."""
        self.settle(0.001, 0.01)
        self.seen = b""
        begin = time.perf_counter()
        os.write(self.terminal, key.encode())
        last = self.settle()
        return None if last is None else 1000 * (last - begin)

    @property
    def cpu(self) -> float:
        """Seconds of work so far."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(one.read_text().split()[0]) for one in threads) / 1e9

    @property
    def memory(self) -> float:
        """Megabytes in use."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def leave(self) -> int:
        """Leave the program; its exit code."""
        end = time.perf_counter() + 60
        while time.perf_counter() < end:
            # One by one, or they are read as Alt+q; again, since keys of a screen that was left
            # are void.
            for key in (b"\x1b", b"\x1b", b"\x1b", b"q"):
                with suppress(OSError):
                    os.write(self.terminal, key)
                self.settle(0.3, 2.0)
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                os.close(self.terminal)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise TimeoutError("the program does not end")


def starts(folder: Path, times: int) -> None:
    """Start the program again and again: until it is up, and from then to the painted text."""
    up, painted = [], []
    for _time in range(times):
        screen = Screen(folder)
        taken = screen.until(TAKEN)
        up.append(1000 * (taken - screen.begun))
        painted.append(1000 * (screen.until(b"segment 1 of") - taken))
        screen.settle(0.5)
        screen.leave()
    print(f"\n6,000 words, the median of {times} starts")
    report("from the command to the app", statistics.median(up), "ms", 900)
    report("from the app to the painted text", statistics.median(painted), "ms", 300)


def measure(folder: Path, segments: int) -> None:
    """Start, keys, work and memory at one length."""
    screen = Screen(folder)
    painted = screen.until(b"segment 1 of")
    screen.settle(0.5)
    print(f"\n{segments:,} segments, 5,000 codings")
    report("from the command to the painted text", 1000 * (painted - screen.begun), "ms")
    for name, keys, rounds in (
        ("move by segment", ["j"], 120),
        ("move by screen", ["\x1b[6~"], 40),
        ("select by word", ["\x1b[1;2C"], 40),
        ("leave, next turn", ["\x1b[C"], 40),
        ("next coding of a theme", ["o", "w"], 40),
        ("code", ["j", "4", "j", "5"], 15),
        ("undo", ["u"], 30),
    ):
        run(screen, name, keys, rounds)
    finds(screen, "naboerne måske", 3)
    report("memory", screen.memory, "MB", 200)
    screen.press("\x1b")
    if screen.leave():
        raise SystemExit("the program ended with an error")


def run(screen: Screen, name: str, keys: Sequence[str], rounds: int) -> None:
    """Press keys again and again; the median and the 95th percentile, and the mean work."""
    times: list[float] = []
    works: list[float] = []
    for _round in range(rounds):
        pressed(screen, keys, times, works)
    told(name, times, works)


def finds(screen: Screen, wanted: str, rounds: int) -> None:
    """Look for words again and again, letter by letter; they are counted when that ends."""
    times: list[float] = []
    works: list[float] = []
    screen.press("f")
    for _round in range(rounds):
        pressed(screen, wanted, times, works)
        for _letter in wanted:
            screen.press("\x7f")
    told("find, letter by letter", times, works)


def pressed(screen: Screen, keys: Sequence[str], times: list[float], works: list[float]) -> None:
    """Press keys; adds the milliseconds to each picture, and of work."""
    for key in keys:
        before = screen.cpu
        took = screen.press(key)
        works.append(1000 * (screen.cpu - before))
        if took is not None:
            times.append(took)


def told(name: str, times: list[float], works: list[float]) -> None:
    """Print what keys took."""
    times.sort()
    report(f"  {name}: median", statistics.median(times), "ms", 16)
    report(f"  {name}: 95 %", times[int(0.95 * (len(times) - 1))], "ms", 33)
    report(f"  {name}: work per key", statistics.fmean(works), "ms", 8)


def walk(folder: Path, keys: int, seed: int = 1) -> None:
    """Press keys at random; the program must neither end nor harm the project."""
    from qda.services.checking import examine
    from qda.services.project import open_project

    chance = random.Random(seed)
    screen = Screen(folder)
    screen.until(b"segment 1 of")
    for number in range(keys):
        os.write(screen.terminal, chance.choice(WALK).encode())
        if number % 20 == 19:
            screen.settle(0.02, 1.0)
            screen.seen = screen.seen[-2000:]
    screen.settle(1.0, 10.0)
    code = screen.leave()
    with open_project(folder) as project:
        wrong = [one.name for one in examine(project) if not one.ok and not one.warning]
    print(f"\na random walk of {keys:,} keys: exit code {code}, doctor says {wrong or 'all well'}")
