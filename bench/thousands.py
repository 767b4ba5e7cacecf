"""Import of thousands of short files: is the time linear, and the memory flat?

`python -m bench.thousands 10000` measures other numbers of files.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.material import empty_project, word_file
from bench.measuring import report, seconds

COUNTS = (500, 1000, 2000)
WORDS = 200


def main(counts: tuple[int, ...] = COUNTS) -> None:
    """Measure each number of files in a process of its own."""
    with TemporaryDirectory() as folder:
        for number in range(1, max(counts) + 1):
            word_file(Path(folder, f"Bilag {number}.docx"), WORDS, number)
        for count in counts:
            order = [sys.executable, "-m", "bench.thousands", folder, str(count)]
            done = subprocess.run(order, check=True, capture_output=True, text=True)
            print(done.stdout, end="")


def _import_some(folder: Path, count: int) -> None:
    from qda.services.importing import Outcome, import_files

    files = [folder / f"Bilag {number}.docx" for number in range(1, count + 1)]
    with TemporaryDirectory() as target, empty_project(Path(target)) as project:
        reports = []
        worked = time.process_time()
        taken = seconds(lambda: reports.extend(import_files(project, files, texts=False)))
        worked = time.process_time() - worked
    assert all(one.outcome is Outcome.IMPORTED for one in reports)
    thousands = count / 1000
    report(f"{count} files of {WORDS} words, for each 1,000", taken / thousands, "s")
    report("  processor time for each 1,000", worked / thousands, "s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report("  peak memory", peak, "MB", 150)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _import_some(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        main(tuple(map(int, sys.argv[1:])) or COUNTS)
