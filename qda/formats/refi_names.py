"""What REFI-QDA files have in common: names of namespaces and parts, GUIDs, dates, colours.

REFI-QDA 1.5 (www.qdasoftware.org); the schemas are of 18 March 2019.
"""

from __future__ import annotations

import re
from uuid import UUID

from qda.domain.codebook import PALETTE

OWN = "qda"
"""How we name ourselves as the origin of a file; the version follows."""

PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
PROJECT_PART = "project.qde"
SOURCES = "sources"
INTERNAL = "internal://"

COLOURS = dict(
    zip(
        PALETTE,
        (
            "#1d5bbf", "#a34f00", "#1f7434", "#bf2a2a", "#6b3fb5", "#59616d",
            "#0b736a", "#b32f70", "#7a4f24", "#7d6000", "#006c8c", "#98209f",
        ),
        strict=True,
    )
)  # fmt: skip
"""Colours that other programs show on white: near those of the light screen, and never changed."""

_GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def guid_of(uid: str) -> str:
    """One of our 32 digits as the standard writes it."""
    return str(UUID(hex=uid))


def tidy_guid(written: str | None) -> str:
    """A GUID in lower case without braces; empty where it is none."""
    found = _GUID.fullmatch((written or "").strip())
    return found[1].lower() if found else ""


def legal(text: str) -> str:
    """Text without the characters that XML 1.0 forbids."""
    return _ILLEGAL.sub("\ufffd", text)


def nearest_colour(written: str) -> str:
    """The name in our palette that comes nearest to a colour; empty where none is given."""
    if not _COLOUR.fullmatch(written):
        return ""
    wanted = _rgb(written)
    return min(
        COLOURS,
        key=lambda name: sum(
            (a - b) ** 2 for a, b in zip(wanted, _rgb(COLOURS[name]), strict=True)
        ),
    )


def _rgb(written: str) -> tuple[int, int, int]:
    digits = written[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
