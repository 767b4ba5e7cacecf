"""The printed form of a quote, held against the words of the transcript.

Allowed are: a cut marked `[...]`, words put in or exchanged in `[brackets]`, fillers and repeated
words left out, another case at the beginning, after a cut or as `[D]et`, another sign at the end,
and any style of quote marks. Everything else changes what somebody said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from qda.domain.droppable import FEW_CUT, MOST_EXCHANGED, is_filler, turns_around
from qda.domain.text import plain_typography


class Edit(StrEnum):
    """How a printed form differs at a place."""

    CUT = "cut"
    BRACKETS = "brackets"
    FILLER = "filler"
    REPETITION = "repetition"
    FIRST_LETTER = "first letter"
    END = "end"
    LEFT_OUT = "left out"
    """Words are gone without a mark."""
    PUT_IN = "put in"
    """Words stand there that nobody said."""


ALLOWED = frozenset(
    (Edit.CUT, Edit.BRACKETS, Edit.FILLER, Edit.REPETITION, Edit.FIRST_LETTER, Edit.END)
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One edit."""

    edit: Edit
    original: str
    printed: str

    @property
    def allowed(self) -> bool:
        """Whether a quote may differ so."""
        return self.edit in ALLOWED


_TOKEN = re.compile(
    r"(?P<letter>\[\w\]\w+(?:[-'.]\w+)*)|(?P<cut>\[\s*\.\.\.\s*\]|\(\s*\.\.\.\s*\))|(?P<brackets>\[[^\[\]]*\])|(?P<mark>\([^()\n]{1,60}\))|(?P<word>\w+(?:[-'.]\w+)*)"
    r"|(?P<sign>[^\w\s])"
)
_FREE_SIGNS = "\"'"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    marked: bool = field(default=False, compare=False)
    """Written with its first letter in brackets: `[D]et`."""


def _tokens(text: str) -> list[_Token]:
    found = [
        _Token("word", m.group().replace("[", "").replace("]", ""), marked=True)
        if m.lastgroup == "letter"
        else _Token(m.lastgroup or "", m.group())
        for m in _TOKEN.finditer(plain_typography(text))
    ]
    return [one for one in found if one.kind != "sign" or one.text not in _FREE_SIGNS]


def differences(original: str, printed: str) -> tuple[Difference, ...]:
    """All edits that make the printed form of the words that were said, in order.

    The way with the fewest forbidden edits is taken, then the one with the fewest edits.

    Args:
        original: The words of the transcript.
        printed: The printed form.
    """
    said, shown = _tokens(original), _tokens(printed)
    if said == shown:
        return ()
    table = _Table(said, shown)
    return _merged(table.edits())


def is_allowed(original: str, printed: str) -> bool:
    """Whether a printed form differs in allowed ways only."""
    return all(difference.allowed for difference in differences(original, printed))


_FORBIDDEN = 1000
"""The price of a forbidden edit: more than any number of allowed ones costs."""


