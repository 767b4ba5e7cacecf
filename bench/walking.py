"""Keys at random over all screens of a program in a terminal that changes its size.

python -m bench walking        5,000 keys
"""

from __future__ import annotations

import fcntl
import os
import random
import signal
import struct
import sys
import termios
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.tui import WALK, Screen

KEYS = (
    *WALK,
    "X", "K", "O", "M", "H", "v", "y", "a", "x", "d", "\t", "m", "t", "T", "c", "i", "F", "f",
    "P", "e", "b", "V", "h", "l", "s", "?", "/", " ", "ø", "Å", "4", "9", "\x1bOP", "\x1bOQ",
    "\x1bOS", "\x10", "\x03", "\x1b", "\x1b", "\x1b", "\x1b", "\r", "\r", "[red]", "\x1b[Z",
    "\x1b[<0;40;10M\x1b[<0;40;10m", "\x1b[<65;40;10M", "\x1b[200~ind\x1bsat\x1b[201~", "\x00",
)  # fmt: skip
"""All but those that leave the program at once; the palette may leave it, and it is begun anew."""

SIZES = ((80, 24), (100, 30), (160, 45), (46, 12), (30, 8), (240, 60))


def main() -> None:
    """Walk for 5,000 keys on the demo; the program must neither end nor harm the project."""
    from qda.services.demo import make_demo

    keys = int(os.environ.get("QDA_BENCH_KEYS", "5000"))
    with TemporaryDirectory() as folder:
        make_demo(Path(folder, "demo")).project.close()
        wrong, begun = walk(Path(folder, "demo"), keys, "Bilag 6")
    print(f"{keys:,} keys at random, begun {begun} times: doctor says {wrong or 'all well'}")
    if wrong:
        sys.exit(1)


def walk(folder: Path, keys: int, appendix: str, seed: int = 4) -> tuple[list[str], int]:
    """Press keys at random.

    Returns:
        What the doctor finds wrong afterwards, and how often the program was begun.
    """
    from qda.services.checking import examine
    from qda.services.project import open_project

    chance = random.Random(seed)
    screen, begun = _opened(folder, appendix), 1
    pressed: list[str] = []
    for number in range(keys):
        pressed = [*pressed[-40:], chance.choice(KEYS)]
        if number % 50 == 49:
            columns, lines = chance.choice(SIZES)
            size = struct.pack("HHHH", lines, columns, 0, 0)
            fcntl.ioctl(screen.terminal, termios.TIOCSWINSZ, size)
        if not _pressed(screen, pressed[-1], settle=number % 10 == 9):
            _ended(screen, pressed)
            screen, begun = _opened(folder, appendix), begun + 1
    screen.settle(0.5)
    if not _pressed(screen, "\x1b", settle=True):
        _ended(screen, pressed)
    else:  # wherever it is by now: a lost terminal loses nothing
        os.kill(screen.pid, signal.SIGKILL)
        os.waitpid(screen.pid, 0)
        os.close(screen.terminal)
    with open_project(folder) as project:
        return [one.name for one in examine(project) if not one.ok and not one.warning], begun


def _opened(folder: Path, appendix: str) -> Screen:
    screen = Screen(folder, appendix)
    screen.until(appendix.encode())
    screen.settle(0.2)
    return screen


def _pressed(screen: Screen, key: str, *, settle: bool) -> bool:
    """Press a key; False where the program has ended."""
    try:
        os.write(screen.terminal, key.encode())
        if settle:
            screen.settle(0.02, 2.0)
            screen.seen = screen.seen[-2000:]
    except OSError:
        return False
    return os.waitid(os.P_PID, screen.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def _ended(screen: Screen, pressed: list[str]) -> None:
    _pid, status = os.waitpid(screen.pid, 0)
    os.close(screen.terminal)
    if os.waitstatus_to_exitcode(status):
        raise AssertionError(f"ended with an error after {pressed}: {screen.seen[-600:]!r}")
