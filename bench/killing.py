"""200 rounds of kill -9 while codings are added: nothing acknowledged may be lost."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.material import empty_project, word_file


def main(rounds: int = 200) -> None:
    """Kill a coding process at random moments; count what is lost."""
    from qda.services.checking import examine
    from qda.services.importing import import_files
    from qda.services.project import open_project

    chance = random.Random(6)
    acknowledged: set[str] = set()
    lost = discontent = 0
    with TemporaryDirectory() as folder:
        root = Path(folder)
        with empty_project(root) as project:
            word_file(root / "Bilag 1.docx", 3_000, 1)
            import_files(project, [root])
        for _ in range(rounds):
            child = subprocess.Popen(
                [sys.executable, "-m", "bench.killing", folder], stdout=subprocess.PIPE, text=True
            )
            assert child.stdout is not None
            said = [child.stdout.readline().strip()]
            time.sleep(chance.uniform(0, 0.05))
            child.send_signal(signal.SIGKILL)
            said += [line.strip() for line in child.stdout if line.endswith("\n")]
            child.wait()
            for line in said:
                sign, _, uid = line.partition(" ")
                if sign == "+":
                    acknowledged.add(uid)
                elif sign == "-":
                    acknowledged.discard(uid)
            with open_project(root, "bench") as project:
                there = {row[0] for row in project.db.execute("select uid from coding")}
                lost += len(acknowledged - there)
                # What was committed but not yet acknowledged may be more, or one less.
                acknowledged &= there
                discontent += any(not f.ok and not f.warning for f in examine(project))
    print(f"{'rounds of kill -9':<58}{rounds:>10}")
    print(f"{'acknowledged codings at the end':<58}{len(acknowledged):>10}")
    for name, count in (
        ("acknowledged codings lost", lost),
        ("times that doctor was not content", discontent),
    ):
        print(f"{name:<58}{count:>10}   goal 0: {'MISSED' if count else 'ok'}")


def _code_for_ever(root: Path) -> None:
    from qda.services import coding
    from qda.services.project import open_project
    from qda.storage import interviews

    with open_project(root, "bench") as project:
        row = project.interviews()[0]
        segments = interviews.segments(project.db, row.transcript_id)
        chance = random.Random()
        while True:
            segment = chance.choice(segments)
            theme = chance.choice(project.codebook.themes).key
            # The line is written before a removal, so that a removal is never taken for a loss.
            span = coding.span_of_segment(project, row, segment)
            there = [c for c in coding.listed(project, row) if (c.span, c.theme) == (span, theme)]
            for one in there:
                print("-", one.uid, flush=True)
                coding.remove(project, one)
            if not there:
                print("+", coding.add(project, row, span, theme).uid, flush=True)


if __name__ == "__main__":
    _code_for_ever(Path(sys.argv[1]))
