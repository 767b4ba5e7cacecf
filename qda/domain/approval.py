"""Approval of excerpts: what an informant was shown, and what the answer is worth now.

An approval holds for exactly what was shown. Only white space and quote marks are free; any other
change makes it outdated. Silence is never approval.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Use(StrEnum):
    """How an excerpt stands in what is published."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    MENTION = "mention"
    COUNT = "count"
    """One of a number; none of the words stand there."""


class Answered(StrEnum):
    """What happened to an excerpt; stored, never translated."""

    SENT = "sent"
    APPROVED = "approved"
    WITH_CHANGES = "approved_with_changes"
    LEFT_OUT = "left_out"


class Approved(StrEnum):
    """Whether a coding may be printed, as far as approval goes."""

    YES = "yes"
    NO = "no"
    """The informant wants it left out."""
    NOT_ASKED = "not asked"
    NO_ANSWER = "no answer"
    """Sent, and nothing came back: as good as not asked."""
    OUTDATED = "outdated"
    """Something else was approved than what would be printed now."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A quote as it would be printed."""

    text: str
    attribution: str
    """Who is said to have said it, as printed."""
    reference: str
    use: Use = Use.QUOTE

    @property
    def hash(self) -> str:
        """What an approval binds to: SHA-256 of text, attribution, reference and use."""
        parts = [free(self.text), free(self.attribution), free(self.reference), str(self.use)]
        # JSON keeps the borders between the parts: no two different excerpts read the same.
        serial = json.dumps(["excerpt", 1, *parts], separators=(",", ":"))
        return sha256(serial.encode("ascii")).hexdigest()


_QUOTE_MARKS = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′", "'")})


def free(text: str) -> str:
    """The text without what may change freely: kinds of quote marks and of white space."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTE_MARKS).split())


def verdict(answer: Answered | None, answered_hash: str, current_hash: str) -> Approved:
    """What the newest answer is worth for what would be printed now.

    Args:
        answer: The newest answer, or that it was sent; None where nothing was sent.
        answered_hash: The hash of what the answer is about.
        current_hash: The hash of what would be printed.
    """
    if answer is None:
        return Approved.NOT_ASKED
    if answer is Answered.LEFT_OUT:
        return Approved.NO
    if answered_hash != current_hash:
        return Approved.OUTDATED
    return Approved.NO_ANSWER if answer is Answered.SENT else Approved.YES
