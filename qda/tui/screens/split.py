"""Choosing the codings of a theme that go to a new sub-code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services import theme_merging
from qda.services.theme_plans import Plan
from qda.services.theme_use import CodedWords, words_of_theme
from qda.tui.commands import Place, bindings_of
from qda.tui.screens.asking_words import AskWords
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import OptionList

    from qda.domain.codebook import Theme
    from qda.tui.app import CodingApp


class SplitScreen(Screen[Plan | None]):
    """Gives the plan of the split, or None when it is left."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.SPLIT)]
    place = Place.SPLIT

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._codings: list[CodedWords] = []
        self._ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """The codings between two lines and the keys."""
        yield TwoSides(id="heading")
        yield PlainList(id="split-list", classes="list lines")
        yield StatusLine(id="status")
        yield KeyBar(Place.SPLIT)

    def on_mount(self) -> None:
        """Read the codings."""
        self._codings = words_of_theme(self.app.project, self._theme.key)
        heading = self.query_one("#heading", TwoSides)
        title = one_line(self._theme.title)
        heading.left = (_("Split {title}").format(title=title),)
        self._list.add_options([Option(self._line(one)) for one in self._codings])
        self._list.highlighted = 0 if self._codings else None
        self._show_count()

    @property
    def _list(self) -> PlainList:
        return self.query_one(PlainList)

    def _line(self, one: CodedWords) -> Content:
        return Content.assemble(
            ("[x] " if one.uid in self._ticked else "[ ] ", "bold $accent"),
            (one_line(one.appendix), "bold"),
            (f" · {one_line(one.coder)}  ", "$quiet"),
            one_line(one.words),
        )

    def _show_count(self) -> None:
        count = len(self._ticked)
        self.query_one("#heading", TwoSides).right = ngettext(
            "{count} ticked", "{count} ticked", count
        ).format(count=count)
        self.query_one(StatusLine).left = (
            self.app.keys.told(_("{tick} ticks, {split-ticked} splits off")),
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click ticks."""
        event.stop()
        self.action_tick()

    def action_step(self, by: int) -> None:
        """Go to another coding."""
        now = self._list.highlighted
        if now is not None:
            self._list.highlighted = max(0, min(now + by, len(self._codings) - 1))

    def action_tick(self) -> None:
        """Choose the coding, or no longer."""
        place = self._list.highlighted
        if place is None:
            return
        one = self._codings[place]
        self._ticked ^= {one.uid}
        self._list.replace_option_prompt_at_index(place, self._line(one))
        self._show_count()

    def action_split(self) -> None:
        """Ask what the sub-code is called."""
        if not self._ticked:
            self.query_one(StatusLine).say(_("nothing is ticked yet"))
            return
        question = _("What is the new sub-code of {title} called?")
        title = one_line(self._theme.title)
        self.app.push_screen(AskWords(question.format(title=title)), self._named)

    def _named(self, title: str | None) -> None:
        if title is None:
            return
        uids = [one.uid for one in self._codings if one.uid in self._ticked]
        with self.app.explaining():
            self.dismiss(theme_merging.split(self.app.project, self._theme.key, title, uids))

    def action_leave(self) -> None:
        """Split nothing."""
        self.dismiss(None)
