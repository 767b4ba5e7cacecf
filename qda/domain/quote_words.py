"""Words of quotations and transcripts, prepared for comparison.

A printed quotation is words, cuts such as `[...]`, and words that the author put in brackets. A
transcript is words with what may silently be left out: fillers, marks, listening words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.droppable import is_filler, is_listening
from qda.domain.interviews import Role
from qda.domain.text import plain_typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.interviews import Turn

_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile(r"[\[(]\s*(?:\.{2,5}|…+|\. \. \.)\s*[\])]")
_BRACKET = re.compile(r"\[(?P<inner>[^\[\]]{1,200})\]")
_LETTER = re.compile(r"(?<![\w])\[(?P<letter>[^\W\d_])\](?=\w)")
_EDITOR = re.compile(
    r"\((?:red\.?|vores|egen|min|forf\.?|forfatternes)\b[^()]{0,120}\)", re.IGNORECASE
)
LABEL = re.compile(
    r"(?:^|\n|(?<=[.!?…]) )\s*"
    r"(?:I\d?|IP\d?|[A-ZÆØÅ]{2,3}|Int\.|Interviewer(?: \d)?|Informant(?: \d)?)\s*:\s+"
)
"""Who speaks, as a quotation of question and answer prints it."""
_MARK = re.compile(r"\[[^\[\]\n]{1,60}\]|\([^()\n]{1,60}\)")
_SIGNS = re.compile(r"[\"'\s\[\]()]+")


class Drop(StrEnum):
    """Why a word of a transcript may be missing in a quotation; shown to programs."""

    NO = ""
    FILLER = "filler"
    MARK = "mark"
    """What the transcriber noted: `(griner)`, `[pause]`."""
    LISTENING = "listening"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a transcript."""

    word: str
    """Case and accents folded for comparison."""
    written: str
    start: int
    stop: int
    before: str
    """Signs between the word before and this one, typography made plain, blanks left out."""
    drop: Drop
    turn: int
    asked: bool = False
    """Whether an interviewer says it."""


class ItemKind(StrEnum):
    """What a quotation is made of."""

    WORD = "word"
    CUT = "cut"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Item:
    """One word, one cut, or words in brackets."""

    kind: ItemKind
    word: str = ""
    written: str = ""
    before: str = ""


def folded(word: str) -> str:
    """A word as it is compared."""
    return unicodedata.normalize("NFC", word).casefold()


def signs(text: str) -> str:
    """The signs between two words that count: no blanks, quote marks or brackets."""
    return _SIGNS.sub("", plain_typography(text)).replace("...", "…")


def tokens(text: str, turns: Sequence[Turn]) -> list[Token]:
    """The words of all turns, in order."""
    found: list[Token] = []
    answered = any(turn.role is Role.INFORMANT for turn in turns)
    for number, turn in enumerate(turns):
        said = turn.span.of(text)
        marks = [(m.start(), m.end()) for m in _MARK.finditer(said) if not _CUT.match(m[0])]
        words = list(_WORD.finditer(said))
        plain = [folded(match[0]) for match in words]
        asks = turn.role is Role.INTERVIEWER and answered
        listening = turn.role is not Role.INFORMANT and is_listening(plain, said)
        end = 0
        place = 0
        for number_of_word, match in enumerate(words):
            while place < len(marks) and marks[place][1] <= match.start():
                place += 1
            marked = place < len(marks) and marks[place][0] < match.start()
            word = plain[number_of_word]
            before = signs(said[end : match.start()]) if end else ""
            drop = Drop.NO
            if marked:
                drop = Drop.MARK
            elif listening:
                drop = Drop.LISTENING
            elif is_filler(word, before, *_behind(said, words, plain, number_of_word)):
                drop = Drop.FILLER
            found.append(
                Token(
                    word,
                    match[0],
                    turn.span.start + match.start(),
                    turn.span.start + match.end(),
                    before,
                    drop,
                    number,
                    asks and drop is Drop.NO,
                )
            )
            end = match.end()
    return found


def _behind(
    said: str, words: Sequence[re.Match[str]], plain: Sequence[str], place: int
) -> tuple[str, str]:
    """The signs behind a word of a turn, and the next word."""
    if place + 1 == len(words):
        return signs(said[words[place].end() :]), ""
    return signs(said[words[place].end() : words[place + 1].start()]), plain[place + 1]


def items(quotation: str) -> list[Item]:
    """A printed quotation as words, cuts and insertions, in order.

    A cut at either end says nothing and is left out.
    """
    text = _EDITOR.sub(lambda m: f"[{m[0][1:-1]}]", LABEL.sub("\n", quotation))
    text = _LETTER.sub(lambda m: m["letter"], text)
    found: list[Item] = []
    at = end = 0
    pieces = sorted(
        [*((m.start(), m.end(), None) for m in _CUT.finditer(text)),
         *((m.start(), m.end(), m["inner"]) for m in _BRACKET.finditer(text)
           if not _CUT.match(m[0]))]
    )  # fmt: skip
    for start, stop, inner in [*pieces, (len(text), len(text), "")]:
        for match in _WORD.finditer(text, at, start):
            between = signs(text[end : match.start()]) if found and end else ""
            found.append(Item(ItemKind.WORD, folded(match[0]), match[0], between))
            end = match.end()
        if inner is None:
            found.append(Item(ItemKind.CUT))
        elif inner:
            found.append(Item(ItemKind.INSERTED, written=inner.strip()))
        at = end = stop
        end = stop if inner is None or inner else end
    while found and found[0].kind is ItemKind.CUT:
        found.pop(0)
    while found and found[-1].kind is ItemKind.CUT:
        found.pop()
    return found
