"""R17 roles beside an organisation, R18 words of special categories, R19 words off the record.

None of them is a name. R17 is a quasi-identifier; R18 and R19 only ask a reader to look.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.domain.identifiers import Candidate, Kind, Standing
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"\w+(?:-\w+)*")
_ROLE = re.compile(
    r"\w*(?:leder|chef|direktør|konsulent|formand|forperson|inspektør|koordinator|lærer|læge"
    r"|borgmester|rådmand|præst|imam|vicevært)(?:en|n)?"
)
_PLACED = re.compile(r"\s(?:i|på|for|hos|ved|fra|af)\s(?:\w+\s){0,2}?[A-ZÆØÅ]\w+")
_ONLY = re.compile(
    r"\b(?:den|det)\s(?:eneste|første|yngste|ældste)\s(?:\w+\s){1,4}?(?:på|i|fra|hos|ved)\s\w+"
)
_SENSITIVE = {
    "health": r"\w*(?:depression|kræft|angst|psykiatri|psykisk|diagnose|sklerose|diabetes|misbrug"
    r"|alkoholi|handicap|adhd|autis|demens|ptsd|sygemeld|førtidspension|abort|gravid)\w*",
    "belief": r"(?:muslim|kristen|kristne|jød|katoli|hindu|buddhis|ateis|jehova|moské|imam|baptis"
    r"|mormon|sikh)\w*",
    "ethnicity": r"(?:etnisk|etnicitet|somali|tyrk|kurd|palæstin|arab|pakistan|romaer|sigøjner"
    r"|libanes|irak|iran|syrer|syrisk|afghan|bosni)\w*",
    "politics": r"(?:socialdemokrat|venstremand|radikal|konservativ|enhedslist|partimedlem"
    r")\w*",
    "union": r"(?:fagforening|tillidsmand|tillidsrepræsentant|3f|foa|hk-medlem)\w*",
    "sexuality": r"(?:homoseksuel|lesbisk|bøsse|biseksuel|transkøn|transperson|seksualitet)\w*",
    "criminal": r"(?:dømt|straffe(?:attest|t)|fængsel|fængslet|bande(?:medlem|r)|kriminel|anholdt"
    r"|sigtet)\w*",
}
_SPECIAL = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _SENSITIVE.items()))
_OFF = re.compile(
    r"\boff\s?(?:the\s)?-?record\b|\bmellem os(?: to| her)?\b|\bdet her bliver mellem\b"
    r"|\bikke til citat\b|\b(?:må|skal) (?:I|du|i) ikke (?:skrive|citere|bruge)\b"
    r"|\buden for (?:referat|citat)\b|\bsluk(?:ker)? (?:lige )?(?:for )?(?:den|optager\w*)\b"
    r"|\btilbage på (?:båndet|optagelsen|record)\b|\bnu må (?:du|I) godt\b|\bon the record\b",
    re.IGNORECASE,
)


def cues(text: str) -> Iterator[Candidate]:
    """All candidates of the recognisers for roles, special categories and words off the record."""
    yield from _words(text)
    for match in _ONLY.finditer(text):
        yield Candidate(Span(*match.span()), Kind.ROLE, "R17", 0.5, ("only one",), Standing.QUASI)
    for match in _OFF.finditer(text):
        span = Span(*match.span())
        yield Candidate(span, Kind.OFF_RECORD, "R19", 0.6, ("cue words",), Standing.CUE)


def _words(text: str) -> Iterator[Candidate]:
    # Each form is looked at once; a text holds each of them many times.
    forms = set(_WORD.findall(text))
    roles = {form for form in forms if _ROLE.fullmatch(form)}
    special: dict[str, str] = {}
    for form in forms:
        match = _SPECIAL.fullmatch(form.lower())
        if match:
            special[form] = str(match.lastgroup)
    if not roles and not special:
        return
    for word in _WORD.finditer(text):
        form = word[0]
        if form in special:
            why = (special[form],)
            yield Candidate(Span(*word.span()), Kind.SENSITIVE, "R18", 0.4, why, Standing.CUE)
        elif form in roles and _PLACED.match(text, word.end()):
            why = ("role and place",)
            yield Candidate(Span(*word.span()), Kind.ROLE, "R17", 0.5, why, Standing.QUASI)
