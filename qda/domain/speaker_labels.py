"""What a speaker's label looks like, and what only looks like one.

A label is a short string at the start of a line that recurs.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from qda.domain.speaker_marks import Why
from qda.domain.speaker_words import (
    ALWAYS_NUMBERED,
    FUNCTION_WORDS,
    HEADINGS,
    IN_TEXT,
    KNOWN,
    NAMED,
    NEVER_NUMBERED,
    PARTICLES,
    PHRASES,
    REMARKS,
    TITLES,
    VERBS,
)

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Iterable

LONGEST = 63
"""Characters of the longest label; the limit of MAXQDA, so that its transcripts come in whole."""
MOST_WORDS = 5
"""Words of the longest label; real ones have one to four."""

_COMPARED = 60
"""Labels met once that are compared with the speakers; a report has more headings than that."""
_PUNCTUATION = re.compile(r"[,;?!…\"“”„»«]|\.\.")
_TITLED = re.compile(
    r"[A-ZÆØÅ][^\W\d_]*\.?(?:[ -][A-ZÆØÅ][^\W\d_]*\.?){0,3}, [^\W\d_]+(?:[ -][^\W\d_]+){0,3}"
)
_AGED = re.compile(r"[^\W\d_]{2,20}(?: [^\W\d_]{1,20})?, (?:ca\. )?\d{1,3}(?: år)?")
_INNER_END = re.compile(r"([^\W\d_]{3,})\.\s+(?=[A-ZÆØÅ])")
_SCHEMES = frozenset({"http", "https", "ftp", "mailto", "file"})
_NUMBERED = re.compile(r"(?P<stem>.*?)[\s._-]*(?:nr\.?\s*)?(?P<number>\d{1,3}|(?<=\s)[a-eA-E])?")
_LOOK_ALIKE = str.maketrans({"l": "i", "1": "i", "|": "i", "0": "o"})


def tidy(label: str) -> str:
    """A label with single blanks, as speakers are compared and stored."""
    return " ".join(label.split())


def stem_of(label: str) -> str:
    """A label without its number and marks, in lower case: `IP 2.` is `ip`.

    A name behind a usual label is left out as well: `Interviewer (Ida)`, `Informant Bo`.
    """
    bare = label.strip("()[]{}#@. ").split("(")[0].rstrip()
    found = _NUMBERED.fullmatch(bare)
    stem = (found["stem"] if found else bare).rstrip(" .").casefold()
    first = stem.partition(" ")[0]
    return first if first in NAMED else stem


def is_known(label: str) -> bool:
    """Whether the label says by itself that it is one."""
    stem = stem_of(label)
    if stem in NEVER_NUMBERED:
        return not _is_numbered(label)
    return stem in KNOWN or (stem in ALWAYS_NUMBERED and _is_numbered(label))


def _is_numbered(label: str) -> bool:
    return any(character.isdigit() for character in label)


def is_heading(label: str) -> bool:
    """Whether the label is a heading, such as `Dato`, `Bilag 6` or `Spørgsmål 3`."""
    stem = stem_of(label)
    return stem in HEADINGS or (stem in NEVER_NUMBERED and _is_numbered(label))


def is_remark(label: str) -> bool:
    """Whether a bracket holds a remark of the transcriber: `[pause]`, `(griner højt)`."""
    words = label.casefold().strip(". …").split()
    if words and words[0] in ("lang", "kort"):
        del words[0]
    return not words or words[0] in REMARKS


def objection(label: str, following: str = " ") -> Why | None:
    """What speaks against a label, or None.

    Args:
        label: The string before the colon.
        following: What stands behind the colon, blanks included.
    """
    if not label:
        return Why.NO_NAME
    if following[:1].isdigit():
        return Why.NUMBER
    if label.casefold() in _SCHEMES or following.startswith("//"):
        return Why.ADDRESS
    words = label.split()
    if len(label) > LONGEST or len(words) > MOST_WORDS:
        return Why.LENGTH
    if _AGED.fullmatch(label):
        return None
    if _PUNCTUATION.search(label) and not _is_titled(label):
        return Why.PUNCTUATION
    if is_known(label):
        return None
    if label[0].islower():
        return Why.LOWER_CASE
    if is_heading(label) or not {label.casefold(), stem_of(label)}.isdisjoint(PHRASES | IN_TEXT):
        return Why.NO_NAME
    small = [word for word in words if word.islower()]
    if len(words) < 5 and words[-1][0].isupper() and PARTICLES.issuperset(small):
        small = []
    first = words[0].casefold() if len(words) > 1 else ""
    ends = [found[1].casefold() for found in _INNER_END.finditer(label)]
    if not TITLES.issuperset(ends) or first in FUNCTION_WORDS or _spoken(small):
        return Why.SENTENCE
    return None


def _is_titled(label: str) -> bool:
    """Whether a label is a name and what the person is: `Bo Bæk, smed`."""
    if not _TITLED.fullmatch(label):
        return False
    name, _, office = label.partition(", ")
    words = [*name.casefold().split(), *office.casefold().split()]
    return not _spoken(words) and name.casefold() not in PHRASES | HEADINGS


def _spoken(words: Iterable[str]) -> bool:
    return any(word in VERBS or word in FUNCTION_WORDS for word in words)


def settled(
    counts: Counter[str], wanted: Collection[str], strong: Collection[str] = ()
) -> tuple[set[str], list[str]]:
    """The labels that are speakers, and those met once, taken or not.

    A label that recurs is a speaker. One that is met once is a question to the user; its words are
    still kept apart from the speaker before where it is a usual label (`R3`, `Flere`), a sibling of
    another (`Beboer 3`), asked for, or marked beyond doubt.

    Args:
        counts: How often each label is met, those with an objection left out.
        wanted: Labels that the user named.
        strong: Labels whose form (a time stamp, a table column) shows that they are labels.
    """
    recurring = {label for label, count in counts.items() if count >= (3 if label.isdigit() else 2)}
    usual = {label for label in counts if is_known(label)}
    taken = recurring | (set(wanted) & set(counts))
    if recurring or len(usual) > 1:
        stems = {stem_of(label) for label in recurring if label != stem_of(label)}
        taken |= usual | {
            label
            for label in counts
            if label in strong or (stem_of(label) in stems and _is_numbered(label))
        }
    once = [label for label, count in counts.items() if count == 1 and label not in wanted]
    taken |= {label for label, _ in look_alikes(once[:_COMPARED], recurring)}
    return taken, once


def look_alikes(labels: Collection[str], among: Collection[str]) -> list[tuple[str, str]]:
    """Pairs of labels that may be one speaker: `I` and `l`, `IP 1` and `IP1`, a slip of the pen."""
    pairs: list[tuple[str, str]] = []
    for label in labels:
        for other in among:
            if label != other and (other, label) not in pairs and _alike(label, other):
                pairs.append((label, other))
    return pairs


def _alike(label: str, other: str) -> bool:
    one, two = (
        "".join(character for character in name.casefold() if character.isalnum())
        for name in (label, other)
    )
    if one == two or one.translate(_LOOK_ALIKE) == two.translate(_LOOK_ALIKE):
        return True
    digits = [re.sub(r"\D", "", name) for name in (one, two)]
    if min(len(one), len(two)) < 5 or digits[0] != digits[1]:
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= 0.85
