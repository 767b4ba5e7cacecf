"""R13 capitalised words, R14 names in lower case, R15 names after a title or kinship word.

Danish writes common nouns in lower case, so a capital inside a sentence is a name until somebody
says otherwise, whatever the name's origin. A word that opens a sentence is one when the word list
does not know it in lower case, or when it stands on a list of names and is no frequent word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.danish.name_lists import (
    ABBREVIATED,
    CALLED,
    HARD,
    INSTITUTIONS,
    NEVER_NAMES,
    OPENERS,
    PARTICLES,
    TIES,
    TITLES,
    VERBS,
    is_listed,
    name_lists,
)
from qda.danish.sentence_starts import opens_sentence
from qda.domain.identifiers import Candidate, Kind
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.danish.words import WordList

_UPPER = "".join(
    chr(code) for code in (*range(0x41, 0x590), *range(0x1E00, 0x1F00)) if chr(code).isupper()
)
_CAPITAL = re.compile(rf"[{_UPPER}][\w\u0300-\u036f]*(?:[.'’&/+\u2010\u2011-]+\w+)*")
_OPEN = re.compile(r"[\s\"'»«“”„‘’›‹(\[\u2010-\u2015*•_-]*")
_PREVIOUS = re.compile(r"([\w.-]{1,40})\s+$")
_GAP = re.compile(r"[ \u00a0]+|\.?[ \u00a0]?-[ \u00a0]?|\.[ \u00a0]?|[ \u00a0]?&[ \u00a0]?")
_BETWEEN = re.compile(r"[ \u00a0]((?:[^\W\d_]{1,4}\.?[ \u00a0]){1,2})")
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_NUMBER_AFTER = re.compile(r"[ \u00a0]\d{1,2}(?![\w]|[.,]\d)|[ \u00a0][IVX]{1,4}(?!\w)")
_INITIAL = re.compile(rf"(?:[{_UPPER}]\.?){{1,3}}$")
_LOWER_WORD = re.compile(r"[^\W\d_]+")
_TITLED_LOWER = re.compile(
    r"\b(?:hr|hr\.|fru|frk|min (?:mor|far|søster|bror|kone|mand|nabo|kollega|chef)"
    r"|hedder|kaldes)\s([^\W\d_]{2,})"
)

_COMPOUND_FROM, _COMPOUND_TO = 11, 40
"""Letters of a capitalised word at a sentence's start that may be an unlisted compound."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    stop: int
    form: str
    flagged: bool
    initial: bool
    why: tuple[str, ...]
    titled: bool


