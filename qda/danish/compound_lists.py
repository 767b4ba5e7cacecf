"""Which pieces may and may not be parts of a Danish compound; data for `compounds`.

Source: collected by hand for this project. Suffixes and particles are closed classes of Danish
grammar; the chance words stand here because the word list knows them as words and text samples
were split at them wrongly.
"""

from __future__ import annotations

_ENDINGS = ("", "e", "t", "s", "n", "r", "en", "et", "er", "ne", "ens", "ets", "ers", "erne",
            "ernes", "ene", "enes", "rne", "rnes", "te", "de")  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _inflected(text: str) -> frozenset[str]:
    return frozenset(stem + ending for stem in text.split() for ending in _ENDINGS)


SHORT_HEADS = _words(
    "by hus vej bil lån tid dag tog mad rum tal råd ret ord mål år job pen bad kor løb nat krig vin"
    " liv leg fag bog brev"
)
"""Heads of fewer than four letters, or such that must count in every text."""

NO_HEADS = _inflected(
    "hed lighed enhed skab dom else ning ring ling isme ion tion isere sere ende eri mæssig agtig"
    " som isk lig ere eren sel løs løshed gørelse pling leder lægger lægning"
)
"""Suffixes, and words that look like one: what ends so is derived, not compounded."""

NO_MODIFIERS = _words(
    """
    selv om ud ind for over under til på ved mod efter af an op ned gen sam mis be mellem med bi hen
    hjem bort frem fra gennem imod hos ad
    jeg du han hun den det vi de sig min din sin vor og men når hvis da at der som så nu her hvor
    ikke kun også ja nej jo en et to tre alle al no
    hed ning ring ting dom bar gang mus ser per kon kom inter real demo arki kende
    """
)
"""Particles, function words, and fragments that happen to be words."""

ADJECTIVES = _words(
    "social privat kontant fri ny lang kort almen offentlig fælles små gammel ung stor ude inde"
    " grøn nær fjern mange"
)
"""Adjectives and adverbs that stand as modifiers without being nouns."""

VERBS = _words("bygge leje eje købe lære lege skrive bære vente sove spise rejse bo")
"""Verbs that stand as modifiers in their infinitive."""

ADJECTIVE_HEADS = ("isk", "social", "svag", "stærk", "politisk", "økonomisk", "venlig")
"""How a listed word that is no noun must end to be a compound."""
