"""Calibration: what a margin of suggestions costs in silence, on every second invented quotation.

The list of keywords knows these quotations, other material it will not. So every second keyword is
taken away at random, twenty times; the list alone then finds about as many themes as a hand-made
list did on printed quotations. Each quotation is guessed when all others are coded.
"""

from __future__ import annotations

import random
from dataclasses import replace
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.ranking import QUOTATIONS, read

if TYPE_CHECKING:
    from qda.domain.codebook import Codebook
    from qda.services.evaluating import Score
    from qda.services.project import Project

MARGINS = (1.0, 2.0, 3.0, 4.0, 5.0)
SEEDS = 20
KEPT = 0.5


def main() -> None:
    """Measure margins."""
    from qda.services.evaluating import Score
    from qda.services.project import make_project

    labels, texts = (half[::2] for half in read(QUOTATIONS))
    found = {margin: Score() for margin in MARGINS}
    with TemporaryDirectory() as folder:
        book = (QUOTATIONS.parents[1] / "codes.yml").read_bytes()
        with make_project(Path(folder, "bare"), codebook=book, coder="bench") as project:
            for seed in range(SEEDS):
                guess(project, thinned(project.codebook, seed), labels, texts, found)
    for margin, score in found.items():
        values = score.as_values()
        right, spoken = values["spoken_top_2"], (score.codings - score.silent) / SEEDS
        low = right - sqrt(right * (1 - right) / spoken)
        print(
            f"margin {margin:.0f}  silent {values['silent']:.3f}  top-2 where it speaks"
            f" {right:.3f}, less one standard error {low:.3f}"
        )


def thinned(book: Codebook, seed: int) -> Codebook:
    """The codebook with every second keyword taken away at random."""
    chance = random.Random(seed)
    themes = tuple(
        replace(theme, keywords=tuple(k for k in theme.keywords if chance.random() < KEPT))
        for theme in book.themes
    )
    return replace(book, themes=themes)


def guess(
    project: Project, book: Codebook, labels: list[str], texts: list[str], into: dict[float, Score]
) -> None:
    """Guess each text when all others are coded."""
    from qda.services.ranking import Ranker
    from qda.services.suggesting import Suggester
    from qda.services.suggesting_texts import TextWords

    words = TextWords(book, texts)
    suggester = Suggester(project)
    ranker = Ranker(
        suggester.family, (), words.keywords.themes, words.keys, untelling=suggester.untelling
    )
    places = words.groups(ranker)
    keys = [{key for group in groups for key in group.keys} for groups in places]
    for label, own in zip(labels, keys, strict=True):
        ranker.add(label, own)
    for label, own, groups in zip(labels, keys, places, strict=True):
        ranker.add(label, own, -1)
        for margin, score in into.items():
            suggester.margin = margin
            ranking, spoke = suggester.rank(groups, ranker)
            score.add(ranking, [], label, spoke)
        ranker.add(label, own)
