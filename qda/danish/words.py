"""The Danish word list: forms and their lemmas, read by simplemma where they lie.

Source: simplemma's Danish list (MIT; after michmech's lists, Wiktionary and spaCy), 788,416 forms
in version 2.0.0. Its streaming reader is used: it holds 11 MB instead of 80, and what it looks up
more slowly is remembered here by word.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class WordList(Protocol):
    """What the lemmas and the compound splitter need of a list of forms."""

    def get(self, key: str, /) -> str | None:
        """The lemma of a listed form in lower case, or None."""


class RememberingList:
    """A list of forms that remembers each answer."""

    def __init__(self, look_up: Callable[[str], str | None]) -> None:
        self._look_up = look_up
        self._known: dict[str, str | None] = {}

    def get(self, key: str, /) -> str | None:
        """The lemma of a listed form in lower case, or None."""
        try:
            return self._known[key]
        except KeyError:
            lemma = self._look_up(key)
            self._known[key] = lemma
            return lemma


@cache
def word_list() -> WordList:
    """The list; reading it takes about half a second, once."""
    from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

    return RememberingList(StreamDictionaryFactory().get_dictionary("da").get)


def word_list_version() -> str:
    """Name and version of the list, without reading it."""
    from importlib.metadata import version

    return f"simplemma {version('simplemma')}"
