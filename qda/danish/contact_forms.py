"""E-mail addresses and phone numbers that are registered, found in all the forms they are written.

A number may be grouped anyhow and have the country's code, an address be spelt out or escaped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from qda.danish.name_occurrences import Ending, Occurrence, shared
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qda.danish.name_occurrences import Name

_GAP = r"[\s.,()/\-\u2010-\u2015\u2212]{0,3}"
_DIGITS = re.compile(rf"\+?\d(?:{_GAP}\d){{6,17}}")
_NOT_DIGIT = re.compile(r"\D")
_PHONE = re.compile(r"\+?[\d\s.()/\-\u2010-\u2015\u2212]+")
_AT_SIGN = r"\s*(?:@|%40|\[at\]|\(at\)|\{at\}|\bsnabel[- ]?a\b|\bkrøl[- ]?a\b)\s*"
_DOT_SIGN = r"\s*(?:\[dot\]|\(dot\)|\(punktum\)|\b(?:punktum|prik|dot)\b)\s*"
_AT = re.compile(_AT_SIGN, re.IGNORECASE)
_DOT = re.compile(_DOT_SIGN, re.IGNORECASE)
_COUNTRY = re.compile(r"(?:\+|00)45(?=\d{8}$)")
NATIONAL = 8
"""Digits of a Danish number without the country's code."""


class Contacts:
    """Registered addresses and numbers with their owners."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        """The contacts among pairs of a name and its owner."""
        self._numbers: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        for surface, owner in known:
            plain = _plain(surface)
            if "@" in plain and "." in plain.partition("@")[2]:
                self._addresses[plain.strip()] = owner
            elif _PHONE.fullmatch(surface):
                digits = _NOT_DIGIT.sub("", surface)
                if len(digits) >= NATIONAL:
                    self._numbers[digits[-NATIONAL:]] = owner

    def owners(self, text: str) -> Iterator[str]:
        """Whose address or number stands in a text, once for each place."""
        if self._numbers:
            for found in _DIGITS.finditer(text):
                digits = _NOT_DIGIT.sub("", found[0])
                yield from (own for number, own in self._numbers.items() if number in digits)
        if self._addresses:
            plain = _plain(text)
            yield from (own for address, own in self._addresses.items() if address in plain)


class Written:
    """Where registered addresses and numbers stand, whole, for deciding and for rendering.

    Stricter than `Contacts`: a number inside a longer one and the tail of another address are not
    meant.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        """The contacts among the names of a register."""
        self._names: dict[str, list[Name]] = defaultdict(list)
        self._forms: dict[str, re.Pattern[str]] = {}
        for name in names:
            key, form = _plain(name.surface).strip(), None
            if is_address(key):
                form = _any_form(key)
            elif _PHONE.fullmatch(name.surface):
                key = _digits(name.surface)
                form = _any_grouping(key) if len(key) >= NATIONAL else None
            if form is not None:
                self._names[key].append(name)
                self._forms[key] = form

    def find(self, text: str) -> Iterator[Occurrence]:
        """The places of all contacts, whole."""
        for key, form in self._forms.items():
            for found in form.finditer(text):
                yield _occurrence(Span(*found.span()), self._names[key])


def _occurrence(span: Span, names: list[Name]) -> Occurrence:
    why = shared(names)
    return Occurrence(span, tuple(names), Ending.NONE, not why, why)


def is_address(surface: str) -> bool:
    """Whether a name is an e-mail address, in whatever form."""
    _local, at, domain = _plain(surface).strip().partition("@")
    return bool(at) and "." in domain and not re.search(r"\s", domain)


def _any_form(plain: str) -> re.Pattern[str]:
    signs = {"@": _AT_SIGN, ".": rf"(?:\.|{_DOT_SIGN})"}
    body = "".join(signs.get(sign) or re.escape(sign) for sign in plain)
    return re.compile(rf"(?<![\w+-])(?<!\w\.){body}(?!\w|[.-]\w)", re.IGNORECASE)


def _any_grouping(digits: str) -> re.Pattern[str]:
    code = rf"(?:(?:\(?\+|00)45{_GAP})?" if len(digits) == NATIONAL else ""
    return re.compile(rf"(?<![\d+]){code}{_GAP.join(digits)}(?!\d)")


def _digits(written: str) -> str:
    """The digits of a number, without Denmark's code."""
    signs = re.sub(r"[^\d+]", "", written)
    return _NOT_DIGIT.sub("", _COUNTRY.sub("", signs))


def _plain(text: str) -> str:
    return _DOT.sub(".", _AT.sub("@", text)).casefold()
