"""Time stamps as transcripts write them, and where they may stand.

Forms: `[00:12:31]`, `[12:31]`, `{00:12:31}`, `#00:12:31-4#` (f4), `(00:12:31)`, `00:03:40.5`
(MAXQDA), `0:01` (Otter, Teams), `00:00:01,000 --> 00:00:04,000` (subtitles). A bare `8:30` within
a sentence is speech: bare short stamps count only beside a label or alone on a line.
"""

from __future__ import annotations

import re

SHORT = r"\d{1,2}:[0-5]\d(?:[.,]\d{1,3})?"
_LONG = (
    r"(?:\d{1,2}:[0-5]\d:[0-5]\d(?:[.,:]\d{1,3})?(?:-\d{1,2})?|\d{1,2}:\d{1,2}:\d{1,2}\.\d{1,3})"
)
_WORDED = (
    r"(?:\d{1,2} (?:timer?|hours?),? )?(?:\d{1,3} (?:minut(?:ter)?|minutes?|min\.?),?(?: og)? )?"
    r"\d{1,2} (?:sekund(?:er)?|seconds?|sek\.?|sec\.?)"
)
"""As Teams says it to a screen reader: `2 minutter 5 sekunder`."""
_CLOCK = rf"(?:{_LONG}|{SHORT}(?:-\d{{1,2}})?)(?![\d:])"
_RANGE = rf"{_CLOCK}(?:\s*(?:--?>|[-–—→])\s*{_CLOCK})?"

MARKED = rf"(?:\[\s*{_RANGE}\s*\]|\{{\s*{_RANGE}\s*\}}|<{_RANGE}>|#\s*{_RANGE}\s*#|\({_LONG}\))"
"""A stamp that its marks set off from speech, as a pattern."""
SET_OFF = rf"(?:{MARKED}|{_LONG}\s*--?>\s*{_LONG}|(?<![\d:]){_LONG}(?![\d:]))"
"""A stamp that is none of the speaker's words even at the edge of a sentence, as a pattern."""
BESIDE_LABEL = rf"(?:{SET_OFF}|\({SHORT}\))"
"""A stamp that its marks set off where a label stands before it, as a pattern."""
ANY = rf"(?:{SET_OFF}|\({SHORT}\)|{_CLOCK}|{_WORDED})"
"""Every form, for the places beside a label or alone on a line, as a pattern."""

_AT_START = re.compile(rf"(?:{SET_OFF}\s*|{_WORDED}[^\S\n]*\n\s*)")
_AT_END = re.compile(rf"\s*{SET_OFF}\s*$")
_ALONE = re.compile(rf"\s*{ANY}\s*")
_DIGITS = re.compile(r"\d+")
_FARTHEST = 48
"""Characters of the longest stamp with its blanks, for the search from the end."""


def stamp_at_start(text: str, start: int, stop: int) -> int:
    """Where the stamp ends that `text[start:stop]` begins with; `start` where there is none."""
    found = _AT_START.match(text, start, stop)
    return found.end() if found else start


def stamp_at_end(text: str, start: int, stop: int) -> int:
    """Where the stamp begins that `text[start:stop]` ends with; `stop` where there is none."""
    found = _AT_END.search(text, max(start, stop - _FARTHEST), stop)
    return found.start() + len(found[0]) - len(found[0].lstrip()) if found else stop


def is_stamp(text: str) -> bool:
    """Whether a text is nothing but a time stamp."""
    return bool(_ALONE.fullmatch(text))


def plain(stamp: str) -> str:
    """A stamp as written, without the marks around it."""
    return stamp.strip().rstrip("|–—- ").strip("[]{}()<>#").strip()


def seconds(stamp: str) -> int:
    """The time that a stamp names, in whole seconds from the start of the recording."""
    start = re.split(r"[.,>→–—-]", plain(stamp))[0]
    numbers = [int(digits) for digits in _DIGITS.findall(start)[:3]]
    total = 0
    for number in numbers:
        total = total * 60 + number
    return total
