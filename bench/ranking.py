"""Ranking: how often the shipped codes.yml finds the theme of invented quotations, in two halves.

`quotations.tsv` holds a theme and a quotation a line, written before the keywords were looked at.
Nothing was tuned on the lines with even numbers. Quotations and keywords have one author all the
same, so both halves flatter; the demo's codings stand beside them.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.evaluating import Score
    from qda.services.project import Project
    from qda.services.suggested import Suggested

QUOTATIONS = Path(__file__).with_name("quotations.tsv")


def main() -> None:
    """Measure ranking."""
    from qda.services.demo import make_demo
    from qda.services.project import make_project
    from qda.services.suggesting_texts import suggest_texts

    labels, texts = read(QUOTATIONS)
    with TemporaryDirectory() as folder:
        book = (QUOTATIONS.parents[1] / "codes.yml").read_bytes()
        with make_project(Path(folder, "bare"), codebook=book, coder="bench") as project:
            found = suggest_texts(project, texts)
            _report("invented, tuned on, no codings", project, labels[::2], found[::2])
            _report("invented, not tuned on, no codings", project, labels[1::2], found[1::2])
        with make_demo(Path(folder, "demo")).project as project:
            found = suggest_texts(project, texts)
            _report("invented, not tuned on, the demo's codings", project, labels[1::2],
                    found[1::2])  # fmt: skip
            _demo(project)


def read(path: Path) -> tuple[list[str], list[str]]:
    """The themes and the quotations of a file."""
    pairs = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return [theme for theme, _text in pairs], [text for _theme, text in pairs]


def score(project: Project, labels: Sequence[str], found: Sequence[Suggested]) -> Score:
    """Score suggestions against labels, as `qda suggest --evaluate` does."""
    from qda.services.evaluating import Score

    total, root = Score(), project.codebook.root_of
    for label, one in zip(labels, found, strict=True):
        ranking = [root(theme).key for theme, value in one.ranking if value]
        total.add(ranking, [], label, bool(one.suggestions))
    return total


def _report(name: str, project: Project, labels: Sequence[str], found: Sequence[Suggested]) -> None:
    pairs = list(zip(labels, found, strict=True))
    ahead = [pair for pair in pairs if pair[1].margin > 0]
    _print(f"{name}, six themes", score(project, labels, found))
    _print("  of these with any lead", score(project, *map(list, zip(*ahead, strict=True))))  # type: ignore[arg-type]
    named = [pair for pair in pairs if pair[0] != "andet"]
    _print("  without the rest theme", score(project, *map(list, zip(*named, strict=True))))  # type: ignore[arg-type]
    for theme in dict.fromkeys(labels):
        mine = [one for label, one in pairs if label == theme]
        _print(f"    {theme}", score(project, [theme] * len(mine), mine))


def _demo(project: Project) -> None:
    from qda.services.evaluating import Score, evaluate

    for name, apart in (("test, then train", False), ("leave one interview out", True)):
        found = evaluate(project, leave_interview_out=apart)
        _print(f"the demo's codings, {name}", found.all)
        named = Score()
        for theme, one in found.themes.items():
            if theme != "andet":
                named.take(one)
        _print("  without the rest theme", named)
        for theme, one in found.themes.items():
            _print(f"    {theme}", one)


def _print(name: str, found: Score) -> None:
    values = found.as_values()
    shares = "  ".join(
        f"{label} {values[key]:.3f}" if values[key] is not None else f"{label} –"
        for label, key in (("top-1", "top_1"), ("top-2", "top_2"), ("silent", "silent"),
                           ("spoken top-1", "spoken_top_1"), ("top-2", "spoken_top_2"))
    )  # fmt: skip
    print(f"{name:<58}{values['codings']:>4}  {shares}")
