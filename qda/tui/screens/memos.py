"""All memos: read and changed below the list, gone to by a key.

The field below is saved when it is left; until then the status line says that it is not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import OptionList, Static, TextArea

from qda.domain.memos import About, Target
from qda.domain.text import one_line
from qda.errors import QdaError
from qda.language import gettext as _
from qda.services import history, memos
from qda.tui.commands import Place, bindings_of
from qda.tui.memo_rows import Looked, about_line
from qda.tui.screens.memos_finding import MemoFinding
from qda.tui.screens.undoing import take_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

    from qda.services.memo_views import ListedMemo
    from qda.tui.app import CodingApp


class MemoScreen(MemoFinding):
    """The memos of the project."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.MEMOS)]
    place = Place.MEMOS

    def _show(self, one: ListedMemo | None) -> None:
        self._open, self._new = one, False
        self._field.load_text(one.memo.text if one else "")
        self._field.read_only = one is None or one.memo.coder != self.app.project.coder
        self.query_one("#memo-place", Static).update(Content(about_line(one) if one else ""))

    def _writing(self) -> bool:
        """Whether the field holds words that are not saved."""
        before = self._open.memo.text if self._open else ""
        return (self._open is not None or self._new) and self._field.text.strip() != before

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

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the place of the memo."""
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """Go to the place of the memo under the cursor; the list will be as it is now."""
        one = self._open
        if one is None or not self._save():
            return
        if not one.appendix:
            self._status.say(_("this memo has no place in an interview"))
            return
        self.app.memos_looked = replace(self._looked, uid=one.memo.uid)
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

    def action_remove_memo(self) -> None:
        """Remove the memo under the cursor."""
        one = self._open
        if one is not None:
            self._act(lambda: memos.remove(self.app.project, one.memo))

    def action_undo(self) -> None:
        """Take back the last change."""
        take_back(self.app, lambda step: self._act(lambda: history.undo(self.app.project, step)))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._act(lambda: history.redo(self.app.project))

    def action_leave(self) -> None:
        """Leave the field, or go back to where one was; what was written is saved first."""
        if self.focused is self._list:
            if self._save():
                self.app.memos_looked = Looked()
                self.dismiss(None)
        else:
            self._list.focus()
