"""A corrected transcript of 30,000 words: the difference alone, and the whole replacement."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.material import empty_project, word_file
from bench.measuring import report, seconds

if TYPE_CHECKING:
    from qda.services.project import Project

WORDS = 30_000
EDITS = 2_000
CODINGS = 500


def main() -> None:
    """Measure natural and repetitive text, then import, code, replace, undo and redo."""
    from qda.domain.differing import matches

    for name, different in (("5,000 different words", 5_000), ("2 different words", 2)):
        old, new = _texts(different)
        taken = seconds(lambda old=old, new=new: matches(old, new))  # type: ignore[misc]
        report(f"difference, {WORDS:,} words, {EDITS:,} edits, {name}", taken, "s", 3)
    old, new = " ".join(_words(5, 1)), " ".join(_words(5, 2))
    report("difference of two texts with nothing in common", seconds(lambda: matches(old, new)),
           "s", 6)  # fmt: skip
    with TemporaryDirectory() as folder:
        _replacement(Path(folder))


def _words(different: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return [f"ord{chance.randrange(different)}" for _ in range(WORDS)]


def _texts(different: int) -> tuple[str, str]:
    chance = random.Random(3)
    words = _words(different, 1)
    new = list(words)
    for _ in range(EDITS):
        place = chance.randrange(len(new))
        new[place : place + 1] = chance.choice([[], ["nyt"], [new[place], "nyt"]])
    return " ".join(words), " ".join(new)


def _replacement(root: Path) -> None:
    from qda.domain.carrying import Fate
    from qda.services import history, replacing
    from qda.services.importing import import_files

    original = root / "Bilag 1.docx"
    word_file(original, WORDS, 1)
    corrected = _corrected(original, root / "corrected.docx")
    with empty_project(root) as project:
        import_files(project, [original])
        _code(project)
        row = project.interviews()[0]
        made: list[replacing.Plan] = []
        taken = seconds(lambda: made.append(replacing.replace(project, row, corrected)))
        report(f"qda replace, {WORDS:,} words, {CODINGS} codings", taken, "s", 5)
        for fate in Fate:
            print(f"{f'  codings {fate}':<58}{made[0].count(fate):>10}")
        report("undo", seconds(lambda: history.undo(project)), "s", 2)
        report("redo", seconds(lambda: history.redo(project)), "s", 2)


def _corrected(original: Path, target: Path) -> Path:
    """A copy in which about every fifteenth word reads otherwise."""
    chance = random.Random(5)
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            contents = old.read(name).decode("utf-8")
            if name == "word/document.xml":
                words = contents.split(" ")
                for place, word in enumerate(words):
                    if word.isalpha() and chance.random() < EDITS / WORDS:
                        words[place] = chance.choice(("", "nyt", f"{word} nyt", f"{word}en"))
                contents = " ".join(words)
            new.writestr(name, contents)
    return target


def _code(project: Project) -> None:
    from qda.domain.codings import Origin
    from qda.services import coding, marking
    from qda.storage import interviews

    row = project.interviews()[0]
    chance = random.Random(4)
    segments = interviews.segments(project.db, row.transcript_id)
    keys = [theme.key for theme in project.codebook.themes]
    made = [
        marking.new_coding(
            project,
            row.transcript_id,
            coding.span_of_segment(project, row, segment),
            chance.choice(keys),
            Origin.BY_HAND,
            None,
        )
        for segment in chance.sample(segments, CODINGS)
    ]
    with project.action():
        marking.store_codings(project, made, "coding.import", {"count": len(made)})
