"""Finding known names in a text, in all the forms that Danish gives them.

Genitive (`Toms`, `Tom's`, `Lars'`), compounds (`Tom-sagen`, `Vollsmosepigerne`), definite forms
of places, capitals, `aa` and `å`, words parted at a line's end. The longest name wins, and no
place is matched twice. What may be a word, or two people, is found but not sure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.danish.contact_forms import Written
from qda.danish.name_lists import HARD
from qda.danish.name_occurrences import (
    TOKEN,
    Ending,
    Name,
    Occurrence,
    fold,
    shared,
    tokens,
    without_signs,
)
from qda.danish.name_signs import apostrophe, in_capitals, raw_length
from qda.danish.sentence_starts import opens_sentence
from qda.domain.register import AliasKind, EntityKind
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.danish.words import WordList

_BREAK = re.compile(r"[-\u2010\u2011]\s*\n\s*")
_BETWEEN = re.compile(r"[\s.,()'’\u2010-\u2013-]{0,4}")

_DEFINITE = frozenset(re.split(" ", "en et n t e ne ene er erne ens ets ns ts nes enes ers ernes"))
_DWELLERS = ("ens", "ian", "bo", "fol", "sk", "itter", "ne")
"""How derivations of a place's name begin: `Odenseaner`, `Aarhusiansk`, `Vollsmosebo`."""

_NO_COMPOUND = ("sen", "son", "datter", "ine", "sson")
"""Endings that make another name: `Petersen` is no compound of `Peter`."""

