"""R01 CPR, R02 CVR and P-number, R03 phone, R10 plate, bank account and IBAN.

The libraries check what our patterns find: python-stdnum dates, centuries and check digits,
phonenumbers the Danish numbering plan. A missing check digit never rejects a CPR number: since
1 October 2007 numbers without it are issued (source: cpr.dk).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.domain.identifiers import Candidate, Kind, Standing
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_CPR = re.compile(
    r"(?<!\d)(?<!\d[.,])(\d{2}(?:[ ./\u00a0]?\d{2}){2})"
    r"([^\S\n]?[-\u2010-\u2015\u2212/][^\S\n]?|[ .\u00a0\u202f]|)(\d{4})(?![\d]|[.,]\d)"
)
_CPR_CONTEXT = re.compile(r"cpr|person\s?-?nummer|personnr", re.IGNORECASE)
_P_NUMBER = re.compile(r"\bp-?\s?(?:nr|nummer)", re.IGNORECASE)
_PART_OF_CPR = re.compile(
    r"(?:sidste fire|fire sidste|cpr)\b\D{0,40}?(?<!\d)(\d{4}|\d{6})(?!\d)", re.IGNORECASE
)
_CVR = re.compile(r"(?<!\d)(?<!\d[.,-])[1-9]\d(?:[ \u00a0-]?\d{2}){3}(?![\d]|[.,-]\d)")
_CVR_CONTEXT = re.compile(r"\bcvr|\bmoms|virksomhed|\bDK[- ]?$", re.IGNORECASE)
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d[ -](?:1[5-9]|20)\d\d$")
_DIGITS = re.compile(r"(?:\+|\b00)?\d(?:[\d .()/\u00a0\u202f\u2010-\u2013-]{5,}\d)")
_EIGHT = re.compile(
    r"(?<!\w)(?<!\d[.,/-])(?:(?:\+|00)45[ \u00a0-]?)?[2-9]"
    r"(?:\d{7}|\d{3}([ \u00a0.-])\d{4}|\d([ \u00a0.-])\d\d\2\d\d\2\d\d)(?!\w|[.,/-]\d)"
)
"""The forms in which Danes write eight digits; what the library does not know as assigned."""

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_MONEY = re.compile(r"\s?(?:kr\b|kroner|dkk|eur|euro|mio|mia|million|%|pct|procent|m2)", re.I)
_PLATE = re.compile(r"(?<![\w-])([A-HJ-NPR-Z]{2})[ ]?(\d{2})[ .]?(\d{3})(?![\w]|[.,]\d)")
_OWN_PLATE = re.compile(
    r"(?:nummerpladen?|reg\.?\s?nr\.?|registreringsnummer)\W{1,3}(?:er\s|var\s)?[»\"'“]?"
    r"([A-ZÆØÅ0-9]{2,7})\b(?!\s?\d)"
)
_ACCOUNT = re.compile(
    r"\breg\w*\.?[^\S\n]?(?:nr\.?|nummer)?[ :.]{0,3}(\d{4})\b[^\d\n]{1,24}(\d[\d ]{4,12}\d)(?!\d)"
    r"|\bkonto(?:nr\.?|nummer)?[ :.]{0,3}(?:er )?(\d{4}[ -]?\d[\d ]{4,10}\d)(?!\d)",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,4})?"
    r"(?![A-Za-z0-9])"
)
_NUMBER_WORDS = "nul en et to tre fire fem seks syv otte ni ti"
_SPOKEN = re.compile(
    r"\b(?:{0})(?:[ ,.\n-]{{1,3}}(?:{0})){{5,}}\b".format("|".join(_NUMBER_WORDS.split())), re.I
)

CONTEXT = 60
"""Characters looked at on both sides of a number for a word that says what it is."""


def numbers(text: str) -> Iterator[Candidate]:
    """All candidates of the recognisers for numbers."""
    # Compounds of digits are rare: most texts pass with one search.
    if any(sign.isdigit() for sign in set(text)):
        yield from _cpr(text)
        yield from _cvr(text)
        yield from _phones(text)
        yield from _plates(text)
        yield from _accounts(text)
    for match in _OWN_PLATE.finditer(text):
        if not match[1].isdigit():
            yield _candidate(match, Kind.PLATE, "R10", 0.6, "word beside it", group=1)
    for match in _SPOKEN.finditer(text):
        yield _candidate(match, Kind.PHONE, "R03", 0.4, "number words")


def _candidate(
    match: re.Match[str], kind: Kind, rule: str, score: float, *why: str, group: int = 0
) -> Candidate:
    return Candidate(Span(*match.span(group)), kind, rule, min(1.0, round(score, 2)), why)


def _around(text: str, start: int, stop: int) -> str:
    return text[max(0, start - CONTEXT) : start] + "\n" + text[stop : stop + CONTEXT]


def _cpr(text: str) -> Iterator[Candidate]:
    for match in _CPR.finditer(text):
        number = re.sub(r"\D", "", match[1]) + match[3]
        if not _is_cpr(number):
            continue
        near = _around(text, *match.span())
        if _P_NUMBER.search(text[max(0, match.start() - 20) : match.start()]):
            yield Candidate(
                Span(*match.span()), Kind.COMPANY, "R02", 0.7, ("P number",), Standing.QUASI
            )
            continue
        reasons = ["date of birth"]
        score = 0.4
        if match[2].strip():
            score, reasons = score + 0.3, [*reasons, "hyphen"]
        if _passes(number):
            score, reasons = score + 0.3, [*reasons, "check digit"]
        if _CPR_CONTEXT.search(near):
            score, reasons = score + 0.4, [*reasons, "word beside it"]
        yield _candidate(match, Kind.CPR, "R01", score, *reasons)
    for match in _PART_OF_CPR.finditer(text):
        yield _candidate(match, Kind.CPR, "R01", 0.5, "part of a number", group=1)


def _is_cpr(number: str) -> bool:
    from stdnum.dk import cpr

    return bool(cpr.is_valid(number))


def _passes(number: str) -> bool:
    from stdnum.dk import cpr

    return int(cpr.checksum(number)) == 0


def _cvr(text: str) -> Iterator[Candidate]:
    from stdnum.dk import cvr

    for match in _CVR.finditer(text):
        if _YEARS.match(match[0]) or not cvr.is_valid(re.sub(r"\D", "", match[0])):
            continue
        if _CVR_CONTEXT.search(text[max(0, match.start() - CONTEXT) : match.start()]):
            yield Candidate(
                Span(*match.span()),
                Kind.COMPANY,
                "R02",
                0.9,
                ("check digit", "word beside it"),
                Standing.QUASI,
            )


def _phones(text: str) -> Iterator[Candidate]:
    from phonenumbers import PhoneNumberMatcher

    for run in _DIGITS.finditer(text):
        start, stop = run.span()
        piece = run[0]
        if _GROUPED.fullmatch(piece) or text[start - 1 : start] in (",", "\\"):
            continue
        if _MONEY.match(text, stop) or _YEARS.match(piece):
            continue
        # A letter or digit that is glued to the run must be seen by the matcher.
        left = max(0, start - 1)
        for match in PhoneNumberMatcher(text[left : stop + 2], "DK"):
            here = Span(left + match.start, left + match.end)
            if text[here.stop : here.stop + 2].strip(".").isdigit():
                continue
            yield Candidate(here, Kind.PHONE, "R03", 0.9, ("numbering plan",))
    for eight in _EIGHT.finditer(text):
        if not _MONEY.match(text, eight.end()) and not _YEARS.match(eight[0]):
            yield _candidate(eight, Kind.PHONE, "R03", 0.6, "form")


def _plates(text: str) -> Iterator[Candidate]:
    for match in _PLATE.finditer(text):
        if match[1] not in ("OK", "DK", "KL", "NR", "CA", "PS"):
            yield _candidate(match, Kind.PLATE, "R10", 0.8, "form")


def _accounts(text: str) -> Iterator[Candidate]:
    from stdnum import iban

    for match in _ACCOUNT.finditer(text):
        yield _candidate(match, Kind.BANK, "R10", 0.9, "word beside it")
    for match in _IBAN.finditer(text):
        # What follows in capitals may be no part of it: try the longest first.
        words = match[0].replace("\u00a0", " ").split(" ")
        for count in range(len(words), 0, -1):
            taken = " ".join(words[:count])
            if iban.is_valid(taken):
                span = Span(match.start(), match.start() + len(taken))
                yield Candidate(span, Kind.IBAN, "R10", 1.0, ("check digit",))
                break
