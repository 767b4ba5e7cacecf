"""A million words of Danish prose as a markdown file through the leak scan, with 200 names."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from bench.identifiers import WORDS, _names, _texts
from bench.measuring import report


def main() -> None:
    """Measure making a scanner and looking through a file; CPU seconds of one core."""
    from qda.domain.permission import Profile
    from qda.services.leaks import Scanner
    from qda.services.project import make_project
    from qda.storage import marks

    with TemporaryDirectory() as folder, make_project(Path(folder) / "p", "bench") as project:
        with project.action() as db:
            for number, (first, last) in enumerate(_names()):
                uid, name = f"{number:032x}", f"{first}{last}q"
                marks.put(db, "entity", uid, {
                    "uid": uid, "short_id": f"E{number + 1}", "kind": "person", "relation": "",
                    "category": "person", "protect": 1, "note": "", "created": "",
                    "created_by": "bench",
                })  # fmt: skip
                marks.put(db, "alias", uid, {
                    "uid": uid, "entity_uid": uid, "surface": name, "kind": "full", "ask": 0,
                })  # fmt: skip
        begin = process_time()
        scanner = Scanner(project, Profile.ASSESSMENT)
        report("making the scanner", process_time() - begin, "s", 3)
        data = "\n\n".join(_texts()).encode()
        begin = process_time()
        leaks = scanner.scan("quotes.md", data)
        seconds = process_time() - begin
        report(f"{WORDS:,} words, {len(data) >> 20} MB, {len(leaks)} leaks", seconds, "s", 30)
