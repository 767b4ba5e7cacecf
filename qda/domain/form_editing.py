"""Making the printed form of a quote: one step each, as a person would write it.

A step takes a text and a place in it, and gives the new text and the place where one is then.
Whether the result may be printed is settled by `printed_form` alone.
"""

from __future__ import annotations

import re

from qda.domain.droppable import is_filler
from qda.domain.printed_form import is_allowed
from qda.domain.text import Span

CUT = "[...]"

_NEIGHBOURS = re.compile(rf"(?:{re.escape(CUT)}\s*)+")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_PIECE = re.compile(r"\[[^\[\]]*\]|\([^()\n]{1,60}\)|\w+(?:[-'.]\w+)*|[^\w\s]")
_BEGINS_A_CLAUSE = frozenset(
    {"men", "fordi", "så", "at", "som", "der", "hvor", "når", "hvis", "da", "for", "og", "eller",
     "selvom", "mens"}
)  # fmt: skip
"""Words before which a comma stays when the filler before it goes."""
_SIGNS = ",.;:!?"
_ENDS = ("", ".", "!", "?")

Step = tuple[str, int]
"""The new text, and the place in it where one is then."""


def _whole(text: str, span: Span) -> Span:
    """The span with all of the brackets that it touches: `[his brother]` is one thing."""
    for match in _BRACKETS.finditer(text):
        if span.overlaps(Span(*match.span())):
            span = Span(min(span.start, match.start()), max(span.stop, match.end()))
    return span


def drop(text: str, span: Span) -> Step:
    """Leave words out without a mark."""
    span = _whole(text, span)
    before, after = text[: span.start].rstrip(), text[span.stop :].lstrip()
    gap = " " if before and after and after[0] not in _SIGNS else ""
    return before + gap + after, len(before) + len(gap)


def cut(text: str, span: Span) -> Step:
    """Cut words to `[...]`; cuts beside each other become one."""
    span = _whole(text, span)
    before, after = text[: span.start].rstrip(), text[span.stop :].lstrip()
    # The signs behind the words go with them, but for the one that ends the quote.
    kept = span.of(text).rstrip()[-1:]
    end = kept if kept in _SIGNS and kept and not after else ""
    joined = " ".join(part for part in (before, CUT + end, after) if part)
    new = _NEIGHBOURS.sub(CUT + " ", joined).rstrip()
    new = new.replace(f"{CUT} {end}", CUT + end) if end else new
    return new, max(0, new.rfind(CUT, 0, len(before) + len(CUT) + 1))


def put_in(text: str, place: int, words: str) -> Step:
    """Put words into brackets before the word at a place."""
    before, after = text[:place].rstrip(), text[place:].lstrip()
    start = len(before) + bool(before)
    return " ".join(part for part in (before, _in_brackets(words), after) if part), start


def exchange(text: str, span: Span, words: str) -> Step:
    """Put words in brackets instead of others; the sign behind them stays."""
    span = _whole(text, span)
    stop = span.stop
    while stop > span.start and text[stop - 1] in _SIGNS:
        stop -= 1
    return text[: span.start] + _in_brackets(words) + text[stop:], span.start


def _in_brackets(words: str) -> str:
    return "[" + " ".join(words.replace("[", " ").replace("]", " ").split()) + "]"


def without_fillers(said: str, text: str) -> str:
    """A printed form without the fillers and repeated words that may be missing.

    Args:
        said: The words of the transcript, against which each step is held.
        text: The form so far.
    """
    place = 0
    while (found := _next_filler(text, place)) is not None:
        tried = _left_out(text, found)
        if is_allowed(said, tried):
            text, place = tried, found.start
        else:
            place = found.stop
    return text


def _next_filler(text: str, place: int) -> Span | None:
    """The next word from a place on that may be missing; never all that a sentence has."""
    pieces = list(_PIECE.finditer(text))
    for number, match in enumerate(pieces):
        if match.start() < place or not match.group()[0].isalnum():
            continue
        before = pieces[number - 1].group() if number else ""
        after = pieces[number + 1].group() if number + 1 < len(pieces) else ""
        following = next((m.group() for m in pieces[number + 1 :] if m.group()[0].isalnum()), "")
        word = match.group().lower()
        if after in _ENDS and (not before or before in _ENDS):
            continue
        signs = tuple(sign if sign in _SIGNS + "-–…" else "" for sign in (before, after))
        if is_filler(word, signs[0], signs[1], following.lower()) or after.lower() == word:
            return Span(*match.span())
    return None


def _left_out(text: str, span: Span) -> str:
    """A text without one word, and without the commas that set it apart."""
    word = span.of(text)
    before, after = text[: span.start].rstrip(), text[span.stop :].lstrip()
    apart = after.startswith(",")
    if apart:
        after = after[1:].lstrip()
        clause = (after.split() or [""])[0].lower() in _BEGINS_A_CLAUSE
        if before.endswith(",") and not clause:
            before = before[:-1]
    opens = not before or before[-1] in ".!?"
    if opens and word[:1].isupper() and after[:1].islower():
        first = after[0].upper()
        after = (f"[{first}]" if before and after[1:2].isalpha() else first) + after[1:]
    gap = " " if before and after and after[0] not in _SIGNS else ""
    return before + gap + after
