"""The coding screen in tmux: from the key to the last byte that tmux draws for it.

python -m bench tmux           all sizes; says so where tmux is not installed
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measuring import report
from bench.tui import COLUMNS, ROWS, Screen, make

_KEYS = (
    ("move by segment", ["j"], 60),
    ("move by screen", ["\x1b[6~"], 20),
    ("code", ["j", "4", "j", "5"], 10),
    ("undo", ["u"], 20),
)
_SERVER = "qda-bench"


class InTmux(Screen):
    """The program in a tmux of its own, which draws on our terminal."""

    def command(self, folder: Path, appendix: str) -> list[str]:
        """What runs in the terminal."""
        # Nothing of tmux's own is drawn, and it waits for no key after Esc.
        options = ["-L", _SERVER, "-f", "/dev/null"]
        plain = [";", "set", "status", "off", ";", "set", "-s", "escape-time", "0"]
        program = super().command(folder, appendix)
        size = ["-x", str(COLUMNS), "-y", str(ROWS)]
        return ["tmux", *options, "new-session", *size, *program, *plain]


def main() -> None:
    """Measure keys at three lengths."""
    if shutil.which("tmux") is None:
        print("tmux is not installed")
        return
    for segments in (500, 5_000, 50_000):
        with TemporaryDirectory() as folder:
            make(Path(folder) / "p", segments, 5_000)
            _measure(Path(folder) / "p", segments)


def _measure(folder: Path, segments: int) -> None:
    screen = InTmux(folder)
    try:
        screen.until(b"segment 1 of")
        screen.settle(0.5)
        print(f"\n{segments:,} segments, 5,000 codings")
        for name, keys, rounds in _KEYS:
            _told(name, [screen.press(key) for _round in range(rounds) for key in keys])
        screen.press("f")
        _told("find, letter by letter", [screen.press(key) for key in "naboerne måske"])
    finally:
        subprocess.run(["tmux", "-L", _SERVER, "kill-server"], check=False)
        os.waitpid(screen.pid, 0)


def _told(name: str, found: list[float | None]) -> None:
    times = sorted(one for one in found if one is not None)
    report(f"  {name}: median", times[len(times) // 2], "ms", 16)
    report(f"  {name}: 95 %", times[int(0.95 * (len(times) - 1))], "ms", 33)
