"""The list of interviews: how far each is, what to be careful with, what waits, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from qda.domain.text import one_line
from qda.language import gettext as _
from qda.language import ngettext
from qda.services.overview import Order, in_order, matching, overview_of
from qda.tui import words
from qda.tui.commands import Place, bindings_of
from qda.tui.widgets.bars import KeyBar, StatusLine, TwoSides
from qda.tui.widgets.find_bar import FilterBar, FindBar, FindWords
from qda.tui.widgets.interview_columns import held_back_sign
from qda.tui.widgets.interview_list import InterviewList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from qda.services.overview import Listed, Overview
    from qda.tui.app import CodingApp


class LibraryScreen(Screen[None]):
    """All interviews: sorted, filtered, opened, imported, corrected."""

    app: CodingApp
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.LIBRARY)]
    place = Place.LIBRARY

    def __init__(self, at: str | None) -> None:
        super().__init__()
        self._at = at
        self._overview: Overview | None = None
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """The list between two lines and the keys."""
        yield TwoSides(id="heading")
        yield Waiting()
        yield InterviewList(id="interviews")
        yield Static(id="nothing")
        yield FilterBar()
        yield StatusLine(id="status")
        yield KeyBar(Place.LIBRARY)

    def on_mount(self) -> None:
        """Read the interviews."""
        self._list.focus()
        self.watch(self.query_one(FindWords), "value", self.filter, init=False)
        with self.app.explaining():
            self.read_again(others=True)

    def on_screen_resume(self) -> None:
        """Read again what was done on another screen."""
        if self._overview is not None:
            with self.app.explaining():
                self.read_again(others=True)

    @property
    def _list(self) -> InterviewList:
        return self.query_one(InterviewList)

    # Reading

    def read_again(self, *, others: bool) -> None:
        """Read how far the interviews are."""
        del others
        self._overview = overview_of(self.app.project)
        self.query_one(Waiting).show(self._overview.interviews)
        self._show()

    def _show(self) -> None:
        overview = self._overview
        if overview is None:
            return
        progress, order = overview.progress, self.app.library_order or Order.APPENDIX
        heading = self.query_one("#heading", TwoSides)
        heading.left = (one_line(progress.title),)
        heading.right = order_in_words(order) if overview.interviews else ""
        shown = matching(in_order(overview.interviews, order), self._wanted)
        self._list.show(shown, order, self._at)
        self._at = None
        status = self.query_one(StatusLine)
        status.left = self._sums(overview)
        restricted = any(one.restricted for one in progress.interviews)
        status.say(held_back_sign() if restricted else "")
        nothing = self.query_one("#nothing", Static)
        nothing.display = not shown
        self._list.display = bool(shown)
        said = no_such_interview() if overview.interviews else no_interviews()
        nothing.update(Content(self.app.keys.told(said)))
        count = len(shown)
        self.query_one(FilterBar).say(
            _("{number} of {last}").format(number=count, last=len(overview.interviews))
        )

    def _sums(self, overview: Overview) -> tuple[str, ...]:
        progress = overview.progress
        count = len(progress.interviews)
        coded = sum(one.coded for one in progress.interviews)
        seen = sum(one.seen for one in overview.interviews)
        parts = [
            ngettext("{count} interview", "{count} interviews", count).format(count=count),
            ngettext("{count} coding", "{count} codings", progress.codings).format(
                count=progress.codings
            ),
            _("{percent} coded").format(percent=words.percent(coded, progress.segments)),
        ]
        seen_part = _("{percent} seen").format(percent=words.percent(seen, progress.segments))
        coder = one_line(self.app.project.coder)
        return tuple(
            " · ".join(shown)
            for shown in ([*parts, seen_part, coder], [*parts, coder], parts, parts[::2], parts[:1])
        )

    # Messages

    def on_interview_list_chosen(self, event: InterviewList.Chosen) -> None:
        """Open an interview."""
        self.app.show_interview(event.appendix)

    def on_interview_list_heading_clicked(self) -> None:
        """Sort by something else."""
        self.action_sort()

    def filter(self, wanted: str) -> None:
        """Show the interviews that hold the words."""
        self._wanted = wanted
        self._show()

    def on_find_bar_step(self, event: FindBar.Step) -> None:
        """Go up or down while words are typed."""
        self._list.cursor += event.direction

    def on_filter_bar_kept(self) -> None:
        """Back to the list, or into the interview that alone is left."""
        if self._list.alone:
            self._list.choose()
        else:
            self._list.focus()

    def on_find_bar_closed(self) -> None:
        """Show all interviews again."""
        self._list.focus()

    # Acts

    def action_open(self) -> None:
        """Open the interview under the cursor."""
        self._list.choose()

    def action_next_interview(self) -> None:
        """Go down."""
        self._list.cursor += 1

    def action_previous_interview(self) -> None:
        """Go up."""
        self._list.cursor -= 1

    def action_sort(self) -> None:
        """Sort by something else."""
        orders = list(Order)
        place = orders.index(self.app.library_order or Order.APPENDIX)
        self.app.library_order = orders[(place + 1) % len(orders)]
        self._show()

    def action_filter(self) -> None:
        """Show only interviews that hold some words."""
        self.query_one(FilterBar).open()

    def action_find_everywhere(self) -> None:
        """Look for words in all interviews."""
        from qda.tui.screens.search import SearchScreen

        def go(hit: tuple[str, int] | None) -> None:
            if hit is not None:
                self.app.go_to_place(*hit)

        self.app.push_screen(SearchScreen(), go)

    def action_show_all(self) -> None:
        """Show all interviews again."""
        self.query_one(FilterBar).action_close()

    def action_import(self) -> None:
        """Choose files to import."""
        self.app.show_import()

    def action_reviews(self) -> None:
        """Show what waits for a decision, beginning with the interview under the cursor."""
        self.app.show_reviews(self._list.appendix)

    def action_replace(self) -> None:
        """Choose the corrected file of the interview under the cursor."""
        if self._list.appendix is not None:
            self.app.show_replace(self._list.appendix)

    def action_speakers(self) -> None:
        """Settle the speakers of the interview under the cursor."""
        if self._list.appendix is not None:
            self.app.show_speakers(self._list.appendix)


class Waiting(Static):
    """One line for what waits for a decision; a click shows it, and nothing where nothing does."""

    app: CodingApp

    def show(self, listed: Sequence[Listed]) -> None:
        """Count what waits, interview by interview."""
        waiting = [one for one in listed if one.reviews]
        self.display = bool(waiting)
        first = "; ".join(
            _("{count} to look at in {appendix}").format(
                count=one.reviews, appendix=one_line(one.appendix)
            )
            for one in waiting[:3]
        )
        more = " …" if len(waiting) > 3 else ""
        self.update(
            Content.assemble(
                ("! ", "bold $accent"),
                first,
                more,
                "  ",
                (self.app.keys.told(_("{reviews} shows them")), "$quiet"),
            )
        )

    async def on_click(self, event: events.Click) -> None:
        """Show the list."""
        event.stop()
        await self.screen.run_action("reviews")


def order_in_words(order: Order) -> str:
    """What the interviews are sorted by."""
    return {
        Order.APPENDIX: _("by appendix number"),
        Order.PROGRESS: _("least coded first"),
        Order.WORKED_ON: _("last worked on first"),
        Order.CODINGS: _("most codings first"),
    }[order]


def no_such_interview() -> str:
    """What to do when the filter leaves nothing."""
    return _(
        "No interview has these words in its number or informant.\n{show-all} shows all again."
    )


def no_interviews() -> str:
    """What to do with an empty project."""
    return _(
        "There are no interviews here yet.\n\n"
        "Press {import} and choose your transcripts: Word, OpenDocument, RTF, text, subtitles.\n"
        "Or put them into the folder transcripts and run\n"
        "qda import transcripts\n"
        "They appear on this screen by themselves."
    )
