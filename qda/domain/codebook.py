"""The codebook: themes with their keywords, as the researcher wrote them in codes.yml.

Themes stand flat in file order, parents before children. A theme's key never changes;
all text is NFC, so that a key compares equal however it was typed.
"""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.domain.citation import COLON, ReferenceStyle
from qda.domain.text import one_line
from qda.errors import NotFound
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

PALETTE = (
    "blue", "orange", "green", "red", "purple", "grey",
    "teal", "pink", "brown", "yellow", "cyan", "magenta",
)  # fmt: skip
"""Names of the theme colours; themes without one take them in this order."""

HOTKEYS = frozenset("123456789")
"""What may stand as a hotkey."""

RESERVED_HOTKEYS = frozenset("0abcdefghijklmnopqrstuvwxyzæøå")
"""Keys that belong to the program, now or later."""

MAX_DEPTH = 2
"""Levels of sub-codes below a top-level theme."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or phrase that suggests a theme."""

    text: str
    """The words, without the marks `*` and `=`."""
    compounds: bool
    """Written with `*` at the end: compounds that begin with it count too."""
    exact: bool
    """Written with `=` in front: only this form counts, not the other forms of the lemma."""
    line: int
    """Line in codes.yml, from 1."""

    @classmethod
    def parse(cls, written: str, line: int) -> Keyword:
        """Read the notation of codes.yml; the text may come out empty."""
        words = plain(written)
        exact = words.startswith("=")
        compounds = words.endswith("*")
        words = words.removeprefix("=").removesuffix("*")
        return cls(words.strip(), compounds, exact, line)

    @property
    def written(self) -> str:
        """The keyword in the notation of codes.yml."""
        return f"{'=' * self.exact}{self.text}{'*' * self.compounds}"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme or sub-code."""

    key: str
    """Letters, digits and hyphens; codings point to it, so it never changes."""
    title: str
    definition: str = ""
    include: str = ""
    """When to use it."""
    exclude: str = ""
    """When not."""
    hotkey: str | None = None
    """One digit, 1 to 9."""
    colour: str = PALETTE[0]
    """A name of the palette; never the only sign of a theme."""
    keywords: tuple[Keyword, ...] = ()
    questions: tuple[Keyword, ...] = ()
    """Words of an interviewer's question whose answer may belong here."""
    parent: str | None = None
    """Key of the theme above; None at the top."""
    position: int = 0
    """Place in the codebook, from 0."""
    line: int = 0
    """Line of the key in codes.yml, from 1; 0 where it comes from elsewhere."""
    retired: bool = False
    """Stays on its codings, and is given to no new one; so do the sub-codes below it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A form whose lemma the researcher has set right."""

    form: str
    lemma: str
    line: int
    """Line in codes.yml, from 1."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """All themes of a project."""

    title: str
    themes: tuple[Theme, ...]
    """In file order, parents before children."""
    lemmas: tuple[Correction, ...] = ()
    """Corrections to the lemmas of words, in file order."""
    reference: ReferenceStyle = COLON
    """How quotes are cited."""
    stop_words: frozenset[str] = frozenset()
    """Words that tell no theme apart, besides those that qda knows."""
    telling_words: frozenset[str] = frozenset()
    """Words that qda takes for such, and that tell themes apart here."""

    @property
    def corrections(self) -> dict[str, str]:
        """The corrected lemmas by form."""
        return {correction.form: correction.lemma for correction in self.lemmas}

    def theme(self, key: str) -> Theme:
        """The theme with this key.

        Raises:
            NotFound: with the nearest keys as a hint.
        """
        for theme in self.themes:
            if theme.key == key:
                return theme
        raise _not_found(key, [theme.key for theme in self.themes])

    def by_hotkey(self, hotkey: str) -> Theme | None:
        """The theme on this key, or None where the key is free."""
        return next((theme for theme in self.active if theme.hotkey == hotkey), None)

    @property
    def active(self) -> tuple[Theme, ...]:
        """The themes that can be given to words: those that neither are nor stand below retired."""
        return tuple(theme for theme in self.themes if not self.is_retired(theme.key))

    def is_retired(self, key: str) -> bool:
        """Whether a theme or one above it is retired."""
        return any(theme.retired for theme in self.path(key))

    @property
    def top_level(self) -> tuple[Theme, ...]:
        """The themes that are no sub-codes, in order."""
        return tuple(theme for theme in self.themes if theme.parent is None)

    def children(self, key: str) -> tuple[Theme, ...]:
        """The sub-codes right below a theme, in order."""
        return tuple(theme for theme in self.themes if theme.parent == self.theme(key).key)

    def resolve(self, text: str) -> Theme:
        """The theme that a person means; see `resolve`."""
        return resolve(self, text)

    def path(self, key: str) -> tuple[Theme, ...]:
        """The theme and those above it, from the top down."""
        theme = self.theme(key)
        above = self.path(theme.parent) if theme.parent is not None else ()
        return (*above, theme)

    def root_of(self, key: str) -> Theme:
        """The top-level theme that holds this one; itself where it is at the top."""
        return self.path(key)[0]


def plain(text: str) -> str:
    """NFC, with each run of white space as one blank and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def nearest(word: str, choices: Iterable[str], count: int = 1) -> list[str]:
    """The choices that look most like the word, best first; empty when none comes near."""
    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(choice.casefold(), choice)
    # Rests on spelling alone; 0.6 is the cutoff that difflib itself proposes.
    found = difflib.get_close_matches(word.casefold(), folded, n=count, cutoff=0.6)
    return [folded[match] for match in found]


def resolve(codebook: Codebook, text: str) -> Theme:
    """The theme that a person means: by key, exact title, hotkey, or beginning of key or title.

    Capitals do not count.

    Raises:
        NotFound: when nothing or more than one theme fits.
    """
    wanted = plain(text).casefold()
    for names in (_keys, _titles, _hotkeys):
        exact = [theme for theme in codebook.themes if wanted in names(theme)]
        if len(exact) == 1:
            return exact[0]
    fitting = [
        theme
        for theme in codebook.themes
        if wanted and any(name.startswith(wanted) for name in _keys(theme) + _titles(theme))
    ]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise NotFound(
            _('"{text}" fits more than one theme.').format(text=one_line(text)),
            _("Write the whole key: {keys}.").format(keys=", ".join(t.key for t in fitting)),
        )
    choices = [name for theme in codebook.themes for name in (theme.key, theme.title)]
    raise _not_found(text, choices)


def _keys(theme: Theme) -> tuple[str, ...]:
    return (theme.key.casefold(),)


def _titles(theme: Theme) -> tuple[str, ...]:
    return (theme.title.casefold(),)


def _hotkeys(theme: Theme) -> tuple[str, ...]:
    return (theme.hotkey,) if theme.hotkey else ()


def _not_found(word: str, choices: Iterable[str]) -> NotFound:
    near = ", ".join(f'"{choice}"' for choice in nearest(word, choices, 3))
    hint = (
        _("Did you mean {names}?").format(names=near)
        if near
        else _("`qda codes list` shows the themes.")
    )
    return NotFound(_('No theme "{name}" in the codebook.').format(name=one_line(word)), hint)
