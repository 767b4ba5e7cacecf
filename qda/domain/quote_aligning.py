"""Aligning the words of a quotation with a stretch of a transcript, word by word.

Every difference is named. Those that printing allows cost nearly nothing; all others are changes.
Needleman-Wunsch with free ends on the side of the transcript.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qda.domain.droppable import MOST_EXCHANGED, turns_around
from qda.domain.quote_words import Drop, Item, ItemKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.domain.quote_words import Token


class EditKind(StrEnum):
    """A difference between a quotation and the transcript; shown to programs."""

    CUT = "cut"
    INSERTED = "inserted"
    REPLACED = "replaced"
    """Words in brackets stand for words of the transcript."""
    FILLER = "filler"
    MARK = "mark"
    LISTENING = "listening"
    REPETITION = "repetition"
    PSEUDONYM = "pseudonym"
    """A name as the project prints it for others; what was said is not told."""
    CASE = "case"
    """The first letter, at the beginning or behind another edit."""
    WORD = "word"
    """Another word."""
    MISSING = "missing"
    """A word left out without a sign."""
    ADDED = "added"
    """A word that was not said."""
    LETTERS = "letters"
    """Capital or small letters inside a sentence."""
    PUNCTUATION = "punctuation"


CHANGES = frozenset(
    {EditKind.WORD, EditKind.MISSING, EditKind.ADDED, EditKind.LETTERS, EditKind.PUNCTUATION}
)
"""The kinds that printing does not allow."""
WORDS_CHANGED = frozenset({EditKind.WORD, EditKind.MISSING, EditKind.ADDED})


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference."""

    kind: EditKind
    printed: str = ""
    """Words of the quotation."""
    said: str = ""
    """Words of the transcript."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a run of words without a cut stands in a transcript."""

    first: int
    """Index of the first token that matches."""
    last: int
    """Index of the last one."""
    edits: tuple[Edit, ...]
    cost: float
    """Words changed, and a little for what is allowed."""


_DROPPED = {
    Drop.FILLER: EditKind.FILLER,
    Drop.MARK: EditKind.MARK,
    Drop.LISTENING: EditKind.LISTENING,
}
_INFINITE = 1e9


def align(run: Sequence[Item], window: Sequence[Token], offset: int) -> Alignment | None:
    """The cheapest alignment of words and insertions with a stretch of a transcript.

    Args:
        run: Words and insertions, no cuts.
        window: The stretch.
        offset: Index of the window's first token.
    """
    columns = len(window)
    skip = [_skip_cost(window, place) for place in range(columns)]
    costs = [[0.0] * (columns + 1)]
    steps: list[list[str]] = [["start"] * (columns + 1)]
    for item in run:
        above = costs[-1]
        inserted = item.kind is ItemKind.INSERTED
        row = [above[0] + (0.02 if inserted else 1.0)]
        step = ["insert"]
        for place in range(columns):
            token = window[place]
            if inserted:
                best, name = above[place + 1] + 0.02, "insert"
                across = row[place] + min(0.05, skip[place])
                if across < best:
                    best, name = across, "skip" if skip[place] < 0.05 else "replace"
            else:
                same = token.word == item.word
                best, name = above[place] + (0.0 if same else 1.0), "match" if same else "other"
                if above[place + 1] + 1.0 < best:
                    best, name = above[place + 1] + 1.0, "insert"
                across = row[place] + skip[place]
                if across < best:
                    best, name = across, "skip"
            row.append(best)
            step.append(name)
        costs.append(row)
        steps.append(step)
    place = min(range(columns + 1), key=lambda column: (costs[-1][column], -column))
    if costs[-1][place] >= _INFINITE:
        return None
    return _traced(run, window, offset, steps, place, costs[-1][place])


def _skip_cost(window: Sequence[Token], place: int) -> float:
    return 0.01 if window[place].drop or _repeats(window, place) else 1.0


