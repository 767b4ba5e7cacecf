"""R04 e-mail, written or spoken; R05 web addresses and handles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.domain.identifiers import Candidate, Kind, Standing
from qda.domain.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# Bounded from the sign on, and the part before it is walked backwards, so that no text is slow.
_AT = re.compile(r"(?:@|%40)((?:\w(?:[\w-]{0,62}\w)?\.){1,6}[^\W\d_]{2,24})(?![\w@])")
_LOCAL = re.compile(r"[\w.+%&'*/=?^{|}~!#$-]{1,64}$")
_HANDLE = re.compile(r"(?<![\w.@+-])@[\w.]{1,29}\w(?!\S*@)")
_SPOKEN = re.compile(
    r"\b[\w.+-]{2,40}(?:\s+punktum\s+[\w+-]{1,30}){0,2}\s+snabel[ -]?(?:a|ad|at)\s+"
    r"[\w-]{1,40}(?:\s+[\w-]{1,20})?(?:\s*(?:\.|\bpunktum\b|\bdot\b)\s*[a-z]{2,12}){1,3}\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"(?<![\w.])[\w.+-]{1,64}[ ]?[(\[](?:at|snabel-?a)[)\]][ ]?\w[\w-]{0,62}"
    r"(?:(?:\.|[ ]?[(\[](?:dot|punktum)[)\]][ ]?)\w{2,24}){1,4}",
    re.IGNORECASE,
)
_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"“”»«]{2,400}"
    r"|(?<![\w@.])(?:[a-zæøå0-9](?:[\wæøå-]{0,61}\w)?\.){1,4}"
    r"(?:dk|com|org|net|eu|se|no|de|info|nu)(?![\w-]|\.\w)(?:/[^\s<>\"“”»«]{0,400})?",
    re.IGNORECASE,
)
_END = ".,;:!?)]}'’…"


def contacts(text: str) -> Iterator[Candidate]:
    """All candidates of the recognisers for contacts."""
    if "@" in text or "%40" in text:
        for match in _AT.finditer(text):
            local = _LOCAL.search(text, max(0, match.start() - 64), match.start())
            if local is not None and any(sign.isalnum() for sign in local[0]):
                lead = len(local[0]) - len(local[0].lstrip("'*/=?!#.-"))
                span = Span(local.start() + lead, match.end())
                yield Candidate(span, Kind.EMAIL, "R04", 1.0, ("form",))
        for match in _HANDLE.finditer(text):
            yield Candidate(Span(*match.span()), Kind.HANDLE, "R05", 0.8, ("form",))
    if "snabel" in text or "Snabel" in text:
        for match in _SPOKEN.finditer(text):
            yield Candidate(Span(*match.span()), Kind.EMAIL, "R04", 0.8, ("spoken",))
    for match in _BRACKETED.finditer(text):
        yield Candidate(Span(*match.span()), Kind.EMAIL, "R04", 0.9, ("form",))
    if "." in text:
        for match in _URL.finditer(text):
            piece = match[0].rstrip(_END)
            if len(piece) > 3:
                span = Span(match.start(), match.start() + len(piece))
                yield Candidate(span, Kind.URL, "R05", 0.7, ("form",), Standing.QUASI)
