"""Import: the eight demo files, the reading alone, and 200 generated files."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.material import ROOT, empty_project, word_file
from bench.measuring import medians, report, seconds


def main() -> None:
    """Measure importing."""
    _demo_files()
    _reading()
    _many_files()


def _demo_files(rounds: int = 5) -> None:
    import statistics

    from qda.services.importing import import_files

    files = [ROOT / "transcripts" / f"Bilag {n}.docx" for n in range(1, 9)]
    times = []
    for _ in range(rounds):
        with TemporaryDirectory() as folder, empty_project(Path(folder)) as project:
            times.append(seconds(lambda: import_files(project, files)))
    report("import of the eight demo files", statistics.median(times), "s", 1.0)


def _reading(rounds: int = 15) -> None:
    from lxml import etree

    from qda.formats.word import read_word

    files = [ROOT / "transcripts" / f"Bilag {n}.docx" for n in range(1, 9)]

    def unzip_and_parse() -> None:
        for path in files:
            with zipfile.ZipFile(path) as archive:
                etree.fromstring(archive.read("word/document.xml"))

    def read() -> None:
        for path in files:
            read_word(path)

    found = medians({"floor": unzip_and_parse, "read": read}, rounds)
    report("unzip and lxml parse of the eight files", found["floor"], "s")
    report("reading them", found["read"], "s")
    report("reading / unzip and parse", found["read"] / found["floor"], "×", 4)


def _many_files() -> None:
    with TemporaryDirectory() as folder:
        for number in range(1, 201):
            word_file(Path(folder, f"Bilag {number}.docx"), 6_000, number)
        # A process of its own, so that its memory is its own.
        done = subprocess.run(
            [sys.executable, "-m", "bench.importing", folder],
            check=True,
            capture_output=True,
            text=True,
        )
    print(done.stdout, end="")


def _import_folder(folder: Path) -> None:
    from qda.services.importing import Outcome, import_files

    with TemporaryDirectory() as target, empty_project(Path(target)) as project:
        reports = []
        taken = seconds(lambda: reports.extend(import_files(project, [folder])))
        size = project.paths.database.stat().st_size / 1e6
    assert len(reports) == 200
    assert all(one.outcome is Outcome.IMPORTED for one in reports)
    report("200 files of 6,000 words: read, segmented, stored, indexed", taken, "s", 10)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report("  peak memory", peak, "MB", 300)
    report("  database", size, "MB")


if __name__ == "__main__":
    _import_folder(Path(sys.argv[1]))
