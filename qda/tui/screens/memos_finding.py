"""Finding memos: by words and kind, in a list with what each is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from qda.language import gettext as _
from qda.language import ngettext
from qda.services import memo_views
from qda.tui.columns import laid_out
from qda.tui.command import Place
from qda.tui.memo_rows import kind_name, table
from qda.tui.screens.dialog import Leaving
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import RowList
from qda.tui.widgets.writing import WritingLine
from qda.tui.widgets.writing_area import WritingArea

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qda.services.memo_views import ListedMemo
    from qda.tui.app import CodingApp
    from qda.tui.memo_rows import Looked

_BESIDE = 4
"""Columns beside the rows: the bar, a blank, the scroll bar."""


class _Rows(RowList):
    """The list of memos: its columns follow its width."""

    def on_resize(self) -> None:
        """Have the columns laid out anew."""
        if isinstance(self.screen, MemoFinding):
            self.screen.fit()


class MemoFinding(Leaving[None]):
    """A list of the memos that have some words and are of some kind."""

    app: CodingApp

    def __init__(self, looked: Looked) -> None:
        """
        Args:
            looked: What to look for at first, and the memo to begin at.
        """
        super().__init__()
        self._all: list[ListedMemo] = []
        self._shown: list[ListedMemo] = []
        self._looked = looked
        self._fitted = 0
        """The width for which the rows were laid out."""
        self._open: ListedMemo | None = None
        """The memo in the field."""
        self._new = False
        """Whether the field holds a memo on the project that is not written yet."""

    def compose(self) -> ComposeResult:
        """What to find, the list, the memo under the cursor."""
        yield TwoSides(id="heading")
        with Horizontal(id="memo-filter"):
            yield Static(id="memo-kind")
            yield WritingLine(
                self._looked.words,
                placeholder=_("words, theme or interview"),
                compact=True,
                id="memo-find",
            )
        yield _Rows(id="memo-list")
        yield Static(id="memo-place")
        yield WritingArea(soft_wrap=True, id="memo-field")
        yield StatusLine(id="status")
        yield KeyBar(Place.MEMOS)

    def on_mount(self) -> None:
        """Read the memos."""
        self._list.focus()
        with self.app.explaining():
            self.read_again(others=True)

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    @property
    def _field(self) -> TextArea:
        return self.query_one("#memo-field", TextArea)

    @property
    def _status(self) -> StatusLine:
        return self.query_one("#status", StatusLine)

    # Reading and finding

    def read_again(self, *, others: bool) -> None:
        """Read the memos as they are now; what is being written stays."""
        del others
        self._all = memo_views.listed(self.app.project)
        self._find()

    def _find(self) -> None:
        self._shown = self._looked.shown(self._all)
        self.query_one("#memo-kind", Static).update(
            Content.assemble((f" {kind_name(self._looked.kind)} ", "bold $accent"))
        )
        heading = self.query_one("#heading", TwoSides)
        heading.left = (_("Memos"),)
        count = len(self._shown)
        heading.right = ngettext("{count} memo", "{count} memos", count).format(count=count)
        self._fill(self._open.memo.uid if self._open else self._looked.uid)

    def fit(self) -> None:
        """Lay the rows out for a new width."""
        if self._fitted != self._list.size.width:
            self._fill(self._open.memo.uid if self._open else self._looked.uid)

    def _fill(self, kept: str) -> None:
        self._fitted = self._list.size.width
        _heads, rows = laid_out(
            *table(self._shown, max(20, self._fitted)), max(20, self._fitted) - _BESIDE
        )
        uids = [one.memo.uid for one in self._shown]
        self._list.clear_options()
        self._list.add_options([Option(row, id=uid) for row, uid in zip(rows, uids, strict=True)])
        self._list.set_class(not uids, "lines")
        if not uids:
            self._list.add_option(Option(Content(self._nothing()), disabled=True))
            if not self._writing():
                self._show(None)
            return
        self._list.highlighted = uids.index(kept) if kept in uids else 0

    def _nothing(self) -> str:
        """Why no memo is shown, and what to do about it."""
        if self._all and not self._looked.everything:
            return self.app.keys.told(
                _("No memo fits; {kind-of-memo} shows another kind, {find-memo} goes to the words.")
            )
        return self.app.keys.told(
            _("No memo here. {new-memo} writes one on the project; {memo}, in an interview,"
              " on words.")
        )  # fmt: skip

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the memo under the cursor, unless another one is being written."""
        event.stop()
        one = next((one for one in self._shown if one.memo.uid == event.option_id), None)
        if not self._writing():
            self._show(one)

    def _show(self, one: ListedMemo | None) -> None:
        """Show a memo, or none."""
        raise NotImplementedError

    def _writing(self) -> bool:
        """Whether words are being written that are not saved."""
        raise NotImplementedError

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the memos with these words."""
        event.stop()
        self._looked = replace(self._looked, words=event.value)
        self._find()

    def on_input_submitted(self) -> None:
        """Go on to the list."""
        self._list.focus()

    # Keys

    def action_next_memo(self) -> None:
        """Go down."""
        self._list.action_cursor_down()

    def action_previous_memo(self) -> None:
        """Go up."""
        self._list.action_cursor_up()

    def action_find_memo(self) -> None:
        """Go to the field with the words to find."""
        self.query_one("#memo-find", Input).focus()

    def action_kind(self) -> None:
        """Show memos about another kind of thing only."""
        self._looked = self._looked.another_kind()
        self._find()
