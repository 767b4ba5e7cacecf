"""The gates in words: what each is about, and what they found in as few lines as say it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.gates import together
from qda.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.domain.gates import Barrier

MOST_SUBJECTS = 8
"""Subjects that one line names."""


def titles() -> dict[str, str]:
    """What each gate is about, by id."""
    return {
        "G01": _("Consent to analyse is recorded"),
        "G02": _("Consent holds in time"),
        "G03": _("It is recorded how consent was given"),
        "G04": _("It is recorded whether words may be quoted"),
        "G05": _("Excerpts are approved in the form that is printed"),
        "G06": _("Restricted passages lie where they should"),
        "G07": _("No restricted words in themes and printed forms"),
        "G08": _("Appendices follow what was agreed"),
        "G09": _("Every name is decided, every interview read through"),
        "G10": _("Quotes hold nothing that may not leave"),
        "G11": _("No original and no register among the exports"),
        "G12": _("Pseudonyms are nobody's name"),
        "G13": _("Whoever is named has agreed to it"),
        "G14": _("Nobody stands alone in what is told about informants"),
        "G15": _("Files tell nothing about their makers"),
        "G16": _("Sensitive matters stay out of the public"),
        "G17": _("The thesis is checked"),
        "G18": _("The end of keeping the material is recorded"),
    }


def leak_in_words(what: str) -> str:
    """What a leak is, in a sentence."""
    return {
        "name": _("A protected name stands in it."),
        "passage": _("Words of a passage that may not be used stand in it."),
        "identifier": _("A number or an address that identifies stands in it."),
        "maker": _("It tells who made it, or holds changes that were tracked."),
        "folder": _("It holds the path of a folder of yours."),
        "part": _("It holds comments, properties or a preview picture."),
    }[what]


def subjects_in_words(subjects: Iterable[str]) -> str:
    """The first subjects, and how many there are beyond."""
    shown = [*dict.fromkeys(subjects)]
    text = ", ".join(shown[:MOST_SUBJECTS])
    if len(shown) > MOST_SUBJECTS:
        text += " " + _("… and {count} more").format(count=len(shown) - MOST_SUBJECTS)
    return text


def in_lines(found: Iterable[Barrier]) -> list[str]:
    """What gates found, a line for each thing that is said, however many it is said of."""
    return [
        f"{one.gate} {subjects_in_words(one.subjects)}: {one.what} {one.todo}"
        for one in together(found)
    ]
