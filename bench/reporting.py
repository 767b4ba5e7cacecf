"""The report with 20,000 quotes: written, opened in Chromium where it is there, and filtered."""

from __future__ import annotations

import resource
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.material import add_codings, empty_project, word_file
from bench.measuring import report, report_work

_OPENED = "const n = performance.getEntriesByType('navigation')[0]; return n.loadEventEnd;"
_FILTERED = """
const field = document.getElementById("f-text");
const times = [];
for (const words of ["d", "de", "det", "det ", "", "x", ""]) {
  const begin = performance.now();
  field.value = words;
  field.dispatchEvent(new Event("input"));
  document.body.offsetHeight;
  times.push(performance.now() - begin);
}
return Math.max(...times);
"""


def main(codings: int = 20_000) -> None:
    """Measure the page."""
    from qda.services import reporting
    from qda.services.choosing import Choice
    from qda.services.importing import import_files

    with TemporaryDirectory() as folder, empty_project(Path(folder)) as project:
        for number in range(1, 21):
            word_file(Path(folder, f"Bilag {number}.docx"), 6_000, number)
        import_files(project, [Path(folder)])
        add_codings(project, codings)
        path = Path(folder, "report.html")

        def write() -> None:
            reporting.write_report(reporting.report(project, Choice(interviewer=True)), path)

        report_work(f"report of {codings:,} codings", write, 5, 1.5)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        report("  peak memory, import included", peak, "MB", 400)
        report("  size of the file", path.stat().st_size / 1e6, "MB")
        _in_browser(path, Path(folder, "profile"))


def _in_browser(path: Path, profile: Path) -> None:
    from tests.browser import CHROMIUM, DRIVER, browser

    if not (CHROMIUM and DRIVER):
        print("Chromium and chromedriver are not installed: the page was not opened")
        return
    chromium = browser(profile)
    try:
        chromium.get(path.as_uri())
        report("  opened in Chromium", chromium.execute_script(_OPENED) / 1000, "s", 2)
        report("  filtered, the slowest of seven", chromium.execute_script(_FILTERED), "ms", 200)
    finally:
        chromium.quit()
