"""Finding the words of a quote in a transcript: exactly, or with its typography made plain.

Nothing is guessed: what is not found, or found twice, is said, with the nearest passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qda.domain.text import Folded, Span, canonical, fold_typography, plain_typography, trimmed


@dataclass(frozen=True, slots=True)
class Found:
    """What a search for a quote gave."""

    spans: tuple[Span, ...]
    """All places; empty when the quote is not there."""
    exact: bool
    """Whether the words stand there sign by sign, typography included."""


@lru_cache(maxsize=64)
def _folded(text: str) -> Folded:
    return fold_typography(text)


def find_quote(text: str, quote: str) -> Found:
    """All places of a quote in a transcript's text."""
    wanted = canonical(quote)[0].strip()
    if not wanted:
        return Found((), exact=False)
    exact = _places(text, wanted)
    if exact:
        return Found(tuple(Span(start, start + len(wanted)) for start in exact), exact=True)
    folded, needle = _folded(text), plain_typography(wanted)
    if not needle:
        return Found((), exact=False)
    spans = []
    for start in _places(folded.text, needle):
        covered = folded.span(start, start + len(needle))
        span = trimmed(text, covered.start, covered.stop)
        if span:
            spans.append(span)
    return Found(tuple(spans), exact=False)


def passage(text: str, first_words: str, last_words: str) -> Span | None:
    """From the first words to the next occurrence of the last words; never less than both.

    None where the first words stand nowhere or more than once, or the last ones do not follow.
    """
    begins = find_quote(text, first_words).spans
    if len(begins) != 1:
        return None
    ends = [span for span in find_quote(text, last_words).spans if span.stop >= begins[0].stop]
    return Span(begins[0].start, ends[0].stop) if ends else None


def nearest_passage(text: str, quote: str) -> tuple[Span, float] | None:
    """The passage most like a quote, and how alike they are (0 to 100), or None.

    Uses rapidfuzz's partial ratio alignment on the folded texts; shown to a person, never used.
    """
    from rapidfuzz.fuzz import partial_ratio_alignment

    folded, needle = _folded(text), plain_typography(quote)
    if not needle or not folded.text:
        return None
    alignment = partial_ratio_alignment(needle.casefold(), folded.text.casefold(), score_cutoff=60)
    if alignment is None or alignment.dest_end <= alignment.dest_start:
        return None
    if len(folded.text.casefold()) != len(folded.text):
        return None  # casefold changed lengths, so the place cannot be trusted
    span = _whole_words(text, folded.span(alignment.dest_start, alignment.dest_end))
    return span, float(alignment.score)


def _cuts_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _whole_words(text: str, span: Span) -> Span:
    """The span, widened so that it cuts no word."""
    start, stop = span.start, span.stop
    while _cuts_a_word(text, start):
        start -= 1
    while _cuts_a_word(text, stop):
        stop += 1
    return Span(start, stop)


def _places(text: str, needle: str) -> list[int]:
    """Where the needle stands as whole words: `ja` does not stand in `jagt`."""
    places: list[int] = []
    start = text.find(needle)
    while start >= 0:
        stop = start + len(needle)
        if not (_cuts_a_word(text, start) or _cuts_a_word(text, stop)):
            places.append(start)
        start = text.find(needle, start + 1)
    return places
