"""R06 addresses, R07 streets, R08 postcode and town.

A street must start with a capital: with lower case allowed, half of the hits were false on news
text. A postcode counts with a town of the list behind it, or after `DK-`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.danish.name_lists import name_lists
from qda.domain.identifiers import Candidate, Kind, Standing
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = (
    "vej|vejen|gade|gaden|allé|alle|alléen|stræde|strædet|park|parken|vænge|vænget|plads|pladsen"
    "|torv|torvet|boulevard|boulevarden|bakke|bakken|bakker|have|haven|haver|lund|lunden|toft"
    "|toften|tofte|sti|stien|krog|krogen|ager|ageren|agre|marken|mark|dammen|engen|eng|skrænten"
    "|skrænt|vang|vangen|brygge|bryggen|ring|ringen|svinget|kvarteret|banken|banke|gård|gården"
    "|hegnet|højen|høj|bo|vej"
)
_UPPER = "A-ZÆØÅÄÖÜÉ"
_WORD = rf"(?:[{_UPPER}][\w'’-]{{0,40}}|[{_UPPER}]\w{{0,3}}\.(?:[{_UPPER}]\.){{0,3}})"
_NAME = rf"(?:(?:{_WORD}|(?:af|og|de|den|van|von)(?=[ ][{_UPPER}]))[ ]){{0,4}}"
_SOLID = rf"[{_UPPER}][\w'’-]{{1,40}}?(?:{_ENDINGS})"
_APART = rf"{_WORD}[ ](?:(?i:{_ENDINGS}))"
_STREET_NAME = rf"{_NAME}(?:{_SOLID}|{_APART})"
_NUMBER = r"[ ][1-9]\d{0,2}(?:[ ]?[A-HK-NPR-Za-hk-npr-z](?![\w]))?(?!\d|[.,]\d|[ ]?(?:kr|år|%|pct))"
_FLOOR = (
    r"(?:,?[ ](?:st|kl|k\d|\d{1,2})\.?(?:[ ]sal)?(?:,?[ ](?:tv|th|mf|dør[ ]\w{1,4})\b\.?)?"
    r"(?=[\s,.;:!?)]|$))?"
)
_TOWN = rf"(?:,?\s(?:DK-?[ ]?)?[1-9]\d{{3}}[ ][{_UPPER}][\w-]+(?:[ ][{_UPPER}][\w-]*){{0,2}})?"
_ADDRESS = re.compile(rf"(?<![\w]){_STREET_NAME}{_NUMBER}{_FLOOR}{_TOWN}")
_STREET = re.compile(
    rf"(?<![\w]){_NAME}[{_UPPER}][\w'’-]{{1,40}}?(?:vej|vejen|gade|gaden|allé|alléen|stræde|strædet"
    rf"|vænge|vænget|boulevard|torv|plads|brygge)(?![\w-])"
    rf"|(?<![\w]){_NAME}{_WORD}[ ](?:Vej|Gade|Allé|Alle|Stræde|Vænge|Plads"
    r"|Torv|Boulevard|Brygge|Park)(?!\w)"
)
_LOWER_ADDRESS = re.compile(
    r"[a-zæøåé]{3,30}(?:gade|vej|stræde|vænge|vænget|allé|alle|parken|torv|plads|boulevard)"
    rf"(?:en)?{_NUMBER}{_FLOOR}"
)
_POSTCODE = re.compile(
    rf"(?<![\w.,-])(DK-?[ ]?)?([1-9]\d{{3}})[ ]([{_UPPER}][\w-]*(?:[ ][{_UPPER}][\w-]*){{0,2}})"
)


def places(text: str, *, lower_case: bool = False) -> Iterator[Candidate]:
    """All candidates of the recognisers for addresses, streets and postcodes.

    Args:
        text: The text.
        lower_case: Whether it is written without capitals; a street needs none then.
    """
    if lower_case:
        for match in _LOWER_ADDRESS.finditer(text):
            yield Candidate(Span(*match.span()), Kind.ADDRESS, "R06", 0.6, ("form",))
    for match in _near(text, re.compile(r"\w[ ][1-9]\d{0,2}(?!\d)"), _ADDRESS):
        yield Candidate(Span(*match.span()), Kind.ADDRESS, "R06", 0.9, ("form",))
    for match in _near(text, _STREET_TAIL, _STREET):
        span = Span(*match.span())
        yield Candidate(span, Kind.STREET, "R07", 0.7, ("form",), Standing.QUASI)
    towns = name_lists().places
    for match in _POSTCODE.finditer(text):
        words = match[3].split(" ")
        for count in range(len(words), 0, -1):
            town = " ".join(words[:count])
            quarter = words[1:count] and len(words[-1]) <= 2 and words[0] in towns
            if town in towns or quarter or (match[1] and count == len(words)):
                stop = match.start(3) + len(town)
                span = Span(match.start(), stop)
                why = ("list of towns",) if not match[1] else ("form",)
                yield Candidate(span, Kind.POSTCODE, "R08", 0.8, why, Standing.QUASI)
                break


_STREET_TAIL = re.compile(
    r"(?:vej|vejen|gade|gaden|allé|alléen|stræde|strædet|vænge|vænget|boulevard|torv|plads|brygge"
    r"|[ ](?:Vej|Gade|Allé|Alle|Stræde|Vænge|Plads|Torv|Boulevard|Brygge|Park))(?![\w-])"
)


def _near(text: str, sign: re.Pattern[str], wanted: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of a slow pattern, looked for only about the signs of a quick one."""
    done = 0
    for hint in sign.finditer(text):
        if hint.start() < done:
            continue
        left = max(done, text.rfind("\n", max(0, hint.start() - 120), hint.start()) + 1,
                   hint.start() - 120)  # fmt: skip
        while left > done and text[left - 1 : left].isalnum():
            left -= 1
        place = left
        while True:
            match = wanted.search(text, place, min(len(text), hint.end() + 120))
            if match is None or match.start() > hint.end():
                break
            yield match
            place = done = match.end()
            if match.end() >= hint.end():
                break