def _repeats(window: Sequence[Token], place: int) -> int:
    """How long the stretch is that is said again right behind this word; 0 where none is.

    What may be left out anyway does not count: `det, øh, det med`.
    """
    if window[place].drop:
        return 0
    around = [
        column
        for column in range(max(0, place - 6), min(len(window), place + 12))
        if not window[column].drop
    ]
    at = around.index(place)
    words = [window[column].word for column in around]
    for length in (1, 2, 3):
        for start in range(max(0, at - length + 1), at + 1):
            again = words[start + length : start + 2 * length]
            if len(again) == length and words[start : start + length] == again:
                return length
    return 0


def _traced(
    run: Sequence[Item],
    window: Sequence[Token],
    offset: int,
    steps: Sequence[Sequence[str]],
    place: int,
    cost: float,
) -> Alignment | None:
    path: list[tuple[str, int, int]] = []
    row = len(run)
    while row:
        name = steps[row][place]
        path.append((name, row - 1, place - 1))
        if name in ("match", "other"):
            row, place = row - 1, place - 1
        elif name == "insert":
            row -= 1
        else:
            place -= 1
    path.reverse()
    matched = [column for name, _row, column in path if name == "match"]
    if not matched:
        return None
    edits = _edits(run, window, path)
    # A word that was changed at an end is one that the quotation stands for all the same.
    stood = [column for name, _row, column in path if name in ("match", "other", "replace")]
    return Alignment(offset + min(stood), offset + max(stood), tuple(edits), cost)


def _edits(
    run: Sequence[Item], window: Sequence[Token], path: Sequence[tuple[str, int, int]]
) -> list[Edit]:
    edits: list[Edit] = []
    free = True
    """Whether the word before was edited, so that signs and capitals may differ."""
    before = -1
    for name, row, column in path:
        if name == "match":
            edits += _details(run[row], window[column], free, adjacent=before == column - 1)
            free, before = False, column
            continue
        if name == "other":
            edits.append(Edit(EditKind.WORD, run[row].written, window[column].written))
            before = column
        elif name == "insert" and run[row].kind is ItemKind.INSERTED:
            edits.append(Edit(EditKind.INSERTED, run[row].written))
        elif name == "insert":
            edits.append(Edit(EditKind.ADDED, run[row].written))
        elif name == "replace":
            before = column
        else:
            edits.append(_dropped(window, column))
            before = column
        free = True
    return _with_replacements(run, edits, path, window)


def _with_replacements(
    run: Sequence[Item],
    edits: list[Edit],
    path: Sequence[tuple[str, int, int]],
    window: Sequence[Token],
) -> list[Edit]:
    """Insertions with the words that they stand for; the path names those after the insertion."""
    said: dict[str, list[str]] = {}
    for name, row, column in path:
        if name == "replace":
            said.setdefault(run[row].written, []).append(window[column].written)
    found: list[Edit] = []
    for edit in edits:
        words = said.get(edit.printed, []) if edit.kind is EditKind.INSERTED else []
        reversing = turns_around([word.casefold() for word in words], edit.printed)
        if words and len(words) <= MOST_EXCHANGED and not reversing:
            found.append(Edit(EditKind.REPLACED, edit.printed, " ".join(words)))
        elif words:
            found += [edit, *(Edit(EditKind.MISSING, said=word) for word in words)]
        else:
            found.append(edit)
    return found


def _dropped(window: Sequence[Token], column: int) -> Edit:
    token = window[column]
    if token.drop:
        return Edit(_DROPPED[token.drop], said=token.written)
    if _repeats(window, column):
        return Edit(EditKind.REPETITION, said=token.written)
    return Edit(EditKind.MISSING, said=token.written)


def _details(item: Item, token: Token, free: bool, *, adjacent: bool) -> list[Edit]:
    edits: list[Edit] = []
    if item.written != token.written:
        first_only = item.written[1:] == token.written[1:]
        kind = EditKind.CASE if free and first_only else EditKind.LETTERS
        edits.append(Edit(kind, item.written, token.written))
    if not free and adjacent and item.before != token.before:
        printed, said = item.before, token.before
        # A blank word border against a hyphen is the author's line end, not the informant's.
        if printed.strip("-") != said.strip("-") or (printed and said):
            edits.append(Edit(EditKind.PUNCTUATION, printed or "∅", said or "∅"))
    return edits