class _Table:
    """Cheapest ways from both beginnings to each pair of places."""

    def __init__(self, said: list[_Token], shown: list[_Token]) -> None:
        self.said, self.shown = said, shown
        width = len(shown) + 1
        self.cost = [[-1] * width for _ in range(len(said) + 1)]
        self.back: list[list[tuple[int, int, Difference | None] | None]]
        self.back = [[None] * width for _ in range(len(said) + 1)]
        self.cost[0][0] = 0
        for i in range(len(said) + 1):
            for j in range(width):
                if self.cost[i][j] >= 0:
                    self._leave(i, j)

    def _leave(self, i: int, j: int) -> None:
        here = self.said[i] if i < len(self.said) else None
        there = self.shown[j] if j < len(self.shown) else None
        before = self.shown[j - 1] if j else None
        if here and there:
            self._both(i, j, here, there)
        if here:
            self._skip(i, j, here, before)
        if there and there.kind == "cut":
            self._step(i, j, i, j + 1, 1, Difference(Edit.CUT, "", there.text))
        elif there and there.kind == "brackets":
            self._brackets(i, j, there)
        elif there:
            at_end = i >= len(self.said) and there.kind == "sign"
            edit = Edit.END if at_end else Edit.PUT_IN
            self._step(
                i, j, i, j + 1, 1 if at_end else _FORBIDDEN, Difference(edit, "", there.text)
            )

    def _both(self, i: int, j: int, here: _Token, there: _Token) -> None:
        if here == there:
            self._step(i, j, i + 1, j + 1, 0, None)
            return
        opens = there.marked or j == 0 or self.shown[j - 1].kind in ("cut", "brackets")
        if opens and here.text[1:] == there.text[1:] and here.text.lower() == there.text.lower():
            edit = Difference(Edit.FIRST_LETTER, here.text, there.text)
            self._step(i, j, i + 1, j + 1, 1, edit)
        last = i == len(self.said) - 1 and j == len(self.shown) - 1
        if last and here.kind == there.kind == "sign":
            self._step(i, j, i + 1, j + 1, 1, Difference(Edit.END, here.text, there.text))

    def _skip(self, i: int, j: int, here: _Token, before: _Token | None) -> None:
        gone = Difference(Edit.LEFT_OUT, here.text, "")
        price = _FORBIDDEN
        after = self.said[i + 1] if i + 1 < len(self.said) else None
        if before is not None and before.kind == "cut":
            price, gone = 0, Difference(Edit.CUT, here.text, "")
        elif self._is_filler(i):
            price, gone = 1, Difference(Edit.FILLER, here.text, "")
        elif here.kind in ("brackets", "mark"):
            price, gone = 1, Difference(Edit.FILLER, here.text, "")  # what the transcriber noted
        elif here.kind == "word" and after and after.text.lower() == here.text.lower():
            price, gone = 1, Difference(Edit.REPETITION, here.text, "")
        elif here.kind == "sign" and self._beside_a_dropped_word(i):
            price, gone = 1, Difference(Edit.FILLER, here.text, "")
        elif here.kind == "sign" and j >= len(self.shown):
            price, gone = 1, Difference(Edit.END, here.text, "")
        self._step(i, j, i + 1, j, price, gone)

    def _beside_a_dropped_word(self, i: int) -> bool:
        if self.said[i].text not in ",.-":
            return False
        near = [k for k in (i - 1, i + 1) if 0 <= k < len(self.said)]
        words = [self.said[k].text.lower() for k in near]
        return any(map(self._is_filler, near)) or (len(words) == 2 and words[0] == words[1])

    def _is_filler(self, i: int) -> bool:
        if self.said[i].kind != "word":
            return False
        before, after = self.said[i - 1 : i] if i else [], self.said[i + 1 : i + 2]
        following = next((one for one in self.said[i + 1 :] if one.kind == "word"), None)
        return is_filler(
            self.said[i].text.lower(),
            "".join(one.text for one in before if one.kind == "sign"),
            "".join(one.text for one in after if one.kind == "sign"),
            following.text.lower() if following else "",
        )

    def _brackets(self, i: int, j: int, there: _Token) -> None:
        words = 0
        for k in range(i, len(self.said) + 1):
            gone = [token.text.lower() for token in self.said[i:k] if token.kind == "word"]
            if turns_around(gone, there.text.strip("[]")):
                return
            exchanged = " ".join(token.text for token in self.said[i:k])
            # Exchanged words cost a little each, so that brackets take no more than they must.
            step = Difference(Edit.BRACKETS, exchanged, there.text)
            self._step(i, j, k, j + 1, 1 + k - i, step)
            words += k < len(self.said) and self.said[k].kind == "word"
            if words > MOST_EXCHANGED:
                return

    def _step(
        self, i: int, j: int, to_i: int, to_j: int, price: int, edit: Difference | None
    ) -> None:
        cost = self.cost[i][j] + price
        if self.cost[to_i][to_j] < 0 or cost < self.cost[to_i][to_j]:
            self.cost[to_i][to_j] = cost
            self.back[to_i][to_j] = (i, j, edit)

    def edits(self) -> list[Difference]:
        """The edits on the cheapest way, in order."""
        i, j = len(self.said), len(self.shown)
        found: list[Difference] = []
        while (step := self.back[i][j]) is not None:
            i, j, edit = step
            if edit is not None:
                found.append(edit)
        return found[::-1]


def _merged(edits: list[Difference]) -> tuple[Difference, ...]:
    """Edits of one kind that follow on one another as one."""
    found: list[Difference] = []
    for edit in edits:
        goes_on = edit.edit in (Edit.CUT, Edit.LEFT_OUT, Edit.PUT_IN)
        if goes_on and found and found[-1].edit is edit.edit:
            last = found.pop()
            edit = Difference(
                edit.edit,
                f"{last.original} {edit.original}".strip(),
                f"{last.printed} {edit.printed}".strip(),
            )
        found.append(edit)
    return tuple(map(_without_negation, found))


def _without_negation(one: Difference) -> Difference:
    """A cut that takes out no more than a negation is none."""
    gone = re.findall(r"\w+", one.original.lower())
    if one.edit is Edit.CUT and len(gone) <= FEW_CUT and turns_around(gone):
        return Difference(Edit.LEFT_OUT, one.original, one.printed)
    return one
