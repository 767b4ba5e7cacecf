"""Where the keywords of a codebook stand in a text: by lemma, in compounds, as an exact form.

A plain table from the first word of a keyword to its keywords. Overlaps are kept, and so is a word
that two themes share. Words come with their keys, so nothing heavy is needed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from qda.danish.lemmas import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qda.danish.lemmas import Lemmas, WordKey
    from qda.domain.codebook import Keyword

_BETWEEN = re.compile(r"[\s/]+")


class Word(NamedTuple):
    """A word of a text with its place and key."""

    start: int
    stop: int
    form: str
    """As `normal` gives it."""
    key: WordKey


@dataclass(frozen=True, slots=True)
class Hit:
    """A keyword in a text."""

    start: int
    stop: int
    key: str
    """What stands for the keyword when it is counted; see `Keywords.themes`."""
    how: str
    """`lemma`, `compound`, `exact` or `phrase`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a keyword."""

    text: str
    lemma: str
    open: bool
    exact: bool

    def fits(self, form: str, key: WordKey) -> str:
        """How the step fits a word, or an empty text."""
        if self.exact:
            return "exact" if form == self.text else ""
        if key.lemma == self.lemma:
            return "lemma"
        if self.open and (self.lemma in key.parts or form.startswith(self.text)):
            return "compound"
        return ""


@dataclass(slots=True)
class Pattern:
    """A keyword, worked out; several themes may share it."""

    steps: tuple[Step, ...]
    key: str
    compound_key: str

    @property
    def anchor(self) -> int:
        """The longest of its words, which is the rarest as a rule."""
        return max(range(len(self.steps)), key=lambda place: len(self.steps[place].lemma))

    def counted(self, how: str) -> str:
        """What stands for it when it is counted."""
        return self.compound_key if how == "compound" else self.key


class Keywords:
    """The keywords of all themes, ready to be looked for."""

    def __init__(self, wanted: Iterable[tuple[str, Keyword]], lemmas: Lemmas) -> None:
        """Take pairs of a theme's key and one of its keywords; the first of equal ones stays."""
        self.themes: dict[str, dict[str, Keyword]] = {}
        """For each counting key the themes that it speaks for, with the keyword that says so."""
        self.lemmas = lemmas
        self._first: dict[tuple[str, str], tuple[Pattern, ...]] = {}
        patterns: dict[tuple[Step, ...], Pattern] = {}
        worked = [(theme, keyword, self._steps(keyword)) for theme, keyword in wanted]
        closed: dict[str, set[str]] = {}
        for theme, _keyword, steps in worked:
            if len(steps) == 1 and not steps[0].open:
                closed.setdefault(_name(steps), set()).add(theme)
        for theme, keyword, steps in worked:
            if not steps:
                continue
            name = _name(steps)
            opened = steps[-1].open and not steps[-1].exact
            # A compound speaks for the themes that opened the word, not for all that name it.
            apart = opened and bool(closed.get(name, set()) - {theme})
            compound = f"{name}*" if apart or len(steps) > 1 else name
            patterns.setdefault(steps, Pattern(steps, name, compound if opened else name))
            for key in (name, compound) if opened else (name,):
                self.themes.setdefault(key, {}).setdefault(theme, keyword)
        self.patterns = tuple(patterns.values())

    def _steps(self, keyword: Keyword) -> tuple[Step, ...]:
        words = [word for word in _BETWEEN.split(keyword.text) if word]
        return tuple(
            Step(
                normal(word),
                self.lemmas.key(word).lemma,
                keyword.compounds and place == len(words),
                keyword.exact,
            )
            for place, word in enumerate(words, start=1)
        )

    def hits(self, words: Sequence[Word], text: str) -> list[Hit]:
        """All keywords in a text, by place; words of a phrase stand side by side."""
        found = []
        known = self._first
        for place, word in enumerate(words):
            about = (word.form, word.key.lemma)
            patterns = known.get(about)
            if patterns is None:
                patterns = known[about] = tuple(
                    pattern
                    for pattern in self.patterns
                    if pattern.steps[0].fits(word.form, word.key)
                )
            for pattern in patterns:
                hit = self.hit_at(pattern, words, place, text)
                if hit is not None:
                    found.append(hit)
        return found

    def hit_at(self, pattern: Pattern, words: Sequence[Word], place: int, text: str) -> Hit | None:
        """The pattern with its first word at a place, or None."""
        steps = pattern.steps
        if place + len(steps) > len(words):
            return None
        first = words[place]
        last, how = first, steps[0].fits(first.form, first.key)
        if not how:
            return None
        for step, word in zip(steps[1:], words[place + 1 : place + len(steps)], strict=True):
            gap = text[last.stop : word.start]
            fits = step.fits(word.form, word.key)
            if not fits or (gap and not gap.isspace() and gap != "/"):
                return None
            last, how = word, fits
        return Hit(
            first.start, last.stop, pattern.counted(how), "phrase" if len(steps) > 1 else how
        )


def keywords_of(table: Mapping[str, Iterable[str]], lemmas: Lemmas) -> Keywords:
    """Keywords from texts in the notation of codes.yml, by theme."""
    from qda.domain.codebook import Keyword

    return Keywords(
        ((theme, Keyword.parse(written, 0)) for theme, texts in table.items() for written in texts),
        lemmas,
    )


def _name(steps: tuple[Step, ...]) -> str:
    """What stands for a keyword: its lemmas; exact forms are marked."""
    if steps and steps[0].exact:
        return "=" + " ".join(step.text for step in steps)
    return " ".join(step.lemma for step in steps)
