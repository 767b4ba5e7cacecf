"""Import: the eight demo files, the reading alone, and 200 generated files."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.material import ROOT, empty_project, word_file
from bench.measuring import medians, report, seconds

NOT_READ = ("[Content_Types].xml", "word/settings.xml", "word/fontTable.xml", "word/numbering.xml")
"""Parts that the reader does not parse, so that the floor does not either."""


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
    demo = [ROOT / "transcripts" / f"Bilag {n}.docx" for n in range(1, 9)]
    _read(demo, "the eight demo files", rounds)
    with TemporaryDirectory() as folder:
        long = Path(folder, "Bilag 1.docx")
        word_file(long, 6_000, 1)
        _read([long], "a file of 6,000 words", rounds)


def _read(files: list[Path], what: str, rounds: int) -> None:
    """Reading against unzipping and parsing the same parts, in turn."""
    import docx
    from lxml import etree

    from qda.formats.word import read_word

    def unzip_and_parse() -> None:
        for path in files:
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    if name.endswith((".xml", ".rels")) and name not in NOT_READ:
                        etree.fromstring(archive.read(name))

    def read() -> None:
        for path in files:
            read_word(path)

    def with_python_docx() -> None:
        for path in files:
            for paragraph in docx.Document(str(path)).paragraphs:
                _ = paragraph.text

    found = medians(
        {"floor": unzip_and_parse, "read": read, "python-docx": with_python_docx}, rounds
    )
    report(f"unzip and lxml parse of {what}", 1000 * found["floor"], "ms")
    report(f"reading {what}", 1000 * found["read"], "ms")
    report("  reading / unzip and parse", found["read"] / found["floor"], "×", 4)
    report("python-docx, the text of its paragraphs alone", 1000 * found["python-docx"], "ms")
    report("  reading / python-docx", found["read"] / found["python-docx"], "×", 1)


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
        worked = time.process_time()
        taken = seconds(lambda: reports.extend(import_files(project, [folder])))
        worked = time.process_time() - worked
        size = project.paths.database.stat().st_size / 1e6
    assert len(reports) == 200
    assert all(one.outcome is Outcome.IMPORTED for one in reports)
    report("200 files of 6,000 words: read, segmented, stored, indexed", taken, "s", 6)
    report("  of it processor time (the rest waits for the disk and others)", worked, "s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report("  peak memory", peak, "MB", 300)
    report("  database", size, "MB")


if __name__ == "__main__":
    _import_folder(Path(sys.argv[1]))