class Names:
    """Finds names; holds the word list."""

    def __init__(self, words: WordList | None = None) -> None:
        if words is None:
            from qda.danish.words import word_list

            words = word_list()
        self._words = words
        self._lists = name_lists()
        self._listed = self._lists.first | self._lists.last | self._lists.places
        self._lower_names = {
            name.lower(): name for name in self._lists.first | self._lists.last if len(name) > 2
        }
        self._ordinary: dict[str, bool] = {}

    def find(self, text: str, *, lower_case: bool = False) -> Iterator[Candidate]:
        """The names of a text.

        Args:
            text: The text.
            lower_case: Whether the text is written without capitals; any word that the list does
                not know is a candidate then.
        """
        yield from self._runs(text, self._tokens(text))
        yield from self._in_lower_case(text, guess=lower_case)

    def is_ordinary(self, form: str) -> bool:
        """Whether a form in lower case is a word of the language, or put together of such."""
        known = self._ordinary.get(form)
        if known is None:
            known = self._ordinary[form] = bool(self._words.get(form)) or self._is_compound(form)
        return known

    def _is_compound(self, form: str) -> bool:
        if "-" in form:
            return all(part and self.is_ordinary(part) for part in form.split("-"))
        if not _COMPOUND_FROM <= len(form) <= _COMPOUND_TO:
            return False
        return any(
            self._words.get(form[cut:])
            and (self._words.get(form[:cut]) or self._words.get(form[: cut - 1]))
            for cut in range(4, len(form) - 3)
        )

    def _tokens(self, text: str) -> list[_Token]:
        found: list[_Token] = []
        done = 0
        for match in _CAPITAL.finditer(text):
            start, stop = match.span()
            if start < done:
                continue
            while start > done and (text[start - 1].isalnum() or text[start - 1] in "_-"):
                start -= 1
            form = text[start:stop]
            if form[0] == "-":
                start, form = start + 1, form[1:]
            done = stop
            found.append(self._token(text, start, stop, form))
        return self._seen_elsewhere(text, found)

    def _seen_elsewhere(self, text: str, tokens: list[_Token]) -> list[_Token]:
        """Flag what opens a sentence, is written with a capital inside one too, and never without.

        Two signs in the same document: without the second, ordinary words come along.
        """
        inside = {token.form for token in tokens if token.flagged and not token.initial}
        unsure = {token.form for token in tokens if token.initial and not token.flagged}
        both = {form for form in inside & unsure if form.lower() not in NEVER_NAMES}
        if both:
            both -= {form.capitalize() for form in set(_LOWER_WORD.findall(text)) if form.islower()}
        if not both:
            return tokens
        return [
            replace(token, flagged=True, why=("capital elsewhere",))
            if token.initial and not token.flagged and token.form in both
            else token
            for token in tokens
        ]

    def _token(self, text: str, start: int, stop: int, form: str) -> _Token:
        initial = opens_sentence(text, start)
        lower = form.lower()
        previous = _PREVIOUS.search(text, max(0, start - 42), start)
        word_before = previous[1].lower() if previous else ""
        titled = word_before in TITLES or word_before in CALLED
        if lower in NEVER_NAMES:
            return _Token(start, stop, form, False, initial, (), titled)
        if not initial:
            return _Token(start, stop, form, True, False, ("capital",), titled)
        if word_before.rstrip(".") in ABBREVIATED and word_before.endswith("."):
            return _Token(start, stop, form, True, True, ("capital",), titled)
        if lower in HARD:
            word = _NEXT_WORD.match(text, stop)
            verb = bool(word and word[1] in VERBS)
            return _Token(start, stop, form, verb, True, ("verb behind it",), titled)
        if is_listed(form, self._listed):
            return _Token(start, stop, form, True, True, ("name list",), titled)
        if (self._words.get(form) or lower)[0].isupper():
            # The word list knows it as a name too.
            return _Token(start, stop, form, True, True, ("word and name",), titled)
        if sum(sign.isupper() for sign in form) > 1 and "-" not in form:
            return _Token(start, stop, form, True, True, ("capitals inside",), titled)
        flagged = not self.is_ordinary(lower)
        return _Token(start, stop, form, flagged, True, ("unknown word",), titled)

    def _runs(self, text: str, tokens: list[_Token]) -> Iterator[Candidate]:
        place, count = 0, len(tokens)
        while place < count:
            if not tokens[place].flagged and not self._opens_name(text, tokens, place):
                place += 1
                continue
            last = place
            while last + 1 < count and self._joins(text, tokens[last], tokens[last + 1]):
                last += 1
            yield self._candidate(text, tokens[place : last + 1])
            place = last + 1

    def _opens_name(self, text: str, tokens: list[_Token], place: int) -> bool:
        """Whether a word that is no name alone belongs to the capitalised word after it."""
        if place + 1 == len(tokens):
            return False
        here, after = tokens[place], tokens[place + 1]
        if not after.flagged or not _GAP.fullmatch(text, here.stop, after.start):
            return False
        lower = here.form.lower()
        return (
            here.form in self._listed
            or lower in OPENERS
            or lower.endswith(("sk", "ske"))
            or bool(_INITIAL.match(here.form) and lower not in NEVER_NAMES)
            or _is_last_name(after.form, self._lists.last)
        )

    def _joins(self, text: str, left: _Token, right: _Token) -> bool:
        if not right.flagged and not _INITIAL.match(right.form):
            return False
        if _GAP.fullmatch(text, left.stop, right.start):
            gap = text[left.stop : right.start]
            return not gap.startswith(".") or bool(_INITIAL.match(left.form))
        between = _BETWEEN.fullmatch(text, left.stop, right.start)
        if between is None:
            return False
        words = between[1].lower().split()
        if all(word in PARTICLES for word in words):
            return True
        return words[0] in TIES and len(words) == 1 and bool(self._words.get(left.form.lower()))

    def _candidate(self, text: str, run: list[_Token]) -> Candidate:
        start, stop = run[0].start, run[-1].stop
        kind = self._kind(run)
        why = dict.fromkeys(reason for token in run for reason in token.why)
        number = _NUMBER_AFTER.match(text, stop)
        if number and kind in (Kind.NAME, Kind.ORGANISATION):
            stop = number.end()
        word = _NEXT_WORD.match(text, stop)
        if word and word[1] in INSTITUTIONS:
            stop, kind = word.end(), Kind.ORGANISATION
            why["institution"] = None
        if text[stop : stop + 1] == "." and _INITIAL.match(run[-1].form) and "." in run[-1].form:
            stop += 1
        for sign in ("'s", "’s", "'", "’"):
            if text.startswith(sign, stop) and not text[stop + len(sign) : stop + 3].isalpha():
                stop += len(sign) if len(sign) > 1 else 0
                break
        if run[0].titled:
            why["title"] = None
            return Candidate(Span(start, stop), Kind.PERSON, "R15", 0.9, tuple(why))
        score = {Kind.PERSON: 0.8, Kind.PLACE: 0.8, Kind.ORGANISATION: 0.7}.get(kind, 0.6)
        rule = "R16" if kind in (Kind.PLACE, Kind.ORGANISATION) else "R13"
        if "capital" not in why and "name list" not in why:
            score = 0.4
        return Candidate(Span(start, stop), kind, rule, score, tuple(why))

    def _kind(self, run: list[_Token]) -> Kind:
        lists = self._lists
        if " ".join(token.form for token in run) in lists.places:
            return Kind.PLACE
        if any(is_listed(token.form, lists.first) for token in run):
            return Kind.PERSON
        if is_listed(run[-1].form, lists.last):
            return Kind.PERSON
        if any(is_listed(token.form, lists.places) for token in run):
            return Kind.PLACE
        return Kind.NAME

    def _in_lower_case(self, text: str, *, guess: bool) -> Iterator[Candidate]:
        types = set(_LOWER_WORD.findall(text))
        names = {form for form in types if self._is_lower_name(form)}
        reasons = dict.fromkeys(names, ("name list",))
        if guess:
            maybe = (form for form in types if form in self._lower_names and form not in HARD)
            for form in maybe:
                reasons.setdefault(form, ("word and name",))
            for form in types:
                if form.islower() and len(form) > 1 and not self.is_ordinary(form):
                    reasons.setdefault(form, ("unknown word",))
            for match in _TITLED_LOWER.finditer(text):
                if not self.is_ordinary(match[1]):
                    yield Candidate(Span(*match.span(1)), Kind.PERSON, "R15", 0.8, ("title",))
        if not reasons:
            return
        for match in _LOWER_WORD.finditer(text):
            why = reasons.get(match[0])
            if why:
                stem = match[0] if match[0] in self._lower_names else match[0][:-1]
                kind = Kind.PERSON if stem in self._lower_names else Kind.NAME
                score = 0.5 if "name list" in why else 0.2
                yield Candidate(Span(*match.span()), kind, "R14", score, why)

    def _is_lower_name(self, form: str) -> bool:
        name = form in self._lower_names or (
            form.endswith("s") and form[:-1] in self._lower_names and form[:-1] not in HARD
        )
        if self._words.get(form):
            return False
        return name or (form.islower() and (self._words.get(form.capitalize()) or "a")[0].isupper())


def _is_last_name(form: str, last: frozenset[str]) -> bool:
    return is_listed(form, last) or form.rstrip("s").endswith(("sen", "gaard", "gård", "sson"))