_BEFORE = re.compile(
    "(?:nord|syd|oest|vest|gammel|ny|stor|store|lille|midt|indre|ydre|soender|noerre|vester|oester)"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A name that a word may begin, or be."""

    name: Name
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """How a word of a text carries the last word of a name."""

    ending: Ending
    length: int
    """Characters of the word that are replaced."""


class Matcher:
    """Finds names in texts; made once for a register."""

    def __init__(self, names: Iterable[Name], words: WordList) -> None:
        self._words = words
        names = list(names)
        self._contacts = Written(names)
        self._by_first: dict[str, list[_Reading]] = defaultdict(list)
        for name in names:
            for spelling in {tokens(name.surface), self._plain_tokens(name)}:
                if spelling:
                    self._by_first[spelling[0]].append(_Reading(name, spelling))
        self._lengths = sorted({len(first) for first in self._by_first}, reverse=True)
        self._known: dict[str, list[tuple[_Reading, _End]]] = {}

    @staticmethod
    def _plain_tokens(name: Name) -> tuple[str, ...]:
        plain = tuple(without_signs(match[0]) for match in TOKEN.finditer(name.surface))
        long_enough = sum(map(len, plain)) > 3
        return plain if long_enough else tokens(name.surface)

    def find(self, text: str, *, lower_case: bool = False) -> list[Occurrence]:
        """The places of all names, by place, none overlapping another.

        Args:
            text: The text.
            lower_case: Whether the text is written without capitals.
        """
        if not self._by_first:
            return []
        found = list(self._contacts.find(text))
        taken = [one.span for one in found]
        words = [
            word for word in TOKEN.finditer(text)
            if not any(span.start < word.end() and word.start() < span.stop for span in taken)
        ]  # fmt: skip
        done = 0
        for place, word in enumerate(words):
            if word.start() < done:
                continue
            readings = self._known.get(word[0])
            if readings is None:
                readings = self._known[word[0]] = self._readings(word[0])
            if not readings or "_" in text[max(0, word.start() - 1) : word.start()]:
                continue
            best = self._best(text, words, place, readings)
            if best is None:
                continue
            occurrence = self._occurrence(text, word, *best, lower_case=lower_case)
            if occurrence is not None:
                found.append(occurrence)
                done = occurrence.span.stop
        return sorted(found, key=lambda one: one.span) if taken else found

    def _readings(self, raw: str) -> list[tuple[_Reading, _End]]:
        """What the first word of a name may be in a word, with how it would end there."""
        found: list[tuple[_Reading, _End]] = []
        for form in self._parted(raw):
            key = fold(form)
            for length in self._lengths:
                for reading in self._by_first.get(key[:length], ()):
                    if key[:length] != reading.words[0]:
                        continue
                    if len(reading.words) > 1:
                        whole = key == reading.words[0]
                        end = _End(Ending.NONE, len(raw)) if whole else None
                    else:
                        end = self._end(raw, form, key, reading)
                    if end is not None:
                        found.append((reading, end))
            if not found and raw[0].isupper():
                found += self._behind(raw, key)
        return found

    @staticmethod
    def _parted(raw: str) -> list[str]:
        if "\n" not in raw:
            return [raw]
        return [_BREAK.sub("", raw), _BREAK.split(raw)[0]]

    def _behind(self, raw: str, key: str) -> list[tuple[_Reading, _End]]:
        """Places behind another word: `Gammelvollsmose`. Nothing of the word is left."""
        found = []
        for first, readings in self._by_first.items():
            if len(first) >= 5 and key.removesuffix("s").endswith(first):
                before = key.removesuffix("s")[: -len(first)]
                if _BEFORE.fullmatch(before):
                    found += [
                        (reading, _End(Ending.NONE, len(raw)))
                        for reading in readings
                        if len(reading.words) == 1 and reading.name.entity is not EntityKind.PERSON
                    ]
        return found

    def _end(self, raw: str, form: str, key: str, reading: _Reading) -> _End | None:
        stem = reading.words[-1]
        rest = key[len(stem) :]
        if not rest:
            return _End(Ending.NONE, len(raw) if form != _BREAK.split(raw)[0] else len(form))
        if rest == "s" and not (reading.name.alias is AliasKind.INITIALS and raw.isupper()):
            return _End(Ending.GENITIVE, len(raw))
        person = reading.name.entity is EntityKind.PERSON
        if reading.name.alias is AliasKind.INITIALS or not form[:1].isalpha():
            return None
        if not person and len(stem) >= 4 and rest in _DEFINITE:
            return _End(Ending.DEFINITE, len(raw))
        if len(stem) < (5 if person else 4) or rest.endswith(_NO_COMPOUND) or len(rest) < 3:
            return None
        if not self._is_word(rest, person=person):
            return None
        if form != raw:
            return _End(Ending.NONE, len(raw))
        return _End(Ending.COMPOUND, raw_length(raw, stem))

    def _is_word(self, rest: str, *, person: bool) -> bool:
        """Whether what stands behind a name is the rest of a compound or of a derivation."""
        if not person and rest.startswith(_DWELLERS):
            return True
        spelt = [rest, rest.removeprefix("s")]
        spelt += [form.replace("aa", "å").replace("ae", "æ").replace("oe", "ø") for form in spelt]
        return any(len(form) >= (4 if person else 3) and self._words.get(form) for form in spelt)

    def _best(
        self,
        text: str,
        words: list[re.Match[str]],
        place: int,
        readings: list[tuple[_Reading, _End]],
    ) -> tuple[int, Ending, tuple[Name, ...]] | None:
        """Where the longest name that begins here ends, how, and whose it may be."""
        best: tuple[int, int, Ending] | None = None
        names: list[Name] = []
        for reading, first_end in readings:
            ended = self._ended(text, words, place, reading, first_end)
            if ended is None:
                continue
            stop, ending = ended
            # The longer name first; of equal ones the one that is written exactly so.
            rank = (stop, ending is Ending.NONE)
            if best is None or rank > (best[0], bool(best[1])):
                best, names = (stop, int(ending is Ending.NONE), ending), [reading.name]
            elif rank == (best[0], bool(best[1])) and reading.name not in names:
                names.append(reading.name)
        return (best[0], best[2], tuple(names)) if best else None

    def _ended(
        self,
        text: str,
        words: list[re.Match[str]],
        place: int,
        reading: _Reading,
        first_end: _End,
    ) -> tuple[int, Ending] | None:
        if place + len(reading.words) > len(words):
            return None
        last = words[place + len(reading.words) - 1]
        end = first_end
        for offset in range(1, len(reading.words)):
            left, right = words[place + offset - 1], words[place + offset]
            if not _BETWEEN.fullmatch(text, left.end(), right.start()):
                return None
            raw = right[0]
            if offset < len(reading.words) - 1:
                if fold(_BREAK.sub("", raw)) != reading.words[offset]:
                    return None
                continue
            found = next(
                (
                    one
                    for form in self._parted(raw)
                    if fold(form).startswith(reading.words[-1])
                    and (one := self._end(raw, form, fold(form), reading))
                ),
                None,
            )
            if found is None:
                return None
            end = found
        stop = last.start() + end.length
        if text[stop : stop + 1] == "_":
            return None
        if end.ending is Ending.NONE:
            genitive = apostrophe(text, words[place].start(), stop)
            if genitive:
                return stop + genitive, Ending.GENITIVE
        return stop, end.ending

    def _occurrence(
        self,
        text: str,
        word: re.Match[str],
        stop: int,
        ending: Ending,
        names: tuple[Name, ...],
        *,
        lower_case: bool,
    ) -> Occurrence | None:
        span = Span(word.start(), stop)
        why = ""
        initials = all(name.alias is AliasKind.INITIALS for name in names)
        if initials and not span.of(text).rstrip("s'’").isupper():
            return None
        if all(len(tokens(name.surface)) == 1 for name in names):
            doubt = self._doubt(text, word, names[0], lower_case=lower_case)
            if doubt is None:
                return None
            why = doubt
        why = shared(names) or why
        return Occurrence(span, names, ending, not why, why)

    def _doubt(self, text: str, word: re.Match[str], name: Name, *, lower_case: bool) -> str | None:
        """What makes a single word unsure; None where it is no name at all."""
        raw, surface = word[0], name.surface
        plain = raw.lower()
        if name.alias is AliasKind.INITIALS:
            return "" if raw[:1].isupper() else None
        is_word = bool(self._words.get(plain)) or plain in HARD
        if surface[:1].islower():
            return ""
        if raw[:1].isupper():
            if not is_word:
                return ""
            shouted = raw.isupper() and not surface.isupper() and in_capitals(text, word)
            unsure = opens_sentence(text, word.start()) or shouted
            return "word too" if unsure else ""
        if not is_word:
            return "" if len(plain) > 3 else "short"
        return "word too" if lower_case else None
