"""All memos: found by words and kind, read and changed below the list, gone to by a key.

The field below is saved when it is left; until then the status line says that it is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from qda.domain.memos import About, Target
from qda.domain.text import display, one_line
from qda.errors import QdaError
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import history, memo_views, memos
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.dialog import Leaving
from qda.tui.screens.undoing import take_back
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import RowList
from qda.tui.widgets.writing import WritingLine
from qda.tui.widgets.writing_area import WritingArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.memo_views import ListedMemo
    from qda.tui.app import CodingApp

_KINDS: tuple[About | None, ...] = (None, *About)


class MemoScreen(Leaving[None]):
    """The memos of the project."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.MEMOS)]
    place = Place.MEMOS

    def __init__(self) -> None:
        super().__init__()
        self._all: list[ListedMemo] = []
        self._shown: list[ListedMemo] = []
        self._kind: About | None = None
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
                placeholder=_("words, theme or interview"), compact=True, id="memo-find"
            )
        yield RowList(id="memo-list")
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
        words = self.query_one("#memo-find", Input).value.casefold().split()
        self._shown = [
            one
            for one in reversed(self._all)  # the newest first
            if self._kind in (None, one.memo.target.about)
            and all(word in _findable(one) for word in words)
        ]
        self.query_one("#memo-kind", Static).update(
            Content.assemble((f" {_kind_name(self._kind)} ", "bold $accent"))
        )
        heading = self.query_one("#heading", TwoSides)
        heading.left = (_("Memos"),)
        count = len(self._shown)
        heading.right = ngettext("{count} memo", "{count} memos", count).format(count=count)
        self._fill()

    def _fill(self) -> None:
        kept = self._open.memo.uid if self._open else None
        self._list.clear_options()
        self._list.add_options([Option(_line(one), id=one.memo.uid) for one in self._shown])
        uids = [one.memo.uid for one in self._shown]
        self._list.set_class(not uids, "lines")
        if not uids:
            sentence = self.app.keys.told(
                _("No memo here. {new-memo} writes one on the project; {memo}, in an interview,"
                  " on words.")
            )  # fmt: skip
            self._list.add_option(Option(Content(sentence), disabled=True))
            if not self._writing():
                self._show(None)
            return
        self._list.highlighted = uids.index(kept) if kept in uids else 0

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the memo under the cursor, unless another one is being written."""
        event.stop()
        one = next((one for one in self._shown if one.memo.uid == event.option_id), None)
        if not self._writing():
            self._show(one)

    def _show(self, one: ListedMemo | None) -> None:
        self._open, self._new = one, False
        self._field.load_text(one.memo.text if one else "")
        self._field.read_only = one is None or one.memo.coder != self.app.project.coder
        self.query_one("#memo-place", Static).update(Content(_about_line(one) if one else ""))

    def _writing(self) -> bool:
        """Whether the field holds words that are not saved."""
        before = self._open.memo.text if self._open else ""
        return (self._open is not None or self._new) and self._field.text.strip() != before

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the memos with these words."""
        event.stop()
        self._find()

    def on_input_submitted(self) -> None:
        """Go on to the list."""
        self._list.focus()

    # Writing

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say truthfully whether the words are saved."""
        event.stop()
        if self._writing():
            self._status.say(_("not saved yet: saved when you leave the field"))

    def on_descendant_blur(self) -> None:
        """Save what was written when the field is left."""
        if self._field is not self.focused and self._writing():
            self._save()

    def _save(self) -> bool:
        """Save what was written; whether that is done."""
        text, one, project = self._field.text.strip(), self._open, self.app.project
        if not self._writing():
            return True
        if one is None:
            done = self._act(lambda: memos.write(project, Target(About.PROJECT), text))
        elif text:
            done = self._act(lambda: memos.change(project, one.memo, text))
        else:
            done = self._act(lambda: memos.remove(project, one.memo))
        if not done:
            self._field.focus()
        return done

    def keep_words(self) -> None:
        """Save where the program ends before the field is left; nothing is removed then."""
        if self._field.text.strip():
            self._save()

    def _act(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except QdaError as error:
            self._status.refused()
            self.app.complain(error)
            return False
        self._new = False
        self._open = None
        self._status.saved("")
        with self.app.explaining():
            (done,) = history.entries(self.app.project, 1)
            self._status.saved(one_line(history.in_words(done)))
        self.app.look_around(own_acts=1)
        return True

    # Keys

    def action_next_memo(self) -> None:
        """Go down."""
        self._list.action_cursor_down()

    def action_previous_memo(self) -> None:
        """Go up."""
        self._list.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the place of the memo."""
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """Go to the place of the memo under the cursor."""
        one = self._open
        if one is None or not self._save():
            return
        if not one.appendix:
            self._status.say(_("this memo has no place in an interview"))
            return
        self.app.leave_for(one.appendix, one.segment - 1 if one.segment else None)

    def action_write(self) -> None:
        """Change the memo in the field."""
        if self._open is not None and self._field.read_only:
            coder = one_line(self._open.memo.coder)
            self._status.say(_("this memo is by {coder}").format(coder=coder))
        elif self._open is not None:
            self._field.focus()
            self._field.move_cursor(self._field.document.end)
            self._status.say(_("Esc saves the memo"))

    def action_new_memo(self) -> None:
        """Write a memo on the project."""
        self._show(None)
        self._new = True
        self._field.read_only = False
        self.query_one("#memo-place", Static).update(Content(_("Memo on the project")))
        self._field.focus()
        self._status.say(_("Esc saves the memo"))

    def action_find_memo(self) -> None:
        """Go to the field with the words to find."""
        self.query_one("#memo-find", Input).focus()

    def action_kind(self) -> None:
        """Show memos about another kind of thing only."""
        at = _KINDS.index(self._kind)
        self._kind = _KINDS[(at + 1) % len(_KINDS)]
        self._find()

    def action_remove_memo(self) -> None:
        """Remove the memo under the cursor."""
        one = self._open
        if one is not None:
            self._act(lambda: memos.remove(self.app.project, one.memo))

    def action_undo(self) -> None:
        """Take back the last change."""
        take_back(self.app, lambda step: self._act(lambda: history.undo(self.app.project, step)))

    def action_leave(self) -> None:
        """Leave the field, or go back to where one was; what was written is saved first."""
        if self.focused is self._list:
            if self._save():
                self.dismiss(None)
        else:
            self._list.focus()


def _findable(one: ListedMemo) -> str:
    said = memo_views.place_in_words(one)
    return f"{one.memo.text} {said} {one.theme} {one.title} {one.memo.coder}".casefold()


def _line(one: ListedMemo) -> Content:
    held = (_("[held back] "), "$restricted") if one.restricted else ("", "")
    return Content.assemble(
        (one_line(memo_views.place_in_words(one)), "bold"),
        (f" · {one_line(one.memo.coder)} {one.memo.changed[:10]} · ", "$quiet"),
        held,
        one_line(one.memo.text),
    )


def _about_line(one: ListedMemo) -> str:
    said = one_line(memo_views.place_in_words(one))
    return f"{said}: {display(' '.join(one.words.split()))}" if one.words else said


def _kind_name(kind: About | None) -> str:
    return {
        None: _("all"),
        About.PROJECT: _("on the project"),
        About.INTERVIEW: _("on interviews"),
        About.PASSAGE: _("on words"),
        About.CODING: _("on codings"),
        About.THEME: _("on themes"),
        About.INFORMANT: _("on informants"),
    }[kind]
