"""Text as it is stored: spans, canonical form, and folding for comparison.

The canonical text of a transcript is NFC with line feeds only, without soft hyphens and
control characters. Offsets are Python code points into it, half-open. Folding never touches
the stored text: it makes a copy with a map back to offsets.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `text[start:stop]`."""

    start: int
    """First character, counted from 0 in code points."""
    stop: int
    """One past the last character."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop:
            raise ValueError("a span holds at least one character")

    def __len__(self) -> int:
        return self.stop - self.start

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.stop]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.stop and other.start < self.stop

    def contains(self, other: Span) -> bool:
        """Whether all of `other` lies inside."""
        return self.start <= other.start and other.stop <= self.stop


def trimmed(text: str, start: int, stop: int) -> Span | None:
    """The span without white space at its ends; None when only white space is left."""
    piece = text[start:stop]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if right > left else None


SOFT_HYPHEN = "\u00ad"
_LINE_ENDS = re.compile(r"\r\n?|\x0b|\x0c|\u0085|\u2028|\u2029")
# Controls but for TAB and LF, soft hyphen, byte order mark, surrogates, non-characters.
_REMOVED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\ufeff\ud800-\udfff\ufffe\uffff]")


def canonical(raw: str) -> tuple[str, Counter[str]]:
    """The form in which text is stored, and what was removed by kind.

    Returns:
        The text in NFC with line feeds only, and counts under the kinds `soft hyphen` and
        `control character`. Nothing else is changed: blanks, quote marks and dashes stay.
    """
    removed: Counter[str] = Counter()
    text = _LINE_ENDS.sub("\n", raw)
    if _REMOVED.search(text):
        soft = text.count(SOFT_HYPHEN)
        text, total = _REMOVED.subn("", text)
        if soft:
            removed["soft hyphen"] = soft
        if total > soft:
            removed["control character"] = total - soft
    return _composed(text), removed


# Accents are sorted in quadratic time, and no language writes more than a handful on one letter.
_MANY_SIGNS = re.compile("([^\\w\\s\u0000-\u02ff]{100,})")


def _composed(text: str) -> str:
    """NFC, but for runs of a hundred accents and more, which stay as they are."""
    if not _MANY_SIGNS.search(text):
        return unicodedata.normalize("NFC", text)
    return "".join(
        piece
        if index % 2 and all(map(unicodedata.combining, piece))
        else unicodedata.normalize("NFC", piece)
        for index, piece in enumerate(_MANY_SIGNS.split(text))
    )


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, as hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′´`", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\t\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
                        "\u2009\u200a\u202f\u205f\u3000", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
        "…": "...",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """A copy of a text with its typography made plain, and the way back to offsets."""

    text: str
    """Straight quotes, plain hyphens, single blanks, `...`, case as written."""
    origin: tuple[int, ...]
    """For each character of `text` the offset in the original; one more entry for the end."""

    def span(self, start: int, stop: int) -> Span:
        """The original span behind `text[start:stop]`."""
        return Span(self.origin[start], self.origin[stop - 1] + 1)


def fold_typography(text: str) -> Folded:
    """Make typography plain for comparison: quotes, dashes, blanks, ellipses, zero widths."""
    out: list[str] = []
    origin: list[int] = []
    blank_before = True
    for offset, character in enumerate(text):
        folded = character.translate(_FOLDED)
        if folded == " ":
            if not blank_before:
                out.append(" ")
                origin.append(offset)
            blank_before = True
        elif folded:
            blank_before = False
            out.append(folded)
            origin.extend([offset] * len(folded))
    if out and out[-1] == " ":
        out.pop()
        origin.pop()
    origin.append(len(text))
    return Folded("".join(out), tuple(origin))


def plain_typography(text: str) -> str:
    """What `fold_typography` gives as text, without the way back; many times faster."""
    return " ".join(filter(None, text.translate(_FOLDED).split(" ")))


_CONTROL_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)}
_DISPLAY: dict[int, str] = {
    **_CONTROL_PICTURES,
    0x09: " ",
    0x0A: "\n",
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys(range(0xE0000, 0xE0080), "\ufffd"),
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
                    "\u2426"),
    **dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD), "\u2423"),
    0x2028: "\n",
    0x2029: "\n",
}  # fmt: skip


def display(text: str) -> str:
    """Untrusted text made safe for a terminal: each dangerous character becomes one visible sign.

    Escape sequences, bidirectional overrides and invisible characters cannot act; the length
    stays the same, so columns and offsets still fit.
    """
    return text.translate(_DISPLAY)


def one_line(text: str) -> str:
    """`display`, with each run of blanks and line ends as one blank."""
    return " ".join(display(text).split())
