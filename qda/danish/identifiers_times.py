"""R09 dates, births and ages. Dates and ages are quasi-identifiers; a birth is a direct one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.domain.identifiers import Candidate, Kind, Standing
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_YEAR = r"(?:(?:1[89]|20)\d\d|['’]?\d\d)"
_NAMED = rf"(?:[12]?\d|3[01])\.?\s?(?:{_MONTHS})\b\.?(?:,?\s(?:1[89]|20)\d\d\b)?"
_WRITTEN = (
    r"(?:0?[1-9]|[12]\d|3[01])(?:/|\.\s?|-)(?:0?[1-9]|1[0-2])"
    r"(?:[-/.]\s?(?:(?:1[89]|20)\d\d|\d\d))(?![\d./-]\d|\d)"
    r"|(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/-])"
)
_DATE = re.compile(f"(?:{_NAMED})|(?:{_WRITTEN})", re.IGNORECASE)
_DIGIT = re.compile(r"\d+")
_BEFORE = re.compile(r"(?:\bden|\bd\.)\s$", re.IGNORECASE)
_BORN = re.compile(
    rf"[fF](?:ødt|\.)\s(?:(?:i|den|d\.|omkring)\s)?"
    rf"(?:{_NAMED}(?:\s{_YEAR}\b)?|{_WRITTEN}|\d{{6}}\b|(?:året\s)?(?:(?:1[89]|20)\d\d)\b)"
)
_TENS = "tyve|tredive|fyrre|halvtreds|tres|halvfjerds|firs|halvfems|hundrede"
_ONES = "en|to|tre|fire|fem|seks|syv|otte|ni"
_NUMBER = rf"(?:\d{{1,3}}|(?:(?:{_ONES})og)?(?:{_TENS}))"
_AGE = re.compile(
    rf"\b{_NUMBER}\s?-?\s?årige?[ts]?\b"
    rf"|\b(?:er|var|bliver|blev|fylder|fyldte|fyldt|på)\s{_NUMBER}\sår\b(?!\ssiden)"
    rf"|\b(?:fylder|fyldte|fyldt)\s{_NUMBER}\b"
    rf"|\b{_NUMBER}\sår\sgamm(?:el|elt|le)\b",
    re.IGNORECASE,
)


_AGE_SIGN = re.compile(r"[åÅ]r|[fF]yld")


def times(text: str) -> Iterator[Candidate]:
    """All candidates of the recogniser for dates, births and ages."""
    for match in _BORN.finditer(text):
        if not text[match.start() - 1 : match.start()].isalnum() or not match.start():
            yield Candidate(Span(*match.span()), Kind.BIRTH, "R09", 0.9, ("word beside it",))
    yield from _dates(text)
    done = 0
    for sign in _AGE_SIGN.finditer(text):
        # No number in words is longer than this: `nioghalvfemsårige`.
        found = _AGE.search(text, max(done, sign.start() - 40), sign.end() + 24)
        if found and found.start() <= sign.start() and found.end() > done:
            done = found.end()
            yield Candidate(Span(*found.span()), Kind.AGE, "R09", 0.7, ("form",), Standing.QUASI)


def _dates(text: str) -> Iterator[Candidate]:
    done = 0
    for digit in _DIGIT.finditer(text):
        start = digit.start()
        if start < done or text[max(0, start - 1) : start] in ("/", "-", "."):
            continue
        match = _DATE.match(text, start)
        if match:
            before = _BEFORE.search(text, max(0, start - 5), start)
            done = match.end()
            span = Span(before.start() if before else start, done)
            yield Candidate(span, Kind.DATE, "R09", 0.7, ("form",), Standing.QUASI)
