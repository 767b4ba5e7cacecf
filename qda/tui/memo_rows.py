"""The list of memos: which ones it shows, and what a row says of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.domain.memos import About
from qda.domain.text import display, one_line
from qda.language import gettext as _
from qda.services import memo_views
from qda.tui.columns import Column
from qda.tui.widgets.drawing import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.services.memo_views import ListedMemo
    from qda.tui.columns import Cell, Table

_KINDS: tuple[About | None, ...] = (None, *About)
_ROOMY = 120
"""Columns of the terminal with room for coder and day beside the words of a memo."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for among the memos, and the memo that was gone to from there."""

    kind: About | None = None
    words: str = ""
    uid: str = ""

    @property
    def everything(self) -> bool:
        """Whether all memos are shown."""
        return self.kind is None and not self.words.strip()

    def another_kind(self) -> Looked:
        """The same of the next kind; all kinds after the last."""
        return replace(self, kind=_KINDS[(_KINDS.index(self.kind) + 1) % len(_KINDS)])

    def shown(self, memos: Sequence[ListedMemo]) -> list[ListedMemo]:
        """The memos of the kind with all the words, the newest first."""
        words = self.words.casefold().split()
        return [
            one
            for one in reversed(memos)
            if self.kind in (None, one.memo.target.about)
            and all(word in _findable(one) for word in words)
        ]


def _findable(one: ListedMemo) -> str:
    said = memo_views.place_in_words(one)
    return f"{one.memo.text} {said} {one.theme} {one.title} {one.memo.coder}".casefold()


def table(memos: Sequence[ListedMemo], width: int) -> Table:
    """Place and words of each memo; its coder where several write, or where there is room."""
    roomy = width >= _ROOMY
    coders = roomy or len({one.memo.coder for one in memos}) > 1
    columns = [Column(), Column(grows=True)]
    columns += [Column()] * coders + [Column()] * roomy
    return columns, [_cells(one, width, coders=coders, day=roomy) for one in memos]


def _cells(one: ListedMemo, width: int, *, coders: bool, day: bool) -> list[Cell]:
    place = shortened(one_line(memo_views.place_in_words(one)), width * 9 // 20)
    words = one_line(one.memo.text)
    held = one.restricted
    cells = [
        (place, "bold"),
        (_("[held back] ") + words, "$restricted") if held else (words, ""),
    ]
    cells += [(one_line(one.memo.coder), "$quiet")] * coders
    cells += [(one.memo.changed[:10], "$quiet")] * day
    return cells


def about_line(one: ListedMemo) -> str:
    """What the memo is about, with the words that it is on."""
    said = one_line(memo_views.place_in_words(one))
    return f"{said}: {display(' '.join(one.words.split()))}" if one.words else said


def kind_name(kind: About | None) -> str:
    """A kind of memos in the user's language."""
    return {
        None: _("all"),
        About.PROJECT: _("on the project"),
        About.INTERVIEW: _("on interviews"),
        About.PASSAGE: _("on words"),
        About.CODING: _("on codings"),
        About.THEME: _("on themes"),
        About.INFORMANT: _("on informants"),
    }[kind]
