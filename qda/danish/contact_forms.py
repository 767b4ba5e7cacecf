"""E-mail addresses and phone numbers that are registered, found in all the forms they are written.

A number may be grouped anyhow and have the country's code, an address be spelt out or escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GAP = r"[\s.,()/\-\u2010-\u2015\u2212]{0,3}"
_DIGITS = re.compile(rf"\+?\d(?:{_GAP}\d){{6,17}}")
_NOT_DIGIT = re.compile(r"\D")
_PHONE = re.compile(r"\+?[\d\s.()/\-\u2010-\u2015\u2212]+")
_AT = re.compile(
    r"\s*(?:@|%40|\[at\]|\(at\)|\{at\}|\bsnabel[- ]?a\b|\bkrøl[- ]?a\b)\s*", re.IGNORECASE
)
_DOT = re.compile(r"\s*(?:\[dot\]|\(dot\)|\(punktum\)|\b(?:punktum|prik|dot)\b)\s*", re.IGNORECASE)
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


def _plain(text: str) -> str:
    return _DOT.sub(".", _AT.sub("@", text)).casefold()
