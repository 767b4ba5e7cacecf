"""Suggestions: the Danish pipeline, its load, and re-scoring after a coding."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.material import ROOT, add_codings, empty_project, word_file
from bench.measuring import median, report, seconds

_WORDS = 217_000
_LOAD = """
import resource, time
begin, cpu = time.perf_counter(), time.process_time()
from qda.danish import pipeline
nlp = pipeline.load()
nlp("Æbletræerne i gården er fælles.")
print(time.perf_counter() - begin, time.process_time() - cpu,
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> None:
    """Measure suggestions."""
    _load()
    _pipeline()
    _rescoring()
    _ranking()


def _load(rounds: int = 5) -> None:
    runs = []
    for _ in range(rounds):
        done = subprocess.run(
            [sys.executable, "-c", _LOAD], check=True, capture_output=True, text=True, cwd=ROOT
        )
        runs.append([float(value) for value in done.stdout.split()])
    wall, cpu, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    report("loading the pipeline and the word list, wall", wall, "s", 1.5)
    report("  processor time", cpu, "s", 1.5)
    report("  memory of the process", memory, "MB", 150)


def _texts() -> tuple[list[str], int]:
    from qda.formats.word import read_word

    texts = [
        paragraph.text
        for number in range(1, 9)
        for paragraph in read_word(ROOT / "transcripts" / f"Bilag {number}.docx").paragraphs
        if paragraph.text.strip()
    ]
    words = sum(len(text.split()) for text in texts)
    laps = -(-_WORDS // words)
    return texts * laps, words * laps


def _pipeline(rounds: int = 5) -> None:
    import spacy

    from qda.danish import pipeline
    from qda.formats.codes_yml import read_codebook

    book = read_codebook(ROOT / "codes.yml")
    texts, words = _texts()
    bare, nlp = spacy.blank("da"), pipeline.load()
    keywords = {theme.key: [keyword.written for keyword in theme.keywords] for theme in book.themes}
    nlp.add_pipe("qda_keywords", config={"keywords": keywords})
    cold = seconds(lambda: [None for _doc in nlp.pipe(texts)])
    actions = {
        "bare": lambda: [None for _doc in bare.pipe(texts)],
        "whole": lambda: [None for _doc in nlp.pipe(texts)],
    }
    actions["bare"]()
    best = dict.fromkeys(actions, float("inf"))
    for _ in range(rounds):
        for name, action in actions.items():
            best[name] = min(best[name], seconds(action))
    speed = {name: words / taken for name, taken in best.items()}
    print(f"{f'{words:,} words in {len(texts):,} paragraphs, best of {rounds}':<58}")
    _floor("  spaCy's tokenizer alone", speed["bare"], "words/s")
    _floor("  whole pipeline with keywords, warm", speed["whole"], "words/s", 250_000)
    _floor("  whole pipeline / tokenizer", speed["whole"] / speed["bare"], "×", 0.1)
    _floor("  first pass, caches empty", words / cold, "words/s")


def _rescoring(interviews: int = 54) -> None:
    from qda.services import coding
    from qda.services.importing import import_files
    from qda.services.queues import Queues
    from qda.services.suggesting import open_suggester
    from qda.storage import interviews as stored

    with TemporaryDirectory() as folder, empty_project(Path(folder)) as project:
        for number in range(1, interviews + 1):
            word_file(Path(folder, f"Bilag {number}.docx"), 30_000, number)
        import_files(project, [Path(folder)])
        add_codings(project, 500)
        begin = time.perf_counter()
        suggester, prepared = open_suggester(project)
        report(f"words of {prepared.segments:,} segments made", time.perf_counter() - begin, "s")
        report("opened again", seconds(lambda: open_suggester(project)), "s")
        queues = Queues(suggester)
        row = project.interviews()[0]
        segments = stored.segments(project.db, row.transcript_id)
        turns = stored.turns(project.db, row.transcript_id)
        spoken = [one for one in segments if str(turns[one.turn].role) != "interviewer"]
        times: dict[str, list[float]] = {"one": [], "all": []}
        for number in range(40):
            segment = spoken[number]
            coding.toggle(project, row, segment, "effekter")
            times["one"].append(
                seconds(lambda s=segment: (suggester.refresh(), suggester.of_segment(row, s)))
            )
            coding.toggle(project, row, segment, "hvorfor")
            times["all"].append(seconds(lambda: (suggester.refresh(), queues.scores())))
        size = queues.scores().shape[1]
        report(
            "after a coding: the segment on the screen",
            1000 * statistics.median(times["one"]),
            "ms",
            10,
        )
        report(
            f"after a coding: all {size:,} segments",
            1000 * statistics.median(times["all"]),
            "ms",
            10,
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        report("  peak memory of this process", peak, "MB")


def _ranking() -> None:
    from qda.services.demo import make_demo
    from qda.services.evaluating import evaluate

    with TemporaryDirectory() as folder, make_demo(Path(folder, "demo")).project as project:
        report("scoring all suggestions on the demo", median(lambda: evaluate(project), 3), "s")
        for name, apart in (("test, then train", False), ("leave one interview out", True)):
            found = evaluate(project, leave_interview_out=apart).all.as_values()
            print(f"the demo's codings, {name}")
            for key in ("top_1", "top_2", "silent", "spoken_top_1", "spoken_top_2",
                        "frequency_top_1", "frequency_top_2"):  # fmt: skip
                print(f"  {key:<56}{found[key] or 0:>10.3f}")


def _floor(name: str, value: float, unit: str, goal: float | None = None) -> None:
    """Print a figure whose goal is a floor."""
    verdict = ""
    if goal is not None:
        verdict = f"   goal > {goal:,g} {unit}: {'ok' if value > goal else 'MISSED'}"
    print(f"{name:<58}{value:>10,.3g} {unit}{verdict}" if value < 10 else
          f"{name:<58}{value:>10,.0f} {unit}{verdict}")  # fmt: skip
