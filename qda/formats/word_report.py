"""What a file holds beside the text that was read: counted by kind, never by content.

The kinds are those of Word; the other forms use the same names and add a few.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import StrEnum

from qda.domain.documents import Skipped
from qda.domain.text import canonical


class Left(StrEnum):
    """Kinds of things that are left out of the text."""

    DELETION = "deletion"
    """Tracked deletion."""
    MOVED_AWAY = "moved away"
    """The place that a tracked move came from."""
    HIDDEN = "hidden text"
    FIELD = "field instruction"
    """What makes a field, such as the address of a link; its result is read."""
    RUBY = "ruby text"
    """Small text above other text."""
    COPY = "second copy"
    """A text box is stored twice, for newer and older programs."""
    MISPLACED = "misplaced text"
    """Text where no program puts it, such as inside a property."""
    DELETED_MARK = "deleted paragraph mark"
    """The paragraph was joined with the next."""
    SOFT_HYPHEN = "soft hyphen"
    CONTROL = "control character"
    SYMBOL = "unknown symbol"
    """Stands in the text as U+FFFD."""
    COMMENT = "comment"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    HEADER = "header"
    FOOTER = "footer"
    PICTURE = "picture"
    DRAWN = "drawing text"
    """Words inside a drawing or its description."""
    CHART = "chart"
    DIAGRAM = "diagram"
    OBJECT = "embedded object"
    FORM_FIELD = "form field"
    """Check box or list; its value is not text."""
    NUMBER = "automatic number"
    """A paragraph that Word numbers or bullets."""
    EMBEDDED = "embedded document"
    """Text in another form inside the file (altChunk)."""
    SUBDOCUMENT = "subdocument"
    """Text that stands in another file."""
    EXTERNAL = "external content"
    """A picture, frame or template outside the file; never fetched."""
    MACRO = "macro"
    UNKNOWN = "unknown element"
    """Its content was read all the same."""
    MISSING_PART = "missing part"
    """The file names a part that it does not hold."""
    DAMAGED_PART = "damaged part"
    """Document properties that cannot be read."""
    UNSAFE_NAME = "unsafe part name"
    """A part with an absolute name or one with `..`; ignored."""
    MARKUP = "markup"
    """Signs of a text form that are not words, such as `**` around a name."""
    FRONT_MATTER = "front matter"
    """Facts about a text before it, for programs."""
    CUE_NUMBER = "cue number"
    CUE_TIME = "cue time"
    """The end of a subtitle, and the start of one that goes on with the words before."""
    NOTE = "note for programs"
    """Remarks, styles and regions of a subtitle file."""
    LINE_NUMBER = "line number"
    """Number that a program printed before a line; kept apart, as the line's number."""
    DATA = "data for programs"
    """Fields beside the words, the speaker and the time."""


MAIN_TEXT = frozenset(
    {
        Left.DELETION,
        Left.MOVED_AWAY,
        Left.HIDDEN,
        Left.FIELD,
        Left.RUBY,
        Left.COPY,
        Left.MISPLACED,
    }
)
"""Kinds whose characters stand in text elements of the main part: with what was read they make
up all of them."""


class Noted(StrEnum):
    """Kinds of things that were read and deserve mention."""

    INSERTION = "insertion"
    """Tracked insertion."""
    MOVE = "move"
    """The place that a tracked move goes to."""
    TEXT_BOX = "text box"
    """Its paragraphs follow the paragraph that holds it."""
    SYMBOL = "symbol"
    """Sign of a symbol font, mapped to Unicode."""
    FORMULA = "formula"
    AUTHOR = "author name"
    """Distinct names of authors of the document, its changes and its comments."""
    GUESSED = "guessed encoding"
    """The file does not say how it encodes its letters; judged by what they spell."""
    RESTART = "restarted page numbers"
    """Printed numbers that do not run through; pages are unknown then."""


# Latin letters and the signs of running text are canonical in any order; most paragraphs hold
# nothing else, and one look at them is six times faster than making them canonical.
_PLAIN = re.compile("[\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027]*")


# Accents are sorted in quadratic time. A hundred signs in a row that are neither letters nor
# blanks may be accents; no language writes more than a handful on one letter.
_MANY_SIGNS = re.compile("[^\\w\\s\u0000-\u02ff]{100}")


class NoLanguage(Exception):
    """Text that nobody wrote, made to keep a reader busy."""


def made_canonical(text: str) -> tuple[str, Counter[str]]:
    """`text.canonical`, with a short way for plain text.

    Raises:
        NoLanguage: more than a hundred accents on one letter.
    """
    if _PLAIN.fullmatch(text):
        return text, _NOTHING
    for signs in _MANY_SIGNS.finditer(text):
        if all(map(unicodedata.combining, signs[0])):
            raise NoLanguage
    return canonical(text)


def width(text: str) -> int:
    """How many characters a piece of text has once it is canonical."""
    return len(made_canonical(text)[0])


_NOTHING: Counter[str] = Counter()


class Report:
    """Collects counts while a file is read."""

    def __init__(self) -> None:
        self._pieces: Counter[Left] = Counter()
        self._characters: Counter[Left] = Counter()
        self._notes: Counter[Noted] = Counter()
        self.authors: set[str] = set()
        """Names met; only their number is reported."""

    def leave(self, kind: Left, characters: int = 0, count: int = 1) -> None:
        """Count something that is left out."""
        self._pieces[kind] += count
        self._characters[kind] += characters

    def note(self, kind: Noted, count: int = 1) -> None:
        """Count something that was read."""
        self._notes[kind] += count

    def left_out(self) -> int:
        """Characters of text elements of the main part that were left out."""
        return sum(self._characters[kind] for kind in MAIN_TEXT)

    def skipped(self) -> dict[str, Skipped]:
        """By kind, in the order in which `Left` names them."""
        return {
            kind.value: Skipped(self._pieces[kind], self._characters[kind])
            for kind in Left
            if self._pieces[kind]
        }

    def notes(self) -> dict[str, int]:
        """By kind, in the order in which `Noted` names them."""
        counts = {**self._notes, Noted.AUTHOR: len(self.authors - {""})}
        return {kind.value: counts[kind] for kind in Noted if counts.get(kind)}
