"""`qda --help` and `qda --version` against an empty click program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measuring import medians, report

_EMPTY = """
import click

@click.group()
def program():
    pass

program()
"""


def main(rounds: int = 15) -> None:
    """Measure start-up with warm caches."""
    with TemporaryDirectory() as folder:
        empty = Path(folder, "empty.py")
        empty.write_text(_EMPTY)
        commands = {
            "an empty click program --help": [sys.executable, str(empty), "--help"],
            "qda --help": [sys.executable, "-m", "qda", "--help"],
            "qda --version": [sys.executable, "-m", "qda", "--version"],
        }

        def runner(command: list[str]) -> object:
            return subprocess.run(command, check=True, capture_output=True)

        found = medians(
            {name: lambda command=command: runner(command) for name, command in commands.items()},
            rounds,
        )
    base = found["an empty click program --help"]
    report("an empty click program --help", base, "s")
    for name in ("qda --help", "qda --version"):
        report(name, found[name], "s", 0.25)
        report(f"{name} / empty program", found[name] / base, "×", 2)
